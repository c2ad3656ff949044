package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Payoffs on a normal price, undiscounted. With w its standard deviation and d = (forward - strike)/w: a vanilla option is
 * worth side (F - K) N(side d) + w n(d), N(side d) is the probability of exercise. A vanilla option is built from its
 * gradient, side N(side d), -side N(side d), n(d) by F, K, w. Source: L. Bachelier (1900); W. Schachermayer and J.
 * Teichmann, "How close are the option pricing formulas of Bachelier and Black-Merton-Scholes?" (2008).
 */
final class NormalLaw {
    private NormalLaw() {}

    /** Values one payoff; w above 0. */
    static Jet value(final Payoff payoff, final double side, final Jet forward, final Jet strike, final Jet stdDev) {
        final Jet d = forward.minus(strike).over(stdDev);
        final Jet exercised = d.times(side).normalCdf();
        return switch (payoff) {
            case VANILLA ->
                exercised
                        .times(side)
                        .along(forward)
                        .plus(exercised.times(-side).along(strike))
                        .plus(d.normalPdf().along(stdDev))
                        .plus(price(side * (forward.value() - strike.value()), d.value(), stdDev.value()));
            case CASH_DIGITAL -> exercised;
            case ASSET_DIGITAL -> forward.times(exercised).plusScaled(side, stdDev.times(d.normalPdf()));
            case FORWARD -> forward.minus(strike);
        };
    }

    // Intrinsic value plus time value: the latter is the same for call and put and keeps its accuracy in the wings.
    private static double price(final double gain, final double d, final double stdDev) {
        final double u = Math.abs(d);
        final double timeValue = stdDev * (DeterministicMath.normalPdf(u) - u * DeterministicMath.normalCdf(-u));
        return Math.max(gain, 0.0) + Math.max(timeValue, 0.0);
    }
}
