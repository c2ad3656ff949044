package io.gimbal.engine.pricing.instrument;

/**
 * Greeks as a desk quotes them: for the moves that a day brings rather than for a unit of each input. Each derivative by
 * the underlying is multiplied by the underlying's price U, which makes money of it; the first stays per 100 %, each
 * further one is per 1 % of U. Each derivative by volatility is per vol point (0.01), by time per day (a year has 365), by
 * rate per basis point (0.0001), by strike per unit of price as before.
 *
 * <p>So: delta cash U dV/dU, gamma cash U^2 d2V/dU2 / 100 (the change of delta cash by a move of 1 %, U's own growth left
 * out), vega per vol point, theta per day, rho per basis point, vanna cash per vol point, volga per vol point squared,
 * charm cash per day, speed cash U^3 d3V/dU3 / 10,000, zomma and color per 1 % and vol point or day, veta per vol point
 * and day. All in the numeraire of the value.
 */
public final class CashGreeks {
    /** Parts of U in one further derivative's move: 1 %. */
    public static final double PERCENT = 100.0;

    /** Vol points in a volatility of 1.00. */
    public static final double VOL_POINTS = 100.0;

    /** Days of a year. */
    public static final double DAYS = 365.0;

    /** Basis points in a rate of 1.00. */
    public static final double BASIS_POINTS = 10_000.0;

    private static final Greek[] GREEKS = Greek.values();

    private CashGreeks() {}

    /**
     * Converts raw Greeks.
     *
     * @param raw        as a model gives them
     * @param underlying U, finite
     * @param out        receives the cash forms under the same names; may be {@code raw}
     */
    public static void convert(final Greeks raw, final double underlying, final Greeks out) {
        for (final Greek greek : GREEKS) {
            out.set(greek, raw.value(greek) * factor(greek, underlying));
        }
    }

    /**
     * What makes a raw Greek its cash form.
     *
     * @param greek      which
     * @param underlying U
     * @return the factor
     */
    public static double factor(final Greek greek, final double underlying) {
        final Greek lower = greek.lower();
        final Role by = greek.by();
        if (lower == null || by == null) {
            return 1.0;
        }
        final double before = factor(lower, underlying);
        return switch (by) {
            case UNDERLYING -> lower == Greek.PRICE ? before * underlying : before * underlying / PERCENT;
            case VOL -> before / VOL_POINTS;
            case TIME -> before / DAYS;
            case RATE, CARRY -> before / BASIS_POINTS;
            case STRIKE, SIDE, OTHER -> before;
        };
    }
}
