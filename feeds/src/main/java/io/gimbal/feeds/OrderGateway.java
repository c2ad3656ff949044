package io.gimbal.feeds;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;

/**
 * The port to a venue, called by the sender thread after the journal, the gate and the last look. Replies (accepted,
 * rejected, filled, closed) never come back from these calls: they arrive as input events through the gateway's feed.
 */
public interface OrderGateway {
    /** The command was handed to the venue's connection in full. */
    int SENT = 0;

    /** The connection is not there; nothing was written. */
    int NOT_CONNECTED = -1;

    /** The write failed part-way: the outcome is unknown. */
    int SEND_FAILED = -2;

    /**
     * Sends a new order.
     *
     * @param order the command as journaled; valid during the call
     * @param epoch of the writer; with the order id it makes the venue's label unique
     * @param nowNs the clock, epoch nanoseconds
     * @return {@link #SENT} or a negative code
     */
    int submit(NewOrderDecoder order, int epoch, long nowNs);

    /**
     * Cancels an order.
     *
     * @param cancel the command as journaled; valid during the call
     * @param epoch  of the writer
     * @param nowNs  the clock, epoch nanoseconds
     * @return {@link #SENT} or a negative code
     */
    int cancel(CancelOrderDecoder cancel, int epoch, long nowNs);

    /**
     * Amends an order.
     *
     * @param amend the command as journaled; valid during the call
     * @param epoch of the writer
     * @param nowNs the clock, epoch nanoseconds
     * @return {@link #SENT} or a negative code
     */
    int amend(AmendOrderDecoder amend, int epoch, long nowNs);

    /**
     * Asks the venue what became of an order of an earlier epoch; the answer arrives as an input event.
     *
     * @param orderId of the command
     * @param epoch   in which it was sent
     * @param nowNs   the clock, epoch nanoseconds
     * @return {@link #SENT} or a negative code
     */
    int query(long orderId, int epoch, long nowNs);
}
