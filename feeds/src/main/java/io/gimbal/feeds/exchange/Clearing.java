package io.gimbal.feeds.exchange;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.Side;

/**
 * Books matches into positions, cash and fees. Whatever one account gains in here another loses, or the venue's fees take,
 * to 1e-16. Owned by the exchange's thread.
 */
final class Clearing {
    private static final int TICK_UP = 0;
    private static final int TICK_ZERO_UP = 1;
    private static final int TICK_DOWN = 2;
    private static final int TICK_ZERO_DOWN = 3;

    /** Either side of a block pays half of what a taker pays, as the venue lists it. */
    private static final int BLOCK_FEE_SHARE = 2;

    private final ExchangeState state;
    private final LedgerBook ledger;
    private final ExactMoney flow = new ExactMoney();
    private final ExactMoney closing = new ExactMoney();
    private final ExactMoney share = new ExactMoney();
    private final ExactMoney realised = new ExactMoney();

    Clearing(final ExchangeState state, final LedgerBook ledger) {
        this.state = state;
        this.ledger = ledger;
    }

    /** Books a match at the maker's price. {@return the taker's view of it} */
    UserTrade match(final ExchangeOrder taker, final ExchangeOrder maker, final long price, final long amount) {
        return match(taker, maker, price, amount, "");
    }

    /** Books a trade of a block, or of the book where the block is empty. {@return the taker's view of it} */
    UserTrade match(
            final ExchangeOrder taker,
            final ExchangeOrder maker,
            final long price,
            final long amount,
            final String blockTradeId) {
        final ExchangeTrade trade = print(taker, maker, price, amount, blockTradeId);
        state.events.print(trade);
        book(trade, maker, Liquidity.MAKER, maker.account.ownerId == taker.account.ownerId);
        return book(trade, taker, Liquidity.TAKER, maker.account.ownerId == taker.account.ownerId);
    }

    /** Trades a position at a price. {@return the result of the part it closed; valid until the next call} */
    ExactMoney trade(final ExchangePosition position, final long signed, final long price) {
        position.instrument.addFlow(flow.clear(), signed, price);
        realised.clear();
        final long before = position.size;
        long rest = Math.abs(signed);
        if (before != 0 && Long.signum(before) != Long.signum(signed)) {
            final long closed = Math.min(rest, Math.abs(before));
            closing.setShare(state.wide, flow, closed, rest);
            flow.subtract(closing);
            close(position, closed);
            rest -= closed;
        }
        if (rest > 0) {
            position.lifeFlow.add(flow);
            position.sessionFlow.add(flow);
        }
        resize(position, Math.addExact(before, signed));
        return realised;
    }

    /** Sets a position's size. */
    void resize(final ExchangePosition position, final long size) {
        position.instrument.openInterest += Math.max(0, size) - Math.max(0, position.size);
        position.size = size;
        position.updatedNs = state.nowNs;
        state.resized.add(position);
        state.events.position(position);
    }

    private void close(final ExchangePosition position, final long closed) {
        final long whole = Math.abs(position.size);
        share.setShare(state.wide, position.lifeFlow, closed, whole);
        position.lifeFlow.subtract(share);
        share.setShare(state.wide, position.sessionFlow, closed, whole);
        position.sessionFlow.subtract(share);
        realised.add(share).add(closing);
    }

    private UserTrade book(
            final ExchangeTrade trade, final ExchangeOrder order, final Liquidity liquidity, final boolean isSelf) {
        final ExchangeInstrument instrument = trade.instrument();
        final InstrumentSpec spec = instrument.spec();
        final long signed = order.side == Side.BUY ? trade.amount() : -trade.amount();
        instrument.addFlow(order.filledValue, signed, trade.price());
        order.filled += trade.amount();
        order.updatedNs = state.nowNs;
        if (order.filled == order.amount) {
            order.state = OrderState.FILLED;
        }
        final long rate = liquidity == Liquidity.MAKER ? spec.makerFeeRate() : spec.takerFeeRate();
        final long blockRate = spec.takerFeeRate() / BLOCK_FEE_SHARE;
        final long feeRate = trade.blockTradeId().isEmpty() ? rate : blockRate;
        final long fee = state.context.profile.fee(spec, feeRate, trade.price(), trade.amount(), instrument.indexPrice);
        final ExchangePosition position = order.account.openPosition(instrument);
        final ExactMoney result = trade(position, signed, trade.price());
        final long profitLoss = result.rounded();
        final long change = cash(position, result, signed, trade.price()) - fee;
        pay(order.account.wallet(instrument.currency()), change, fee);
        final UserTrade own =
                new UserTrade(trade, order.account, order, order.side, liquidity, fee, profitLoss, order.state, isSelf);
        ledger.trade(own, position, change);
        state.events.trade(own);
        return own;
    }

    /** Keeps the result where it belongs. {@return cash it brings at once: the premium of an option} */
    private long cash(final ExchangePosition position, final ExactMoney result, final long signed, final long price) {
        position.sessionRealised.add(result);
        if (!position.instrument.spec().isOption()) {
            position.account
                    .wallet(position.instrument.currency())
                    .sessionRealised
                    .add(result);
            return 0;
        }
        position.instrument.addFlow(flow.clear(), signed, price);
        return flow.rounded();
    }

    private void pay(final Wallet wallet, final long change, final long fee) {
        wallet.balance = Math.addExact(wallet.balance, change);
        wallet.feesPaid += fee;
        state.funds(wallet.currency).fees += fee;
    }

    private ExchangeTrade print(
            final ExchangeOrder taker,
            final ExchangeOrder maker,
            final long price,
            final long amount,
            final String blockTradeId) {
        final ExchangeInstrument instrument = taker.instrument;
        instrument.lastTickDirection = tickDirection(instrument, price);
        instrument.lastPrice = price;
        instrument.tradeSeq++;
        final boolean isOption = instrument.spec().isOption();
        final ExchangeTrade trade = new ExchangeTrade(
                state.ids.trade(instrument.currency()),
                instrument.tradeSeq,
                instrument,
                state.nowNs,
                price,
                amount,
                taker.side,
                instrument.lastTickDirection,
                instrument.indexPrice,
                instrument.markPrice(),
                isOption ? instrument.forward() : instrument.indexPrice,
                isOption ? state.valuation.impliedVol(instrument, state.nowNs, price) : 0,
                (maker.isLiquidation ? "M" : "") + (taker.isLiquidation ? "T" : ""),
                blockTradeId);
        instrument.trades.addLast(trade);
        if (instrument.trades.size() > ExchangeInstrument.KEPT_TRADES) {
            instrument.trades.removeFirst();
        }
        return trade;
    }

    private static int tickDirection(final ExchangeInstrument instrument, final long price) {
        if (price == instrument.lastPrice) {
            final boolean wasUp = instrument.lastTickDirection <= TICK_ZERO_UP;
            return wasUp ? TICK_ZERO_UP : TICK_ZERO_DOWN;
        }
        return price > instrument.lastPrice ? TICK_UP : TICK_DOWN;
    }
}
