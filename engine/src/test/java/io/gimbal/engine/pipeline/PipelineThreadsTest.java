package io.gimbal.engine.pipeline;

import static io.gimbal.engine.pipeline.PipelineFixture.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gimbal.feeds.Feed;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.TimerDecoder;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class PipelineThreadsTest {
    private static final int EVENTS = 20_000;

    private final PipelineFixture fixture = new PipelineFixture();

    @AfterEach
    void shouldLeaveNoThreadBehind() {
        assertThat(gimbalThreads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"blocking, false", "blocking, true", "sleeping, false", "yielding, false", "busy-spin, false"})
    void shouldJournalTheSameDecisionsAsASteppedRun(final String strategy, final boolean ownSender) {
        final PipelineFixture stepped = decisions(new PipelineFixture());
        new SteppedRun(stepped.launch(), stepped.clock, Feed.EXHAUSTED, Pace.MAX).run();

        decisions(fixture);
        final Pipeline pipeline =
                fixture.launch(context -> context.engineWait(PipelineConfiguration.waitStrategy(strategy))
                        .senderThread(ownSender)
                        .ringSlots(256, 256)
                        .timerIntervalNs(0));
        fixture.clock.advanceTo(START_NS + EVENTS);
        pipeline.startThreads();
        await(() -> fixture.market.isDone() || pipeline.failStop().isTripped());
        pipeline.close();

        assertThat(fixture.in.entries())
                .extracting(MemoryAppender.Entry::payload)
                .isEqualTo(stepped.in.entries().stream()
                        .map(MemoryAppender.Entry::payload)
                        .toList());
        assertThat(fixture.out.entries())
                .extracting(MemoryAppender.Entry::payload)
                .isEqualTo(stepped.out.entries().stream()
                        .map(MemoryAppender.Entry::payload)
                        .toList());
        assertThat(fixture.out.entries()).hasSize(EVENTS);
        assertThat(pipeline.counters().inputs()).isEqualTo(EVENTS);
        assertThat(pipeline.counters().outputs()).isEqualTo(EVENTS);
    }

    @Test
    void shouldBringEveryOutcomeBackWhileOrdersFlow() {
        for (int i = 0; i < 2000; i++) {
            fixture.market.at(START_NS, Events.index(20_000));
        }
        fixture.engine.onType(
                IndexPriceDecoder.TEMPLATE_ID,
                (input, engine) -> engine.say(Events.order(input.sequence())
                        .causedBy(input.sequence(), input.receiveTimeNs())
                        .asNew()));
        final Pipeline pipeline = fixture.launch(context -> context.timerIntervalNs(0));

        pipeline.startThreads();
        await(() -> fixture.market.isDone() && pipeline.counters().sent() > 0);
        pipeline.close();

        final PipelineCounters counters = pipeline.counters();
        assertThat(fixture.engine.types())
                .filteredOn(type -> type == CommandOutcomeDecoder.TEMPLATE_ID)
                .hasSize(2000);
        assertThat(counters.commands()).isEqualTo(2000);
        assertThat(counters.sent() + counters.suppressed()).isEqualTo(2000);
        assertThat(counters.sent()).isEqualTo(fixture.gateway.calls().size()).isPositive();
        assertThat(pipeline.inRingFill() + pipeline.outRingFill()).isZero();
    }

    @Test
    void shouldLetTimePassWithoutAnyMarketWhenTheTimerRuns() {
        final Pipeline pipeline =
                fixture.launch(context -> context.clocks(new OffsetEpochNanoClock(), SystemNanoClock.INSTANCE)
                        .timerIntervalNs(1_000_000));

        pipeline.startThreads();
        await(() -> pipeline.counters().inputs() >= 5);
        pipeline.close();

        assertThat(fixture.engine.types()).containsOnly(TimerDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldStopAndSurfaceTheCauseWhenTheEngineFails() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            fixture.market.at(START_NS, Events.index(20_000));
        }
        fixture.engine.on((input, engine) -> {
            engine.say(Events.decision(input.sequence()));
            if (input.sequence() == 500) {
                throw new AssertionError("gamma is NaN");
            }
        });
        final Pipeline pipeline = fixture.launch(context -> context.timerIntervalNs(0));

        pipeline.startThreads();
        final boolean hasStopped = pipeline.failStop().await(20, TimeUnit.SECONDS);
        final Throwable fault = catchThrowable(pipeline::close);

        assertThat(hasStopped).isTrue();
        assertThat(fault)
                .isInstanceOfSatisfying(
                        PipelineStoppedException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(GateReason.ENGINE_FAULT))
                .hasRootCauseMessage("gamma is NaN");
        assertThat(fixture.engine.inputs()).hasSize(500);
        assertThat(fixture.in.entries()).hasSize(500);
        assertThat(fixture.out.entries()).hasSize(500);
    }

    @Test
    void shouldStopTheEngineTooWhenTheSenderFails() throws InterruptedException {
        fixture.out.refuseAt(3);
        for (int i = 0; i < 100; i++) {
            fixture.market.at(START_NS, Events.index(20_000));
        }
        fixture.engine.on((input, engine) -> engine.say(Events.decision(input.sequence())));
        final Pipeline pipeline = fixture.launch(context -> context.timerIntervalNs(0));

        pipeline.startThreads();
        final boolean hasStopped = pipeline.failStop().await(20, TimeUnit.SECONDS);

        assertThat(hasStopped).isTrue();
        assertThatThrownBy(pipeline::close).hasMessageContaining("OUT_JOURNAL_REFUSED");
        assertThat(fixture.out.entries()).hasSize(2);
    }

    @Test
    void shouldGiveUpWaitingForAnEngineThatHangs() {
        final CountDownLatch release = new CountDownLatch(1);
        fixture.market.at(START_NS, Events.index(20_000));
        fixture.engine.on((input, engine) -> awaitQuietly(release));
        final Pipeline pipeline =
                fixture.launch(context -> context.timerIntervalNs(0).closeTimeoutNs(50_000_000));
        pipeline.startThreads();
        await(() -> !fixture.engine.inputs().isEmpty());

        assertThatThrownBy(pipeline::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("engineEnded=false");

        release.countDown();
        await(() -> gimbalThreads().isEmpty());
    }

    @Test
    void shouldCloseCleanlyWhenNothingEverHappened() {
        final Pipeline started = fixture.launch(context -> context.timerIntervalNs(0));
        started.startThreads();
        assertThatThrownBy(started::startThreads).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(started::step).isInstanceOf(IllegalStateException.class);
        started.close();

        new PipelineFixture().launch().close();
        assertThat(fixture.engine.inputs()).isEmpty();
    }

    private static PipelineFixture decisions(final PipelineFixture fixture) {
        for (int i = 0; i < EVENTS; i++) {
            fixture.market.at(START_NS + i, Events.index(20_000 + i % 7));
        }
        fixture.engine.on((input, engine) -> engine.say(Events.decision(input.sequence())));
        return fixture;
    }

    private static Set<String> gimbalThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gimbal-"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("time left").isNegative();
            LockSupport.parkNanos(100_000);
        }
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (final InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
