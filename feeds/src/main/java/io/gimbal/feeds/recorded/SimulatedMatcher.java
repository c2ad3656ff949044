package io.gimbal.feeds.recorded;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.Comparator;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The simulated venue's rules: what it refuses, what it fills and at which price. Owned by the gateway's thread. */
final class SimulatedMatcher {
    /** Most replies that one command makes. */
    static final int REPLIES_PER_COMMAND = 3;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DAY_NS = 24 * 3_600 * NANOS_PER_SECOND;
    private static final long SESSION_END_NS = 8 * 3_600 * NANOS_PER_SECOND;

    private final Int2ObjectHashMap<SimulatedBook> books = new Int2ObjectHashMap<>();
    private final SimulatedBook[] booksInOrder;
    private final long[] indexPrices;
    private final SimulatedReplies.Execution execution = new SimulatedReplies.Execution();
    private final SimulatedReplies replies;
    private final OrderHistory history;
    private final VenueProfile profile;
    private final int slippageTicks;
    private final boolean isSizeRespected;
    private final long idBase;
    private long trades;
    private long orders;
    private long nextExpiryNs = Long.MAX_VALUE;

    SimulatedMatcher(final SimulatedGateway.Context context, final SimulatedReplies replies) {
        this.replies = replies;
        this.history = new OrderHistory(context.historyCapacity());
        this.profile = context.profile();
        this.slippageTicks = context.slippageTicks();
        this.isSizeRespected = context.isSizeRespected();
        this.idBase = (long) context.epoch() << Integer.SIZE;
        for (final InstrumentSpec spec : context.specs()) {
            books.put(spec.instrumentId(), new SimulatedBook(spec));
        }
        this.indexPrices = new long
                [1
                        + context.specs().stream()
                                .mapToInt(InstrumentSpec::underlyingId)
                                .max()
                                .orElse(0)];
        this.booksInOrder = context.specs().stream()
                .sorted(Comparator.comparingInt(InstrumentSpec::instrumentId))
                .map(spec -> books.get(spec.instrumentId()))
                .toArray(SimulatedBook[]::new);
    }

    @Nullable
    SimulatedBook book(final int instrumentId) {
        return books.get(instrumentId);
    }

    void onIndex(final int underlyingId, final long price) {
        if (underlyingId >= 0 && underlyingId < indexPrices.length) {
            indexPrices[underlyingId] = price;
        }
    }

    /** When the next resting order dies of time. */
    long nextExpiryNs() {
        return nextExpiryNs;
    }

    /** Applies a command that has arrived. */
    void execute(final SimulatedCommand command, final long timeNs) {
        switch (command.kind) {
            case SimulatedCommand.NEW -> place(command, timeNs);
            case SimulatedCommand.CANCEL -> cancel(command, timeNs);
            case SimulatedCommand.AMEND -> amend(command, timeNs);
            default -> answer(command, timeNs);
        }
    }

    /** Fills resting orders that a new quote crosses, best price first, as maker at their own price. */
    void matchResting(final SimulatedBook book, final long timeNs) {
        matchResting(book, true, timeNs);
        matchResting(book, false, timeNs);
    }

    /** Closes resting orders whose time is up; leaves the rest for the next call where replies find no room. */
    void expire(final long timeNs) {
        nextExpiryNs = Long.MAX_VALUE;
        for (final SimulatedBook book : booksInOrder) {
            expire(book, book.bestBuy, timeNs);
            expire(book, book.bestSell, timeNs);
        }
    }

    private void place(final SimulatedCommand command, final long timeNs) {
        final SimulatedBook book = books.get(command.instrumentId);
        final VenueRefusal refusal = book == null ? VenueRefusal.INVALID_INSTRUMENT : refusal(book, command, timeNs);
        if (book == null || refusal != VenueRefusal.NONE) {
            replies.rejected(timeNs, command.orderId, refusal);
            return;
        }
        final SimulatedOrder order = history.add(command);
        if (order == null) {
            replies.rejected(timeNs, command.orderId, VenueRefusal.TOO_MANY_ORDERS);
            return;
        }
        order.expireNs = expireNs(book.spec, order.timeInForce, timeNs);
        order.amount = Math.min(order.amount, allowed(book, order));
        order.venueNumber = idBase + ++orders;
        replies.accepted(timeNs, order);
        trade(book, order, timeNs);
    }

    private VenueRefusal refusal(final SimulatedBook book, final SimulatedCommand command, final long timeNs) {
        if (!OrderHistory.isOrderId(command.orderId)) {
            return VenueRefusal.INVALID_ORDER_ID;
        }
        final long key = OrderHistory.key(command.epoch, command.orderId);
        if (history.find(key) != null || history.isForgotten(key)) {
            return VenueRefusal.NOT_UNIQUE_LABEL;
        }
        final VenueRefusal closed = closed(book, timeNs);
        if (closed != VenueRefusal.NONE) {
            return closed;
        }
        final boolean isMarket = command.type == OrderType.MARKET;
        final boolean isImmediate = command.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL
                || command.timeInForce == TimeInForce.FILL_OR_KILL;
        if (command.isPostOnly && (isMarket || isImmediate)) {
            return VenueRefusal.BAD_REQUEST;
        }
        final boolean isBuy = command.side == Side.BUY;
        if (command.isReduceOnly && reducible(book, isBuy) == 0) {
            return VenueRefusal.OTHER_REJECT;
        }
        final VenueRefusal terms = terms(book.spec, isMarket, command.price, command.amount);
        return terms == VenueRefusal.NONE && command.isPostOnly && book.crosses(isBuy, command.price)
                ? VenueRefusal.POST_ONLY_REJECT
                : terms;
    }

    private static VenueRefusal closed(final SimulatedBook book, final long timeNs) {
        if (book.spec.expiryNs() > 0 && timeNs >= book.spec.expiryNs()) {
            return VenueRefusal.BOOK_CLOSED;
        }
        if (book.state == InstrumentState.SETTLEMENT) {
            return VenueRefusal.SETTLEMENT_IN_PROGRESS;
        }
        return book.state == InstrumentState.OPEN ? VenueRefusal.NONE : VenueRefusal.BOOK_CLOSED;
    }

    private static VenueRefusal terms(
            final InstrumentSpec spec, final boolean isMarket, final long price, final long amount) {
        if (amount < spec.minAmount()) {
            return amount <= 0 ? VenueRefusal.INVALID_AMOUNT : VenueRefusal.QTY_TOO_LOW;
        }
        if (!spec.isOrderAmount(amount)) {
            return VenueRefusal.INVALID_AMOUNT;
        }
        if (isMarket || spec.isOnTick(price)) {
            return VenueRefusal.NONE;
        }
        return price <= 0 ? VenueRefusal.INVALID_PRICE : VenueRefusal.PRICE_WRONG_TICK;
    }

    private static long reducible(final SimulatedBook book, final boolean isBuy) {
        return Math.max(isBuy ? -book.position : book.position, 0);
    }

    private static long allowed(final SimulatedBook book, final SimulatedOrder order) {
        return order.isReduceOnly ? reducible(book, order.isBuy()) : Long.MAX_VALUE;
    }

    private static long expireNs(final InstrumentSpec spec, final TimeInForce timeInForce, final long timeNs) {
        final long expiryNs = spec.expiryNs() > 0 ? spec.expiryNs() : Long.MAX_VALUE;
        if (timeInForce != TimeInForce.GOOD_TIL_DAY) {
            return expiryNs;
        }
        final long endToday = Math.floorDiv(timeNs, DAY_NS) * DAY_NS + SESSION_END_NS;
        return Math.min(expiryNs, timeNs < endToday ? endToday : endToday + DAY_NS);
    }

    /** Takes what the top of book gives; what is left rests, or is cancelled. */
    private void trade(final SimulatedBook book, final SimulatedOrder order, final long timeNs) {
        if (order.isMarket() || book.crosses(order.isBuy(), order.price)) {
            take(book, order, timeNs);
        }
        if (order.remaining() == 0) {
            close(order, OrderEnd.FILLED, 0, timeNs);
        } else if (order.isResting()) {
            book.rest(order);
            nextExpiryNs = Math.min(nextExpiryNs, order.expireNs);
        } else {
            close(order, OrderEnd.CANCELLED, 0, timeNs);
        }
    }

    private void take(final SimulatedBook book, final SimulatedOrder order, final long timeNs) {
        final boolean isBuy = order.isBuy();
        final boolean isThere = isBuy ? book.hasAsk() : book.hasBid();
        final long amount = isThere ? fillable(book, order) : 0;
        if (amount == 0 || (order.isAllOrNone() && amount < order.remaining())) {
            return;
        }
        final long top = isBuy ? book.ask : book.bid;
        final long slip = slippageTicks * book.spec.tickAt(top);
        final long slipped = isBuy
                ? book.spec.tickAbove(top + slip)
                : Math.max(book.spec.tickBelow(top - slip), book.spec.tickSize());
        final long bounded = isBuy ? Math.min(slipped, order.price) : Math.max(slipped, order.price);
        fill(book, order, order.isMarket() ? slipped : bounded, amount, timeNs);
    }

    private long fillable(final SimulatedBook book, final SimulatedOrder order) {
        if (!isSizeRespected) {
            return order.remaining();
        }
        final long amount = Math.min(order.remaining(), book.opposite(order.isBuy()));
        return amount - amount % book.spec.lot();
    }

    private void matchResting(final SimulatedBook book, final boolean isBuy, final long timeNs) {
        SimulatedOrder order = isBuy ? book.bestBuy : book.bestSell;
        while (order != null
                && book.state == InstrumentState.OPEN
                && book.crosses(isBuy, order.price)
                && replies.free() >= REPLIES_PER_COMMAND) {
            final SimulatedOrder worse = order.worse;
            final long amount = Math.min(fillable(book, order), allowed(book, order));
            if (amount > 0) {
                rested(book, order, amount, timeNs);
            }
            order = worse;
        }
    }

    private void rested(final SimulatedBook book, final SimulatedOrder order, final long amount, final long timeNs) {
        execution.liquidity = Liquidity.MAKER;
        execute(book, order, order.price, amount, timeNs);
        if (order.remaining() == 0) {
            book.remove(order);
            close(order, OrderEnd.FILLED, 0, timeNs);
        }
    }

    private void fill(
            final SimulatedBook book,
            final SimulatedOrder order,
            final long price,
            final long amount,
            final long timeNs) {
        execution.liquidity = Liquidity.TAKER;
        execute(book, order, price, amount, timeNs);
    }

    private void execute(
            final SimulatedBook book,
            final SimulatedOrder order,
            final long price,
            final long amount,
            final long timeNs) {
        final InstrumentSpec spec = book.spec;
        final long rate = execution.liquidity == Liquidity.MAKER ? spec.makerFeeRate() : spec.takerFeeRate();
        execution.price = price;
        execution.amount = amount;
        execution.referencePrice = book.mid();
        execution.fee = profile.fee(spec, rate, price, amount, indexPrices[spec.underlyingId()]);
        execution.feeCurrency = spec.settlement() == Settlement.INVERSE ? Currency.COIN : Currency.USD;
        order.filled += amount;
        book.position += order.isBuy() ? amount : -amount;
        if (isSizeRespected) {
            book.take(order.isBuy(), amount);
        }
        replies.filled(timeNs, order, idBase + ++trades, execution);
    }

    private void close(final SimulatedOrder order, final OrderEnd end, final int code, final long timeNs) {
        order.end = end;
        replies.closed(timeNs, order.orderId, order.filled, end, code);
    }

    private void cancel(final SimulatedCommand command, final long timeNs) {
        final SimulatedOrder order = history.find(OrderHistory.key(command.epoch, command.orderId));
        final SimulatedBook book = order == null ? null : books.get(order.instrumentId);
        if (order == null || book == null || !order.isOpen()) {
            answer(command, timeNs);
            return;
        }
        book.remove(order);
        close(order, OrderEnd.CANCELLED, 0, timeNs);
    }

    private void amend(final SimulatedCommand command, final long timeNs) {
        final SimulatedOrder order = history.find(OrderHistory.key(command.epoch, command.orderId));
        final SimulatedBook book = order == null ? null : books.get(order.instrumentId);
        if (order == null || book == null || !order.isOpen()) {
            answer(command, timeNs);
            return;
        }
        book.remove(order);
        final VenueRefusal refusal = amendRefusal(book, order, command, timeNs);
        if (refusal != VenueRefusal.NONE || command.amount <= order.filled) {
            close(order, OrderEnd.CANCELLED, refusal.code(), timeNs);
            return;
        }
        order.price = command.price;
        order.amount =
                Math.min(command.amount, order.isReduceOnly ? order.filled + allowed(book, order) : Long.MAX_VALUE);
        replies.accepted(timeNs, order);
        trade(book, order, timeNs);
    }

    private VenueRefusal amendRefusal(
            final SimulatedBook book, final SimulatedOrder order, final SimulatedCommand command, final long timeNs) {
        final VenueRefusal closed = closed(book, timeNs);
        final VenueRefusal terms =
                closed == VenueRefusal.NONE ? terms(book.spec, false, command.price, command.amount) : closed;
        return terms == VenueRefusal.NONE && order.isPostOnly && book.crosses(order.isBuy(), command.price)
                ? VenueRefusal.POST_ONLY_REJECT
                : terms;
    }

    /** Says how an order stands: open, closed, or never seen. */
    private void answer(final SimulatedCommand command, final long timeNs) {
        final long key = OrderHistory.key(command.epoch, command.orderId);
        final SimulatedOrder order = history.find(key);
        if (order == null) {
            if (!history.isForgotten(key)) {
                replies.closed(timeNs, command.orderId, 0, OrderEnd.NEVER_EXISTED, 0);
            }
        } else if (order.isOpen()) {
            replies.accepted(timeNs, order);
        } else {
            replies.closed(timeNs, order.orderId, order.filled, order.end, 0);
        }
    }

    private void expire(final SimulatedBook book, final @Nullable SimulatedOrder best, final long timeNs) {
        SimulatedOrder order = best;
        while (order != null) {
            final SimulatedOrder worse = order.worse;
            if (order.expireNs <= timeNs && replies.free() > 0) {
                book.remove(order);
                close(order, OrderEnd.EXPIRED, 0, order.expireNs);
            } else {
                nextExpiryNs = Math.min(nextExpiryNs, order.expireNs);
            }
            order = worse;
        }
    }
}
