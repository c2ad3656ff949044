package io.gimbal.engine.hedging.policy;

/** What can call for a trade to the policy's centre beside the policy's own rule, where the desk asks for it. */
public enum HedgeEvent {
    /** Options or futures were traded, delivered or restated otherwise. */
    BOOK("book", 1),

    /** Cash came or went. */
    DEPOSIT("deposit", 2),

    /** An expiry was delivered. */
    DELIVERY("delivery", 4),

    /** The hedge instrument's funding changed its sign. */
    FUNDING_FLIP("funding_flip", 8),

    /** The price moved, within a minute, by more than four standard deviations of the book's volatility. */
    JUMP("jump", 16),

    /** Re-marked volatilities or forwards moved the delta, at an unmoved price, by more than half a half-width. */
    SURFACE_REMARK("surface_remark", 32),

    /** The account's maintenance margin rose above half of its equity. */
    MARGIN("margin", 64);

    /** All of them. */
    public static final int ALL = 127;

    private final String word;
    private final int bit;

    HedgeEvent(final String word, final int bit) {
        this.word = word;
        this.bit = bit;
    }

    /** {@return how it is written in a configuration} */
    public String word() {
        return word;
    }

    /** {@return its bit in the journal} */
    public int bit() {
        return bit;
    }
}
