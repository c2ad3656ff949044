package io.gimbal.feeds.deribit;

import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything about the account's orders, executions, positions and money, in answers and in notifications, and tells
 * the desks in one order: executions first, then orders, then positions. Owned by the thread that steps the venue; in
 * notifications and answers to orders it allocates nothing.
 */
final class PrivateFrames {
    private static final FieldNames CHANGES = FieldNames.of("orders", "trades", "positions");
    private static final FieldNames ANSWER = FieldNames.of("order", "trades");
    private static final FieldNames PAGE = FieldNames.of("trades", "has_more");
    private static final int LONGEST_TRADE_ID = 64;

    private final AccountDesk desk;
    private final VenueCounters counters;
    private final OrderRow order = new OrderRow();
    private final TradeRow trade = new TradeRow();
    private final PositionRow position = new PositionRow();
    private final PortfolioRow portfolio = new PortfolioRow();
    private final UnsafeBuffer lastTradeId = new UnsafeBuffer(new byte[LONGEST_TRADE_ID]);
    private InstrumentIds instruments = new InstrumentIds(List.of());
    private PositionDesk positions;
    private int lastTradeIdLength;
    private long lastTradeMs;
    private boolean hasMore;

    PrivateFrames(final AccountDesk desk, final PositionDesk positions, final VenueCounters counters) {
        this.desk = desk;
        this.positions = positions;
        this.counters = counters;
    }

    void instruments(final InstrumentIds ids, final PositionDesk desks) {
        instruments = ids;
        positions = desks;
    }

    /** One {@code user.changes}: orders, trades and positions in any order. */
    void changes(final JsonScanner scanner, final long nowNs) {
        int ordersAt = -1;
        int tradesAt = -1;
        int positionsAt = -1;
        if (!scanner.enterObject()) {
            return;
        }
        for (int field; (field = scanner.nextField(CHANGES)) != JsonScanner.END; ) {
            final int at = scanner.position();
            ordersAt = field == 0 ? at : ordersAt;
            tradesAt = field == 1 ? at : tradesAt;
            positionsAt = field == 2 ? at : positionsAt;
            scanner.skip();
        }
        final int trades = readTrades(scanner, tradesAt, nowNs);
        final int orders = readOrders(scanner, ordersAt, nowNs);
        if (trades == 0 && orders == 0) {
            readSettled(scanner, positionsAt, nowNs);
        }
        check(scanner);
    }

    /** Positions that changed without an order or an execution: a settlement or a delivery. */
    private void readSettled(final JsonScanner scanner, final int at, final long nowNs) {
        if (at < 0) {
            return;
        }
        scanner.seek(at);
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                if (position.read(scanner, instruments)) {
                    positions.onSettled(position, nowNs);
                }
            }
        }
    }

    /** The answer to buy, sell and edit: one order and its executions. */
    void answer(final JsonScanner scanner, final long nowNs) {
        int orderAt = -1;
        int tradesAt = -1;
        if (!scanner.enterObject()) {
            return;
        }
        for (int field; (field = scanner.nextField(ANSWER)) != JsonScanner.END; ) {
            final int at = scanner.position();
            orderAt = field == 0 ? at : orderAt;
            tradesAt = field == 1 ? at : tradesAt;
            scanner.skip();
        }
        readTrades(scanner, tradesAt, nowNs);
        if (orderAt >= 0) {
            scanner.seek(orderAt);
            order(scanner, nowNs);
        }
        check(scanner);
    }

    /** One order by itself. */
    void order(final JsonScanner scanner, final long nowNs) {
        if (order.read(scanner, instruments)) {
            desk.onOrder(order, nowNs);
        }
    }

    /** A list of orders. */
    void orders(final JsonScanner scanner, final long nowNs) {
        readOrders(scanner, scanner.position(), nowNs);
        check(scanner);
    }

    /** A list of executions. */
    void trades(final JsonScanner scanner, final long nowNs) {
        readTrades(scanner, scanner.position(), nowNs);
        check(scanner);
    }

    /** A page of executions, oldest first; {@link #hasMore} and the last one's number and time stand here after. */
    void page(final JsonScanner scanner, final long nowNs) {
        int tradesAt = -1;
        hasMore = false;
        lastTradeIdLength = 0;
        lastTradeMs = 0;
        if (!scanner.enterObject()) {
            return;
        }
        for (int field; (field = scanner.nextField(PAGE)) != JsonScanner.END; ) {
            if (field == 0) {
                tradesAt = scanner.position();
                scanner.skip();
            } else {
                hasMore = scanner.isTrue();
            }
        }
        readTrades(scanner, tradesAt, nowNs);
        check(scanner);
    }

    boolean hasMore() {
        return hasMore;
    }

    long lastTradeMs() {
        return lastTradeMs;
    }

    byte[] lastTradeId() {
        final byte[] id = new byte[lastTradeIdLength];
        lastTradeId.getBytes(0, id);
        return id;
    }

    /** A list of positions, told to the desk as one statement. */
    void positions(final JsonScanner scanner) {
        positions.begin();
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                if (position.read(scanner, instruments)) {
                    positions.state(position);
                }
            }
        }
        check(scanner);
    }

    /** The account in one currency, or null when it cannot be read; valid until the next call. */
    @Nullable
    PortfolioRow portfolio(final JsonScanner scanner) {
        portfolio.read(scanner);
        check(scanner);
        return scanner.isOk() && portfolio.isComplete() ? portfolio : null;
    }

    private int readOrders(final JsonScanner scanner, final int at, final long nowNs) {
        if (at < 0) {
            return 0;
        }
        int read = 0;
        scanner.seek(at);
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                read++;
                order(scanner, nowNs);
            }
        }
        return read;
    }

    private int readTrades(final JsonScanner scanner, final int at, final long nowNs) {
        if (at < 0) {
            return 0;
        }
        int read = 0;
        scanner.seek(at);
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                read++;
                trade.read(scanner, instruments);
                if (scanner.isOk()) {
                    desk.onTrade(trade, nowNs);
                    lastTradeMs = trade.timestampMs;
                    lastTradeIdLength = trade.copyId(lastTradeId);
                }
            }
        }
        return read;
    }

    private void check(final JsonScanner scanner) {
        if (!scanner.isOk()) {
            counters.increment(Count.MALFORMED);
        }
    }
}
