package io.gimbal.perf.violations.engine.risk;

import io.gimbal.perf.violations.engine.orders.Inquirer;

/** Looks right, as it may. */
public final class Limits {
    private final Inquirer inquirer = new Inquirer();

    /** {@return a number} */
    public int value() {
        return inquirer.value();
    }
}
