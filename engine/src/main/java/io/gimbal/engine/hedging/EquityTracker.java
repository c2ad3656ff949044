package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * Measures one underlying's result since the session's first full valuation. Never decides. Owned by the engine thread.
 *
 * <p>With coin equity {@code E} and dollar equity {@code U} at index {@code S}: the dollar result is the collateral's
 * translation {@code E0 (S1 - S0)} plus the hedged result {@code S1 (E1 - E0) + U1 - U0}.
 */
public final class EquityTracker {
    private boolean isStarted;
    private double startCoin;
    private double startUsd;
    private double startIndex;
    private double coin;
    private double usd;
    private double index;
    private double feesUsd;
    private double startGamma;
    private double startPrice;

    EquityTracker() {}

    void onValuation(final double newCoin, final double newUsd, final double newIndex) {
        if (!isStarted) {
            isStarted = true;
            startCoin = newCoin;
            startUsd = newUsd;
            startIndex = newIndex;
        }
        coin = newCoin;
        usd = newUsd;
        index = newIndex;
    }

    void onFirstGamma(final double gamma, final double price) {
        if (startPrice == 0) {
            startGamma = gamma;
            startPrice = price;
        }
    }

    void onFee(final double feeUsd) {
        feesUsd += feeUsd;
    }

    /** {@return whether the book was ever valued in full} */
    public boolean isStarted() {
        return isStarted;
    }

    /** {@return coins at the start, unrealised results included} */
    public double equityStartCoin() {
        return startCoin;
    }

    /** {@return dollars at the start} */
    public double equityStartUsd() {
        return startUsd;
    }

    /** {@return USD per coin at the last valuation} */
    double index() {
        return index;
    }

    /** {@return change of coin equity} */
    public double pnlCoin() {
        return coin - startCoin;
    }

    /** {@return what the start's coins gained in dollars by the index alone} */
    public double collateralTranslationUsd() {
        return startCoin * (index - startIndex);
    }

    /** {@return the result in dollars without the translation of the start's coins} */
    public double hedgedPnlUsd() {
        return index * (coin - startCoin) + usd - startUsd;
    }

    /** {@return the whole change of equity in dollars} */
    public double pnlUsd() {
        return index * coin + usd - startIndex * startCoin - startUsd;
    }

    /** {@return fees paid, dollars at the index of the moment} */
    public double feesUsd() {
        return feesUsd;
    }

    /** {@return the book's gamma at the first valuation, coins per USD} */
    public double startGamma() {
        return startGamma;
    }

    /** {@return the hedge instrument's mid at the first valuation, USD per coin} */
    public double startPrice() {
        return startPrice;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, startCoin);
        h = Bits.mix(h, startUsd);
        h = Bits.mix(h, startIndex);
        h = Bits.mix(h, coin);
        h = Bits.mix(h, usd);
        h = Bits.mix(h, index);
        h = Bits.mix(h, startGamma);
        h = Bits.mix(h, startPrice);
        return Bits.mix(h, feesUsd);
    }
}
