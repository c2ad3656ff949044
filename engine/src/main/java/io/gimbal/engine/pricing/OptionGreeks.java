package io.gimbal.engine.pricing;

/**
 * The value and the Greeks of one option, written by {@link Black76#evaluate}. A reusable holder: it belongs to the
 * thread that evaluates into it and is overwritten by the next evaluation. Holds no NaN, no infinity and no -0.0.
 *
 * <p>All numbers are undiscounted, per one unit of the underlying, in the currency of the forward (USD for a crypto
 * option), seen from the holder of one long option, and taken with respect to the forward.
 */
public final class OptionGreeks {
    private double price;
    private double delta;
    private double gamma;
    private double vega;
    private double theta;
    private double vanna;
    private double volga;
    private double charm;

    /** Creates a holder of zeros. */
    public OptionGreeks() {}

    /**
     * The option's value V.
     *
     * @return from the intrinsic value up to the forward (call) or the strike (put)
     */
    public double price() {
        return price;
    }

    /**
     * dV/dF.
     *
     * @return 0 to 1 for a call, -1 to 0 for a put
     */
    public double delta() {
        return delta;
    }

    /**
     * d2V/dF2.
     *
     * @return at least 0, per unit of currency
     */
    public double gamma() {
        return gamma;
    }

    /**
     * dV/dvol, per 1.00 of volatility (divide by 100 for a vol point).
     *
     * @return at least 0
     */
    public double vega() {
        return vega;
    }

    /**
     * dV/dt as the calendar moves on with the forward and the volatility unchanged, per year of 365 days.
     *
     * @return at most 0
     */
    public double theta() {
        return theta;
    }

    /**
     * d2V/dF dvol: how delta changes per 1.00 of volatility.
     *
     * @return of either sign
     */
    public double vanna() {
        return vanna;
    }

    /**
     * d2V/dvol2: how vega changes per 1.00 of volatility.
     *
     * @return of either sign
     */
    public double volga() {
        return volga;
    }

    /**
     * dDelta/dt as the calendar moves on, per year of 365 days.
     *
     * @return of either sign
     */
    public double charm() {
        return charm;
    }

    void clear() {
        value(0.0, 0.0);
    }

    /** Sets value and delta, and zeros the rest. */
    void value(final double newPrice, final double newDelta) {
        price = newPrice + 0.0;
        delta = newDelta + 0.0;
        gamma = 0.0;
        vega = 0.0;
        theta = 0.0;
        vanna = 0.0;
        volga = 0.0;
        charm = 0.0;
    }

    // Adding 0.0 turns -0.0 into 0.0, which outputs must not hold.
    void firstOrder(final double newGamma, final double newVega, final double newTheta) {
        gamma = newGamma + 0.0;
        vega = newVega + 0.0;
        theta = newTheta + 0.0;
    }

    void secondOrder(final double newVanna, final double newVolga, final double newCharm) {
        vanna = newVanna + 0.0;
        volga = newVolga + 0.0;
        charm = newCharm + 0.0;
    }

    boolean isFinite() {
        return Double.isFinite(price)
                && Double.isFinite(gamma)
                && Double.isFinite(vega)
                && Double.isFinite(theta)
                && Double.isFinite(vanna)
                && Double.isFinite(volga)
                && Double.isFinite(charm);
    }
}
