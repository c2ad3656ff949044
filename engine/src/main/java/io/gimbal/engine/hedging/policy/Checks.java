package io.gimbal.engine.hedging.policy;

/** What a parameter of a policy may be. Written so that what is no number fails. */
final class Checks {
    private Checks() {}

    static void riskAversion(final double value) {
        check(value > 0, "riskAversion", value);
    }

    static void costRate(final double value) {
        check(value >= 0, "costRate", value);
    }

    static void halfWidth(final double value) {
        check(value >= 0, "halfWidth", value);
    }

    static void costPerOrder(final double value) {
        check(value >= 0, "costPerOrder", value);
    }

    static void intervalYears(final double value) {
        check(value > 0, "intervalYears", value);
    }

    private static void check(final boolean isIn, final String name, final double value) {
        if (!isIn || !(value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("parameter out of range: " + name + "=" + value);
        }
    }
}
