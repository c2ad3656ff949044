package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.Black76;

/**
 * Where the formulas of European options end and what holds beyond: the same rules for every model, payoff and
 * settlement.
 *
 * <p>At or after expiry, and without volatility, the outcome is certain: the payoff of the forward, discounted. It is
 * smooth in everything but the strike's corner, so its delta, theta and rho are those of a forward contract or 0. On the
 * corner itself, the forward at the strike, left and right limit differ and {@link #SHARE_AT_STRIKE} of each is taken: to
 * it the formula tends as time runs out.
 *
 * <p>At a strike that a lognormal price cannot fall below, a call is the forward contract and a put is worth 0.
 */
public final class FormulaLimits {
    /** From this time left, in years, an option counts as expired. */
    public static final double EXPIRED_YEARS = 0.0;

    /**
     * Below this standard deviation of the price at expiry, as a share of the price, the outcome is certain; see
     * {@link Black76#MIN_STD_DEV}. For a normal law it is a share of the larger of forward and strike.
     */
    public static final double MIN_STD_DEV = Black76.MIN_STD_DEV;

    /** At or below this strike (shift added) a lognormal price ends above it for certain. */
    public static final double CERTAIN_STRIKE = 0.0;

    /** The share of exercise where the outcome is certain and the forward is at the strike. */
    public static final double SHARE_AT_STRIKE = 0.5;

    /**
     * Beyond this many standard deviations the normal density is below the smallest double: value and delta are those of
     * the certain outcome and all Greeks that come from the density are 0.
     */
    public static final double FAR_WING = 38.6;

    private FormulaLimits() {}

    /** The share of a certain outcome in which a call is exercised: 0, 1, or {@link #SHARE_AT_STRIKE} at the strike. */
    static double callShare(final double forward, final double strike) {
        if (forward == strike) {
            return SHARE_AT_STRIKE;
        }
        return forward > strike ? 1.0 : 0.0;
    }
}
