package io.gimbal.engine.app.session;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.PipelineSettings;
import io.gimbal.engine.app.configuration.SurfaceSettings;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineConfiguration;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.engine.pipeline.surface.SurfaceFeed;
import io.gimbal.engine.pipeline.surface.SurfaceSchedule;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.SimulatedGateway;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalStorage;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One run, composed and driven: journal, recovery of what the directory holds, opening events, pipeline, simulated venue.
 * Opened, run and closed by one thread; {@link #stop()}, {@link #status()} and {@link #progress()} are for any.
 */
public final class EngineSession implements AutoCloseable {
    private static final int CANCEL_RESERVE_SHARE = 4;
    private static final long WATCH_MS = 20;

    private final SessionContext context;
    private final Journal journal;
    private final EgressRelay relay = new EgressRelay();
    private final HedgeEngine engine = new HedgeEngine(relay);
    private final SessionStatus status = new SessionStatus();
    private final SessionInstruments instruments;
    private final Feed market;
    private final SimulatedGateway venue;
    private final @Nullable SurfaceFeed surface;
    private final @Nullable AckFile ackFile;
    private final long inputsBefore;
    private final long outputsBefore;
    private volatile boolean isStopped;
    private volatile Runnable stop = () -> {};
    private volatile @Nullable EpochNanoClock clock;

    private EngineSession(final SessionContext context) {
        this.context = context;
        final Configuration configuration = context.configuration();
        final MarketSource source = context.source();
        final VenueTerms terms = new VenueTerms(configuration.fees());
        instruments = SessionInstruments.resolve(configuration, terms.profile(), source.listed(), source.tradeFromNs());
        market = source.play(instruments.specs());
        surface = surfaceFeed(context, instruments);
        journal = openJournal();
        ackFile = context.ackFile() == null ? null : new AckFile(context.ackFile());
        recover();
        inputsBefore = engine.inputs();
        outputsBefore = engine.outputs();
        venue = terms.venue(instruments.specs(), configuration.simulation(), journal.epoch());
    }

    /**
     * Opens a session: resolves what is traded, loads the market, opens the journal and recovers what it holds.
     *
     * @param context what it is made of
     * @return a session that has not begun
     * @throws DivergedException when the directory's journal is not what this engine makes of its inputs
     */
    public static EngineSession open(final SessionContext context) {
        return new EngineSession(context);
    }

    /** A stepped run's fits are made where time stands still, and enter after the declared delay. */
    private static @Nullable SurfaceFeed surfaceFeed(
            final SessionContext context, final SessionInstruments instruments) {
        final SurfaceSettings settings = context.configuration().surface();
        if (!settings.isEnabled()) {
            return null;
        }
        final SurfaceSchedule schedule = new SurfaceSchedule(
                context.source().playFromNs(),
                context.source().endNs(),
                settings.intervalNs(),
                context.isThreaded() ? 0 : settings.delayNs(),
                settings.maxQuoteAgeNs());
        return new SurfaceFeed(instruments.specs(), schedule, !context.isThreaded());
    }

    private Journal openJournal() {
        final JournalStorage storage =
                JournalStorages.named(context.configuration().journal().storage());
        return Journal.open(new JournalContext()
                .directory(context.directory())
                .storage(storage)
                .alsoReads(JournalStorages.all())
                .minFreeBytes(context.configuration().journal().minFreeBytes())
                .startTimeNs(context.source().playFromNs()));
    }

    /** Recovery is a replay of every earlier generation into the engine that then goes on. */
    private void recover() {
        if (journal.generation() == 1) {
            return;
        }
        final Replay replay = new Replay(JournalReader.open(context.directory(), JournalStorages.all()), done -> {});
        relay.direct(replay.egress());
        final ReplayResult result = replay.run(engine, journal.generation() - 1);
        final ReplayResult.Difference difference = result.difference();
        if (difference != null) {
            journal.close();
            throw new DivergedException(difference);
        }
    }

    /**
     * Runs to the end of the market, or until {@link #stop()}.
     *
     * @return what was done
     */
    public SessionResult run() {
        final long wallStartNs = System.nanoTime();
        if (context.isThreaded()) {
            runThreads();
        } else {
            runStepped();
        }
        final long wallNs = System.nanoTime() - wallStartNs;
        journal.close();
        return SessionResult.of(
                context.configuration(),
                engine,
                new SessionResult.Throughput(
                        engine.inputs() - inputsBefore,
                        engine.outputs() - outputsBefore,
                        wallNs,
                        Math.max(engine.engineTimeNs() - context.source().tradeFromNs(), 0)),
                context.directory().toString());
    }

    private void runStepped() {
        final VirtualClock virtual = new VirtualClock(context.source().playFromNs());
        clock = virtual;
        final PipelineContext stepped = pipelineContext(
                        context.configuration().engine().decisionHeartbeatNs())
                .clock(virtual);
        try (Pipeline pipeline = Pipeline.launch(stepped)) {
            askAboutDoubts();
            final SteppedRun run =
                    new SteppedRun(pipeline, virtual, context.source().endNs(), context.pace());
            stop = run::stop;
            if (isStopped) {
                run.stop();
            }
            run.run();
        }
    }

    private void runThreads() {
        final ScaledClock scaled =
                new ScaledClock(context.source().playFromNs(), context.pace().speed(), SystemNanoClock.INSTANCE);
        clock = scaled;
        final PipelineContext threaded = pipelineContext(0)
                .clocks(scaled, SystemNanoClock.INSTANCE)
                .timerIntervalNs(context.configuration().pipeline().timerIntervalNs());
        try (Pipeline pipeline = Pipeline.launch(threaded);
                SurfaceThread fits = SurfaceThread.of(surface)) {
            fits.start();
            askAboutDoubts();
            pipeline.startThreads();
            awaitEnd(pipeline, scaled);
        }
    }

    private void awaitEnd(final Pipeline pipeline, final ScaledClock scaled) {
        try {
            while (!isStopped && scaled.nanoTime() < context.source().endNs()) {
                if (pipeline.failStop().await(WATCH_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PipelineContext pipelineContext(final long timerNs) {
        final Configuration configuration = context.configuration();
        final MarketSource source = context.source();
        final PipelineSettings settings = configuration.pipeline();
        final PipelineContext pipeline = new PipelineContext()
                .engine(engine, relay)
                .journal(watchIn(journal.in()), watchOut(journal.out()), journal.epoch())
                .gateway(venue, venue)
                .feed(new ShownFeed(market, venue, surface))
                .feed(new ScheduledEvents(source.tradeFromNs(), source.endNs(), timerNs))
                .preamble(opening())
                .lastLook(lastLook())
                .ringSlots(settings.ringInSlots(), settings.ringOutSlots())
                .engineWait(PipelineConfiguration.waitStrategy(settings.waitStrategy()))
                .idle(() -> IdleStrategies.named(settings.idleStrategy()));
        return surface == null ? pipeline : pipeline.feed(surface);
    }

    private Preamble opening() {
        final SessionOpening.Identity identity = new SessionOpening.Identity(
                context.mode(),
                context.codeHash(),
                context.codeVersion(),
                String.valueOf(context.directory().getFileName()),
                inputsBefore == 0 ? 0 : engine.stateHash());
        return new SessionOpening(context.source().playFromNs())
                .events(identity, journal, context.configuration(), instruments);
    }

    private JournalAppender watchIn(final JournalAppender appender) {
        final AckFile ack = ackFile;
        return ack == null ? appender : new AppendWatch(appender, (buffer, offset, sequence) -> ack.onIn(sequence));
    }

    private JournalAppender watchOut(final JournalAppender appender) {
        final AckFile ack = ackFile;
        final JournalAppender told = new AppendWatch(appender, status);
        return ack == null ? told : new AppendWatch(told, (buffer, offset, sequence) -> ack.onOut(sequence));
    }

    /** The sender's own limits, from the configuration and not from the engine: only hedge instruments may trade. */
    private LastLookContext lastLook() {
        final Configuration configuration = context.configuration();
        final int maxMessages = configuration.rate().maxMessages();
        final LastLookContext limits = new LastLookContext()
                .messages(
                        maxMessages + maxMessages / CANCEL_RESERVE_SHARE + 1,
                        maxMessages / CANCEL_RESERVE_SHARE + 1,
                        configuration.rate().windowNs());
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            final InstrumentSpec hedge = instruments.specs().get(instruments.hedgeId(book, settings));
            limits.underlying(
                    book, settings.limits().maxOrderUsd(), settings.limits().collarRate());
            limits.instrument(hedge.instrumentId(), book, hedge.kind(), hedge.settlement());
        }
        return limits;
    }

    /** Orders of an earlier session without an end: the venue is asked about each, and answers as an input. */
    private void askAboutDoubts() {
        final OrderTable orders = engine.orders();
        for (int i = 0; i < orders.size(); i++) {
            venue.query(
                    orders.order(i).orderId(),
                    orders.order(i).epoch(),
                    context.source().playFromNs());
        }
    }

    /** Ends the run early, after the event that is under way. Any thread may call. */
    public void stop() {
        isStopped = true;
        stop.run();
    }

    /** {@return the latest state; any thread may read it} */
    public SessionStatus status() {
        return status;
    }

    /** {@return the share of market time that has passed, 0 to 1; any thread may ask} */
    public double progress() {
        final EpochNanoClock running = clock;
        if (running == null) {
            return 0;
        }
        final double span = context.source().endNs() - context.source().playFromNs();
        final double passed = running.nanoTime() - context.source().playFromNs();
        return span > 0 ? Math.min(Math.max(passed / span, 0), 1) : 1;
    }

    @Override
    public void close() {
        journal.close();
        market.close();
        if (ackFile != null) {
            ackFile.close();
        }
    }
}
