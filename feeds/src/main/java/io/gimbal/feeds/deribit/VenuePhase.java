package io.gimbal.feeds.deribit;

/** How far a session with the venue has come. */
public enum VenuePhase {
    /** No connection. */
    DOWN,
    /** Connecting. */
    CONNECTING,
    /** Logging in, and reading what the key may do. */
    AUTHENTICATING,
    /** Reading limits, the account and the listed instruments. */
    LOADING,
    /** Instruments are listed: the caller may choose. */
    LISTED,
    /** Cancel-on-disconnect, heartbeats and subscriptions are set and read back. */
    SUBSCRIBING,
    /** Orders, trades and positions are read and merged. */
    RECONCILING,
    /** Everything stands: orders may follow. */
    READY,
    /** Stopped for good. */
    FAULTED
}
