package io.gimbal.feeds.exchange;

/** How an expired option becomes cash. */
public enum DeliveryRoute {
    /** Its intrinsic value is paid. */
    CASH,

    /**
     * It is exercised into a future of the same expiry at its strike, whose cash settlement follows. The sum is the same;
     * the positions seen on the way are not.
     */
    FUTURE_THEN_CASH
}
