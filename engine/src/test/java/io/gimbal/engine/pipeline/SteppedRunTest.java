package io.gimbal.engine.pipeline;

import static io.gimbal.engine.pipeline.Events.SECOND_NS;
import static io.gimbal.engine.pipeline.PipelineFixture.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.QuoteDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteppedRunTest {
    private static final long MS = 1_000_000;

    private final PipelineFixture fixture = new PipelineFixture();
    private final VirtualClock wallClock = new VirtualClock(0);
    private final List<Long> naps = new ArrayList<>();

    @Test
    void shouldLetAnOrderAndItsOutcomeHappenBeforeTheNextMarketEvent() {
        fixture.market.at(START_NS, Events.index(20_000)).at(START_NS, Events.quote(0, 20_000));
        orderOnEveryQuoteAndIndex();

        final SteppedRun.Summary summary = run(Feed.EXHAUSTED);

        assertThat(fixture.engine.types())
                .containsExactly(
                        IndexPriceDecoder.TEMPLATE_ID,
                        CommandOutcomeDecoder.TEMPLATE_ID,
                        QuoteDecoder.TEMPLATE_ID,
                        CommandOutcomeDecoder.TEMPLATE_ID);
        assertThat(fixture.gateway.verbs()).containsExactly("submit 1", "submit 3");
        assertThat(summary).isEqualTo(new SteppedRun.Summary(4, START_NS, false));
    }

    @Test
    void shouldDeliverAReplyBeforeMarketDataOfTheSameTime() {
        fixture.gateway.fillingAfter(25 * MS);
        fixture.market
                .at(START_NS, Events.index(20_000))
                .at(START_NS + 24 * MS, Events.quote(0, 1))
                .at(START_NS + 25 * MS, Events.quote(0, 2))
                .at(START_NS + 26 * MS, Events.quote(0, 3));
        fixture.engine.onType(
                IndexPriceDecoder.TEMPLATE_ID,
                (input, engine) -> engine.say(Events.order(1)
                        .causedBy(input.sequence(), input.receiveTimeNs())
                        .asNew()));

        run(Feed.EXHAUSTED);

        assertThat(fixture.engine.inputs())
                .containsExactly(
                        new FakeEngine.Input(IndexPriceDecoder.TEMPLATE_ID, 1, START_NS),
                        new FakeEngine.Input(CommandOutcomeDecoder.TEMPLATE_ID, 2, START_NS),
                        new FakeEngine.Input(QuoteDecoder.TEMPLATE_ID, 3, START_NS + 24 * MS),
                        new FakeEngine.Input(FillDecoder.TEMPLATE_ID, 4, START_NS + 25 * MS),
                        new FakeEngine.Input(QuoteDecoder.TEMPLATE_ID, 5, START_NS + 25 * MS),
                        new FakeEngine.Input(QuoteDecoder.TEMPLATE_ID, 6, START_NS + 26 * MS));
    }

    @Test
    void shouldStillDeliverRepliesWhenTheMarketIsExhausted() {
        fixture.gateway.fillingAfter(SECOND_NS);
        fixture.market.at(START_NS, Events.index(20_000));
        orderOnEveryQuoteAndIndex();

        final SteppedRun.Summary summary = run(Feed.EXHAUSTED);

        assertThat(fixture.engine.types()).endsWith(FillDecoder.TEMPLATE_ID);
        assertThat(summary.endTimeNs()).isEqualTo(START_NS + SECOND_NS);
    }

    @Test
    void shouldLeaveEventsAfterTheEnd() {
        fixture.market
                .at(START_NS + 1, Events.index(1))
                .at(START_NS + 2, Events.index(2))
                .at(START_NS + 3, Events.index(3));

        final SteppedRun.Summary summary = run(START_NS + 2);

        assertThat(summary).isEqualTo(new SteppedRun.Summary(2, START_NS + 2, false));
        assertThat(fixture.market.isDone()).isFalse();
    }

    @Test
    void shouldConflateNothingHoweverManyEventsShareATime() {
        for (int i = 0; i < 5000; i++) {
            fixture.market.at(START_NS, Events.index(20_000 + i));
        }

        assertThat(run(Feed.EXHAUSTED).events()).isEqualTo(5000);
        assertThat(fixture.in.entries()).hasSize(5000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 0.25, Double.POSITIVE_INFINITY})
    void shouldShowTheEngineTheSameWhateverThePace(final double speed) {
        final PipelineFixture reference = scenario(new PipelineFixture());
        new SteppedRun(reference.launch(), reference.clock, Feed.EXHAUSTED, Pace.MAX).run();

        scenario(fixture);
        paced(fixture.launch(), Feed.EXHAUSTED, new Pace(speed)).run();

        assertThat(fixture.in.entries()).isEqualTo(reference.in.entries()).hasSizeGreaterThan(250);
        assertThat(fixture.out.entries()).isEqualTo(reference.out.entries()).isNotEmpty();
        assertThat(fixture.gateway.calls()).isEqualTo(reference.gateway.calls());
        assertThat(wallClock.nanoTime()).isEqualTo(Double.isInfinite(speed) ? 0 : (long) (9_925 * MS / speed));
        assertThat(naps).allMatch(nap -> nap > 0 && nap <= 5 * MS);
    }

    @Test
    void shouldEndSoonWhenStoppedWhileItWaitsForTheWallClock() {
        fixture.market.at(START_NS, Events.index(1)).at(START_NS + 3600 * SECOND_NS, Events.index(2));
        final Pipeline pipeline = fixture.launch();
        final SteppedRun[] run = new SteppedRun[1];
        run[0] = new SteppedRun(
                pipeline, fixture.clock, Feed.EXHAUSTED, Pace.REAL_TIME, wallClock, nanoseconds -> run[0].stop());

        final SteppedRun.Summary summary = run[0].run();

        assertThat(summary).isEqualTo(new SteppedRun.Summary(1, START_NS, true));
        assertThat(run[0].events()).isEqualTo(1);
    }

    @Test
    void shouldLetTheOperatorInAtHisOwnTimeWhileItWaits() {
        fixture.market.at(START_NS, Events.index(1)).at(START_NS + 10 * SECOND_NS, Events.index(2));
        final Pipeline pipeline = fixture.launch();
        final var command = Events.operator(OperatorVerb.KILL);
        final SteppedRun run =
                new SteppedRun(pipeline, fixture.clock, Feed.EXHAUSTED, Pace.times(2), wallClock, nanoseconds -> {
                    wallClock.advanceTo(wallClock.nanoTime() + nanoseconds);
                    if (wallClock.nanoTime() == SECOND_NS) {
                        assertThat(pipeline.operator().offer(command, 0, command.capacity()))
                                .isTrue();
                    }
                });

        run.run();

        assertThat(fixture.engine.inputs())
                .containsExactly(
                        new FakeEngine.Input(IndexPriceDecoder.TEMPLATE_ID, 1, START_NS),
                        new FakeEngine.Input(OperatorCommandDecoder.TEMPLATE_ID, 2, START_NS + 2 * SECOND_NS),
                        new FakeEngine.Input(IndexPriceDecoder.TEMPLATE_ID, 3, START_NS + 10 * SECOND_NS));
        assertThat(fixture.gate.reason()).isEqualTo(GateReason.OPERATOR_KILL);
    }

    @Test
    void shouldSurfaceTheFaultToTheCallerWhenTheEngineFails() {
        fixture.market.at(START_NS, Events.index(1)).at(START_NS + 1, Events.index(2));
        fixture.engine.on((input, engine) -> {
            throw new AssertionError("no forward");
        });
        final Pipeline pipeline = fixture.launch();

        final Throwable fault =
                catchThrowable(() -> new SteppedRun(pipeline, fixture.clock, Feed.EXHAUSTED, Pace.MAX).run());

        assertThat(fault).isInstanceOf(PipelineStoppedException.class).hasRootCauseMessage("no forward");
        assertThat(fixture.engine.inputs()).hasSize(1);
        assertThatThrownBy(pipeline::close).isInstanceOf(PipelineStoppedException.class);
    }

    @Test
    void shouldGiveUpWhenAFeedDoesNotDeliverWhatIsDue() {
        final Pipeline pipeline = fixture.launch(context -> context.feed(new MuteFeed(START_NS)));

        assertThatThrownBy(() -> new SteppedRun(pipeline, fixture.clock, Feed.EXHAUSTED, Pace.MAX).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not deliver");
    }

    @Test
    void shouldRefuseAFeedThatDoesNotKnowItsFuture() {
        final Pipeline pipeline = fixture.launch(context -> context.feed(new MuteFeed(Feed.UNKNOWN)));

        assertThatThrownBy(() -> new SteppedRun(pipeline, fixture.clock, Feed.EXHAUSTED, Pace.MAX).run())
                .hasMessageContaining("cannot be stepped");
    }

    @Test
    void shouldPlayThePreambleBeforeTheFirstMarketEvent() {
        final var genesis = Events.fill(77);
        fixture.market.at(START_NS - 5, Events.index(1));
        final Pipeline pipeline = fixture.launch(
                context -> context.preamble(new Preamble().add(genesis, 0, genesis.capacity(), START_NS)));

        new SteppedRun(pipeline, fixture.clock, Feed.EXHAUSTED, Pace.MAX).run();

        assertThat(fixture.engine.types()).containsExactly(FillDecoder.TEMPLATE_ID, IndexPriceDecoder.TEMPLATE_ID);
        assertThat(fixture.in.entries().get(0).payload()).isEqualTo(genesis);
    }

    @Test
    void shouldKeepToOneWayOfDriving() {
        final Pipeline pipeline = fixture.launch();
        assertThat(pipeline.step()).isZero();

        assertThatThrownBy(pipeline::startThreads).isInstanceOf(IllegalStateException.class);
        pipeline.close();
        pipeline.close();
        assertThatThrownBy(pipeline::step).isInstanceOf(IllegalStateException.class);
        assertThat(fixture.gate.reason()).isEqualTo(GateReason.SHUTDOWN);
    }

    @Test
    void shouldRefuseAPaceThatDoesNotMove() {
        assertThatThrownBy(() -> Pace.times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pace.times(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Pace.times(4).wallNs(SECOND_NS)).isEqualTo(SECOND_NS / 4);
        assertThat(Pace.times(4).virtualNs(SECOND_NS)).isEqualTo(4 * SECOND_NS);
        assertThat(Pace.MAX.virtualNs(1)).isEqualTo(Long.MAX_VALUE);
    }

    /** 100 index prices 100 ms apart, an order on each, filled 25 ms later. */
    private static PipelineFixture scenario(final PipelineFixture fixture) {
        fixture.gateway.fillingAfter(25 * MS);
        for (int i = 0; i < 100; i++) {
            fixture.market.at(START_NS + i * 100L * MS, Events.index(20_000 + i % 3));
        }
        fixture.engine.onType(
                IndexPriceDecoder.TEMPLATE_ID,
                (input, engine) -> engine.say(Events.order(input.sequence())
                        .causedBy(input.sequence(), input.receiveTimeNs())
                        .asNew()));
        return fixture;
    }

    private void orderOnEveryQuoteAndIndex() {
        fixture.engine.on((input, engine) -> {
            if (EventKind.isMarketData(input.templateId())) {
                engine.say(Events.order(input.sequence())
                        .causedBy(input.sequence(), input.receiveTimeNs())
                        .asNew());
            }
        });
    }

    private SteppedRun.Summary run(final long endNs) {
        try (Pipeline pipeline = fixture.launch()) {
            return new SteppedRun(pipeline, fixture.clock, endNs, Pace.MAX).run();
        }
    }

    private SteppedRun paced(final Pipeline pipeline, final long endNs, final Pace pace) {
        return new SteppedRun(pipeline, fixture.clock, endNs, pace, wallClock, nanoseconds -> {
            naps.add(nanoseconds);
            wallClock.advanceTo(wallClock.nanoTime() + nanoseconds);
        });
    }

    /** Says when, and then nothing. */
    private record MuteFeed(long nextTimeNs) implements Feed {
        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
