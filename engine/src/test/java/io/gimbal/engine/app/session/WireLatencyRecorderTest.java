package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.OrderGateway;
import org.junit.jupiter.api.Test;

class WireLatencyRecorderTest {
    private static final FillToHedge NO_FILLS = new FillToHedge(
            (buffer, offset, length, sequence, timeNs) -> {}, (buffer, offset, length) -> true, () -> 0);

    private final FakeGateway venue = new FakeGateway();
    private long nowNs;

    @Test
    void shouldMeasureFromTheReceiptOfTheCauseToTheFrameOnTheWire() {
        final WireLatencyRecorder recorder = WireLatencyRecorder.byReceiveTime(venue, () -> nowNs, NO_FILLS);
        nowNs = 1_050_000;

        recorder.submit(Commands.order(0, 1, 1, 1_000_000), 1, 0);

        final WireLatencies latencies = recorder.latencies();
        assertThat(latencies.orders()).isEqualTo(1);
        assertThat(latencies.p50()).isBetween(50.0, 50.1);
        assertThat(latencies.p99()).isEqualTo(latencies.p50());
    }

    @Test
    void shouldNotMeasureWhatDidNotLeave() {
        final WireLatencyRecorder recorder = WireLatencyRecorder.byReceiveTime(venue, () -> nowNs, NO_FILLS);
        venue.answer = OrderGateway.NOT_CONNECTED;

        assertThat(recorder.submit(Commands.order(0, 1, 1, 0), 1, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);

        assertThat(recorder.latencies()).isEqualTo(new WireLatencies(0, null, null, null));
    }

    @Test
    void shouldMeasureByTheWallWhereTheSessionsClockIsVirtual() {
        final WireLatencyRecorder recorder = WireLatencyRecorder.byStamp(venue, () -> nowNs, NO_FILLS);
        nowNs = 5_000_000;
        recorder.onFrame();
        nowNs += 7_000;

        recorder.submit(Commands.order(0, 1, 1, 123), 1, 0);

        assertThat(recorder.latencies().p50()).isBetween(7.0, 7.01);
    }

    @Test
    void shouldHandOnEverythingElse() {
        final WireLatencyRecorder recorder = WireLatencyRecorder.byReceiveTime(venue, () -> nowNs, NO_FILLS);

        recorder.cancel(Commands.cancel(), 1, 0);
        recorder.query(1, 1, 0);

        assertThat(venue.cancels).isEqualTo(1);
        assertThat(venue.queries).isEqualTo(1);
    }
}
