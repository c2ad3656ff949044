package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;

/**
 * What happens by itself. At one time, in this order: a sample for the delivery price, the daily settlement, the end of its
 * pause, a revaluation. Owned by the exchange's thread.
 */
final class ExchangeTimers {
    private final ExchangeState state;
    private final MarkDesk marks;
    private final SettlementDesk settlement;
    private final OrderDesk orders;
    private final Liquidator liquidator;
    private final LedgerBook ledger;
    private final Listing listing;
    private long revaluationNs;
    private long sampleNs;
    private long settlementNs;
    private long resumeNs = Long.MAX_VALUE;

    ExchangeTimers(
            final ExchangeState state,
            final MarkDesk marks,
            final SettlementDesk settlement,
            final OrderDesk orders,
            final Liquidator liquidator,
            final LedgerBook ledger,
            final Listing listing) {
        this.state = state;
        this.marks = marks;
        this.settlement = settlement;
        this.orders = orders;
        this.liquidator = liquidator;
        this.ledger = ledger;
        this.listing = listing;
        this.revaluationNs = state.nowNs;
        this.sampleNs = SettlementTimes.nextSample(state.nowNs);
        this.settlementNs = SettlementTimes.next(state.nowNs);
    }

    long nextTimeNs() {
        return Math.min(Math.min(revaluationNs, sampleNs), Math.min(settlementNs, resumeNs));
    }

    /** Runs one timer that is due at the present. */
    void run() {
        final long nowNs = state.nowNs;
        if (sampleNs <= nowNs) {
            sampleNs = SettlementTimes.nextSample(nowNs + 1);
            marks.sample();
        } else if (settlementNs <= nowNs) {
            settlementNs = SettlementTimes.next(nowNs);
            settle();
        } else if (resumeNs <= nowNs) {
            resumeNs = Long.MAX_VALUE;
            resume();
        } else {
            revaluationNs = nowNs + state.context.revaluationNs;
            revalue();
        }
    }

    /** Revalues everything and does what follows from it. */
    void revalue() {
        marks.revalue();
        ledger.age();
        liquidator.run();
        orders.settleDown();
        announce();
        state.flush();
        state.events.tell(listener -> listener.onRevaluation(state.nowNs));
    }

    private void settle() {
        marks.revalue();
        final List<ExchangeInstrument> expired = settlement.fix();
        if (state.context.settlementPauseNs > 0) {
            move(InstrumentState.OPEN, InstrumentState.SETTLEMENT);
            resumeNs = state.nowNs + state.context.settlementPauseNs;
        }
        endOrders();
        state.flush();
        settlement.exercise(expired);
        state.flush();
        settlement.deliver(expired);
        settlement.settle();
        state.resized.clear();
        announce();
        for (final ExchangeInstrument instrument : expired) {
            listing.change(instrument, InstrumentState.DELIVERED);
        }
        state.flush();
        state.events.tell(listener -> listener.onRevaluation(state.nowNs));
    }

    private void resume() {
        move(InstrumentState.SETTLEMENT, InstrumentState.OPEN);
        orders.settleDown();
        state.flush();
    }

    private void move(final InstrumentState from, final InstrumentState to) {
        for (final ExchangeInstrument instrument : state.instruments) {
            if (instrument.state == from) {
                listing.change(instrument, to);
            }
        }
    }

    private void endOrders() {
        for (final Account account : state.accounts) {
            orders.cancelAll(
                    account,
                    CancelReason.SETTLEMENT,
                    order -> order.timeInForce == TimeInForce.GOOD_TIL_DAY || order.instrument.deliveryPrice > 0);
        }
    }

    private void announce() {
        for (final Account account : state.accounts) {
            if (account.settings().isMarginChecked()) {
                announce(account);
            }
        }
    }

    private void announce(final Account account) {
        for (final ExchangePosition position : account.positions.values()) {
            if (position.size != 0) {
                state.events.portfolio(account, position.instrument.currency());
            }
        }
        for (final ExchangeOrder order : account.liveOrders.values()) {
            state.events.portfolio(account, order.instrument.currency());
        }
    }
}
