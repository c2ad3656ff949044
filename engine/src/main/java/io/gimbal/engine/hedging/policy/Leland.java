package io.gimbal.engine.hedging.policy;

/**
 * Volatility that makes a clock's hedge pay its own expected costs. H. Leland, "Option pricing and replication with transactions
 * costs", Journal of Finance 40 (1985); for either sign of gamma T. Hoggard, A. Whalley, P. Wilmott, "Hedging option portfolios
 * in the presence of transaction costs", Advances in Futures and Options Research 7 (1994). Pure; allocates nothing;
 * arguments out of range give NaN.
 */
public final class Leland {
    /** Above it a long option has no volatility left that is positive: the number is held there. */
    public static final double HIGHEST_NUMBER = 0.95;

    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);

    private Leland() {}

    /**
     * Leland's number: {@code √(2/π) · 2k / (σ √δ)}.
     *
     * @param costRate k, one way, share of the price per coin traded, at least 0
     * @param vol      σ, absolute, above 0
     * @param interval δ, years between trades, above 0
     * @return at least 0, without a bound
     */
    public static double number(final double costRate, final double vol, final double interval) {
        if (!(costRate >= 0 && vol > 0 && interval > 0)) {
            return Double.NaN;
        }
        return ROOT_TWO_OVER_PI * 2 * costRate / (vol * Math.sqrt(interval));
    }

    /**
     * Volatility for the delta: {@code σ √(1 + A)} for short gamma, {@code σ √(1 − min(A, 0.95))} for long.
     *
     * @param vol    σ, absolute, above 0
     * @param number A, at least 0
     * @param gamma  its sign is that of the book's net gamma
     * @return absolute
     */
    public static double vol(final double vol, final double number, final double gamma) {
        if (!(vol > 0 && number >= 0) || Double.isNaN(gamma)) {
            return Double.NaN;
        }
        return vol * Math.sqrt(gamma < 0 ? 1 + number : 1 - Math.min(number, HIGHEST_NUMBER));
    }
}
