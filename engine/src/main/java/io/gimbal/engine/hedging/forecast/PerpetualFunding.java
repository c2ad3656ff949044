package io.gimbal.engine.hedging.forecast;

/**
 * Funding of perpetuals by the formulas of the venues. Rates are shares of the notional per eight hours; positive means that
 * longs pay. Pure; allocates nothing; arguments out of range give NaN.
 */
public final class PerpetualFunding {
    /** Hours that a funding rate is for. */
    public static final double HOURS = 8;

    /** Half-width of the range of premiums in which Deribit charges nothing. */
    public static final double DERIBIT_DEAD_ZONE = 0.00025;

    private static final double PERIODS_A_YEAR = 365 * 24 / HOURS;
    private static final double CLAMP = 0.0005;

    private PerpetualFunding() {}

    /**
     * How far the mark is above the index.
     *
     * @param mark  USD per coin, above 0
     * @param index USD per coin, above 0
     * @return {@code (mark − index) / index}
     */
    public static double premium(final double mark, final double index) {
        return mark > 0 && index > 0 && index <= Double.MAX_VALUE ? (mark - index) / index : Double.NaN;
    }

    /**
     * Deribit's rate: {@code max(0.025 %, premium) + min(−0.025 %, premium)}, held within a cap. The venue's description of the
     * perpetual.
     *
     * @param premium of the mark over the index, share
     * @param cap     largest rate of either sign, at least 0; infinite for none
     * @return per eight hours; positive: longs pay
     */
    public static double deribitRate(final double premium, final double cap) {
        if (!(cap >= 0)) {
            return Double.NaN;
        }
        final double rate = Math.max(DERIBIT_DEAD_ZONE, premium) + Math.min(-DERIBIT_DEAD_ZONE, premium);
        return Math.max(-cap, Math.min(cap, rate)) + 0.0;
    }

    /**
     * The rate of venues that charge interest: {@code premium + clamp(interest − premium, ±0.05 %)} (BitMEX, Gate).
     *
     * @param premium  of the perpetual over the index, averaged by the venue, share
     * @param interest of the quote currency over the base, per eight hours
     * @return per eight hours; positive: longs pay
     */
    public static double clampedRate(final double premium, final double interest) {
        return premium + Math.max(-CLAMP, Math.min(CLAMP, interest - premium));
    }

    /**
     * What a position pays over a time at a constant rate.
     *
     * @param rate     per eight hours
     * @param notional signed, long above 0; USD, or coins for a payment in coins
     * @param hours    that the rate held, at least 0
     * @return in the unit of the notional; positive is paid, negative received
     */
    public static double payment(final double rate, final double notional, final double hours) {
        return hours >= 0 ? rate * notional * hours / HOURS : Double.NaN;
    }

    /**
     * What an inverse position pays in coins.
     *
     * @param rate     per eight hours
     * @param notional signed, USD, long above 0
     * @param index    USD per coin, above 0
     * @param hours    that the rate held, at least 0
     * @return coins; positive is paid
     */
    public static double inversePayment(
            final double rate, final double notional, final double index, final double hours) {
        return index > 0 ? payment(rate, notional / index, hours) : Double.NaN;
    }

    /**
     * A rate per year, without compounding: 1,095 periods.
     *
     * @param rate per eight hours
     * @return per year
     */
    public static double perYear(final double rate) {
        return rate * PERIODS_A_YEAR;
    }
}
