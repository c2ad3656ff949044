package io.gimbal.feeds.exchange.protocol;

/** From which pool of credits a method is paid. */
enum MethodCost {
    /** Nothing: the session's own care. */
    FREE,
    /** An ordinary request. */
    ORDINARY,
    /** A list of all instruments. */
    INSTRUMENTS,
    /** A change of subscriptions. */
    SUBSCRIBE,
    /** A transaction log. */
    LOG,
    /** A request to the matching engine. */
    MATCHING,
    /** A cancellation of many orders. */
    CANCEL_ALL
}
