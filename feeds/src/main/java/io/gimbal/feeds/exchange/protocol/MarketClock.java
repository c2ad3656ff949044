package io.gimbal.feeds.exchange.protocol;

/** Knows the exchange's present. */
@FunctionalInterface
interface MarketClock {
    /** {@return epoch nanoseconds} */
    long nowNs();
}
