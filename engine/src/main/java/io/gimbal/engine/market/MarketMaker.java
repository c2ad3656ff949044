package io.gimbal.engine.market;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.EditRequest;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every open book two-sided around its mark. After each of its passes no bid of its stands above a mark and no offer
 * below (a tick apart where the mark is below one), and a customer's order that the mark has passed has been taken as far
 * as the depth goes.
 *
 * <p>Levels belong to the accounts in turn. Quotes move when the wanted price is another; a price that is wanted still keeps
 * its place in the queue unless half of it is gone. The side that gives way moves first, so that makers never meet each
 * other. Owned by the exchange's thread.
 */
final class MarketMaker {
    private static final long SLACK_SHARE = 4L;

    private final Exchange exchange;
    private final List<Account> accounts;
    private final MarketTable table;
    private final QuoteLadder ladder;
    private final List<Quotes> quotes = new ArrayList<>();

    MarketMaker(
            final Exchange exchange,
            final List<Account> accounts,
            final MarketTable table,
            final MakerSettings settings) {
        this.exchange = exchange;
        this.accounts = List.copyOf(accounts);
        this.table = table;
        this.ladder = new QuoteLadder(settings);
    }

    /** Brings every open book in order. */
    void quoteAll() {
        final List<ExchangeInstrument> instruments = exchange.instruments();
        for (int i = 0; i < instruments.size(); i++) {
            quote(instruments.get(i));
        }
    }

    /** Brings one book in order; leaves one that is not open alone. */
    void quote(final ExchangeInstrument instrument) {
        while (quotes.size() <= instrument.id()) {
            quotes.add(new Quotes(ladder.levels()));
        }
        final long mark = instrument.markPrice();
        if (instrument.state() != InstrumentState.OPEN
                || mark < 0
                || (mark == 0 && !instrument.spec().isOption())) {
            return;
        }
        final Quotes own = quotes.get(instrument.id());
        ladder.set(instrument.spec(), mark, table);
        if (mark >= own.mark) {
            move(instrument, Side.SELL, own.asks, ladder.asks, ladder.askAmounts, mark);
            move(instrument, Side.BUY, own.bids, ladder.bids, ladder.bidAmounts, mark);
        } else {
            move(instrument, Side.BUY, own.bids, ladder.bids, ladder.bidAmounts, mark);
            move(instrument, Side.SELL, own.asks, ladder.asks, ladder.askAmounts, mark);
        }
        own.mark = mark;
    }

    private void move(
            final ExchangeInstrument instrument,
            final Side side,
            final @Nullable ExchangeOrder[] own,
            final long[] prices,
            final long[] amounts,
            final long mark) {
        if (isQuiet(side, own[0], prices[0], mark) && isWhole(own, amounts)) {
            return;
        }
        for (int level = 0; level < prices.length; level++) {
            own[level] = adjust(instrument, side, own[level], level, prices[level], amounts[level]);
        }
    }

    /** Whether the best price is right enough: on its side of the mark, and off by a fraction of its distance only. */
    private static boolean isQuiet(
            final Side side, final @Nullable ExchangeOrder best, final long price, final long mark) {
        if (best == null || best.state() != OrderState.OPEN) {
            return false;
        }
        final boolean isRight = side == Side.BUY ? best.price() <= mark : best.price() >= mark;
        final long off = Math.abs(best.price() - price);
        return off == 0 || (isRight && off <= Math.abs(mark - price) / SLACK_SHARE);
    }

    private static boolean isWhole(final @Nullable ExchangeOrder[] own, final long[] amounts) {
        for (int level = 0; level < own.length; level++) {
            final ExchangeOrder order = own[level];
            final boolean isThere = order != null && order.state() == OrderState.OPEN;
            if (isThere != amounts[level] > 0 || (order != null && isThere && isWorn(order, amounts[level]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWorn(final ExchangeOrder order, final long amount) {
        return order.remaining() < amount / 2;
    }

    private @Nullable ExchangeOrder adjust(
            final ExchangeInstrument instrument,
            final Side side,
            final @Nullable ExchangeOrder order,
            final int level,
            final long price,
            final long amount) {
        final Account account = accounts.get(level % accounts.size());
        if (order == null || order.state() != OrderState.OPEN) {
            return amount > 0 ? place(account, instrument, side, price, amount) : null;
        }
        if (amount == 0) {
            exchange.cancel(account, order.orderId());
            return null;
        }
        if (order.price() == price && !isWorn(order, amount)) {
            return order;
        }
        final EditRequest edit = new EditRequest(order.orderId()).price(price).amount(order.filledAmount() + amount);
        final OrderResult result = exchange.edit(account, edit);
        return result.isOk() ? result.order() : replace(account, instrument, side, order, price, amount);
    }

    /** What cannot be changed is taken out and made anew. */
    private @Nullable ExchangeOrder replace(
            final Account account,
            final ExchangeInstrument instrument,
            final Side side,
            final ExchangeOrder order,
            final long price,
            final long amount) {
        exchange.cancel(account, order.orderId());
        return order.state() == OrderState.OPEN ? order : place(account, instrument, side, price, amount);
    }

    private @Nullable ExchangeOrder place(
            final Account account,
            final ExchangeInstrument instrument,
            final Side side,
            final long price,
            final long amount) {
        final OrderResult result = exchange.place(account, OrderRequest.limit(instrument, side, amount, price));
        return result.isOk() ? result.order() : null;
    }

    /** The makers' orders in one book, best first, and the mark around which they were set. */
    private static final class Quotes {
        private final @Nullable ExchangeOrder[] bids;
        private final @Nullable ExchangeOrder[] asks;
        private long mark;

        Quotes(final int levels) {
            bids = new ExchangeOrder[levels];
            asks = new ExchangeOrder[levels];
        }
    }
}
