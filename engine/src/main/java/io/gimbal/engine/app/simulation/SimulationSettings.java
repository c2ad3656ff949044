package io.gimbal.engine.app.simulation;

/**
 * Which seeds live for how long, under what.
 *
 * @param firstSeed   of the lives
 * @param lastSeed    of the lives, not below the first
 * @param hours       of virtual time for each, at least {@link #LEAST_HOURS}
 * @param hasFaults   whether anything goes wrong at all
 * @param threads     seeds at a time
 */
public record SimulationSettings(long firstSeed, long lastSeed, double hours, boolean hasFaults, int threads) {
    /** Time for a life before the calm minutes at its end. */
    public static final double LEAST_HOURS = 0.25;

    /** The longest life: what its journal takes stands in memory. */
    public static final double MOST_HOURS = 240;

    /**
     * Checks the ranges.
     *
     * @param firstSeed as above
     * @param lastSeed  as above
     * @param hours     as above
     * @param hasFaults as above
     * @param threads   as above
     */
    public SimulationSettings {
        if (lastSeed < firstSeed || !(hours >= LEAST_HOURS && hours <= MOST_HOURS) || threads < 1) {
            throw new IllegalArgumentException(
                    "out of range: seeds=" + firstSeed + ".." + lastSeed + ", hours=" + hours + ", threads=" + threads);
        }
    }
}
