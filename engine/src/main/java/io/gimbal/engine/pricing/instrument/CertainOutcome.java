package io.gimbal.engine.pricing.instrument;

/** Payoffs whose outcome is certain, see {@link FormulaLimits}. Undiscounted; a forward contract always is. */
final class CertainOutcome {
    private CertainOutcome() {}

    /**
     * The payoff.
     *
     * @param side      of a call +1, of a put -1
     * @param callShare share in which a call is exercised, 0 to 1; a put is in the rest
     */
    static Jet value(
            final Payoff payoff, final double side, final Jet forward, final Jet strike, final double callShare) {
        final double share = side > 0.0 ? callShare : 1.0 - callShare;
        return switch (payoff) {
            case VANILLA -> forward.minus(strike).times(side * share);
            case CASH_DIGITAL -> forward.times(0.0).plus(share);
            case ASSET_DIGITAL -> forward.times(share);
            case FORWARD -> forward.minus(strike);
        };
    }
}
