package io.gimbal.feeds.recorded;

/** Why the simulated venue refuses a command, with Deribit's code and text. */
enum VenueRefusal {
    NONE(0, ""),
    QTY_TOO_LOW(10002, "qty_too_low"),
    BOOK_CLOSED(10012, "book_closed"),
    INVALID_INSTRUMENT(10020, "invalid_or_unsupported_instrument"),
    INVALID_AMOUNT(10021, "invalid_amount"),
    INVALID_PRICE(10023, "invalid_price"),
    INVALID_ORDER_ID(10025, "invalid_order_id"),
    SETTLEMENT_IN_PROGRESS(10041, "settlement_in_progress"),
    PRICE_WRONG_TICK(10043, "price_wrong_tick"),
    TOO_MANY_ORDERS(10047, "matching_engine_queue_full"),
    OTHER_REJECT(11030, "other_reject reduce_only"),
    BAD_REQUEST(11050, "bad_request"),
    POST_ONLY_REJECT(11054, "post_only_reject"),
    NOT_UNIQUE_LABEL(13032, "non_unique_order_label");

    private final int code;
    private final String text;

    VenueRefusal(final int code, final String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
