package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Orders, cancels, decisions and outcomes in the mix of a busy day, measured per thread in windows after warm-up. When the
 * JIT compiles a method late, it resolves the method's string constants on the thread that asked for it: some hundred
 * bytes in the window concerned. So every window is bounded, and there must be windows with none at all; one object per
 * thousand events of ours would leave no such window.
 */
final class AllocationTest {
    private static final long WARM_UP = 200_000;
    private static final long WINDOW = 50_000;
    private static final int WINDOWS = 10;
    private static final long JIT_BYTES = 4_096;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TalkativeEngine engine = new TalkativeEngine();
    private final VirtualClock clock = new VirtualClock(PipelineFixture.START_NS);
    private final EndlessFeed market = new EndlessFeed(clock);
    private final SilentVenue venue = new SilentVenue();

    @Tag("allocation")
    @Test
    @Timeout(120)
    void shouldAllocateNothingOnTheEngineAndIoThreadsAfterWarmUp() {
        market.isEndless = true;
        final Pipeline pipeline = Pipeline.launch(context().timerIntervalNs(0));
        pipeline.startThreads();
        final long engineThread = threadId("gimbal-engine");
        final long ioThread = threadId("gimbal-io");
        awaitInputs(pipeline, WARM_UP);
        final long[] engineBytes = new long[WINDOWS];
        final long[] ioBytes = new long[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            final long engineBefore = THREADS.getThreadAllocatedBytes(engineThread);
            final long ioBefore = THREADS.getThreadAllocatedBytes(ioThread);
            awaitInputs(pipeline, pipeline.counters().inputs() + WINDOW);
            engineBytes[i] = THREADS.getThreadAllocatedBytes(engineThread) - engineBefore;
            ioBytes[i] = THREADS.getThreadAllocatedBytes(ioThread) - ioBefore;
        }

        pipeline.close();
        assertThat(pipeline.counters().sent()).isPositive();
        assertThat(pipeline.counters().suppressed()).isPositive();
        assertNoGarbage(engineBytes);
        assertNoGarbage(ioBytes);
    }

    @Tag("allocation")
    @Test
    @Timeout(120)
    void shouldAllocateNothingWhenSteppedAfterWarmUp() {
        final Pipeline pipeline = Pipeline.launch(context());
        bytesOfRun(pipeline, WARM_UP);
        final long[] bytes = new long[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            bytes[i] = bytesOfRun(pipeline, WINDOW);
        }

        assertThat(pipeline.counters().commands()).isGreaterThan(WINDOWS * WINDOW / 20);
        assertNoGarbage(bytes);
        pipeline.close();
    }

    private static void assertNoGarbage(final long[] bytesOfWindows) {
        assertThat(bytesOfWindows).contains(0);
        assertThat(LongStream.of(bytesOfWindows).max().orElseThrow()).isLessThan(JIT_BYTES);
    }

    private long bytesOfRun(final Pipeline pipeline, final long events) {
        final long thread = Thread.currentThread().getId();
        final long before = THREADS.getThreadAllocatedBytes(thread);
        run(pipeline, events);
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private PipelineContext context() {
        return new PipelineContext()
                .engine(engine, engine.relay)
                .journal(MemoryAppender.counting(), MemoryAppender.counting(), 1)
                .gateway(venue, venue)
                .feed(market)
                .lastLook(PipelineFixture.limits())
                .clock(clock);
    }

    private void run(final Pipeline pipeline, final long events) {
        for (long i = 0; i < events; i++) {
            market.isAllowed = true;
            pipeline.step();
        }
    }

    private static void awaitInputs(final Pipeline pipeline, final long inputs) {
        while (pipeline.counters().inputs() < inputs) {
            pipeline.failStop().throwIfTripped();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long threadId(final String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** Says a decision for every market event, and an order, an amendment or a cancel for every tenth. */
    private static final class TalkativeEngine implements InputHandler {
        private final EgressRelay relay = new EgressRelay();
        private final UnsafeBuffer decision = direct(Events.decision(1));
        private final UnsafeBuffer order =
                direct(Events.order(1).validFor(Long.MAX_VALUE).asNew());
        private final UnsafeBuffer cancel =
                direct(Events.order(1).validFor(Long.MAX_VALUE).asCancel());
        private final NewOrderEncoder encoder = new NewOrderEncoder();
        private long orders;

        @Override
        public void onInput(
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final long sequence,
                final long receiveTimeNs) {
            if (EventKind.templateId(buffer, offset) != IndexPriceDecoder.TEMPLATE_ID) {
                return;
            }
            relay.offer(decision, 0, decision.capacity());
            if (sequence % 10 == 0) {
                encoder.wrap(order, 8).orderId(++orders);
                relay.offer(order, 0, order.capacity());
                relay.offer(cancel, 0, cancel.capacity());
            }
        }

        private static UnsafeBuffer direct(final UnsafeBuffer bytes) {
            final UnsafeBuffer copy = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(bytes.capacity()));
            copy.putBytes(0, bytes, 0, bytes.capacity());
            assertThat(EventKind.templateId(copy, 0))
                    .isIn(
                            HedgeDecisionDecoder.TEMPLATE_ID,
                            NewOrderDecoder.TEMPLATE_ID,
                            CancelOrderDecoder.TEMPLATE_ID);
            return copy;
        }
    }

    /** Moves the clock by itself with every event, on the thread that polls it. */
    private static final class EndlessFeed implements Feed {
        private final UnsafeBuffer index = Events.index(20_000);
        private final VirtualClock clock;
        private boolean isEndless;
        private boolean isAllowed;

        EndlessFeed(final VirtualClock clock) {
            this.clock = clock;
        }

        @Override
        public long nextTimeNs() {
            return UNKNOWN;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            int delivered = 0;
            while (delivered < limit
                    && (isEndless || isAllowed)
                    && ingress.offer(index, 0, index.capacity(), nowNs) >= 0) {
                isAllowed = false;
                delivered++;
                clock.advanceTo(clock.nanoTime() + 1_000_000);
            }
            return delivered;
        }

        @Override
        public void close() {}
    }

    private static final class SilentVenue implements OrderGateway, Feed {
        @Override
        public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public int query(final long orderId, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public long nextTimeNs() {
            return UNKNOWN;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
