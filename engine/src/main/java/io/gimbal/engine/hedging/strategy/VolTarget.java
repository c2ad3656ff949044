package io.gimbal.engine.hedging.strategy;

/**
 * How much to hold so that the portfolio's volatility is what was asked for: {@code w = min(w_max, σ* / σ̂)}. Without state: the
 * forecast of the volatility is the caller's.
 *
 * @param targetVol  σ*, of the portfolio, absolute per root year, above 0
 * @param largest    w_max, largest weight, above 0
 * @param bandShare  share of the weight by which the one held may differ before it is traded, from 0, below 1
 */
public record VolTarget(double targetVol, double largest, double bandShare) {
    /**
     * Checks the ranges.
     *
     * @param targetVol  σ*, of the portfolio, absolute per root year, above 0
     * @param largest    w_max, largest weight, above 0
     * @param bandShare  share of the weight by which the one held may differ before it is traded, from 0, below 1
     */
    public VolTarget {
        if (!(targetVol > 0 && targetVol <= Double.MAX_VALUE && largest > 0 && largest <= Double.MAX_VALUE)
                || !(bandShare >= 0 && bandShare < 1)) {
            throw new IllegalArgumentException("target and largest weight must be above 0, the band from 0 and below 1:"
                    + " targetVol=" + targetVol + ", largest=" + largest + ", bandShare=" + bandShare);
        }
    }

    /**
     * The weight for a forecast.
     *
     * @param vol σ̂, absolute per root year, at least 0
     * @return above 0, at most the largest; NaN for a forecast below 0 or not a number
     */
    public double weight(final double vol) {
        return vol >= 0 ? Math.min(largest, targetVol / vol) : Double.NaN;
    }

    /**
     * The weight by variance instead: {@code min(w_max, c / σ̂²)}. A. Moreira, T. Muir, "Volatility-managed portfolios", Journal of
     * Finance 72 (2017).
     *
     * @param scale c, variance at which the weight is 1, per year, above 0
     * @param vol   σ̂, absolute per root year, at least 0
     * @return above 0, at most the largest; NaN for arguments out of range
     */
    public double varianceWeight(final double scale, final double vol) {
        return vol >= 0 && scale > 0 ? Math.min(largest, scale / (vol * vol)) : Double.NaN;
    }

    /**
     * Whether the weight held is far enough from the forecast's to be traded.
     *
     * @param held weight, either sign
     * @param vol  σ̂, absolute per root year, at least 0
     * @return false for numbers out of range
     */
    public boolean isOutside(final double held, final double vol) {
        final double wanted = weight(vol);
        return Math.abs(held - wanted) > bandShare * wanted;
    }

    /**
     * What to hold.
     *
     * @param equity of the portfolio, at least 0, any unit
     * @param vol    σ̂, absolute per root year, at least 0
     * @return exposure in the unit of the equity; NaN for arguments out of range
     */
    public double exposure(final double equity, final double vol) {
        return equity >= 0 ? equity * weight(vol) : Double.NaN;
    }
}
