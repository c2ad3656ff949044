package io.gimbal.engine.orders;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.OrderEnd;
import org.jspecify.annotations.Nullable;

/**
 * Our orders that can still change a position, and what they would do to it. Terminal only by evidence: an order leaves
 * this table when the venue, or the sender for an order that never left, says so and every fill it reports is in. Owned
 * by the engine thread; allocates nothing after construction.
 */
public final class OrderTable {
    /** Most orders at once; decisions are refused beyond it. */
    public static final int CAPACITY = 256;

    private final WorkingOrder[] orders = new WorkingOrder[CAPACITY];
    private int size;
    private long lastOrderId;
    private int epoch;

    /** Creates an empty table. */
    public OrderTable() {
        for (int i = 0; i < CAPACITY; i++) {
            orders[i] = new WorkingOrder();
        }
    }

    /**
     * A new session began: whatever was under way is of unknown outcome.
     *
     * @param newEpoch of the session
     */
    public void onEpoch(final int newEpoch) {
        epoch = newEpoch;
        for (int i = 0; i < size; i++) {
            orders[i].state(OrderState.UNKNOWN);
        }
    }

    /** {@return how many orders are under way} */
    public int size() {
        return size;
    }

    /**
     * An order under way, oldest first.
     *
     * @param i from 0 to {@link #size()}
     * @return the order; valid until the table changes
     */
    public WorkingOrder order(final int i) {
        return orders[i];
    }

    /** {@return whether another order may be opened} */
    public boolean hasRoom() {
        return size < CAPACITY;
    }

    /** {@return the number of the last order, 0 before the first; never repeats over generations} */
    public long lastOrderId() {
        return lastOrderId;
    }

    /**
     * Opens an order that was just decided.
     *
     * @param instrumentId what it trades
     * @param signedAmount scaled, positive buys
     * @return its number
     */
    public long open(final int instrumentId, final long signedAmount) {
        if (size == CAPACITY) {
            throw new IllegalStateException("order table full: capacity=" + CAPACITY);
        }
        orders[size++].start(++lastOrderId, epoch, instrumentId, signedAmount);
        return lastOrderId;
    }

    /**
     * Opens an order that was just decided and will wait in the book.
     *
     * @param instrumentId what it trades
     * @param signedAmount scaled, positive buys
     * @param price        its limit, scaled
     * @return its number
     */
    public long rest(final int instrumentId, final long signedAmount, final long price) {
        final long orderId = open(instrumentId, signedAmount);
        orders[size - 1].rest(price);
        return orderId;
    }

    /**
     * A resting order is to have another total and price. Until there is evidence either may hold.
     *
     * @param order under way
     * @param total scaled and positive, what was filled included
     * @param price its limit, scaled
     */
    public void onAmend(final WorkingOrder order, final long total, final long price) {
        order.amend(total, price);
    }

    /**
     * An amendment did not leave: what was, is.
     *
     * @param order under way
     */
    public void onAmendSuppressed(final WorkingOrder order) {
        order.amend(0, 0);
    }

    /**
     * A resting order is asked to go. It stays until there is evidence.
     *
     * @param order under way
     */
    public void onCancel(final WorkingOrder order) {
        order.cancelPending(true);
    }

    /**
     * A cancel did not leave, or nobody knows: it may be asked again.
     *
     * @param order under way
     */
    public void onCancelUnsent(final WorkingOrder order) {
        order.cancelPending(false);
    }

    /**
     * The venue says how a resting order stands: after its placing, after an amendment, or when it was looked up. What
     * differs from an amendment under way refuses it. Said again of an order that was open, it refuses a cancel, unless it
     * answers an amendment that went before.
     *
     * @param order under way
     * @param total scaled and positive, what was filled included; 0 when the venue does not say
     * @param price its limit, scaled
     */
    public void onStands(final WorkingOrder order, final long total, final long price) {
        if (order.state() == OrderState.AWAITING_FILLS || !order.isResting()) {
            return;
        }
        final boolean isAnswer = order.state() != OrderState.OPEN || order.isAmendPending();
        if (total > 0) {
            order.stand(total, price);
        } else if (order.isAmendPending()) {
            order.stand(order.most(), order.wantedPrice());
        }
        if (!isAnswer) {
            order.cancelPending(false);
        }
    }

    /**
     * Finds an order under way.
     *
     * @param orderId our number
     * @return the order, or null when it is not under way
     */
    public @Nullable WorkingOrder find(final long orderId) {
        for (int i = 0; i < size; i++) {
            if (orders[i].orderId() == orderId) {
                return orders[i];
            }
        }
        return null;
    }

    /**
     * The sender handed it over. Acknowledgement or fills may have come first.
     *
     * @param order under way
     */
    public void onSent(final WorkingOrder order) {
        if (order.state() == OrderState.DECIDED) {
            order.state(OrderState.SENT);
        }
    }

    /**
     * The venue has it.
     *
     * @param order under way
     */
    public void onAccepted(final WorkingOrder order) {
        if (order.state() != OrderState.AWAITING_FILLS) {
            order.state(OrderState.OPEN);
        }
    }

    /**
     * The write failed part-way: nobody knows.
     *
     * @param order under way
     */
    public void onUnknown(final WorkingOrder order) {
        if (order.state() == OrderState.DECIDED || order.state() == OrderState.SENT) {
            order.state(OrderState.UNKNOWN);
        }
    }

    /**
     * The sender says that it did not hand it over. Believed unless the venue has acknowledged or filled it: then the
     * sender spoke of something else, and only the venue can end it.
     *
     * @param order under way
     */
    public void onSuppressed(final WorkingOrder order) {
        final boolean isAtVenue = order.filledAmount() > 0
                || order.state() == OrderState.OPEN
                || order.state() == OrderState.AWAITING_FILLS;
        if (!isAtVenue) {
            remove(order);
        }
    }

    /**
     * It was refused by a definitive code.
     *
     * @param order under way
     */
    public void onDead(final WorkingOrder order) {
        remove(order);
    }

    /**
     * Some of it traded. The order stays until the venue closes it, unless it was closed before this fill came.
     *
     * @param order  under way
     * @param amount scaled, positive
     * @return false when it has now traded more than was ordered
     */
    public boolean onFill(final WorkingOrder order, final long amount) {
        order.fill(amount);
        final boolean isWithin = order.filledAmount() <= order.most();
        if (order.state() == OrderState.AWAITING_FILLS && order.filledAmount() >= Math.abs(order.signedAmount())) {
            remove(order);
        }
        return isWithin;
    }

    /**
     * The venue closed it.
     *
     * @param order        under way
     * @param end          how
     * @param filledAmount scaled and positive, what the venue says was filled
     */
    public void onClosed(final WorkingOrder order, final OrderEnd end, final long filledAmount) {
        final long reported = end == OrderEnd.NEVER_EXISTED || end == OrderEnd.REJECTED ? 0 : filledAmount;
        if (reported > order.filledAmount()) {
            order.shrinkTo(reported);
            order.state(OrderState.AWAITING_FILLS);
        } else {
            remove(order);
        }
    }

    /**
     * What orders of known fate would still add to a position. One that rests may never trade: it counts only when the
     * venue has said that it did.
     *
     * @param instrumentId which
     * @return scaled and signed
     */
    public long expected(final int instrumentId) {
        long total = 0;
        for (int i = 0; i < size; i++) {
            final WorkingOrder order = orders[i];
            final boolean mayWait = order.isResting() && order.state() != OrderState.AWAITING_FILLS;
            if (order.instrumentId() == instrumentId && order.state() != OrderState.UNKNOWN && !mayWait) {
                total += order.remaining();
            }
        }
        return total;
    }

    /**
     * What orders of unknown fate might add to a position, one side only.
     *
     * @param instrumentId which
     * @param sign         1 for purchases, -1 for sales
     * @return scaled and signed as asked, or 0
     */
    public long unknown(final int instrumentId, final int sign) {
        long total = 0;
        for (int i = 0; i < size; i++) {
            final long remaining = orders[i].remaining();
            if (orders[i].instrumentId() == instrumentId
                    && orders[i].state() == OrderState.UNKNOWN
                    && Long.signum(remaining) == sign) {
                total += remaining;
            }
        }
        return total;
    }

    /**
     * The furthest a position may get on one side, whatever becomes of the orders under way.
     *
     * @param instrumentId which
     * @param sign         1 for the long end, -1 for the short end
     * @return scaled and signed as asked, or 0
     */
    public long worst(final int instrumentId, final int sign) {
        long total = 0;
        for (int i = 0; i < size; i++) {
            final long remaining = orders[i].remaining();
            if (orders[i].instrumentId() == instrumentId && Long.signum(remaining) == sign) {
                total += remaining;
            }
        }
        return total;
    }

    /**
     * Whether an order of ours may wait in the book that a new one on the other side would meet.
     *
     * @param instrumentId which
     * @param sign         of the new one, 1 for purchases, -1 for sales
     * @return true until the venue has told the end of each that waits on the other side
     */
    public boolean mayMeet(final int instrumentId, final int sign) {
        for (int i = 0; i < size; i++) {
            final WorkingOrder order = orders[i];
            if (order.instrumentId() == instrumentId
                    && order.isResting()
                    && order.state() != OrderState.AWAITING_FILLS
                    && Long.signum(order.remaining()) == -sign) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same without what is known to wait in the book: that is replaced by what is wanted next, not added to it.
     *
     * @param instrumentId which
     * @param sign         1 for the long end, -1 for the short end
     * @return scaled and signed as asked, or 0
     */
    public long worstTaking(final int instrumentId, final int sign) {
        long total = worst(instrumentId, sign);
        for (int i = 0; i < size; i++) {
            final WorkingOrder order = orders[i];
            final boolean mayWait = order.isResting()
                    && order.state() != OrderState.AWAITING_FILLS
                    && order.state() != OrderState.UNKNOWN;
            if (mayWait && order.instrumentId() == instrumentId && Long.signum(order.remaining()) == sign) {
                total -= order.remaining();
            }
        }
        return total;
    }

    private void remove(final WorkingOrder order) {
        int at = 0;
        while (orders[at] != order) {
            at++;
        }
        size--;
        for (int i = at; i < size; i++) {
            orders[i] = orders[i + 1];
        }
        orders[size] = order;
    }

    /**
     * Adds every order under way to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, lastOrderId);
        for (int i = 0; i < size; i++) {
            h = orders[i].mixInto(h);
        }
        return h;
    }
}
