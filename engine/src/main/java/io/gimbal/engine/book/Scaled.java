package io.gimbal.engine.book;

/** Decimal numbers as longs times 1e8, the one scale of the wire side. */
public final class Scaled {
    /** One unit. */
    public static final long ONE = 100_000_000L;

    private Scaled() {}

    /**
     * Converts for arithmetic inside the engine.
     *
     * @param scaled decimal times 1e8
     * @return the nearest double
     */
    public static double toDouble(final long scaled) {
        return scaled / 1e8;
    }

    /**
     * Converts back, to the nearest 1e-8, ties to even.
     *
     * @param value any finite number below 9.2e10 in size
     * @return decimal times 1e8
     */
    public static long fromDouble(final double value) {
        return (long) Math.rint(value * 1e8);
    }
}
