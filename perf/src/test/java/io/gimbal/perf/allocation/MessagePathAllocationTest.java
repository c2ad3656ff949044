package io.gimbal.perf.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.chronicle.ChronicleStorage;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole message path as it runs live: rings, threads, the real engine hedging sixty options, the real journal, the
 * simulated venue. After a warm-up, no thread of it may allocate a byte in any window of 50,000 events
 * in which the journal maps no new block, and at most 4 KiB per block that it maps.
 */
class MessagePathAllocationTest {
    private static final long WARM_UP_EVENTS = 600_000;
    private static final long MEASURED_EVENTS = 1_000_000;
    private static final long WINDOW_EVENTS = 50_000;
    private static final long BYTES_PER_MAPPING = 4_096;

    @TempDir
    private Path folder = Path.of("");

    /** A market that is always due: its own next event tells what time it is. */
    private static final class TimeOfFeed implements EpochNanoClock {
        private volatile long nowNs;

        TimeOfFeed(final long startNs) {
            nowNs = startNs;
        }

        @Override
        public long nanoTime() {
            return nowNs;
        }
    }

    /** Moves the clock to the next event before it is polled. */
    private record DueFeed(Feed feed, TimeOfFeed clock) implements Feed {
        @Override
        public long nextTimeNs() {
            return feed.nextTimeNs();
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            final int polled = feed.poll(nowNs, limit, ingress);
            if (polled == 0) {
                final long next = feed.nextTimeNs();
                clock.nowNs = Math.max(clock.nowNs, next < UNKNOWN ? next : clock.nowNs);
            }
            return polled;
        }

        @Override
        public void close() {
            feed.close();
        }
    }

    @Tag("allocation")
    @Test
    @Timeout(300)
    void shouldAllocateNothingOnEngineAndSenderThreadsInSteadyState() throws InterruptedException {
        final HedgedMarket market = new HedgedMarket();
        final TimeOfFeed clock = new TimeOfFeed(HedgedMarket.START_NS);
        final EgressRelay relay = new EgressRelay();
        final HedgeEngine engine = new HedgeEngine(relay);
        try (Journal journal = Journal.open(new JournalContext()
                .directory(folder)
                .storage(new ChronicleStorage())
                .minFreeBytes(0)
                .startTimeNs(HedgedMarket.START_NS))) {
            final AllocationWindows engineThread = new AllocationWindows(journal.in(), WINDOW_EVENTS);
            final AllocationWindows senderThread = new AllocationWindows(journal.out(), WINDOW_EVENTS);
            final PipelineContext context = new PipelineContext()
                    .engine(engine, relay)
                    .journal(engineThread, senderThread, journal.epoch())
                    .gateway(market.venue(), market.venue())
                    .feed(new DueFeed(market.feed(), clock))
                    .preamble(market.opening(journal))
                    .lastLook(market.lastLook())
                    .clocks(clock, SystemNanoClock.INSTANCE)
                    .timerIntervalNs(0);
            try (Pipeline pipeline = Pipeline.launch(context)) {
                pipeline.startThreads();
                await(pipeline, WARM_UP_EVENTS);
                engineThread.measure();
                senderThread.measure();
                await(pipeline, WARM_UP_EVENTS + MEASURED_EVENTS + WINDOW_EVENTS);
                engineThread.stop();
                senderThread.stop();
            }

            assertThat(engine.statistics(0)).isNotNull();
            assertThat(pipelineOrders(engine)).as("orders").isPositive();
            assertClean("engine", engineThread, MEASURED_EVENTS / WINDOW_EVENTS);
            assertClean("sender", senderThread, 10);
        }
    }

    private static long pipelineOrders(final HedgeEngine engine) {
        final var statistics = engine.statistics(0);
        return statistics == null ? 0 : statistics.fills();
    }

    private static void assertClean(final String thread, final AllocationWindows windows, final long atLeast) {
        System.out.println("allocation: thread=" + thread + ", " + windows);
        assertThat(windows.count()).as("windows of the " + thread).isGreaterThanOrEqualTo((int) atLeast);
        for (int i = 0; i < windows.count(); i++) {
            assertThat(windows.bytes(i))
                    .as("bytes of the %s thread in window %d with %d new mappings", thread, i, windows.mappings(i))
                    .isLessThanOrEqualTo(windows.mappings(i) * BYTES_PER_MAPPING);
        }
    }

    private static void await(final Pipeline pipeline, final long inputs) throws InterruptedException {
        while (pipeline.counters().inputs() < inputs) {
            assertThat(pipeline.failStop().await(5, TimeUnit.MILLISECONDS))
                    .as(() -> "stopped: " + pipeline.failStop().cause())
                    .isFalse();
        }
    }
}
