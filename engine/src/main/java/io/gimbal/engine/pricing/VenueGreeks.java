package io.gimbal.engine.pricing;

/**
 * The mark and the Greeks of an option as Deribit publishes them, by its rules rather than by the book's. Use it to
 * compare with a venue's numbers or to publish as one; hedge with {@link Black76} and {@link DeliveryWindow}.
 *
 * <p>All come from Black-76 on the published forward and mark volatility, interest rate 0, ACT/365. The published delta
 * fades linearly to 0 in the delivery window; gamma, vega, theta and rho do not. Theta is the smaller loss of one day
 * (or of what is left, if less) and of the whole option's value. Nothing is rounded here: the venue shows five decimals
 * of each Greek, and four or eight of the mark.
 *
 * <p>A reusable holder: it belongs to the thread that evaluates with it and is overwritten by the next evaluation.
 */
public final class VenueGreeks {
    private static final double DAYS_PER_YEAR = 365.0;
    private static final double POINTS_PER_UNIT = 100.0;

    private final OptionGreeks black = new OptionGreeks();
    private double delta;
    private double thetaPerDay;
    private double rhoPerPoint;
    private double markCoin;

    /** Creates a holder of zeros. */
    public VenueGreeks() {}

    /**
     * Values one option.
     *
     * @param isCall   true for a call, false for a put
     * @param forward  the venue's underlying price, USD per coin; in the delivery window its running estimate
     * @param strike   USD per coin
     * @param nowNs    epoch nanoseconds
     * @param expiryNs epoch nanoseconds
     * @param vol      the venue's mark volatility, absolute: 0.60 for 60 %
     * @return false from the expiry on and where {@link Black76#evaluate} refuses; everything is 0 then
     */
    public boolean evaluate(
            final boolean isCall,
            final double forward,
            final double strike,
            final long nowNs,
            final long expiryNs,
            final double vol) {
        final double years = TimeToExpiry.years(nowNs, expiryNs);
        if (!(years > 0.0) || !Black76.evaluate(isCall, forward, strike, years, vol, black)) {
            clear();
            return false;
        }
        delta = DeliveryWindow.usdDelta(DeliveryWindow.fractionLeft(nowNs, expiryNs), black.delta());
        final double days = Math.min(1.0, years * DAYS_PER_YEAR);
        thetaPerDay = 0.0 - Math.min(-black.theta() / DAYS_PER_YEAR * days, black.price());
        // A call owes K N(d2) = F delta - V at expiry, a put receives K N(-d2) = V - F delta.
        rhoPerPoint = years * Math.fma(forward, black.delta(), -black.price()) / POINTS_PER_UNIT;
        markCoin = black.price() / forward;
        return true;
    }

    /**
     * The published delta: Black's, times the fraction of the delivery window that is left.
     *
     * @return coins per coin, -1 to 1; not premium-adjusted
     */
    public double delta() {
        return delta;
    }

    /**
     * The published gamma.
     *
     * @return per USD
     */
    public double gamma() {
        return black.gamma();
    }

    /**
     * The published vega.
     *
     * @return USD per coin and 0.01 of volatility
     */
    public double vegaPerVolPoint() {
        return black.vega() / POINTS_PER_UNIT;
    }

    /**
     * The published theta.
     *
     * @return USD per coin and day, at most 0, never more than the option's value
     */
    public double thetaPerDay() {
        return thetaPerDay;
    }

    /**
     * The published rho.
     *
     * @return USD per coin and 0.01 of interest rate
     */
    public double rhoPerPoint() {
        return rhoPerPoint;
    }

    /**
     * The mark of a coin-settled option.
     *
     * @return coins per coin, at the forward
     */
    public double markCoin() {
        return markCoin;
    }

    /**
     * The mark of an option settled in USD or a dollar coin.
     *
     * @return USD per coin
     */
    public double markUsd() {
        return black.price();
    }

    private void clear() {
        black.clear();
        delta = 0.0;
        thetaPerDay = 0.0;
        rhoPerPoint = 0.0;
        markCoin = 0.0;
    }
}
