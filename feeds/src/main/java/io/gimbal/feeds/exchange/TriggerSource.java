package io.gimbal.feeds.exchange;

/** Which price a trigger order watches. */
public enum TriggerSource {
    /** The index. */
    INDEX_PRICE("index_price"),
    /** The mark. */
    MARK_PRICE("mark_price"),
    /** The last trade. */
    LAST_PRICE("last_price");

    private final String text;

    TriggerSource(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }
}
