package io.gimbal.engine.pricing;

/**
 * The volatilities of a quote under Black's model: one for the bid, one for the ask, and what can be said of the two
 * together. Each side has its own {@link ImpliedVolStatus}: a bid below the intrinsic value has no volatility while the
 * ask beside it may have one. A side that is absent is INVALID. The sides of a crossed quote are solved like others.
 *
 * <p>A reusable holder: it belongs to the thread that solves with it and is overwritten by the next quote. Allocates
 * nothing; the same bits on every JDK.
 */
public final class QuoteVols {
    private final ImpliedVol bid = new ImpliedVol();
    private final ImpliedVol ask = new ImpliedVol();
    private QuoteVolsStatus status = QuoteVolsStatus.EMPTY;

    /** Creates a holder of an empty quote. */
    public QuoteVols() {}

    /**
     * The volatilities of a quote in the forward's unit: US dollars for a linear option.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           positive
     * @param strike            positive, in the forward's unit
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param bidUsd            per unit of the underlying; 0, less, NaN or infinite for none
     * @param askUsd            likewise
     * @param startVol          a volatility expected to be near, absolute; one that is not above 0 counts as none
     * @return which sides there are
     */
    public QuoteVolsStatus solveUsd(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double bidUsd,
            final double askUsd,
            final double startVol) {
        solve(bid, isCall, forward, strike, timeToExpiryYears, bidUsd, startVol);
        solve(ask, isCall, forward, strike, timeToExpiryYears, askUsd, startVol);
        status = statusOf(bidUsd, askUsd);
        return status;
    }

    /**
     * The volatilities of a quote in the coin that the forward prices, as inverse options are quoted: a price in coins
     * times the forward is one in dollars.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           US dollars per coin, positive
     * @param strike            US dollars per coin, positive
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param bidCoin           coins per coin; 0, less, NaN or infinite for none
     * @param askCoin           likewise
     * @param startVol          a volatility expected to be near, absolute; one that is not above 0 counts as none
     * @return which sides there are
     */
    public QuoteVolsStatus solveCoin(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double bidCoin,
            final double askCoin,
            final double startVol) {
        solve(bid, isCall, forward, strike, timeToExpiryYears, bidCoin * forward, startVol);
        solve(ask, isCall, forward, strike, timeToExpiryYears, askCoin * forward, startVol);
        status = statusOf(bidCoin, askCoin);
        return status;
    }

    /**
     * Which sides the last quote had.
     *
     * @return EMPTY before the first
     */
    public QuoteVolsStatus status() {
        return status;
    }

    /**
     * The volatility of the bid.
     *
     * @return absolute; 0 unless {@link #bidStatus} is OK
     */
    public double bidVol() {
        return bid.vol();
    }

    /**
     * What became of the bid.
     *
     * @return OK, or why it has no volatility; INVALID where there is no bid
     */
    public ImpliedVolStatus bidStatus() {
        return bid.status();
    }

    /**
     * The volatility of the ask.
     *
     * @return absolute; 0 unless {@link #askStatus} is OK
     */
    public double askVol() {
        return ask.vol();
    }

    /**
     * What became of the ask.
     *
     * @return OK, or why it has no volatility; INVALID where there is no ask
     */
    public ImpliedVolStatus askStatus() {
        return ask.status();
    }

    private static void solve(
            final ImpliedVol side,
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double price,
            final double startVol) {
        if (isPrice(price)) {
            side.solveBlack(isCall, forward, strike, timeToExpiryYears, price, startVol);
        } else {
            side.clear();
        }
    }

    private static QuoteVolsStatus statusOf(final double bidPrice, final double askPrice) {
        if (!isPrice(bidPrice)) {
            return isPrice(askPrice) ? QuoteVolsStatus.ASK_ONLY : QuoteVolsStatus.EMPTY;
        }
        if (!isPrice(askPrice)) {
            return QuoteVolsStatus.BID_ONLY;
        }
        return bidPrice > askPrice ? QuoteVolsStatus.CROSSED : QuoteVolsStatus.TWO_SIDED;
    }

    private static boolean isPrice(final double price) {
        return price > 0.0 && price <= Double.MAX_VALUE;
    }
}
