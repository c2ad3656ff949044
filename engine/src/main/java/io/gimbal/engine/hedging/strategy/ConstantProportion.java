package io.gimbal.engine.hedging.strategy;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Formulas of constant-proportion portfolio insurance: exposure is a multiple of what the portfolio is worth above its floor.
 * Money in one unit throughout, rates and drifts continuous per year, volatility absolute per root year. Pure; allocates
 * nothing; arguments out of range give NaN.
 *
 * <p>F. Black, R. Jones, Journal of Portfolio Management 14 (1987); A. Perold, W. Sharpe, Financial Analysts Journal 44 (1988);
 * S. Balder, M. Brandl, A. Mahayni, "Effectiveness of CPPI strategies under discrete-time trading", Journal of Economic Dynamics
 * and Control 33 (2009); R. Cont, P. Tankov, "Constant proportion portfolio insurance in the presence of jumps in asset prices",
 * Mathematical Finance 19 (2009).
 */
public final class ConstantProportion {
    private ConstantProportion() {}

    /**
     * What to hold at risk: {@code min(m max(V − floor, 0), b V)}.
     *
     * @param value      V, of the portfolio
     * @param floor      that must not be broken
     * @param multiplier m, at least 0
     * @param cap        b, largest exposure as a multiple of the value, at least 0; infinite for none
     * @return at least 0; NaN for a value or floor that is not a number
     */
    public static double exposure(final double value, final double floor, final double multiplier, final double cap) {
        if (!(multiplier >= 0
                && cap >= 0
                && Math.abs(value) <= Double.MAX_VALUE
                && Math.abs(floor) <= Double.MAX_VALUE)) {
            return Double.NaN;
        }
        final double cushion = value - floor;
        return cushion > 0 ? Math.max(0, Math.min(multiplier * cushion, capped(cap, value))) : 0;
    }

    private static double capped(final double cap, final double value) {
        return cap <= Double.MAX_VALUE ? cap * value : Double.MAX_VALUE;
    }

    /**
     * Value at the end of a life hedged without pause, of the cushion alone:
     * {@code C₀ (S_T / S₀)^m exp((1 − m)(r + m σ² / 2) T)}.
     *
     * @param cushion    C₀, value less floor at the start, at least 0
     * @param priceRatio S_T / S₀, above 0
     * @param multiplier m, at least 0
     * @param rate       r, at which floor and cash grow
     * @param vol        σ, at least 0
     * @param years      T, at least 0
     * @return the cushion at T; the portfolio is worth that and the floor
     */
    public static double terminalCushion(
            final double cushion,
            final double priceRatio,
            final double multiplier,
            final double rate,
            final double vol,
            final double years) {
        if (!(cushion >= 0 && priceRatio > 0 && multiplier >= 0 && vol >= 0 && years >= 0)) {
            return Double.NaN;
        }
        final double carried = (1 - multiplier) * (rate + 0.5 * multiplier * vol * vol) * years;
        return cushion * DeterministicMath.exp(multiplier * DeterministicMath.log(priceRatio) + carried);
    }

    /**
     * Probability that one interval between trades breaks the floor, by a lognormal price: {@code Φ(−d₂)},
     * {@code d₂ = (ln(m / (m − 1)) + (μ − r − σ² / 2) δ) / (σ √δ)}. The uncapped rule is meant; a cap makes it smaller.
     *
     * @param multiplier m; up to 1 the floor cannot be broken
     * @param drift      μ, of the price
     * @param rate       r, at which floor and cash grow
     * @param vol        σ, above 0
     * @param years      δ, between trades, above 0
     * @return from 0 to 1
     */
    public static double gapProbability(
            final double multiplier, final double drift, final double rate, final double vol, final double years) {
        if (!(multiplier >= 0 && vol > 0 && years > 0)) {
            return Double.NaN;
        }
        if (multiplier <= 1) {
            return 0;
        }
        final double distance = DeterministicMath.log(multiplier / (multiplier - 1));
        final double ahead = distance + (drift - rate - 0.5 * vol * vol) * years;
        return DeterministicMath.normalCdf(-ahead / (vol * Math.sqrt(years)));
    }

    /**
     * Probability that at least one of many equal and independent intervals breaks the floor: {@code 1 − (1 − p)^n}.
     *
     * @param probability p, of one, from 0 to 1
     * @param intervals   n, at least 0
     * @return from 0 to 1, with full relative accuracy where p is small
     */
    public static double gapProbability(final double probability, final double intervals) {
        if (!(probability >= 0 && probability <= 1 && intervals >= 0)) {
            return Double.NaN;
        }
        if (probability == 1) {
            return intervals > 0 ? 1 : 0;
        }
        return -expm1(intervals * log1p(-probability));
    }

    /**
     * Probability that a jump breaks the floor though trading never pauses: {@code 1 − exp(−T ν((−∞, −1/m]))}.
     *
     * @param intensity ν((−∞, −1/m]), jumps per year that lose at least 1/m of the price, at least 0
     * @param years     T, at least 0
     * @return from 0 to 1
     */
    public static double jumpGapProbability(final double intensity, final double years) {
        return intensity >= 0 && years >= 0 ? -expm1(-intensity * years) : Double.NaN;
    }

    /**
     * Jumps per year that break the floor where the logarithms of jumps are normal:
     * {@code λ Φ((ln(1 − 1/m) − mean) / deviation)}.
     *
     * @param multiplier m; up to 1 none does
     * @param jumps      λ, per year, at least 0
     * @param mean       of a jump's logarithm
     * @param deviation  of a jump's logarithm, above 0
     * @return per year
     */
    public static double breakingJumps(
            final double multiplier, final double jumps, final double mean, final double deviation) {
        if (!(multiplier >= 0 && jumps >= 0 && deviation > 0)) {
            return Double.NaN;
        }
        if (multiplier <= 1) {
            return 0;
        }
        final double edge = DeterministicMath.log(1 - 1 / multiplier);
        return jumps * DeterministicMath.normalCdf((edge - mean) / deviation);
    }

    /**
     * The largest multiplier that stands a loss between trades and the cost of trading out of it: {@code 1 / (gap + cost)}.
     *
     * @param gap      largest loss of the price before the exposure can be cut, share, above 0
     * @param costRate share of the price per coin traded, at least 0
     * @return above 0
     */
    public static double multiplierForGap(final double gap, final double costRate) {
        return gap > 0 && costRate >= 0 ? 1 / (gap + costRate) : Double.NaN;
    }

    /**
     * The largest multiplier whose one interval breaks the floor with no more than a probability: the inverse of
     * {@link #gapProbability(double, double, double, double, double)}.
     *
     * @param probability tolerated, above 0 and below 1
     * @param drift       μ, of the price
     * @param rate        r, at which floor and cash grow
     * @param vol         σ, above 0
     * @param years       δ, between trades, above 0
     * @return above 1; infinite where every multiplier is safe enough
     */
    public static double multiplierForProbability(
            final double probability, final double drift, final double rate, final double vol, final double years) {
        if (!(probability > 0 && probability < 1 && vol > 0 && years > 0)) {
            return Double.NaN;
        }
        final double distance = -DeterministicMath.normalInverse(probability) * vol * Math.sqrt(years)
                - (drift - rate - 0.5 * vol * vol) * years;
        return distance > 0 ? -1 / expm1(-distance) : Double.POSITIVE_INFINITY;
    }

    /**
     * Volatility of the exposure that has to be traded, per root year: {@code m (m − 1) C σ}. Its square is the roughness that
     * the band formulas take, in squared money instead of squared coins.
     *
     * @param multiplier m, at least 0
     * @param cushion    C, at least 0
     * @param vol        σ, at least 0
     * @return money per root year; below 0 where m is below 1: the rule sells into a rise
     */
    public static double exposureRoughness(final double multiplier, final double cushion, final double vol) {
        return multiplier >= 0 && cushion >= 0 && vol >= 0 ? multiplier * (multiplier - 1) * cushion * vol : Double.NaN;
    }

    /** By W. Kahan's correction of the rounded 1 + x. */
    private static double log1p(final double x) {
        final double one = 1 + x;
        return one == 1 ? x : DeterministicMath.log(one) * (x / (one - 1));
    }

    private static double expm1(final double x) {
        final double power = DeterministicMath.exp(x);
        if (power == 1) {
            return x;
        }
        return power - 1 == -1 ? -1 : (power - 1) * (x / DeterministicMath.log(power));
    }
}
