package io.gimbal.engine.app.session;

import io.gimbal.engine.hedging.Egress;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Finds the hedge order that answers executions which no order of ours made: a quoter's, a block, somebody's by hand. Stands
 * around the engine on its thread and changes nothing. The first such execution of an underlying waits until the engine
 * orders in it, or holds with nothing in flight, for then it was inside the band. Allocates nothing after construction.
 *
 * <p>{@link #fillNs} is for the sender: what it reads was written before the order entered the ring.
 */
final class FillToHedge implements InputHandler {
    /** No execution of others is answered. */
    static final long NONE = Long.MIN_VALUE;

    private static final int ORDERS = 1 << 13;
    private static final int UNDERLYINGS = 64;

    private final InputHandler engine;
    private final Egress egress;
    private final InFlight inFlight;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderDecoder outHeader = new MessageHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final long[] waitingNs = new long[UNDERLYINGS];
    private final boolean[] isHolding = new boolean[UNDERLYINGS];
    private final long[] orderIds = new long[ORDERS];
    private final long[] fillNs = new long[ORDERS];
    private int[] underlyings = {};
    private boolean[] isAnswer = {};
    private int waiting;

    /** Tells whether orders are on their way. */
    @FunctionalInterface
    interface InFlight {
        /** {@return how many have not ended} */
        int orders();
    }

    /**
     * Stands around an engine.
     *
     * @param engine   gets every input
     * @param egress   gets every output; the engine must send to {@link #onOutput}
     * @param inFlight of the engine
     */
    FillToHedge(final InputHandler engine, final Egress egress, final InFlight inFlight) {
        this.engine = engine;
        this.egress = egress;
        this.inFlight = inFlight;
        Arrays.fill(waitingNs, NONE);
    }

    /**
     * Says, before the pipeline runs, which underlying each instrument belongs to, by id, and whether an order in it hedges
     * delta: one in an option answers nothing.
     */
    void instruments(final int[] underlyingOfInstrument, final boolean[] isHedge) {
        underlyings = underlyingOfInstrument.clone();
        isAnswer = isHedge.clone();
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        if (header.wrap(buffer, offset).templateId() == FillDecoder.TEMPLATE_ID) {
            fill.wrapAndApplyHeader(buffer, offset, header);
            if (fill.orderId() == 0) {
                await(fill.instrumentId(), receiveTimeNs);
            }
        }
        engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
        if (waiting > 0 && inFlight.orders() == 0) {
            forgetInside();
        }
    }

    private void await(final int instrumentId, final long receiveTimeNs) {
        final int underlying = underlyingOf(instrumentId);
        if (underlying >= 0 && waitingNs[underlying] == NONE) {
            waitingNs[underlying] = receiveTimeNs;
            waiting++;
        }
    }

    private int underlyingOf(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < underlyings.length ? underlyings[instrumentId] : -1;
    }

    private void forgetInside() {
        for (int i = 0; i < UNDERLYINGS; i++) {
            if (isHolding[i] && waitingNs[i] != NONE) {
                waitingNs[i] = NONE;
                waiting--;
            }
        }
    }

    /** Takes an output of the engine and passes it on. */
    boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
        switch (outHeader.wrap(buffer, offset).templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> answer(order.wrapAndApplyHeader(buffer, offset, outHeader));
            case HedgeDecisionDecoder.TEMPLATE_ID -> {
                decision.wrapAndApplyHeader(buffer, offset, outHeader);
                isHolding[decision.underlyingId()] = decision.action() == DecisionAction.HOLD;
            }
            default -> {
                // Neither orders nor decides.
            }
        }
        return egress.offer(buffer, offset, length);
    }

    private void answer(final NewOrderDecoder sent) {
        final boolean isHedge = underlyingOf(sent.instrumentId()) >= 0 && isAnswer[sent.instrumentId()];
        final int underlying = isHedge ? underlyingOf(sent.instrumentId()) : -1;
        final int slot = (int) (sent.orderId() & (ORDERS - 1));
        orderIds[slot] = sent.orderId();
        fillNs[slot] = underlying < 0 ? NONE : waitingNs[underlying];
        if (fillNs[slot] != NONE) {
            waitingNs[underlying] = NONE;
            waiting--;
        }
    }

    /**
     * When the execution came that an order answers.
     *
     * @param orderId ours, just taken from the ring
     * @return its receive time, epoch nanoseconds, or {@link #NONE}
     */
    long fillNs(final long orderId) {
        final int slot = (int) (orderId & (ORDERS - 1));
        return orderIds[slot] == orderId ? fillNs[slot] : NONE;
    }
}
