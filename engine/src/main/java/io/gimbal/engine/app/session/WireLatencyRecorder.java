package io.gimbal.engine.app.session;

import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Measures how long an order takes from the wire to the wire: from the receive time of the input that caused it to the
 * moment its frame had been handed to the connection. Stands before a gateway and changes nothing. Written by the sender
 * thread, without allocation; {@link #latencies()} is for any thread, once.
 *
 * <p>Both ends are read from the session's clock. On a virtual clock, where computing takes no time, that would say
 * nothing; there the beginning is the wall time at which the cause was handed over ({@link #onFrame()}).
 */
final class WireLatencyRecorder implements OrderGateway {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final long NOT_STAMPED = Long.MIN_VALUE;

    private final OrderGateway gateway;
    private final EpochNanoClock clock;
    private final boolean isStamped;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, HIGHEST_NS, DIGITS);
    private final SingleWriterRecorder fillRecorder = new SingleWriterRecorder(1, HIGHEST_NS, DIGITS);
    private final FillToHedge fills;
    private long frameNs = NOT_STAMPED;

    private WireLatencyRecorder(
            final OrderGateway gateway, final EpochNanoClock clock, final FillToHedge fills, final boolean isStamped) {
        this.fills = fills;
        this.gateway = gateway;
        this.clock = clock;
        this.isStamped = isStamped;
    }

    /**
     * A recorder for threads.
     *
     * @param gateway gets every command
     * @param clock   that receive times are taken from
     * @param fills   knows which orders answer executions of others
     */
    static WireLatencyRecorder byReceiveTime(
            final OrderGateway gateway, final EpochNanoClock clock, final FillToHedge fills) {
        return new WireLatencyRecorder(gateway, clock, fills, false);
    }

    /**
     * A recorder for virtual time, where cause and order follow each other on one thread.
     *
     * @param gateway gets every command
     * @param clock   of the wall
     * @param fills   knows which orders answer executions of others
     */
    static WireLatencyRecorder byStamp(
            final OrderGateway gateway, final EpochNanoClock clock, final FillToHedge fills) {
        return new WireLatencyRecorder(gateway, clock, fills, true);
    }

    /** Notes that something is about to be handed to the engine; of use on a virtual clock only. */
    void onFrame() {
        if (isStamped) {
            frameNs = clock.nanoTime();
        }
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        final int outcome = gateway.submit(order, epoch, nowNs);
        if (outcome == SENT) {
            record(isStamped ? frameNs : order.engineTimeNs(), order);
        }
        return outcome;
    }

    /** What an execution waited for its order's cause has passed on the session's clock in either case. */
    private void record(final long fromNs, final NewOrderDecoder order) {
        if (fromNs == NOT_STAMPED) {
            return;
        }
        final long latencyNs = Math.max(clock.nanoTime() - fromNs, 1);
        recorder.recordValue(Math.min(latencyNs, HIGHEST_NS));
        final long fillNs = fills.fillNs(order.orderId());
        if (fillNs != FillToHedge.NONE) {
            final long waitedNs = Math.max(order.engineTimeNs() - fillNs, 0);
            fillRecorder.recordValue(Math.min(waitedNs + latencyNs, HIGHEST_NS));
        }
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        return gateway.cancel(cancel, epoch, nowNs);
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        return gateway.amend(amend, epoch, nowNs);
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        return gateway.query(orderId, epoch, nowNs);
    }

    /** {@return what was measured since the start, or since this was last asked} */
    WireLatencies latencies() {
        return WireLatencies.of(recorder.getIntervalHistogram());
    }

    /** {@return from the arrival of executions of others to the hedge orders that answer them, likewise} */
    WireLatencies fillToHedge() {
        return WireLatencies.of(fillRecorder.getIntervalHistogram());
    }
}
