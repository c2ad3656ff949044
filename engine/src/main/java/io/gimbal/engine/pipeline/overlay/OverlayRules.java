package io.gimbal.engine.pipeline.overlay;

import io.gimbal.journal.codec.OperatorVerb;

/**
 * The limits that proposals are made for: those that the engine is told of as well.
 *
 * @param gammaLow       USD of delta cash per 1 %, at most 0
 * @param gammaHigh      at least 0
 * @param vegaLow        USD per vol point, at most 0
 * @param vegaHigh       at least 0
 * @param expiryVega     largest size of one expiry's, USD per vol point; infinite for no limit
 * @param maxPremiumUsd  paid for options per UTC day, at least 0
 * @param maxLegAmount   coins times 1e8 of one leg, at least 0
 * @param valueCollar    largest distance of a limit price from the option's value, absolute volatility, at least 0
 * @param toleranceTicks how far an order's limit price reaches through the touch, at least 0
 * @param isOn           whether anything is proposed at all
 */
public record OverlayRules(
        double gammaLow,
        double gammaHigh,
        double vegaLow,
        double vegaHigh,
        double expiryVega,
        double maxPremiumUsd,
        long maxLegAmount,
        double valueCollar,
        int toleranceTicks,
        boolean isOn) {
    /**
     * The limits after an operator's word, as the engine takes it.
     *
     * @param verb  what is changed
     * @param value in its unit
     * @return the changed limits; these where the verb is another's, or the value cannot be meant
     */
    OverlayRules changed(final OperatorVerb verb, final double value) {
        final boolean isLower = verb == OperatorVerb.SET_GAMMA_LOW || verb == OperatorVerb.SET_VEGA_LOW;
        if (!(isLower ? value <= 0 : value >= 0)) {
            return this;
        }
        return switch (verb) {
            case SET_GAMMA_LOW -> with(value, gammaHigh, vegaLow, vegaHigh);
            case SET_GAMMA_HIGH -> with(gammaLow, value, vegaLow, vegaHigh);
            case SET_VEGA_LOW -> with(gammaLow, gammaHigh, value, vegaHigh);
            case SET_VEGA_HIGH -> with(gammaLow, gammaHigh, vegaLow, value);
            case SET_EXPIRY_VEGA -> with(value > 0 ? value : Double.POSITIVE_INFINITY, maxPremiumUsd, isOn);
            case SET_DAILY_PREMIUM -> with(expiryVega, value, isOn);
            case SET_OVERLAY ->
                value > 1 || (value > 0 && value < 1) ? this : with(expiryVega, maxPremiumUsd, value > 0);
            default -> this;
        };
    }

    private OverlayRules with(
            final double newGammaLow, final double newGammaHigh, final double newVegaLow, final double newVegaHigh) {
        return new OverlayRules(
                newGammaLow,
                newGammaHigh,
                newVegaLow,
                newVegaHigh,
                expiryVega,
                maxPremiumUsd,
                maxLegAmount,
                valueCollar,
                toleranceTicks,
                isOn);
    }

    private OverlayRules with(final double newExpiryVega, final double newMaxPremiumUsd, final boolean isNowOn) {
        return new OverlayRules(
                gammaLow,
                gammaHigh,
                vegaLow,
                vegaHigh,
                newExpiryVega,
                newMaxPremiumUsd,
                maxLegAmount,
                valueCollar,
                toleranceTicks,
                isNowOn);
    }
}
