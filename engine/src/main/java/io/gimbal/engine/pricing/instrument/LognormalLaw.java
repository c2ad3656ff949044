package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;

/**
 * Payoffs on a price S whose sum with a shift is lognormal, undiscounted. With X = forward + shift, Y = strike + shift,
 * w the standard deviation of ln(S + shift), d1 = ln(X/Y)/w + w/2 and d2 = d1 - w: a vanilla option is worth
 * side (X N(side d1) - Y N(side d2)), N(side d2) is the probability of exercise, and X N(side d1) the shifted price on it.
 * A vanilla option is built from its gradient, side N(side d1), -side N(side d2), X n(d1) by X, Y, w: in the wings its
 * own terms would cancel. Belongs to one thread.
 */
final class LognormalLaw {
    private final OptionGreeks greeks = new OptionGreeks();

    /** Values one payoff; X and Y above 0, w at least {@link FormulaLimits#MIN_STD_DEV}. */
    Jet value(
            final Payoff payoff,
            final double side,
            final Jet shifted,
            final Jet shiftedStrike,
            final Jet stdDev,
            final double shift) {
        final Jet d1 = shifted.logRatio(shiftedStrike).over(stdDev).plusScaled(0.5, stdDev);
        final Jet onAsset = d1.times(side).normalCdf();
        final Jet exercised = d1.minus(stdDev).times(side).normalCdf();
        return switch (payoff) {
            case VANILLA -> {
                final Jet byStdDev = shifted.times(d1.normalPdf());
                yield onAsset.times(side)
                        .along(shifted)
                        .plus(exercised.times(-side).along(shiftedStrike))
                        .plus(byStdDev.along(stdDev))
                        .plus(price(side, shifted.value(), shiftedStrike.value(), stdDev.value()));
            }
            case CASH_DIGITAL -> exercised;
            case ASSET_DIGITAL -> shifted.times(onAsset).plusScaled(-shift, exercised);
            case FORWARD -> shifted.minus(shiftedStrike);
        };
    }

    private double price(final double side, final double shifted, final double shiftedStrike, final double stdDev) {
        final boolean isValued = Black76.evaluate(side > 0.0, shifted, shiftedStrike, 1.0, stdDev, greeks);
        return isValued ? greeks.price() : Double.NaN;
    }
}
