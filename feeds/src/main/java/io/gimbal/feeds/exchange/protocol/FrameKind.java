package io.gimbal.feeds.exchange.protocol;

/** What a frame to a client is. */
enum FrameKind {
    /** Answers a request that touched no order. */
    RESPONSE,
    /** Answers an order request. */
    ORDER_RESPONSE,
    /** A message of a channel. */
    NOTIFICATION,
    /** A heartbeat or a test request. */
    HEARTBEAT
}
