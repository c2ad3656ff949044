package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.InstrumentState;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of the market, and of our own orders and fills, make no garbage. */
final class FrameAllocationTest implements MarketHandler, PrivateReader.Handler {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final String CHANGES = RecordedFrames.notification(
            "user.changes.any.any.raw",
            "{\"orders\":[{\"label\":\"gb1.2.3\",\"price\":\"market_price\",\"amount\":10.0,\"direction\":\"buy\","
                    + "\"instrument_name\":\"BTC-PERPETUAL\",\"order_id\":\"743\",\"order_state\":\"filled\"}],"
                    + "\"trades\":[{\"trade_id\":\"7\",\"timestamp\":1,\"price\":9.2e4,\"amount\":10.0,\"direction\":\"buy\","
                    + "\"instrument_name\":\"BTC-PERPETUAL\",\"fee\":5.0e-8,\"fee_currency\":\"BTC\",\"liquidity\":\"T\"}],"
                    + "\"positions\":[{\"instrument_name\":\"BTC-PERPETUAL\",\"size\":10.0,\"direction\":\"buy\","
                    + "\"interest_value\":0.2738695181418799}]}");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final JsonScanner scanner = new JsonScanner();
    private final EnvelopeReader envelope = new EnvelopeReader(scanner);
    private final PrivateReader reader = new PrivateReader();
    private final MarketAdapter adapter = new MarketAdapter(InputChecks.standard(), this);
    private long told;

    @Override
    public void onGap(final MarketChannel channel) {
        told++;
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        told++;
    }

    @Override
    public void onOrder(final OrderReport order) {
        told++;
    }

    @Override
    public void onTrade(final TradeReport trade) {
        told += trade.tradeId().idNumber();
    }

    @Override
    public void onPosition(final PositionReport position) {
        told++;
    }

    @Tag("allocation")
    @Test
    @Timeout(120)
    void shouldMakeNoGarbageOfAnyFrame() {
        adapter.instrument(SampleFrames.perpetual(0));
        adapter.instrument(SampleFrames.option(1));
        SampleFrames.channels().forEach(adapter::channel);
        final List<UnsafeBuffer> frames = List.of(
                SampleFrames.buffer(SampleFrames.TICKER),
                SampleFrames.buffer(SampleFrames.quote("92288.0", "133440.0", "92288.5", "99470.0")),
                SampleFrames.buffer(SampleFrames.snapshot(5, "[[\"new\",92288.0,10.0]]", "[[\"new\",92289.0,10.0]]")),
                SampleFrames.buffer(SampleFrames.change(5, 6, "[[\"delete\",92288.0,0.0]]", "[[\"new\",92288.5,1.0]]")),
                SampleFrames.buffer(SampleFrames.change(7, 8, "[]", "[]")),
                SampleFrames.buffer(SampleFrames.trades()),
                SampleFrames.buffer(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}"),
                SampleFrames.buffer(SampleFrames.TICKER.substring(0, 300)));
        final UnsafeBuffer changes = SampleFrames.buffer(CHANGES);
        final Ingress ingress = (buffer, offset, length, receiveTimeNs) -> length;
        run(frames, changes, ingress, WARM_UP);

        final long before = threads.getCurrentThreadAllocatedBytes();
        final long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        final long start = threads.getCurrentThreadAllocatedBytes();
        run(frames, changes, ingress, MEASURED);
        final long bytes = threads.getCurrentThreadAllocatedBytes() - start - nothing;

        System.out.println("frames=" + (long) MEASURED * (frames.size() + 1) + ", bytes allocated=" + bytes);
        assertThat(bytes).isZero();
        assertThat(adapter.offered()).isEqualTo(6L * (WARM_UP + MEASURED));
        assertThat(adapter.malformed().count(Rejection.MALFORMED)).isEqualTo(WARM_UP + MEASURED);
        assertThat(told).isEqualTo(10L * (WARM_UP + MEASURED));
    }

    private void run(
            final List<UnsafeBuffer> frames, final UnsafeBuffer changes, final Ingress ingress, final int times) {
        for (int i = 0; i < times; i++) {
            for (int f = 0; f < frames.size(); f++) {
                final UnsafeBuffer frame = frames.get(f);
                adapter.onFrame(frame, 0, frame.capacity(), SampleFrames.TIME_NS, ingress);
            }
            envelope.read(changes, 0, changes.capacity());
            if (envelope.finishFirst()) {
                reader.readChanges(scanner, this);
            }
        }
    }
}
