package io.gimbal.engine.app.session;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** How the I/O loop waits, by its name in the configuration. */
final class IdleStrategies {
    private static final long SPINS = 10;
    private static final long YIELDS = 20;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 100_000;

    private IdleStrategies() {}

    static IdleStrategy named(final String name) {
        return switch (name) {
            case "backoff" -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
            case "sleeping" -> new SleepingIdleStrategy(MAX_PARK_NS);
            case "yielding" -> new YieldingIdleStrategy();
            case "busy-spin" -> new BusySpinIdleStrategy();
            default -> throw new IllegalArgumentException("no such idle strategy: name=" + name);
        };
    }
}
