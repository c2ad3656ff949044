package io.gimbal.engine.greeks;

/**
 * Greeks that can be added across expiries and underlyings, because all are money: US dollars for a move of each underlying
 * by its own price, or by 1 % of it. With F the forward of an option's expiry: delta cash F D, gamma cash F² G / 100 (the
 * change of delta cash by a move of 1 %, F's own growth left out), and so on, as in
 * {@link io.gimbal.engine.pricing.instrument.CashGreeks}. Sums of what the last valuation found, added in the order of the
 * calls. Owned by the engine thread; allocates nothing.
 */
public final class GreeksTotals {
    /** Tenor to which the vega weighted by the square root of time refers, days. */
    public static final double REFERENCE_DAYS = 30.0;

    private static final double DAYS_PER_YEAR = 365.0;
    private static final double PERCENT = 100.0;
    private static final double VOL_POINTS = 100.0;

    private double optionDeltaCash;
    private double premiumCash;
    private double futuresCash;
    private double spotCash;
    private double gammaCash;
    private double vega;
    private double rootTimeVega;
    private double theta;
    private double vannaCash;
    private double volga;
    private double charmCash;
    private double speedCash;
    private double zommaCash;
    private double colorCash;
    private double veta;
    private double deltaErrorCash;
    private double volUncertaintyCash;
    private double forwardUncertaintyCash;

    /** Creates totals of nothing. */
    public GreeksTotals() {}

    /** Starts anew. */
    public void clear() {
        optionDeltaCash = 0;
        premiumCash = 0;
        futuresCash = 0;
        spotCash = 0;
        gammaCash = 0;
        vega = 0;
        rootTimeVega = 0;
        theta = 0;
        vannaCash = 0;
        volga = 0;
        charmCash = 0;
        speedCash = 0;
        zommaCash = 0;
        colorCash = 0;
        veta = 0;
        deltaErrorCash = 0;
        volUncertaintyCash = 0;
        forwardUncertaintyCash = 0;
    }

    /**
     * Adds one expiry: its options, and its futures but the hedge instrument.
     *
     * @param sums of the last valuation; nothing where it holds nothing
     */
    public void add(final ExpirySums sums) {
        addOptions(sums);
        futuresCash += sums.futuresDelta * sums.forward;
    }

    /**
     * Adds a whole underlying: options, futures with the hedge instrument, spot.
     *
     * @param greeks after a valuation; its higher Greeks and uncertainties are there only after a report
     */
    public void add(final GreeksAggregator greeks) {
        for (int i = 0; i < greeks.expiryCount(); i++) {
            addOptions(greeks.expiry(i));
        }
        futuresCash += greeks.futuresCash();
        spotCash += greeks.spotCash();
    }

    private void addOptions(final ExpirySums sums) {
        final double forward = sums.forward;
        final double percent = forward / PERCENT;
        optionDeltaCash += sums.optionDelta * forward;
        premiumCash += sums.premiumAdjustment * forward;
        gammaCash += sums.gamma * forward * percent;
        vega += sums.vega / VOL_POINTS;
        rootTimeVega += rootTimeVega(sums.vega / VOL_POINTS, sums.timeToExpiryYears * DAYS_PER_YEAR);
        theta += sums.thetaPerYear / DAYS_PER_YEAR;
        vannaCash += sums.vanna * forward / VOL_POINTS;
        volga += sums.volga / (VOL_POINTS * VOL_POINTS);
        charmCash += sums.charmPerYear * forward / DAYS_PER_YEAR;
        speedCash += sums.speed * forward * percent * percent;
        zommaCash += sums.zomma * forward * percent / VOL_POINTS;
        colorCash += sums.colorPerYear * forward * percent / DAYS_PER_YEAR;
        veta += sums.vetaPerYear / VOL_POINTS / DAYS_PER_YEAR;
        deltaErrorCash += sums.deltaError * forward;
        volUncertaintyCash += sums.volUncertainty * forward;
        forwardUncertaintyCash += sums.forwardUncertainty * forward;
    }

    /**
     * Adds other totals.
     *
     * @param other not these
     */
    public void add(final GreeksTotals other) {
        optionDeltaCash += other.optionDeltaCash;
        premiumCash += other.premiumCash;
        futuresCash += other.futuresCash;
        spotCash += other.spotCash;
        gammaCash += other.gammaCash;
        vega += other.vega;
        rootTimeVega += other.rootTimeVega;
        theta += other.theta;
        vannaCash += other.vannaCash;
        volga += other.volga;
        charmCash += other.charmCash;
        speedCash += other.speedCash;
        zommaCash += other.zommaCash;
        colorCash += other.colorCash;
        veta += other.veta;
        deltaErrorCash += other.deltaErrorCash;
        volUncertaintyCash += other.volUncertaintyCash;
        forwardUncertaintyCash += other.forwardUncertaintyCash;
    }

    /**
     * Vega weighted by the square root of time: short volatilities move more than long ones, about with 1/√T, so this is
     * the vega to a move of the volatility of {@value #REFERENCE_DAYS} days. Vega itself falls with √T, so the weight has a
     * limit as T goes to 0.
     *
     * @param vega any unit
     * @param days to expiry
     * @return vega √(30 / days); 0 where the days are 0 or less, or not a number
     */
    public static double rootTimeVega(final double vega, final double days) {
        return days > 0 ? vega * Math.sqrt(REFERENCE_DAYS / days) : 0.0;
    }

    /** {@return options, futures and spot, USD: what a rise of everything by 100 % at this slope would earn} */
    public double deltaCash() {
        return optionDeltaCash + futuresCash + spotCash;
    }

    /** {@return options alone, USD; inside the delivery window the share still ahead counts} */
    public double optionDeltaCash() {
        return optionDeltaCash;
    }

    /** {@return minus the value of inverse options, USD: what their premium in coin takes off the delta} */
    public double premiumCash() {
        return premiumCash;
    }

    /** {@return futures and perpetuals, USD} */
    public double futuresCash() {
        return futuresCash;
    }

    /** {@return spot holdings, USD} */
    public double spotCash() {
        return spotCash;
    }

    /** {@return change of delta cash by a move of 1 %, USD} */
    public double gammaCash() {
        return gammaCash;
    }

    /** {@return USD per vol point} */
    public double vegaPerVolPoint() {
        return vega;
    }

    /** {@return USD per vol point of a volatility of {@value #REFERENCE_DAYS} days, see {@link #rootTimeVega}} */
    public double rootTimeVegaPerVolPoint() {
        return rootTimeVega;
    }

    /** {@return USD per day at fixed forwards; negative for long options} */
    public double thetaPerDay() {
        return theta;
    }

    /** {@return change of delta cash, USD per vol point} */
    public double vannaCash() {
        return vannaCash;
    }

    /** {@return change of vega per vol point, USD per vol point squared} */
    public double volgaPerVolPointSquared() {
        return volga;
    }

    /** {@return change of delta cash, USD per day} */
    public double charmCashPerDay() {
        return charmCash;
    }

    /** {@return change of gamma cash by a move of 1 %, USD; after a report, like all below} */
    public double speedCash() {
        return speedCash;
    }

    /** {@return change of gamma cash, USD per vol point} */
    public double zommaCash() {
        return zommaCash;
    }

    /** {@return change of gamma cash, USD per day} */
    public double colorCashPerDay() {
        return colorCash;
    }

    /** {@return change of vega per vol point, USD per day} */
    public double vetaPerVolPointAndDay() {
        return veta;
    }

    /** {@return bound on the numerical error of the option delta, USD} */
    public double deltaErrorCash() {
        return deltaErrorCash;
    }

    /** {@return how far the option delta could be off because volatilities have a spread, USD} */
    public double volUncertaintyCash() {
        return volUncertaintyCash;
    }

    /** {@return how far the option delta could be off because forwards have a spread, USD} */
    public double forwardUncertaintyCash() {
        return forwardUncertaintyCash;
    }
}
