package io.gimbal.feeds.exchange.protocol;

/** Where a connection's frames go. Called on the exchange's thread. */
interface ConnectionOutput {
    /**
     * A frame for the client.
     *
     * @param kind    what it is
     * @param channel whose message; empty unless a notification
     * @param bytes   hold it; valid during the call
     * @param length  its bytes, UTF-8
     * @param nowNs   the clock, epoch nanoseconds
     */
    void onFrame(FrameKind kind, String channel, byte[] bytes, int length, long nowNs);

    /**
     * The exchange closed the connection, after everything given before.
     *
     * @param reason for people
     * @param nowNs  the clock, epoch nanoseconds
     */
    void onClosed(String reason, long nowNs);
}
