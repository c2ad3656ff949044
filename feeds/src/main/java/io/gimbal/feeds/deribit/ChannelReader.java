package io.gimbal.feeds.deribit;

/**
 * Makes events of one kind of channel. First takes the data and keeps what it says; when the rest of the frame has turned
 * out well-formed, makes events of it. Nothing is published of a frame that is not whole.
 */
interface ChannelReader {
    /** Venue times are milliseconds. */
    long NS_PER_MS = 1_000_000L;

    /** Takes the scanner's next value; says why it is of no use, if it is of none. */
    Rejection read(JsonScanner scanner, MarketChannel channel);

    /** Makes events of what was read last. */
    void publish(MarketChannel channel, MarketOutput out);
}
