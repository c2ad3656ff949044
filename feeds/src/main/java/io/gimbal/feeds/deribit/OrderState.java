package io.gimbal.feeds.deribit;

/** What the venue says has become of an order. */
public enum OrderState {
    /** Works, perhaps partly filled. */
    OPEN,
    /** Filled whole. */
    FILLED,
    /** Refused by the matching engine. */
    REJECTED,
    /** Gone, perhaps partly filled: also what an immediate order leaves over. */
    CANCELLED,
    /** A trigger order that waits. */
    UNTRIGGERED,
    /** A trigger order that has sent its order. */
    TRIGGERED,
    /** Long gone; stands in old trades only. */
    ARCHIVE,
    /** A word that is none of these. */
    UNKNOWN
}
