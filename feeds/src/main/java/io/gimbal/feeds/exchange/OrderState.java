package io.gimbal.feeds.exchange;

/** Where an order is in its life. */
public enum OrderState {
    /** In the book, or on its way through it. */
    OPEN("open"),
    /** Filled in full. */
    FILLED("filled"),
    /** Refused after it had an id. */
    REJECTED("rejected"),
    /** Taken out; what was filled stays filled. */
    CANCELLED("cancelled"),
    /** A trigger order that waits. */
    UNTRIGGERED("untriggered"),
    /** A trigger order whose order was sent. */
    TRIGGERED("triggered");

    private final String text;

    OrderState(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }

    /** {@return whether it can still lead to fills by itself} */
    public boolean isLive() {
        return this == OPEN || this == UNTRIGGERED;
    }
}
