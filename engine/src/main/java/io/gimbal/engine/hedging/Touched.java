package io.gimbal.engine.hedging;

/** What applying an input touched: a dense underlying id, or one of these. */
final class Touched {
    /** Nothing that a hedger would decide anew on. */
    static final int NOTHING = -1;

    /** Every underlying. */
    static final int ALL = -2;

    /** The event cannot be meant; it was not applied. */
    static final int BAD = -3;

    private Touched() {}
}
