package io.gimbal.engine.market;

/**
 * How a simulated coin moves and how its options are quoted.
 *
 * @param spot            index at the start, USD per coin, positive
 * @param vol             realised volatility of the index, per square root of a year, at least 0
 * @param drift           of the index, per year
 * @param carry           forward is index times exp(carry T), per year
 * @param jumpsPerYear    expected number of jumps, at least 0
 * @param jumpVol         standard deviation of a jump's log size
 * @param impliedVol      at-the-money volatility of every expiry at the start, positive
 * @param skew            slope of the smile in log-moneyness over the square root of T
 * @param curvature       curvature of the smile likewise
 * @param remarkVol       standard deviation per square root of a day of the log of the smile's level
 * @param basisRate       perpetual over index, minus one
 * @param halfSpreadRate  half-spread of the perpetual over its price
 * @param fundingRate     per eight hours, told with the funding events
 */
public record GbmParameters(
        double spot,
        double vol,
        double drift,
        double carry,
        double jumpsPerYear,
        double jumpVol,
        double impliedVol,
        double skew,
        double curvature,
        double remarkVol,
        double basisRate,
        double halfSpreadRate,
        double fundingRate) {
    /**
     * Checks the ranges.
     *
     * @param spot           as above
     * @param vol            as above
     * @param drift          as above
     * @param carry          as above
     * @param jumpsPerYear   as above
     * @param jumpVol        as above
     * @param impliedVol     as above
     * @param skew           as above
     * @param curvature      as above
     * @param remarkVol      as above
     * @param basisRate      as above
     * @param halfSpreadRate as above
     * @param fundingRate    as above
     */
    public GbmParameters {
        if (!(spot > 0 && vol >= 0 && jumpsPerYear >= 0 && jumpVol >= 0 && impliedVol > 0 && remarkVol >= 0)
                || !(halfSpreadRate >= 0 && halfSpreadRate < 1)) {
            throw new IllegalArgumentException(
                    "simulated coin out of range: spot=" + spot + ", vol=" + vol + ", impliedVol=" + impliedVol);
        }
    }

    /**
     * A coin of ordinary habits: 55 % volatility realised and implied, a little skew, no jumps.
     *
     * @param spot           index at the start, USD per coin
     * @param halfSpreadRate half-spread of the perpetual over its price
     * @return the parameters
     */
    public static GbmParameters ordinary(final double spot, final double halfSpreadRate) {
        return new GbmParameters(spot, 0.55, 0, 0.04, 0, 0.03, 0.55, -0.05, 0.04, 0.03, 0.0001, halfSpreadRate, 0.0001);
    }
}
