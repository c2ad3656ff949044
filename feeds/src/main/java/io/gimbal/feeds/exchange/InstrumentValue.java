package io.gimbal.feeds.exchange;

/**
 * What an instrument is worth at a moment; filled in by a {@link Valuation}, kept by the exchange. Prices are decimals
 * times 1e8 in the unit of the instrument's price; the Greeks are the venue's: per coin, in USD terms.
 */
public final class InstrumentValue {
    /** Mark price, times 1e8. */
    public long markPrice;

    /** Forward of the expiry (the index for perpetuals), USD per coin, times 1e8. */
    public long forward;

    /** Mark volatility, absolute (0.60); 0 unless an option. */
    public double markVol;

    /** Forward delta per coin, not adjusted for the premium, not decayed in the delivery window. */
    public double delta;

    /** Per 1 USD. */
    public double gamma;

    /** USD per volatility point. */
    public double vega;

    /** USD per day, negative for a long option. */
    public double theta;

    /** USD per percentage point of interest. */
    public double rho;

    /** Makes one with everything 0. */
    public InstrumentValue() {}
}
