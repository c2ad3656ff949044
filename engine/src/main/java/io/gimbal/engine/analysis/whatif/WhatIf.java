package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.hedging.BucketedPnl;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.market.BookDepth;
import io.gimbal.engine.market.QuotedBooks;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Re-runs a generation of a journal under its own policies and under others, and compares. The session as it was is
 * replayed first, its own executions included; then its policies run under the fill model, the baseline; then each
 * other one. Used by one thread.
 */
public final class WhatIf {
    /** Length of a block of the bootstrap unless asked otherwise, minutes. */
    public static final int DEFAULT_BLOCK_MINUTES = 30;

    /** Resamples of the bootstrap. */
    public static final int DRAWS = 2_000;

    private static final double NS_PER_SECOND = 1e9;
    private static final long NS = 1_000_000_000L;
    private static final int SECONDS_PER_MINUTE = 60;

    /**
     * What is asked.
     *
     * @param directory       of the journal
     * @param generation      to run; 0 is the last
     * @param fills           how orders fill
     * @param commonHalfWidth of the band that time outside is measured against, coins; 0 takes each book's as recorded
     * @param isOnExchange    whether every policy is run on a local exchange too
     * @param depthCoins      of a level of its books, coins; 0 for {@link BookDepth#DEFAULT_USD} dollars' worth
     * @param toNs            last moment, epoch nanoseconds; 0 is the last recorded input
     * @param blockMinutes    length of a block of the bootstrap, whole multiples of 5
     * @param seed            of the bootstrap
     */
    public record Question(
            Path directory,
            int generation,
            FillModel fills,
            double commonHalfWidth,
            boolean isOnExchange,
            double depthCoins,
            long toNs,
            int blockMinutes,
            long seed) {}

    /** One run's results, with its buckets. */
    private record Measured(WhatIfReport.Outcome outcome, BucketRows rows) {}

    private final Question question;
    private final JournalReader reader;
    private final RecordedSession session;
    private final PairedBootstrap bootstrap;
    private final CommonBands bands;
    private final EgressRelay replayRelay = new EgressRelay();
    private final long endNs;
    private int runs;

    /**
     * Reads what the session was.
     *
     * @param question what is asked
     * @param reader   of the journal
     * @throws BadFileException when the journal has no such generation, or that hedged nothing
     * @throws io.gimbal.journal.JournalCorruptException when a record is not what was written
     */
    public WhatIf(final Question question, final JournalReader reader) {
        this.question = question;
        this.reader = reader;
        final Path directory = question.directory();
        final Generation generation = generation(question, reader);
        try (JournalTailer in = reader.in(generation.number())) {
            session = RecordedSession.read(in, generation, directory);
        }
        bands = new CommonBands(session, question.commonHalfWidth());
        final int bucketMinutes = (int) (BucketedPnl.BUCKET_NS / NS / SECONDS_PER_MINUTE);
        bootstrap = new PairedBootstrap(question.blockMinutes() / bucketMinutes, DRAWS, question.seed());
        endNs = question.toNs() == 0 ? session.lastNs() : question.toNs();
    }

    private static Generation generation(final Question question, final JournalReader reader) {
        final List<Generation> all = reader.generations();
        final int number = question.generation() == 0 ? all.size() : question.generation();
        if (number < 1 || number > all.size()) {
            throw new BadFileException(
                    question.directory(), 0, "", "generation " + number, "one of 1 to " + all.size());
        }
        return all.get(number - 1);
    }

    /** {@return number of the generation that is run} */
    public int generation() {
        return session.generation().number();
    }

    /** {@return what the session was told of each book, by underlying id, ascending} */
    public List<BookOpening> openings() {
        return session.openings();
    }

    /** {@return how many inputs one run reads} */
    public long inputs() {
        return session.inputs();
    }

    /**
     * Where networks of policies come from.
     *
     * @param reader reads a file; throws {@link IllegalArgumentException} where it is no network
     * @return that, and the journal
     */
    public NetworkSource networks(final Function<String, BandNetwork> reader) {
        return new NetworkSource(
                reader,
                session.openings().stream()
                        .allMatch(opening ->
                                !opening.all(PolicyNetworkDecoder.TEMPLATE_ID).isEmpty()));
    }

    /**
     * Every policy of the catalogue with its defaults; a half-width that must be said is the recorded books' own.
     *
     * @param values   of parameters by key, for the policies that take them, in their units
     * @param networks where the network of a policy comes from
     * @param skipped  takes those that cannot run, with the reason
     * @return the others, in the catalogue's order
     * @throws IllegalArgumentException when a value is no number or out of its range, or a network cannot be read
     */
    public List<PolicyVariant> each(
            final Map<String, String> values, final NetworkSource networks, final List<WhatIfReport.Skipped> skipped) {
        return new WholeCatalogue(session.books(), values, networks).variants(skipped);
    }

    /**
     * Runs everything.
     *
     * @param variants the other policies
     * @param skipped  told in the report
     * @param progress told how many inputs were read in all runs so far, now and then
     * @return the comparison
     * @throws EarlierGenerationException when generations before this one are not what this code makes of their inputs
     */
    public WhatIfReport run(
            final List<PolicyVariant> variants, final List<WhatIfReport.Skipped> skipped, final LongConsumer progress) {
        final CounterfactualRun first = new CounterfactualRun(
                reader, session, PolicyVariant.AS_RECORDED, question.fills().venue(session), bands::writing, endNs);
        first.run(nextRun(progress));
        final MeasuredEngine replayed = new MeasuredEngine(session, bands::reading, Map.of(), replayRelay);
        final ReplayResult replay = replay(replayed, nextRun(progress));
        final Measured baseline = onExchange(
                PolicyVariant.AS_RECORDED, measured(PolicyVariant.AS_RECORDED.name(), first.measured()), progress);
        final List<WhatIfReport.Outcome> outcomes = new ArrayList<>();
        for (final PolicyVariant variant : variants) {
            final CounterfactualRun run = newRun(variant, question.fills().venue(session));
            run.run(nextRun(progress));
            final Measured ruled = measured(variant.name(), run.measured());
            outcomes.add(compared(baseline, onExchange(variant, ruled, progress)));
        }
        final boolean isReplayed = replay.identical();
        final WhatIfReport.Outcome recorded = isReplayed ? compared(baseline, measured("recorded", replayed)) : null;
        return report(
                new WhatIfReport.Recorded(isReplayed, replay.difference(), recorded),
                new WhatIfReport.Baseline(
                        first.difference() == null, first.compared(), first.difference(), baseline.outcome()),
                baseline.rows().byBucket().size(),
                outcomes,
                skipped);
    }

    private LongConsumer nextRun(final LongConsumer progress) {
        final long done = session.inputs() * runs;
        runs++;
        return read -> progress.accept(done + read);
    }

    private ReplayResult replay(final MeasuredEngine engine, final LongConsumer progress) {
        final Replay replay = new Replay(reader, progress);
        replayRelay.direct(replay.egress());
        final ReplayResult result = replay.run(engine, session.generation().number());
        engine.finish();
        return result;
    }

    private CounterfactualRun newRun(final PolicyVariant variant, final TradingVenue venue) {
        return new CounterfactualRun(reader, session, variant, venue, bands::reading, endNs);
    }

    /** The same policy once more on the exchange, where that was asked for, compared with its run by the fill model. */
    private Measured onExchange(final PolicyVariant variant, final Measured ruled, final LongConsumer progress) {
        if (!question.isOnExchange()) {
            return ruled;
        }
        final ExchangeTrading venue;
        try (JournalTailer opening = reader.in(session.generation().number())) {
            venue = new ExchangeTrading(session, depth(), question.fills().latencyNs(), opening);
        }
        final CounterfactualRun run = newRun(variant, venue);
        run.run(nextRun(progress));
        final WhatIfReport.Outcome outcome = compared(ruled, measured(variant.name(), run.measured()));
        final WhatIfReport.Difference difference = Objects.requireNonNull(outcome.difference());
        final QuotedBooks books = venue.books();
        final WhatIfReport.ExchangeRun traded = new WhatIfReport.ExchangeRun(
                outcome.costUsd(),
                difference.costUsd().value(),
                difference.costUsd().standardError(),
                books.consumedCoins(),
                books.beyondTouchCoins(),
                books.restedCoins(),
                books.cutShort(),
                venue.refused(),
                outcome);
        return new Measured(ruled.outcome().on(traded), ruled.rows());
    }

    /** Amounts that a backtest quoted were declared by its configuration, not recorded. */
    private BookDepth depth() {
        return new BookDepth(question.depthCoins(), session.mode() != RunMode.BACKTEST);
    }

    private WhatIfReport.@Nullable ExchangeModel exchangeModel() {
        if (!question.isOnExchange()) {
            return null;
        }
        final BookDepth depth = depth();
        final boolean isStated = depth.coins() > 0;
        return new WhatIfReport.ExchangeModel(
                depth.isTouchQuoted(),
                isStated ? depth.coins() : null,
                isStated ? null : BookDepth.DEFAULT_USD,
                BookDepth.LEVELS,
                BookDepth.STEP_BP,
                question.fills().latencyNs());
    }

    /**
     * How much work it is.
     *
     * @param variants how many other policies
     * @return how often the inputs are read
     */
    public long passes(final int variants) {
        final long runs = variants + 1L;
        return question.isOnExchange() ? 2 * runs + 1 : runs + 1;
    }

    private static Measured measured(final String policy, final MeasuredEngine run) {
        final List<WhatIfReport.Book> books = run.results();
        final WhatIfReport.Book only = books.size() == 1 ? books.get(0) : null;
        final HedgeEngine engine = run.engine();
        final WhatIfReport.Outcome outcome = new WhatIfReport.Outcome(
                policy,
                books.stream().mapToLong(WhatIfReport.Book::orders).sum(),
                books.stream().mapToLong(WhatIfReport.Book::fills).sum(),
                books.stream().mapToDouble(WhatIfReport.Book::costUsd).sum(),
                books.stream().mapToDouble(WhatIfReport.Book::feesUsd).sum(),
                books.stream().mapToDouble(WhatIfReport.Book::slippageUsd).sum(),
                run.rows().trackingErrorUsd(),
                books.stream().mapToDouble(WhatIfReport.Book::pnlUsd).sum(),
                run.rows().pnlStdUsd(),
                only == null ? null : only.maxAbsDelta(),
                only == null ? null : only.timeOutsideS(),
                only == null ? null : only.timeOutsideOwnBandS(),
                books.stream().anyMatch(WhatIfReport.Book::policyOverridden),
                HexFormat.of().toHexDigits(engine.outputHash()),
                HexFormat.of().toHexDigits(engine.stateHash()),
                books,
                null,
                null);
        return new Measured(outcome, run.rows());
    }

    private WhatIfReport.Outcome compared(final Measured baseline, final Measured other) {
        final PairedBootstrap.Errors errors = bootstrap.errors(baseline.rows(), other.rows());
        final WhatIfReport.Outcome left = baseline.outcome();
        final WhatIfReport.Outcome right = other.outcome();
        return right.against(new WhatIfReport.Difference(
                right.orders() - left.orders(),
                right.fills() - left.fills(),
                new WhatIfReport.Estimate(right.costUsd() - left.costUsd(), errors.cost()),
                ratio(right.costUsd(), left.costUsd(), errors.costRatio()),
                new WhatIfReport.Estimate(right.trackingErrorUsd() - left.trackingErrorUsd(), errors.trackingError()),
                ratio(right.trackingErrorUsd(), left.trackingErrorUsd(), errors.trackingErrorRatio()),
                new WhatIfReport.Estimate(right.pnlUsd() - left.pnlUsd(), errors.pnl()),
                new WhatIfReport.Estimate(right.pnlStdUsd() - left.pnlStdUsd(), errors.pnlStd()),
                ratio(right.pnlStdUsd(), left.pnlStdUsd(), errors.pnlStdRatio())));
    }

    private static WhatIfReport.@Nullable Estimate ratio(
            final double value, final double base, final @Nullable Double standardError) {
        return base > 0 ? new WhatIfReport.Estimate(value / base, standardError) : null;
    }

    private WhatIfReport report(
            final WhatIfReport.Recorded recorded,
            final WhatIfReport.Baseline baseline,
            final int buckets,
            final List<WhatIfReport.Outcome> outcomes,
            final List<WhatIfReport.Skipped> skipped) {
        return new WhatIfReport(
                question.directory().toString(),
                session.generation().number(),
                session.mode().name(),
                instant(session.firstNs()),
                instant(endNs),
                (endNs - session.firstNs()) / NS_PER_SECOND,
                question.fills(),
                exchangeModel(),
                new WhatIfReport.Bootstrap(
                        buckets,
                        BucketedPnl.BUCKET_NS / NS_PER_SECOND,
                        (double) question.blockMinutes() * SECONDS_PER_MINUTE,
                        DRAWS,
                        question.seed()),
                recorded,
                baseline,
                List.copyOf(outcomes),
                List.copyOf(skipped));
    }

    private static String instant(final long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS), Math.floorMod(epochNs, NS))
                .toString();
    }
}
