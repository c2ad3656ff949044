package io.gimbal.feeds.exchange;

/** How the risk of an account is measured. */
public enum MarginModel {
    /** Position by position. */
    STANDARD("segregated_sm"),
    /** Worst loss of the whole portfolio over scenarios. */
    PORTFOLIO("segregated_pm");

    private final String text;

    MarginModel(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }
}
