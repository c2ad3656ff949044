package io.gimbal.feeds.deribit;

/** One request under way: what it was for, and until when its answer is waited for. Pooled; owned by its connection. */
final class RpcRequest {
    long id;
    Purpose purpose = Purpose.NONE;
    long sentNs;
    long deadlineNs;
    /** The order's place with us, for requests about orders. */
    long orderKey;
    /** A currency, a list's number: whatever the purpose says. */
    int index;
    /** A round of questions that belong together. */
    long round;

    /** What a request is for. */
    enum Purpose {
        NONE,
        AUTH,
        REFRESH,
        HEARTBEAT,
        TEST,
        TIME,
        INSTRUMENTS,
        INSTRUMENT,
        ACCOUNT,
        SUBSCRIBE,
        UNSUBSCRIBE,
        ENABLE_COD,
        READ_COD,
        PRIVATE_SUBSCRIBE,
        OPEN_ORDERS,
        POSITIONS,
        TRADES,
        ORDER_TRADES,
        LABEL,
        NEW_ORDER,
        EDIT_ORDER,
        CANCEL_ORDER,
        CANCEL_LABEL,
        CANCEL_ALL;

        /** Whether it goes through the matching engine. */
        boolean isMatching() {
            return this == NEW_ORDER
                    || this == EDIT_ORDER
                    || this == CANCEL_ORDER
                    || this == CANCEL_LABEL
                    || this == CANCEL_ALL;
        }
    }
}
