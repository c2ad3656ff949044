package io.gimbal.feeds.deribit;

/** The venue's methods and parameters as bytes. */
final class Methods {
    static final byte[] AUTH = FrameWriter.ascii("public/auth");
    static final byte[] SET_HEARTBEAT = FrameWriter.ascii("public/set_heartbeat");
    static final byte[] TEST = FrameWriter.ascii("public/test");
    static final byte[] GET_TIME = FrameWriter.ascii("public/get_time");
    static final byte[] GET_INSTRUMENTS = FrameWriter.ascii("public/get_instruments");
    static final byte[] SUBSCRIBE = FrameWriter.ascii("public/subscribe");
    static final byte[] GET_INSTRUMENT = FrameWriter.ascii("public/get_instrument");
    static final byte[] UNSUBSCRIBE = FrameWriter.ascii("public/unsubscribe");
    static final byte[] PRIVATE_SUBSCRIBE = FrameWriter.ascii("private/subscribe");
    static final byte[] ACCOUNT_SUMMARY = FrameWriter.ascii("private/get_account_summary");
    static final byte[] ENABLE_COD = FrameWriter.ascii("private/enable_cancel_on_disconnect");
    static final byte[] READ_COD = FrameWriter.ascii("private/get_cancel_on_disconnect");
    static final byte[] OPEN_ORDERS = FrameWriter.ascii("private/get_open_orders");
    static final byte[] POSITIONS = FrameWriter.ascii("private/get_positions");
    static final byte[] TRADES = FrameWriter.ascii("private/get_user_trades_by_currency");
    static final byte[] ORDER_TRADES = FrameWriter.ascii("private/get_user_trades_by_order");
    static final byte[] STATE_BY_LABEL = FrameWriter.ascii("private/get_order_state_by_label");
    static final byte[] BUY = FrameWriter.ascii("private/buy");
    static final byte[] SELL = FrameWriter.ascii("private/sell");
    static final byte[] EDIT = FrameWriter.ascii("private/edit");
    static final byte[] EDIT_BY_LABEL = FrameWriter.ascii("private/edit_by_label");
    static final byte[] CANCEL = FrameWriter.ascii("private/cancel");
    static final byte[] CANCEL_BY_LABEL = FrameWriter.ascii("private/cancel_by_label");
    static final byte[] CANCEL_ALL = FrameWriter.ascii("private/cancel_all");

    static final byte[] GRANT_TYPE = FrameWriter.ascii("grant_type");
    static final byte[] CLIENT_ID = FrameWriter.ascii("client_id");
    static final byte[] CLIENT_SECRET = FrameWriter.ascii("client_secret");
    static final byte[] REFRESH_TOKEN = FrameWriter.ascii("refresh_token");
    static final byte[] TIMESTAMP = FrameWriter.ascii("timestamp");
    static final byte[] NONCE = FrameWriter.ascii("nonce");
    static final byte[] DATA = FrameWriter.ascii("data");
    static final byte[] SIGNATURE = FrameWriter.ascii("signature");
    static final byte[] INTERVAL = FrameWriter.ascii("interval");
    static final byte[] CURRENCY = FrameWriter.ascii("currency");
    static final byte[] KIND = FrameWriter.ascii("kind");
    static final byte[] EXPIRED = FrameWriter.ascii("expired");
    static final byte[] EXTENDED = FrameWriter.ascii("extended");
    static final byte[] CHANNELS = FrameWriter.ascii("channels");
    static final byte[] SCOPE = FrameWriter.ascii("scope");
    static final byte[] INSTRUMENT_NAME = FrameWriter.ascii("instrument_name");
    static final byte[] AMOUNT = FrameWriter.ascii("amount");
    static final byte[] TYPE = FrameWriter.ascii("type");
    static final byte[] PRICE = FrameWriter.ascii("price");
    static final byte[] LABEL = FrameWriter.ascii("label");
    static final byte[] TIME_IN_FORCE = FrameWriter.ascii("time_in_force");
    static final byte[] POST_ONLY = FrameWriter.ascii("post_only");
    static final byte[] REJECT_POST_ONLY = FrameWriter.ascii("reject_post_only");
    static final byte[] REDUCE_ONLY = FrameWriter.ascii("reduce_only");
    static final byte[] VALID_UNTIL = FrameWriter.ascii("valid_until");
    static final byte[] ORDER_ID = FrameWriter.ascii("order_id");
    static final byte[] START_TIMESTAMP = FrameWriter.ascii("start_timestamp");
    static final byte[] START_ID = FrameWriter.ascii("start_id");
    static final byte[] COUNT = FrameWriter.ascii("count");
    static final byte[] SORTING = FrameWriter.ascii("sorting");
    static final byte[] HISTORICAL = FrameWriter.ascii("historical");
    static final byte[] ANY = FrameWriter.ascii("any");
    static final byte[] ALL = FrameWriter.ascii("all");
    static final byte[] ASC = FrameWriter.ascii("asc");

    private Methods() {}
}
