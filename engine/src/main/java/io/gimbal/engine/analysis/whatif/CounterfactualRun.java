package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.analysis.OutputComparison;
import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One generation run again under one policy, composed as a backtest is: engine, sender, gate, last look and
 * venue stepped on one virtual clock; only the market comes from the journal, and nothing is journaled. Used once, by
 * one thread.
 */
final class CounterfactualRun {
    private final JournalReader reader;
    private final RecordedSession session;
    private final TradingVenue venue;
    private final long endNs;
    private final EgressRelay relay = new EgressRelay();
    private final OutputComparison comparison = new OutputComparison();
    private final Map<Integer, ChangedOpening> changed;
    private final MeasuredEngine measured;

    /**
     * Composes a run.
     *
     * @param reader  of the journal
     * @param session the generation
     * @param variant how it hedges
     * @param venue   where orders go; closed with the run
     * @param bands   as in {@link MeasuredEngine}
     * @param endNs   last moment, epoch nanoseconds
     */
    CounterfactualRun(
            final JournalReader reader,
            final RecordedSession session,
            final PolicyVariant variant,
            final TradingVenue venue,
            final Function<RecordedSession.RecordedBook, CommonBand> bands,
            final long endNs) {
        this.reader = reader;
        this.session = session;
        this.venue = venue;
        this.endNs = endNs;
        changed = session.changed(variant);
        measured = new MeasuredEngine(session, bands, changed, relay);
    }

    /**
     * Runs it to its end; outputs are compared with the journaled ones as they come.
     *
     * @param progress told how many inputs were read, now and then
     */
    void run(final LongConsumer progress) {
        final Generation generation = session.generation();
        recover(generation);
        final VirtualClock clock = new VirtualClock(session.firstNs());
        try (venue;
                JournalTailer out = reader.out(generation.number());
                CounterfactualFeed feed = new CounterfactualFeed(
                        reader.in(generation.number()), session, changed, venue::shown, progress)) {
            comparison.begin(generation, out);
            step(generation, feed, clock);
            comparison.end();
        }
        measured.finish();
    }

    /** What earlier generations left, orders without an end among it, is known to the engine before it goes on. */
    private void recover(final Generation generation) {
        if (generation.number() == 1) {
            return;
        }
        final Replay replay = new Replay(reader, done -> {});
        relay.direct(replay.egress());
        final ReplayResult result = replay.run(measured, generation.number() - 1);
        final ReplayResult.Difference difference = result.difference();
        if (difference != null) {
            throw new EarlierGenerationException(difference);
        }
    }

    private void step(final Generation generation, final CounterfactualFeed feed, final VirtualClock clock) {
        final PipelineContext context = new PipelineContext()
                .engine(measured, relay)
                .journal(
                        new TallyAppender(generation.firstInSequence() - 1, (buffer, offset, length) -> true),
                        new TallyAppender(generation.firstOutSequence() - 1, comparison),
                        generation.epoch())
                .gateway(venue.gateway(), venue.replies())
                .lastLook(session.lastLook(changed))
                .feed(feed)
                .timerIntervalNs(0)
                .clock(clock);
        venue.beside().forEach(context::feed);
        try (Pipeline pipeline = Pipeline.launch(context)) {
            askAboutDoubts(clock);
            new SteppedRun(pipeline, clock, endNs, Pace.MAX).run();
        }
    }

    private void askAboutDoubts(final VirtualClock clock) {
        final HedgeEngine engine = measured.engine();
        for (int i = 0; i < engine.orders().size(); i++) {
            final WorkingOrder order = engine.orders().order(i);
            venue.gateway().query(order.orderId(), order.epoch(), clock.nanoTime());
        }
    }

    MeasuredEngine measured() {
        return measured;
    }

    ReplayResult.@Nullable Difference difference() {
        return comparison.difference();
    }

    long compared() {
        return comparison.compared();
    }
}
