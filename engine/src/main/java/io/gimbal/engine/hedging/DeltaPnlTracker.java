package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.DeltaSense;
import java.util.Arrays;

/**
 * Measures the result that the book's delta makes: after each valuation, the deltas held since the last one times the
 * move of their own prices, with the hedge and without. Never decides. Owned by the engine thread.
 */
public final class DeltaPnlTracker {
    private final BucketedPnl hedged = new BucketedPnl();
    private final BucketedPnl unhedged = new BucketedPnl();
    private double[] deltas = {};
    private double[] forwards = {};
    private double hedgeDelta;
    private double otherDelta;
    private double hedgePrice;
    private double indexDelta;
    private double index;
    private boolean isStarted;

    void onValuation(
            final GreeksAggregator greeks,
            final int expiries,
            final DeltaSense sense,
            final double newIndex,
            final long nowNs) {
        if (deltas.length < expiries) {
            deltas = Arrays.copyOf(deltas, expiries);
            forwards = Arrays.copyOf(forwards, expiries);
        }
        if (isStarted) {
            final double hedgeMove = greeks.hedgePrice() - hedgePrice;
            double book = otherDelta * hedgeMove + indexDelta * (newIndex - index);
            for (int i = 0; i < expiries; i++) {
                final ExpirySums sums = greeks.expiry(i);
                if (sums.isHeld() && forwards[i] > 0) {
                    book += deltas[i] * (sums.forward() - forwards[i]);
                }
            }
            unhedged.add(nowNs, book);
            hedged.add(nowNs, book + hedgeDelta * hedgeMove);
        }
        remember(greeks, expiries, sense, newIndex);
    }

    private void remember(
            final GreeksAggregator greeks, final int expiries, final DeltaSense sense, final double newIndex) {
        final DeltaLedger ledger = greeks.ledger();
        double dated = 0;
        for (int i = 0; i < expiries; i++) {
            final ExpirySums sums = greeks.expiry(i);
            final double premium = sense == DeltaSense.VENUE ? sums.markAdjustment() : sums.premiumAdjustment();
            deltas[i] = sums.optionDelta() + premium + sums.futuresDelta();
            forwards[i] = sums.isHeld() ? sums.forward() : 0;
            dated += sums.futuresDelta();
        }
        hedgeDelta = ledger.hedgeDelta();
        otherDelta = ledger.futuresDelta() - dated;
        hedgePrice = greeks.hedgePrice();
        index = newIndex;
        indexDelta = switch (sense) {
            case COIN_NEUTRAL -> ledger.linearCash();
            case USD_NEUTRAL -> ledger.coinEquity() + ledger.spotDelta();
            case VENUE, NULL_VAL -> 0;
        };
        isStarted = true;
    }

    /** {@return the result of the net delta, hedge included} */
    public BucketedPnl hedged() {
        return hedged;
    }

    /** {@return the result the same book's delta would have made without the hedge instrument} */
    public BucketedPnl unhedged() {
        return unhedged;
    }

    long mixInto(final long hash) {
        return unhedged.mixInto(hedged.mixInto(Bits.mix(hash, hedgeDelta)));
    }
}
