package io.gimbal.engine.hedging;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;

/** What a strategy is shown of a valuation. Owned by the engine thread, reused. */
final class StrategyInputs {
    private double equityUsd;
    private double price;
    private double totalDelta;
    private double vol;
    private double gamma;
    private double thetaPerYear;
    private boolean isFresh;
    private long nowNs;

    /** Shows a valuation; {@code isNowFresh} is whether all of it is young enough to be acted on. */
    StrategyInputs see(
            final UnderlyingBook book, final GreeksAggregator greeks, final boolean isNowFresh, final long atNs) {
        final DeltaLedger ledger = greeks.ledger();
        equityUsd = (ledger.coinEquity() + ledger.spotDelta()) * book.index() + ledger.usdEquity();
        price = greeks.hedgePrice();
        gamma = greeks.gamma();
        thetaPerYear = greeks.thetaPerYear();
        isFresh = isNowFresh;
        nowNs = atNs;
        return this;
    }

    /** Shows the delta, everything in flight filled, coins, and the forecast volatility, NaN while it is not known. */
    StrategyInputs delta(final double newTotal, final double newVol) {
        totalDelta = newTotal;
        vol = newVol;
        return this;
    }

    double equityUsd() {
        return equityUsd;
    }

    double price() {
        return price;
    }

    double totalDelta() {
        return totalDelta;
    }

    double vol() {
        return vol;
    }

    double gamma() {
        return gamma;
    }

    double thetaPerYear() {
        return thetaPerYear;
    }

    boolean isFresh() {
        return isFresh;
    }

    long nowNs() {
        return nowNs;
    }
}
