package io.gimbal.engine.greeks;

/**
 * One expiry's share of the book's Greeks, per position and summed in order of instrument id. Owned by the engine
 * thread; valid until the next valuation.
 */
public final class ExpirySums {
    long expiryNs;
    double forward;
    double timeToExpiryYears;
    double windowFraction;
    double beta;
    double optionDelta;
    double premiumAdjustment;
    double markAdjustment;
    double futuresDelta;
    double gamma;
    double vega;
    double thetaPerYear;
    double vanna;
    double volga;
    double charmPerYear;
    double coinValue;
    double usdValue;
    double speed;
    double zomma;
    double colorPerYear;
    double vetaPerYear;
    double dualDelta;
    double deltaError;
    double volUncertainty;
    double forwardUncertainty;
    double unquoted;
    double skewVega;
    int unsmiled;
    boolean isHeld;
    boolean isFitted;

    ExpirySums() {}

    void clear() {
        forward = 0;
        timeToExpiryYears = 0;
        windowFraction = 1;
        beta = 1;
        optionDelta = 0;
        premiumAdjustment = 0;
        markAdjustment = 0;
        futuresDelta = 0;
        gamma = 0;
        vega = 0;
        thetaPerYear = 0;
        vanna = 0;
        volga = 0;
        charmPerYear = 0;
        coinValue = 0;
        usdValue = 0;
        skewVega = 0;
        unsmiled = 0;
        isHeld = false;
        clearReport();
    }

    private void clearReport() {
        speed = 0;
        zomma = 0;
        colorPerYear = 0;
        vetaPerYear = 0;
        dualDelta = 0;
        deltaError = 0;
        volUncertainty = 0;
        forwardUncertainty = 0;
        unquoted = 0;
        isFitted = false;
    }

    /** {@return the instant of expiry, epoch nanoseconds} */
    public long expiryNs() {
        return expiryNs;
    }

    /** {@return whether any line of this expiry holds a position; all else is 0 when not} */
    public boolean isHeld() {
        return isHeld;
    }

    /** {@return the forward, USD per coin} */
    public double forward() {
        return forward;
    }

    /** {@return ACT/365 to the instant; 0 after expiry} */
    public double timeToExpiryYears() {
        return timeToExpiryYears;
    }

    /** {@return share of the delivery window still ahead; 1 before it} */
    public double windowFraction() {
        return windowFraction;
    }

    /** {@return projection of the forward on the hedge instrument} */
    public double beta() {
        return beta;
    }

    /** {@return coins} */
    public double optionDelta() {
        return optionDelta;
    }

    /** {@return minus the coin value of inverse options, coins} */
    public double premiumAdjustment() {
        return premiumAdjustment;
    }

    /** {@return minus the venue's marks of inverse options, coins} */
    public double markAdjustment() {
        return markAdjustment;
    }

    /** {@return dated futures, coins} */
    public double futuresDelta() {
        return futuresDelta;
    }

    /** {@return coins per USD} */
    public double gamma() {
        return gamma;
    }

    /** {@return USD per 1.00 of volatility} */
    public double vega() {
        return vega;
    }

    /** {@return USD per year} */
    public double thetaPerYear() {
        return thetaPerYear;
    }

    /** {@return coins per 1.00 of volatility} */
    public double vanna() {
        return vanna;
    }

    /** {@return USD per 1.00 of volatility squared} */
    public double volga() {
        return volga;
    }

    /** {@return coins per year} */
    public double charmPerYear() {
        return charmPerYear;
    }

    /**
     * The sum of quantity, vega and the smile's slope at each strike: times (R - 1) over the forward it is what a
     * skew-stickiness ratio R adds to the option delta. Only where {@link GreeksAggregator#skewed} was asked for.
     *
     * @return USD per 1.00 of volatility and 1.00 of log-moneyness; 0 from the expiry on
     */
    public double skewVega() {
        return skewVega;
    }

    /** {@return options held that are on no smile, which {@link #skewVega} leaves out} */
    public int unsmiled() {
        return unsmiled;
    }

    /** {@return unrealised value settled in coin: inverse options and futures} */
    public double coinValue() {
        return coinValue;
    }

    /** {@return unrealised value settled in dollars: linear options and futures} */
    public double usdValue() {
        return usdValue;
    }

    /** {@return d3V/dS3, coins per USD squared; only after {@link GreeksAggregator#report}, like all below} */
    public double speed() {
        return speed;
    }

    /** {@return d3V/dS2 dvol, coins per USD and 1.00 of volatility} */
    public double zomma() {
        return zomma;
    }

    /** {@return dGamma/dt, coins per USD and year} */
    public double colorPerYear() {
        return colorPerYear;
    }

    /** {@return d2V/dvol dt, USD per 1.00 of volatility and year} */
    public double vetaPerYear() {
        return vetaPerYear;
    }

    /** {@return dV/dK, all strikes moved alike, USD per USD} */
    public double dualDelta() {
        return dualDelta;
    }

    /** {@return certificate: a bound on the numerical error of the option delta, coins} */
    public double deltaError() {
        return deltaError;
    }

    /**
     * {@return what the option delta would move if every volatility went to the side of its quote that moves it most, all
     * against us: half the spread of volatility times vanna, coins}
     */
    public double volUncertainty() {
        return volUncertainty;
    }

    /** {@return gamma times half the spread of the forward, coins} */
    public double forwardUncertainty() {
        return forwardUncertainty;
    }

    /** {@return gross quantity of options without a two-sided quote, which the volatility's uncertainty leaves out, coins} */
    public double unquoted() {
        return unquoted;
    }

    /** {@return whether a fit gave the sums} */
    public boolean isFitted() {
        return isFitted;
    }
}
