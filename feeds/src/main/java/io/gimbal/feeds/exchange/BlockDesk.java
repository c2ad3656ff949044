package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;

/**
 * Trades that two accounts agreed on by themselves: booked at their price without the book, reported like any other with
 * the number of their block. Owned by the exchange's thread.
 */
final class BlockDesk {
    private static final String PREFIX = "BLOCK-";

    private final ExchangeState state;
    private final Clearing clearing;
    private final LedgerBook ledger;
    private long blocks;

    BlockDesk(final ExchangeState state, final Clearing clearing, final LedgerBook ledger) {
        this.state = state;
        this.clearing = clearing;
        this.ledger = ledger;
    }

    /** Books a block. {@return done, or why not} */
    VenueError trade(
            final Account buyer,
            final Account seller,
            final ExchangeInstrument instrument,
            final long amount,
            final long price) {
        if (instrument.state() != InstrumentState.OPEN) {
            return VenueError.BOOK_CLOSED;
        }
        if (!instrument.spec().isOrderAmount(amount)) {
            return VenueError.INVALID_AMOUNT;
        }
        if (price <= 0) {
            return VenueError.INVALID_ARGUMENTS;
        }
        blocks++;
        final ExchangeOrder bought = order(buyer, OrderRequest.limit(instrument, Side.BUY, amount, price));
        final ExchangeOrder sold = order(seller, OrderRequest.limit(instrument, Side.SELL, amount, price));
        clearing.match(bought, sold, price, amount, PREFIX + blocks);
        ledger.closed(bought);
        ledger.closed(sold);
        return VenueError.OK;
    }

    private ExchangeOrder order(final Account account, final OrderRequest request) {
        final String orderId = state.ids.order(request.instrument.currency());
        final ExchangeOrder order = new ExchangeOrder(state.ids.number(), orderId, account, request, state.nowNs);
        state.orders.put(orderId, order);
        return order;
    }
}
