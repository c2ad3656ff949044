package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.DeltaSense;

/**
 * Measures the result that the book's delta makes: after each valuation, the deltas held since the last one times the
 * move of their own prices, with the hedge and without. Never decides. Owned by the engine thread.
 */
public final class DeltaPnlTracker {
    private final BucketedPnl hedged = new BucketedPnl();
    private final BucketedPnl unhedged = new BucketedPnl();
    private double[] deltas = {};
    private double[] forwards = {};
    private long[] expiries = {};
    private int remembered;
    private final double[] standInCoins = new double[HedgeLines.CAPACITY];
    private final double[] standInPrices = new double[HedgeLines.CAPACITY];
    private double hedgeDelta;
    private double otherDelta;
    private double hedgePrice;
    private double indexDelta;
    private double index;
    private boolean isStarted;

    DeltaPnlTracker() {}

    void onValuation(
            final GreeksAggregator greeks,
            final int expiryCount,
            final DeltaSense sense,
            final double newIndex,
            final long nowNs) {
        if (isStarted) {
            final double hedgeMove = greeks.hedgePrice() - hedgePrice;
            double book = otherDelta * hedgeMove + indexDelta * (newIndex - index);
            book += datedPnl(greeks, expiryCount);
            unhedged.add(nowNs, book);
            hedged.add(nowNs, book + hedgeDelta * hedgeMove + standInPnl(greeks.hedges()));
        }
        remember(greeks, expiryCount, sense, newIndex);
    }

    /** Perpetuals of other coins move by themselves, not with the index. */
    private double standInPnl(final HedgeLines hedges) {
        double total = 0;
        for (int i = 0; i < hedges.count(); i++) {
            total += standInCoins[i] == 0 ? 0 : standInCoins[i] * (hedges.price(i) - standInPrices[i]);
        }
        return total;
    }

    private void rememberStandIns(final HedgeLines hedges) {
        for (int i = 0; i < hedges.count(); i++) {
            final BookLine line = hedges.line(i);
            standInPrices[i] = hedges.price(i);
            standInCoins[i] = line != null && line.isStandIn()
                    ? OrderSizing.deltaOf(line.instrument(), line.amount(), standInPrices[i])
                    : 0;
        }
    }

    /** Both are in time order; a new expiry may stand between known ones since the last time. */
    private double datedPnl(final GreeksAggregator greeks, final int expiryCount) {
        double total = 0;
        int before = 0;
        for (int i = 0; i < expiryCount; i++) {
            final ExpirySums sums = greeks.expiry(i);
            while (before < remembered && expiries[before] < sums.expiryNs()) {
                before++;
            }
            final boolean isKnown = before < remembered && expiries[before] == sums.expiryNs();
            if (isKnown && sums.isHeld() && forwards[before] > 0) {
                total += deltas[before] * (sums.forward() - forwards[before]);
            }
        }
        return total;
    }

    private void remember(
            final GreeksAggregator greeks, final int expiryCount, final DeltaSense sense, final double newIndex) {
        if (deltas.length < expiryCount) {
            deltas = new double[expiryCount];
            forwards = new double[expiryCount];
            expiries = new long[expiryCount];
        }
        remembered = expiryCount;
        final DeltaLedger ledger = greeks.ledger();
        double dated = 0;
        for (int i = 0; i < expiryCount; i++) {
            final ExpirySums sums = greeks.expiry(i);
            final double premium = sense == DeltaSense.VENUE ? sums.markAdjustment() : sums.premiumAdjustment();
            deltas[i] = sums.optionDelta() + premium + sums.futuresDelta();
            expiries[i] = sums.expiryNs();
            forwards[i] = sums.isHeld() ? sums.forward() : 0;
            dated += sums.futuresDelta();
        }
        hedgeDelta = ledger.hedge(sense) - ledger.standInDelta();
        rememberStandIns(greeks.hedges());
        otherDelta = ledger.futuresDelta() - dated;
        hedgePrice = greeks.hedgePrice();
        index = newIndex;
        indexDelta = switch (sense) {
            case COIN_NEUTRAL -> ledger.linearCash() - ledger.hedgeSpot(sense);
            case USD_NEUTRAL -> ledger.coinEquity() + (ledger.spotDelta() - ledger.hedgeSpot(sense));
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
        long h = unhedged.mixInto(hedged.mixInto(hash));
        for (int i = 0; i < remembered; i++) {
            h = Bits.mix(h, expiries[i]);
            h = Bits.mix(h, deltas[i]);
            h = Bits.mix(h, forwards[i]);
        }
        for (int i = 0; i < standInCoins.length; i++) {
            h = standInCoins[i] == 0 ? h : Bits.mix(Bits.mix(h, standInCoins[i]), standInPrices[i]);
        }
        h = Bits.mix(h, hedgeDelta);
        h = Bits.mix(h, otherDelta);
        h = Bits.mix(h, hedgePrice);
        h = Bits.mix(h, indexDelta);
        return Bits.mix(h, index);
    }
}
