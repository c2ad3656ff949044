package io.gimbal.engine.pipeline.overlay;

/**
 * What trading an option costs beside half of its spread.
 *
 * @param feeRate   of the underlying, at least 0
 * @param feeCap    largest share of the premium
 * @param hedgeRate of the value of the delta that comes with it and is hedged, at least 0
 */
public record OverlayCosts(double feeRate, double feeCap, double hedgeRate) {
    /**
     * Per coin of an option.
     *
     * @param spreadUsd between bid and ask
     * @param priceUsd  of the option
     * @param delta     of the option
     * @param forward   USD per coin
     * @return USD, at least 0
     */
    double usd(final double spreadUsd, final double priceUsd, final double delta, final double forward) {
        final double fee = Math.min(feeRate * forward, feeCap * priceUsd);
        return 0.5 * spreadUsd + fee + hedgeRate * Math.abs(delta) * forward;
    }
}
