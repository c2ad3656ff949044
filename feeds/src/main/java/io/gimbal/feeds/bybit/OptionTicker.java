package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Decimals;

/**
 * The venue's view of one option. Numbers are decimals times 1e8, {@link Decimals#ABSENT} for what is not stated;
 * volatilities absolute, prices in the stable coin, amounts in coins. Owned by the market thread.
 */
final class OptionTicker {
    long venueTimeNs;
    long markPrice;
    long markVol;
    long bidVol;
    long askVol;
    long bidPrice;
    long bidAmount;
    long askPrice;
    long askAmount;
    long underlyingPrice;
    long indexPrice;
    long lastPrice;
    long estimatedDeliveryPrice;
    long openInterest;
    long delta;

    OptionTicker() {
        clear();
    }

    void clear() {
        venueTimeNs = 0;
        markPrice = Decimals.ABSENT;
        markVol = Decimals.ABSENT;
        bidVol = Decimals.ABSENT;
        askVol = Decimals.ABSENT;
        bidPrice = Decimals.ABSENT;
        bidAmount = Decimals.ABSENT;
        askPrice = Decimals.ABSENT;
        askAmount = Decimals.ABSENT;
        underlyingPrice = Decimals.ABSENT;
        indexPrice = Decimals.ABSENT;
        lastPrice = Decimals.ABSENT;
        estimatedDeliveryPrice = Decimals.ABSENT;
        openInterest = Decimals.ABSENT;
        delta = Decimals.ABSENT;
    }

    void set(final OptionTicker other) {
        venueTimeNs = other.venueTimeNs;
        markPrice = other.markPrice;
        markVol = other.markVol;
        bidVol = other.bidVol;
        askVol = other.askVol;
        bidPrice = other.bidPrice;
        bidAmount = other.bidAmount;
        askPrice = other.askPrice;
        askAmount = other.askAmount;
        underlyingPrice = other.underlyingPrice;
        indexPrice = other.indexPrice;
        lastPrice = other.lastPrice;
        estimatedDeliveryPrice = other.estimatedDeliveryPrice;
        openInterest = other.openInterest;
        delta = other.delta;
    }
}
