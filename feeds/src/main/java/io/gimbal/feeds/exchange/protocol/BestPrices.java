package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderBook;

/** Best prices and amounts as they were last seen. */
final class BestPrices {
    private long bid = -1;
    private long ask = -1;
    private long bidAmount;
    private long askAmount;

    /** Looks again. {@return whether anything is other than before} */
    boolean update(final ExchangeInstrument instrument) {
        final OrderBook book = instrument.book();
        final boolean isSame = bid == book.bestBid()
                && ask == book.bestAsk()
                && bidAmount == book.bestBidAmount()
                && askAmount == book.bestAskAmount();
        bid = book.bestBid();
        ask = book.bestAsk();
        bidAmount = book.bestBidAmount();
        askAmount = book.bestAskAmount();
        return !isSame;
    }
}
