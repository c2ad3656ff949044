package io.gimbal.engine.hedging.forecast;

/**
 * What trading costs before own fills say more.
 *
 * @param feeRate      of a taker, share of the price, below 1 in size; a rebate is below 0
 * @param spreadShare  share of the half-spread that is paid, from 0 to 10
 * @param impact       coefficient of the square-root impact, from 0 to 10
 * @param priorFills   fills that this weighs as much as, above 0, at most 1e6
 * @param fillHalfLife fills after which a fill counts half, from 1 to 1e6
 * @param dailyVolume  coins traded a day until public trades say more, above 0, at most 1e15
 */
public record CostSettings(
        double feeRate, double spreadShare, double impact, double priorFills, int fillHalfLife, double dailyVolume) {
    private static final double MAX_COEFFICIENT = 10;
    private static final double MAX_FILLS = 1e6;
    private static final double MAX_VOLUME = 1e15;

    /**
     * Whether everything is in its range.
     *
     * @return false where costs of these settings could not be meant
     */
    public boolean isSound() {
        return Math.abs(feeRate) < 1
                && isIn(spreadShare, MAX_COEFFICIENT)
                && isIn(impact, MAX_COEFFICIENT)
                && priorFills > 0
                && priorFills <= MAX_FILLS
                && fillHalfLife >= 1
                && (double) fillHalfLife <= MAX_FILLS
                && dailyVolume > 0
                && dailyVolume <= MAX_VOLUME;
    }

    private static boolean isIn(final double value, final double most) {
        return value >= 0 && value <= most;
    }
}
