package io.gimbal.engine.analysis.exact;

/**
 * The steps of time and of holdings on which a band is solved. The band is only as good as it is wide against what
 * the delta moves by in one step of time, |Γ| σ S √δ, and against one step of holdings.
 *
 * @param steps   of time to expiry, 1 to {@link #MOST_STEPS}
 * @param lowest  holding, coins
 * @param highest holding, coins, above {@code lowest}
 * @param points  holdings, both ends among them, 2 to {@link #MOST_POINTS}
 */
public record ExactLattice(int steps, double lowest, double highest, int points) {
    /** Bound of time steps: two edges at each of two million nodes. */
    public static final int MOST_STEPS = 2_000;

    /** Bound of holdings. */
    public static final int MOST_POINTS = 4_001;

    /**
     * Checks the bounds.
     *
     * @param steps of time
     * @param lowest lowest holding, coins
     * @param highest highest holding, coins
     * @param points number of holdings
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ExactLattice {
        if (!(steps >= 1 && steps <= MOST_STEPS && points >= 2 && points <= MOST_POINTS)) {
            throw new IllegalArgumentException("steps must be 1 to " + MOST_STEPS + " and points 2 to " + MOST_POINTS
                    + ": steps " + steps + ", points " + points);
        }
        if (!(Double.isFinite(lowest) && Double.isFinite(highest) && highest > lowest)) {
            throw new IllegalArgumentException(
                    "highest must be above lowest, both finite: lowest " + lowest + ", highest " + highest);
        }
    }

    /**
     * Distance of two holdings.
     *
     * @return coins
     */
    public double spacing() {
        return (highest - lowest) / (points - 1);
    }
}
