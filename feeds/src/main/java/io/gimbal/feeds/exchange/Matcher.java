package io.gimbal.feeds.exchange;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Meets an incoming order with a book: best price first, then the oldest; an iceberg that shows anew goes to the end of its
 * level. Owned by the exchange's thread.
 */
final class Matcher {
    private final Clearing clearing;
    private final ExchangeState state;
    private final LedgerBook ledger;

    Matcher(final ExchangeState state, final Clearing clearing, final LedgerBook ledger) {
        this.state = state;
        this.clearing = clearing;
        this.ledger = ledger;
    }

    /** {@return whether a price on a side would meet the other side} */
    static boolean crosses(final Side side, final long limit, final long opposite) {
        return side == Side.BUY ? opposite <= limit : opposite >= limit;
    }

    /** {@return whether an order at a limit would take} */
    static boolean wouldTake(final ExchangeInstrument instrument, final Side side, final long limit) {
        final PriceLevel best = instrument.book().best(opposite(side));
        return best != null && crosses(side, limit, best.price);
    }

    /** {@return the best price at which an order would only make, or 0 where there is none} */
    static long makingPrice(final ExchangeInstrument instrument, final Side side) {
        final InstrumentSpec spec = instrument.spec();
        return side == Side.BUY
                ? spec.tickBelow(instrument.book().bestAsk() - 1)
                : spec.tickAbove(instrument.book().bestBid() + 1);
    }

    static Side opposite(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** {@return whether two accounts count as one under the taker's rule} */
    static boolean isSelf(final Account taker, final Account maker) {
        return taker == maker || (taker.isSelfTradeExtended && taker.ownerId == maker.ownerId);
    }

    /** {@return whether an order that is filled as far as it goes would meet its own owner} */
    boolean meetsItself(final ExchangeOrder taker, final long limit) {
        long left = taker.remaining();
        for (final PriceLevel level : taker.instrument.book().walk(opposite(taker.side))) {
            if (left <= 0 || !crosses(taker.side, limit, level.price)) {
                return false;
            }
            long hidden = 0;
            for (ExchangeOrder maker = level.head; maker != null && left > 0; maker = maker.after) {
                if (isSelf(taker.account, maker.account)) {
                    return true;
                }
                final long shown = fillable(maker, maker.visible);
                left -= shown;
                hidden += fillable(maker, maker.remaining()) - shown;
            }
            left -= hidden;
        }
        return false;
    }

    /** {@return what an order could take at once, icebergs in full, own orders not} */
    long available(final ExchangeOrder taker, final long limit) {
        long sum = 0;
        for (final PriceLevel level : taker.instrument.book().walk(opposite(taker.side))) {
            if (!crosses(taker.side, limit, level.price)) {
                break;
            }
            for (ExchangeOrder maker = level.head; maker != null; maker = maker.after) {
                sum += isSelf(taker.account, maker.account) ? 0 : fillable(maker, maker.remaining());
            }
        }
        return sum;
    }

    /** Fills an order as far as it goes. */
    void match(final ExchangeOrder taker, final long limit, final List<UserTrade> trades) {
        final OrderBook book = taker.instrument.book();
        final Side side = opposite(taker.side);
        PriceLevel level = book.best(side);
        while (taker.remaining() > 0 && level != null && crosses(taker.side, limit, level.price)) {
            meet(taker, headOf(level), trades);
            level = book.best(side);
        }
    }

    /** Takes a resting or waiting order out. */
    void remove(final ExchangeOrder order, final CancelReason reason) {
        if (order.level != null) {
            order.instrument.book().remove(order);
            state.events.book(order.instrument);
        }
        order.visible = 0;
        order.state = OrderState.CANCELLED;
        order.cancelReason = reason;
        order.updatedNs = state.nowNs;
        ledger.closed(order);
    }

    /** Lowers the total amount of a resting order in its place. */
    void lower(final ExchangeOrder order, final long amount) {
        order.amount = amount;
        order.updatedNs = state.nowNs;
        if (order.visible > order.remaining()) {
            order.instrument.book().reduceVisible(order, order.visible - order.remaining());
            state.events.book(order.instrument);
        }
        state.events.order(order);
    }

    /** Puts what is left of an order into the book. */
    void rest(final ExchangeOrder order) {
        order.visible = shown(order);
        order.instrument.book().add(order);
        state.events.book(order.instrument);
    }

    private void meet(final ExchangeOrder taker, final ExchangeOrder maker, final List<UserTrade> trades) {
        if (isSelf(taker.account, maker.account)) {
            remove(maker, CancelReason.SELF_TRADE);
            return;
        }
        final long amount = fillable(maker, Math.min(taker.remaining(), maker.visible));
        if (amount <= 0) {
            remove(maker, CancelReason.RISK_MITIGATION);
            return;
        }
        final OrderBook book = maker.instrument.book();
        state.events.book(maker.instrument);
        book.reduceVisible(maker, amount);
        trades.add(clearing.match(taker, maker, maker.price, amount));
        if (maker.visible == 0) {
            book.remove(maker);
            if (maker.remaining() == 0) {
                ledger.closed(maker);
            } else {
                maker.visible = shown(maker);
                book.add(maker);
            }
        }
    }

    private static long fillable(final ExchangeOrder order, final long amount) {
        return order.isReduceOnly ? Math.min(amount, reducible(order)) : amount;
    }

    /** {@return how much of a position an order of its side can take away} */
    static long reducible(final ExchangeOrder order) {
        return reducible(order.account, order.instrument, order.side);
    }

    static long reducible(final Account account, final ExchangeInstrument instrument, final Side side) {
        final long size = account.size(instrument);
        return Math.max(0, side == Side.BUY ? -size : size);
    }

    private static long shown(final ExchangeOrder order) {
        return order.displayAmount > 0 ? Math.min(order.displayAmount, order.remaining()) : order.remaining();
    }

    private static ExchangeOrder headOf(final PriceLevel level) {
        final @Nullable ExchangeOrder head = level.head;
        if (head == null) {
            throw new IllegalStateException("a level without orders: price=" + level.price);
        }
        return head;
    }
}
