package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Brings an account back whose maintenance margin is more than it has: first its orders are taken out, then at each
 * revaluation a quarter of the position that needs most margin is closed at the market, at a fee for the insurance fund.
 * What an account without positions owes, the fund pays. Owned by the exchange's thread.
 */
final class Liquidator {
    private static final long PARTS = 4;

    private final ExchangeState state;
    private final OrderDesk orders;
    private final RiskDesk risk;
    private final LedgerBook ledger;

    Liquidator(final ExchangeState state, final OrderDesk orders, final RiskDesk risk, final LedgerBook ledger) {
        this.state = state;
        this.orders = orders;
        this.risk = risk;
        this.ledger = ledger;
    }

    /** Looks at every customer. */
    void run() {
        for (final Account account : state.accounts) {
            if (account.settings().isMarginChecked()) {
                for (final String currency : account.wallets.keySet().toArray(new String[0])) {
                    check(account, currency);
                }
            }
        }
    }

    private void check(final Account account, final String currency) {
        final boolean isHolding = account.positions.values().stream()
                .anyMatch(position ->
                        position.size != 0 && position.instrument.currency().equals(currency));
        if (!isHolding) {
            cover(account, currency);
            return;
        }
        if (isSafe(account, currency)) {
            return;
        }
        orders.cancelAll(
                account,
                CancelReason.AUTOLIQUIDATION,
                order -> order.instrument.currency().equals(currency));
        final @Nullable ExchangePosition worst = worst(account, currency);
        if (worst != null) {
            close(worst);
        }
    }

    private boolean isSafe(final Account account, final String currency) {
        return risk.maintenance(account, currency) <= risk.marginBalance(account, currency);
    }

    private @Nullable ExchangePosition worst(final Account account, final String currency) {
        @Nullable ExchangePosition worst = null;
        long most = -1;
        for (final ExchangePosition position : account.positions.values()) {
            final ExchangeInstrument instrument = position.instrument;
            final boolean isOpen = position.size != 0
                    && instrument.currency().equals(currency)
                    && instrument.state == InstrumentState.OPEN;
            final long margin = isOpen ? risk.positionMaintenance(position) : -1;
            if (isOpen && margin > most) {
                most = margin;
                worst = position;
            }
        }
        return worst;
    }

    private void close(final ExchangePosition position) {
        final ExchangeInstrument instrument = position.instrument;
        final Side side = position.size > 0 ? Side.SELL : Side.BUY;
        final long lot = instrument.spec().lot();
        final long size = Math.abs(position.size);
        final long part = Math.min(size, Math.max(instrument.spec().minAmount(), roundUp(size / PARTS, lot)));
        final long limit = side == Side.SELL
                ? Math.max(1, instrument.minPrice)
                : instrument.maxPrice > 0 ? instrument.maxPrice : Long.MAX_VALUE;
        final long before = size;
        orders.liquidate(
                position.account,
                OrderRequest.limit(instrument, side, part, limit).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        final long closed = before - Math.abs(position.size);
        if (closed > 0) {
            charge(position, closed);
        }
    }

    private void charge(final ExchangePosition position, final long closed) {
        final ExchangeInstrument instrument = position.instrument;
        final Wallet wallet = position.account.wallet(instrument.currency());
        final long coins = instrument.coins(closed);
        final long value = instrument.isInverse() ? coins : Decimals.multiply(coins, instrument.indexPrice);
        final long fee = Decimals.multiply(state.context.liquidationFee, value);
        wallet.balance -= fee;
        state.funds(wallet.currency).insurance.add(fee);
        ledger.cash(position.account, LedgerType.LIQUIDATION, wallet.currency, -fee);
        state.events.portfolio(position.account, wallet.currency);
    }

    private void cover(final Account account, final String currency) {
        final Wallet wallet = account.wallet(currency);
        final long owed = -(wallet.balance + wallet.sessionRealised.rounded());
        if (owed > 0) {
            wallet.balance += owed;
            state.funds(currency).insurance.add(-owed);
            ledger.cash(account, LedgerType.BANKRUPTCY, currency, owed);
            state.events.portfolio(account, currency);
        }
    }

    private static long roundUp(final long amount, final long lot) {
        return (amount + lot - 1) / lot * lot;
    }
}
