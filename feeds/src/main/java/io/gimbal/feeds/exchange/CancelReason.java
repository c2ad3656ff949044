package io.gimbal.feeds.exchange;

/** Why an order was taken out. */
public enum CancelReason {
    /** It was not, or its time in force ended it. */
    NONE(""),
    /** Its owner asked. */
    USER_REQUEST("user_request"),
    /** Its account is being liquidated. */
    AUTOLIQUIDATION("autoliquidation"),
    /** Its connection is gone. */
    CANCEL_ON_DISCONNECT("cancel_on_disconnect"),
    /** Funds no longer cover it. */
    RISK_MITIGATION("risk_mitigation"),
    /** A taker of the same owner met it. */
    SELF_TRADE("risk_mitigation"),
    /** The account is locked. */
    POSITION_LOCKED("position_locked"),
    /** Market-maker protection. */
    MMP_TRIGGER("mmp_trigger"),
    /** An edit would have made a post-only order take. */
    EDIT_POST_ONLY_REJECT("edit_post_only_reject"),
    /** Good till day, and the day is over; or the instrument is delivered. */
    SETTLEMENT("settlement");

    private final String text;

    CancelReason(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }
}
