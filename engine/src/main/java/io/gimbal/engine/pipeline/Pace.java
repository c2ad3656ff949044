package io.gimbal.engine.pipeline;

/**
 * How fast virtual time may run against the wall clock. It only ever delays an event; what the engine sees does not
 * depend on it.
 *
 * @param speed virtual seconds per wall second, above 0; infinite runs as fast as the machine can
 */
public record Pace(double speed) {
    /** As fast as the machine can. */
    public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

    /** One virtual second per second. */
    public static final Pace REAL_TIME = new Pace(1.0);

    /**
     * Checks the speed.
     *
     * @param speed virtual seconds per wall second
     * @throws IllegalArgumentException when it is not above 0
     */
    public Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("pace must be above 0: speed=" + speed);
        }
    }

    /**
     * Builds a pace.
     *
     * @param times real time, above 0
     * @return the pace
     */
    public static Pace times(final double times) {
        return new Pace(times);
    }

    /** {@return whether there is no waiting at all} */
    public boolean isMax() {
        return Double.isInfinite(speed);
    }

    /**
     * Converts a span of virtual time.
     *
     * @param virtualNs nanoseconds of virtual time, 0 or more
     * @return nanoseconds of wall time it takes, 0 when the pace is unbounded
     */
    public long wallNs(final long virtualNs) {
        return (long) (virtualNs / speed);
    }

    /**
     * Converts a span of wall time.
     *
     * @param wallNs nanoseconds of wall time, 0 or more
     * @return nanoseconds of virtual time that pass meanwhile; the largest long when the pace is unbounded
     */
    public long virtualNs(final long wallNs) {
        return isMax() ? Long.MAX_VALUE : (long) (wallNs * speed);
    }
}
