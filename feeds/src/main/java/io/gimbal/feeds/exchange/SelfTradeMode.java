package io.gimbal.feeds.exchange;

/** What happens when an order would meet one of the same owner. */
public enum SelfTradeMode {
    /** The incoming order is refused as a whole. */
    REJECT_TAKER("reject_taker"),
    /** The resting order is taken out. */
    CANCEL_MAKER("cancel_maker");

    private final String text;

    SelfTradeMode(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }
}
