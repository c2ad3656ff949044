package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;

/**
 * The deltas of one option under each {@link DeltaRegime}, side by side. A reusable holder, owned by one thread.
 *
 * <p>With R the skew-stickiness ratio, at-the-money volatility moves R times the skew per relative move of the forward,
 * and the volatility of a fixed strike (R - 1) times: delta_R = delta + vega / F (R - 1) dvol/dk, with k = ln(K / F).
 * R = 1 is sticky strike and R = 0 sticky moneyness. A regression of at-the-money volatility on the forward estimates R
 * times the skew, not (R - 1) times: never put its slope in the place of (R - 1) skew. Source: L. Bergomi, "Smile dynamics
 * IV", Risk (2009).
 */
public final class RegimeDeltas {
    /** Value of a regime that cannot be computed. */
    public static final double UNKNOWN = Double.NaN;

    private double stickyStrike;
    private double stickyMoneyness;
    private double skewStickiness;
    private double minimumVariance;
    private double venue;
    private double averagedSettlement;

    /** Creates a holder of unknowns. */
    public RegimeDeltas() {
        clear();
    }

    /** Forgets everything: all regimes are unknown. */
    public void clear() {
        stickyStrike = UNKNOWN;
        stickyMoneyness = UNKNOWN;
        skewStickiness = UNKNOWN;
        minimumVariance = UNKNOWN;
        venue = UNKNOWN;
        averagedSettlement = UNKNOWN;
    }

    /**
     * Computes the deltas that follow from the smile: sticky strike, sticky moneyness and skew stickiness.
     *
     * @param greeks     of the option at its volatility on the smile
     * @param forward    that they were taken at, above 0
     * @param skew       dvol/dk at the strike, see {@link SurfaceSlice#skew}
     * @param stickiness the ratio R; 1 where it is not known
     */
    public void smile(final OptionGreeks greeks, final double forward, final double skew, final double stickiness) {
        stickyStrike = greeks.delta();
        stickyMoneyness = skewStickyDelta(greeks.delta(), greeks.vega(), forward, skew, 0.0);
        skewStickiness = skewStickyDelta(greeks.delta(), greeks.vega(), forward, skew, stickiness);
    }

    /**
     * Computes the minimum-variance delta.
     *
     * @param isCall            else a put
     * @param greeks            of the option
     * @param spot              above 0
     * @param timeToExpiryYears above 0
     * @param regression        what volatility was seen to do
     */
    public void minimumVariance(
            final boolean isCall,
            final OptionGreeks greeks,
            final double spot,
            final double timeToExpiryYears,
            final HullWhiteRegression regression) {
        minimumVariance(greeks, spot, timeToExpiryYears, regression.slope(isCall, greeks.delta()));
    }

    /**
     * Computes the minimum-variance delta from coefficients that are known.
     *
     * @param greeks            of the option
     * @param spot              above 0
     * @param timeToExpiryYears above 0
     * @param slope             a + b delta + c delta^2, see {@link HullWhiteCoefficients#slope}
     */
    public void minimumVariance(
            final OptionGreeks greeks, final double spot, final double timeToExpiryYears, final double slope) {
        minimumVariance = greeks.delta() + greeks.vega() / (spot * Math.sqrt(timeToExpiryYears)) * slope;
    }

    /**
     * Computes the delta of an option that settles on the average over the delivery window.
     *
     * @param greeks       at the variance of the average, {@link DeliveryWindow#effectiveVarianceYears} as time
     * @param fractionLeft share of the window that is still ahead, 0 to 1; 1 before it
     */
    public void averagedSettlement(final OptionGreeks greeks, final double fractionLeft) {
        averagedSettlement = fractionLeft * greeks.delta();
    }

    /**
     * Takes the venue's delta.
     *
     * @param published coins per coin, NaN where the venue says none
     */
    public void venue(final double published) {
        venue = published;
    }

    /**
     * The delta of a regime.
     *
     * @param regime which
     * @return coins; NaN where it was not computed or cannot be
     */
    public double delta(final DeltaRegime regime) {
        return switch (regime) {
            case STICKY_STRIKE -> stickyStrike;
            case STICKY_MONEYNESS -> stickyMoneyness;
            case SKEW_STICKINESS -> skewStickiness;
            case MINIMUM_VARIANCE -> minimumVariance;
            case VENUE -> venue;
            case AVERAGED_SETTLEMENT -> averagedSettlement;
        };
    }

    /**
     * The delta of a regime or, where that is unknown, sticky strike's.
     *
     * @param regime which is wanted
     * @return coins; NaN where sticky strike is unknown too
     */
    public double deltaOrStickyStrike(final DeltaRegime regime) {
        final double wanted = delta(regime);
        return Math.abs(wanted) <= Double.MAX_VALUE ? wanted : stickyStrike;
    }

    /**
     * Delta under a skew-stickiness ratio.
     *
     * @param delta      Black's
     * @param vega       Black's, per 1.00 of volatility
     * @param forward    above 0
     * @param skew       dvol/dk at the strike
     * @param stickiness the ratio R
     * @return coins
     */
    public static double skewStickyDelta(
            final double delta, final double vega, final double forward, final double skew, final double stickiness) {
        return delta + vega / forward * (stickiness - 1.0) * skew;
    }
}
