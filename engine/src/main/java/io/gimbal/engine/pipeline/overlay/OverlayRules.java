package io.gimbal.engine.pipeline.overlay;

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
        int toleranceTicks) {
    boolean isBeyond(final double gamma, final double vega) {
        return gamma < gammaLow || gamma > gammaHigh || vega < vegaLow || vega > vegaHigh;
    }
}
