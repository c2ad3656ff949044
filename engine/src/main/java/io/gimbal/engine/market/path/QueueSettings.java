package io.gimbal.engine.market.path;

/**
 * What an order meets that rests at the touch.
 *
 * @param halfSpreadBp    from the mid to the touch, basis points of the price at the path's start, above 0
 * @param tickBp          step of the price grid, basis points of the price at the path's start, above 0
 * @param queueCoins      that rest at a price before an order joins it, coins, at least 0
 * @param tradesPerMinute market orders that arrive, both sides together, at least 0
 * @param tradeCoins      mean size of a market order, exponential, coins, above 0
 * @param sideCorrelation how much sides follow the step's move: of trades in a step that falls by a standard deviation
 *                        or more, {@code (1 + sideCorrelation) / 2} sell; from 0 to 1
 * @param feedLatencyMs   age of the price a decision sees, milliseconds, at least 0
 * @param orderLatencyMs  from the decision to the order's arrival at the queue, milliseconds, at least 0
 */
public record QueueSettings(
        double halfSpreadBp,
        double tickBp,
        double queueCoins,
        double tradesPerMinute,
        double tradeCoins,
        double sideCorrelation,
        double feedLatencyMs,
        double orderLatencyMs) {

    /** A liquid perpetual future of bitcoin, one coin being one bitcoin. */
    public static final QueueSettings PERPETUAL = new QueueSettings(0.5, 0.1, 3.0, 12.0, 0.5, 0.5, 50.0, 50.0);

    /**
     * Checks the ranges.
     *
     * @param halfSpreadBp as above
     * @param tickBp as above
     * @param queueCoins as above
     * @param tradesPerMinute as above
     * @param tradeCoins as above
     * @param sideCorrelation as above
     * @param feedLatencyMs as above
     * @param orderLatencyMs as above
     * @throws IllegalArgumentException when one is out of range
     */
    public QueueSettings {
        check(halfSpreadBp > 0 && halfSpreadBp <= 1_000, "halfSpreadBp", halfSpreadBp);
        check(tickBp > 0 && tickBp <= 1_000, "tickBp", tickBp);
        check(queueCoins >= 0 && queueCoins < Double.POSITIVE_INFINITY, "queueCoins", queueCoins);
        check(tradesPerMinute >= 0 && tradesPerMinute <= 10_000, "tradesPerMinute", tradesPerMinute);
        check(tradeCoins > 0 && tradeCoins < Double.POSITIVE_INFINITY, "tradeCoins", tradeCoins);
        check(sideCorrelation >= 0 && sideCorrelation <= 1, "sideCorrelation", sideCorrelation);
        check(feedLatencyMs >= 0 && feedLatencyMs <= 10_000, "feedLatencyMs", feedLatencyMs);
        check(orderLatencyMs >= 0 && orderLatencyMs <= 10_000, "orderLatencyMs", orderLatencyMs);
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
