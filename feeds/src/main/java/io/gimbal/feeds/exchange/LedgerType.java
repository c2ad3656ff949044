package io.gimbal.feeds.exchange;

/** What a line of the ledger is about. */
public enum LedgerType {
    /** Money came in. */
    DEPOSIT("deposit"),
    /** Money went out. */
    WITHDRAWAL("withdrawal"),
    /** A fill: premium and fee. */
    TRADE("trade"),
    /** The daily transfer of the session result of one instrument. */
    SETTLEMENT("settlement"),
    /** An instrument expired. */
    DELIVERY("delivery"),
    /** The fee of a liquidation. */
    LIQUIDATION("liquidation"),
    /** The insurance fund covered a loss. */
    BANKRUPTCY("socialized_fund");

    private final String text;

    LedgerType(final String text) {
        this.text = text;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }
}
