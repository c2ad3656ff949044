package io.gimbal.engine.market;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.EditRequest;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's book as last quoted. An order of the house whose price and amount stay keeps its place in the queue; one
 * that was traded with goes to its end when it is filled up. Owned by the exchange's thread.
 */
final class QuotedBook {
    private final Exchange exchange;
    private final Account house;
    private final ExchangeInstrument instrument;
    private final BookDepth depth;
    private final @Nullable ExchangeOrder[] bids = new ExchangeOrder[BookDepth.LEVELS + 1];
    private final @Nullable ExchangeOrder[] asks = new ExchangeOrder[BookDepth.LEVELS + 1];
    private long step;
    private long bid;
    private long bidAmount;
    private long ask;
    private long askAmount;
    private long mid;
    private long laidMid;
    private long missing;

    QuotedBook(
            final Exchange exchange, final Account house, final ExchangeInstrument instrument, final BookDepth depth) {
        this.exchange = exchange;
        this.house = house;
        this.instrument = instrument;
        this.depth = depth;
    }

    ExchangeInstrument instrument() {
        return instrument;
    }

    /** Middle of the last two-sided quote, times 1e8; 0 before there was one. */
    long mid() {
        return mid;
    }

    /** Amount that the account is still to be given, signed. */
    long missing() {
        return missing;
    }

    void hold(final long amount) {
        missing = amount - amount % instrument.spec().lot();
    }

    /** Takes a quote; false for a crossed one, which leaves everything as it is. */
    boolean quoted(final QuoteDecoder quote) {
        final boolean hasBid = quote.bidAmount() > 0 && quote.bidPrice() > 0;
        final boolean hasAsk = quote.askAmount() > 0 && quote.askPrice() > 0;
        if (hasBid && hasAsk && quote.bidPrice() >= quote.askPrice()) {
            return false;
        }
        bid = hasBid ? instrument.spec().tickBelow(quote.bidPrice()) : 0;
        bidAmount = hasBid ? quote.bidAmount() : 0;
        ask = hasAsk ? instrument.spec().tickAbove(quote.askPrice()) : 0;
        askAmount = hasAsk ? quote.askAmount() : 0;
        mid = hasBid && hasAsk ? bid + (ask - bid) / 2 : mid;
        step = step == 0 ? BookDepth.step(instrument.spec(), Math.max(mid, Math.max(bid, ask))) : step;
        return step > 0;
    }

    boolean isBeyondTouch(final Side side, final long price) {
        return side == Side.BUY ? ask > 0 && price > ask : bid > 0 && price < bid;
    }

    /** Brings the book to the quote; the side that gives way moves first, so that the house never meets itself. */
    void lay() {
        if (mid >= laidMid) {
            move(Side.SELL, asks, ask, askAmount);
            move(Side.BUY, bids, bid, bidAmount);
        } else {
            move(Side.BUY, bids, bid, bidAmount);
            move(Side.SELL, asks, ask, askAmount);
        }
        laidMid = mid;
    }

    /** The touch stands last in the array; a price of the grid always has the same place, so that its order can stay. */
    private void move(final Side side, final @Nullable ExchangeOrder[] own, final long touch, final long touchAmount) {
        own[BookDepth.LEVELS] = adjust(side, own[BookDepth.LEVELS], touch, touchAmount(touch, touchAmount));
        final long first = side == Side.BUY ? Math.floorDiv(touch - 1, step) : touch / step + 1;
        for (int level = 0; level < BookDepth.LEVELS; level++) {
            final long number = side == Side.BUY ? first - level : first + level;
            final int place = (int) Math.floorMod(number, (long) BookDepth.LEVELS);
            final boolean isWanted = touch > 0 && number > 0;
            final long amount = isWanted ? depth.amount(instrument.spec(), number * step) : 0;
            own[place] = adjust(side, own[place], number * step, amount);
        }
    }

    private long touchAmount(final long touch, final long quoted) {
        if (touch == 0) {
            return 0;
        }
        if (!depth.isTouchQuoted()) {
            return depth.amount(instrument.spec(), touch);
        }
        return Math.max(
                quoted - quoted % instrument.spec().lot(), instrument.spec().minAmount());
    }

    private @Nullable ExchangeOrder adjust(
            final Side side, final @Nullable ExchangeOrder order, final long price, final long amount) {
        if (order == null || order.state() != OrderState.OPEN) {
            return amount > 0 ? place(side, price, amount) : null;
        }
        if (amount == 0) {
            exchange.cancel(house, order.orderId());
            return null;
        }
        if (order.price() == price && order.remaining() == amount) {
            return order;
        }
        final EditRequest edit = new EditRequest(order.orderId()).price(price).amount(order.filledAmount() + amount);
        final OrderResult result = exchange.edit(house, edit);
        if (result.isOk()) {
            return result.order();
        }
        exchange.cancel(house, order.orderId());
        return order.state() == OrderState.OPEN ? order : place(side, price, amount);
    }

    private @Nullable ExchangeOrder place(final Side side, final long price, final long amount) {
        final OrderResult result = exchange.place(house, OrderRequest.limit(instrument, side, amount, price));
        return result.isOk() ? result.order() : null;
    }
}
