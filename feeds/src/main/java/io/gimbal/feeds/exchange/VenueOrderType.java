package io.gimbal.feeds.exchange;

/** How an order meets the book. */
public enum VenueOrderType {
    /** At its price or better. */
    LIMIT("limit"),
    /** At what there is, inside the price band. */
    MARKET("market"),
    /** As market; the remainder rests at the last price paid. */
    MARKET_LIMIT("market_limit"),
    /** Becomes limit when the price runs against the position. */
    STOP_LIMIT("stop_limit"),
    /** Becomes market when the price runs against the position. */
    STOP_MARKET("stop_market"),
    /** Becomes limit when the price reaches a gain. */
    TAKE_LIMIT("take_limit"),
    /** Becomes market when the price reaches a gain. */
    TAKE_MARKET("take_market"),
    /** Becomes market when the price falls back from its best by an offset. */
    TRAILING_STOP("trailing_stop");

    private final String text;

    VenueOrderType(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }

    /** {@return whether it waits for a trigger} */
    public boolean isTrigger() {
        return this != LIMIT && this != MARKET && this != MARKET_LIMIT;
    }

    /** {@return whether it has no price of its own} */
    public boolean isMarket() {
        return this == MARKET
                || this == MARKET_LIMIT
                || this == STOP_MARKET
                || this == TAKE_MARKET
                || this == TRAILING_STOP;
    }
}
