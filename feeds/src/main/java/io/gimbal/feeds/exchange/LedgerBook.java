package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.Side;
import java.util.ArrayDeque;

/**
 * Writes what happened into the accounts' ledgers and lets go of what is too old to be asked for. The world's traders keep
 * little. Owned by the exchange's thread.
 */
final class LedgerBook {
    private static final long ORDERS_NS = 30 * 60 * 1_000_000_000L;
    private static final long TRADES_NS = 24 * 3_600 * 1_000_000_000L;
    private static final int CUSTOMER_LINES = 200_000;
    private static final int HOUSE_LINES = 1_000;

    private final ExchangeState state;

    LedgerBook(final ExchangeState state) {
        this.state = state;
    }

    /** Writes a fill and keeps it. */
    void trade(final UserTrade own, final ExchangePosition position, final long change) {
        final ExchangeTrade trade = own.trade();
        final Account account = own.account();
        account.trades.addLast(own);
        bound(account.trades, account);
        final long signed = own.side() == Side.BUY ? trade.amount() : -trade.amount();
        add(
                account,
                new LedgerEntry(
                        state.ids.ledger(),
                        state.nowNs,
                        LedgerType.TRADE,
                        trade.instrument().currency(),
                        trade.instrument().name(),
                        change,
                        own.fee(),
                        own.profitLoss(),
                        account.balance(trade.instrument().currency()),
                        signed,
                        trade.price(),
                        trade.indexPrice(),
                        0,
                        position.size,
                        trade.tradeId(),
                        own.order().orderId()));
    }

    /** Writes a movement of cash that belongs to no instrument. */
    void cash(final Account account, final LedgerType type, final String currency, final long change) {
        add(
                account,
                new LedgerEntry(
                        state.ids.ledger(),
                        state.nowNs,
                        type,
                        currency,
                        "",
                        change,
                        0,
                        0,
                        account.balance(currency),
                        0,
                        0,
                        0,
                        0,
                        0,
                        "",
                        ""));
    }

    /** Writes a settlement or a delivery. */
    void settlement(
            final ExchangePosition position,
            final LedgerType type,
            final long amount,
            final long price,
            final SettledMoney money) {
        final String currency = position.instrument.currency();
        add(
                position.account,
                new LedgerEntry(
                        state.ids.ledger(),
                        state.nowNs,
                        type,
                        currency,
                        position.instrument.name(),
                        money.result() - money.fee(),
                        money.fee(),
                        money.result(),
                        position.account.balance(currency),
                        amount,
                        price,
                        position.instrument.indexPrice,
                        money.funding(),
                        position.size,
                        "",
                        ""));
    }

    /** Keeps an order that closed. */
    void closed(final ExchangeOrder order) {
        final Account account = order.account;
        account.liveOrders.remove(order.orderId);
        account.closedOrders.addLast(order);
        if (account.closedOrders.size() > lines(account)) {
            archive(account);
        }
        state.events.order(order);
    }

    /** Moves what is too old into the archives. */
    void age() {
        for (final Account account : state.accounts) {
            while (!account.closedOrders.isEmpty()
                    && account.closedOrders.getFirst().updatedNs < state.nowNs - ORDERS_NS) {
                archive(account);
            }
            while (!account.trades.isEmpty()
                    && account.trades.getFirst().trade().timeNs() < state.nowNs - TRADES_NS) {
                account.tradeArchive.addLast(account.trades.removeFirst());
                bound(account.tradeArchive, account);
            }
        }
    }

    private void archive(final Account account) {
        final ExchangeOrder order = account.closedOrders.removeFirst();
        state.orders.remove(order.orderId);
        account.orderArchive.addLast(order);
        bound(account.orderArchive, account);
    }

    private static void add(final Account account, final LedgerEntry entry) {
        account.ledger.addLast(entry);
        bound(account.ledger, account);
    }

    private static void bound(final ArrayDeque<?> lines, final Account account) {
        if (lines.size() > lines(account)) {
            lines.removeFirst();
        }
    }

    private static int lines(final Account account) {
        return account.settings().isMarginChecked() ? CUSTOMER_LINES : HOUSE_LINES;
    }
}
