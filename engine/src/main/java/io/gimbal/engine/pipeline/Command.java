package io.gimbal.engine.pipeline;

import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;

/**
 * The command in a slot of the ring out, whichever of the three it is, with its journal sequence and stage times. Owned
 * by the sender thread; valid until the next {@link #wrap}.
 */
final class Command {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final AmendOrderDecoder amendOrder = new AmendOrderDecoder();
    private int templateId;
    private long orderId;
    private long sequence;
    private long causeSequence;
    private long engineTimeNs;
    private long maxAgeNs;
    private long ingressNs;
    private long decidedNs;
    private long journaledNs;

    /**
     * Looks at an output that is in the journal.
     *
     * @param slot           holds it
     * @param outSequence    of its journal record
     * @param newJournaledNs monotonic time after the append
     * @return whether it is a command; when not, nothing else may be asked
     */
    boolean wrap(final Slot slot, final long outSequence, final long newJournaledNs) {
        templateId = EventKind.templateId(slot.frame(), Frame.HEADER_LENGTH);
        sequence = outSequence;
        ingressNs = slot.ingressNs();
        decidedNs = slot.decidedNs();
        journaledNs = newJournaledNs;
        return switch (templateId) {
            case NewOrderDecoder.TEMPLATE_ID -> wrapNewOrder(slot);
            case CancelOrderDecoder.TEMPLATE_ID -> wrapCancelOrder(slot);
            case AmendOrderDecoder.TEMPLATE_ID -> wrapAmendOrder(slot);
            default -> false;
        };
    }

    private boolean wrapNewOrder(final Slot slot) {
        newOrder.wrapAndApplyHeader(slot.frame(), Frame.HEADER_LENGTH, header);
        common(newOrder.orderId(), newOrder.causeSequence(), newOrder.engineTimeNs(), newOrder.maxAgeNs());
        return true;
    }

    private boolean wrapCancelOrder(final Slot slot) {
        cancelOrder.wrapAndApplyHeader(slot.frame(), Frame.HEADER_LENGTH, header);
        common(cancelOrder.orderId(), cancelOrder.causeSequence(), cancelOrder.engineTimeNs(), cancelOrder.maxAgeNs());
        return true;
    }

    private boolean wrapAmendOrder(final Slot slot) {
        amendOrder.wrapAndApplyHeader(slot.frame(), Frame.HEADER_LENGTH, header);
        common(amendOrder.orderId(), amendOrder.causeSequence(), amendOrder.engineTimeNs(), amendOrder.maxAgeNs());
        return true;
    }

    private void common(
            final long newOrderId, final long newCauseSequence, final long newEngineTimeNs, final long newMaxAgeNs) {
        orderId = newOrderId;
        causeSequence = newCauseSequence;
        engineTimeNs = newEngineTimeNs;
        maxAgeNs = newMaxAgeNs;
    }

    NewOrderDecoder newOrder() {
        return newOrder;
    }

    CancelOrderDecoder cancelOrder() {
        return cancelOrder;
    }

    AmendOrderDecoder amendOrder() {
        return amendOrder;
    }

    int templateId() {
        return templateId;
    }

    boolean isNewOrder() {
        return templateId == NewOrderDecoder.TEMPLATE_ID;
    }

    boolean isCancel() {
        return templateId == CancelOrderDecoder.TEMPLATE_ID;
    }

    long orderId() {
        return orderId;
    }

    long sequence() {
        return sequence;
    }

    long causeSequence() {
        return causeSequence;
    }

    long engineTimeNs() {
        return engineTimeNs;
    }

    long maxAgeNs() {
        return maxAgeNs;
    }

    long ingressNs() {
        return ingressNs;
    }

    long decidedNs() {
        return decidedNs;
    }

    long journaledNs() {
        return journaledNs;
    }
}
