package io.gimbal.feeds.deribit;

/** What a frame of the venue is. */
public enum FrameKind {
    /** The answer to a request: its result is next. */
    RESULT,
    /** The refusal of a request: code and message are known. */
    ERROR,
    /** News of a channel: its data is next. */
    NOTIFICATION,
    /** A sign of life. */
    HEARTBEAT,
    /** A sign of life that must be answered with {@code public/test} at once. */
    TEST_REQUEST,
    /** Well-formed, but none of these. */
    OTHER,
    /** No JSON object, or a malformed one: see the scanner's status. */
    MALFORMED
}
