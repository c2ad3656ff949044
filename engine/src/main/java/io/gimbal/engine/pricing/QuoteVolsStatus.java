package io.gimbal.engine.pricing;

/** Which sides a quote has, and whether they make sense together. A side without a price above 0 is absent. */
public enum QuoteVolsStatus {
    /** Bid and ask, the bid not above the ask. */
    TWO_SIDED,
    /** Nobody offers. */
    BID_ONLY,
    /** Nobody bids. */
    ASK_ONLY,
    /** Neither side. */
    EMPTY,
    /** The bid is above the ask: stale or wrong on one side, and no market to take a volatility from. */
    CROSSED
}
