package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OverlayFinding;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proposals make no garbage in the engine: collected, judged, traded, refused and filled, findings and commands too. */
class OverlayAllocationTest {
    private static final int ROUNDS = 600;

    @Tag("allocation")
    @Test
    void shouldJudgeAndTradeProposalsWithoutAllocating() {
        final OverlayDesk overlay = OverlayDesk.trading(event -> event.maxPremiumPerDay(EngineScenario.scaled(1e9)));
        overlay.desk.outputs.takeOrders();
        for (int round = 0; round < ROUNDS; round++) {
            overlay.desk.waitSeconds(11);
            overlay.market();
            overlay.desk.outputs.takeOrders();
            overlay.proposeStraddle(round % 2 == 0 ? 0.1 : 50);
            final OverlayFinding finding = round % 3 == 0 ? OverlayFinding.CLEAR : OverlayFinding.OUT_OF_REACH;
            overlay.desk.event(events ->
                    events.overlayLeg().underlyingId(0).finding(finding).gammaExcess(1));
            overlay.desk.operator(OperatorVerb.SET_VEGA_HIGH, 0, 400 + round);
            for (final NewOrderDecoder order : overlay.desk.outputs.takeNewOrders()) {
                overlay.desk.sent(order.orderId());
                overlay.desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
            }
        }
        final List<EngineScenario.Input> inputs = overlay.desk.inputs;
        final UnsafeBuffer[] messages =
                inputs.stream().map(input -> new UnsafeBuffer(input.copy())).toArray(UnsafeBuffer[]::new);
        final long[] sequences = inputs.stream().mapToLong(i -> i.sequence).toArray();
        final long[] times = inputs.stream().mapToLong(i -> i.receiveTimeNs).toArray();
        final long expected = overlay.desk.engine.outputHash();
        play(new HedgeEngine((buffer, offset, length) -> true), messages, sequences, times, 0, messages.length);
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        final int half = messages.length / 2;
        play(engine, messages, sequences, times, 0, half);

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long before = threads.getThreadAllocatedBytes(self);
        play(engine, messages, sequences, times, half, messages.length);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(engine.outputHash()).as("it did all of the work").isEqualTo(expected);
        assertThat(overlay.takeDecisions()).hasSize(2 * ROUNDS);
        assertThat(allocated).isZero();
    }

    private static void play(
            final HedgeEngine engine,
            final UnsafeBuffer[] messages,
            final long[] sequences,
            final long[] times,
            final int from,
            final int to) {
        for (int i = from; i < to; i++) {
            engine.onInput(messages[i], 0, messages[i].capacity(), sequences[i], times[i]);
        }
    }
}
