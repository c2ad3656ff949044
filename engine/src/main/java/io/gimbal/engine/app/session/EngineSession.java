package io.gimbal.engine.app.session;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.PipelineSettings;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.GateReason;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineConfiguration;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalStorage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One run, composed and driven: journal, recovery of what the directory holds, opening events, pipeline, simulated venue.
 * Opened, run and closed by one thread; {@link #stop()}, {@link #status()} and {@link #progress()} are for any.
 */
public final class EngineSession implements AutoCloseable {
    private static final long WATCH_MS = 20;
    private static final long LEAVE_NS = TimeUnit.SECONDS.toNanos(10);

    private final SessionContext context;
    private final JournalStorage storage;
    private final Journal journal;
    private final EgressRelay relay = new EgressRelay();
    private final HedgeEngine engine;
    private final FillToHedge fills;
    private final SessionStatus status = new SessionStatus();
    private final RejectWatch rejects = new RejectWatch();
    private final SessionSpan span;
    private final EpochNanoClock clock;
    private final VenueLink venue;
    private final WireLatencyRecorder wire;
    private final BesideFeeds beside;
    private final @Nullable AckFile ackFile;
    private final long inputsBefore;
    private final long outputsBefore;
    private volatile boolean isStopped;
    private volatile Runnable stop = () -> {};

    private EngineSession(final SessionContext context, final JournalStorage storage) {
        this.context = context;
        this.storage = storage;
        fills = new FillToHedge(this::apply, relay, this::ordersInFlight);
        engine = new HedgeEngine(fills::onOutput);
        final SessionSpan planned = context.venue().span();
        journal = openJournal(planned);
        ackFile = context.ackFile() == null ? null : new AckFile(context.ackFile());
        recover();
        inputsBefore = engine.inputs();
        outputsBefore = engine.outputs();
        clock = context.isThreaded() ? context.venue().clock(context.pace()) : new VirtualClock(planned.playFromNs());
        venue = openVenue();
        span = planned.joinedAt(venue.joinedNs());
        wire = context.isThreaded()
                ? WireLatencyRecorder.byReceiveTime(venue.gateway(), clock, fills)
                : WireLatencyRecorder.byStamp(venue.gateway(), SystemNanoClock.INSTANCE::nanoTime, fills);
        final List<InstrumentSpec> specs = venue.instruments().specs();
        final boolean[] isHedge = new boolean[specs.size()];
        for (int i = 0; i < isHedge.length; i++) {
            isHedge[i] = !specs.get(i).isOption();
        }
        fills.instruments(specs.stream().mapToInt(InstrumentSpec::underlyingId).toArray(), isHedge);
        beside = BesideFeeds.of(context.configuration(), context.isThreaded(), span, venue.instruments());
    }

    /** A venue that cannot be joined leaves a closed journal behind. */
    private VenueLink openVenue() {
        try {
            return context.venue().open(journal.epoch(), clock);
        } catch (final RuntimeException e) {
            journal.close();
            closeAckFile();
            throw e;
        }
    }

    /**
     * Opens a session: resolves what is traded, loads the market, opens the journal and recovers what it holds.
     *
     * @param context what it is made of
     * @return a session that has not begun
     * @throws DivergedException when the directory's journal is not what this engine makes of its inputs
     */
    public static EngineSession open(final SessionContext context) {
        return open(
                context, JournalStorages.named(context.configuration().journal().storage()));
    }

    /**
     * Opens a session that keeps its journal where the caller says, whatever the configuration names.
     *
     * @param context what it is made of
     * @param storage keeps the records; also the earlier generations, where none of the known storages did
     * @return a session that has not begun
     * @throws DivergedException when the directory's journal is not what this engine makes of its inputs
     */
    public static EngineSession open(final SessionContext context, final JournalStorage storage) {
        return new EngineSession(context, storage);
    }

    private Journal openJournal(final SessionSpan planned) {
        return Journal.open(new JournalContext()
                .directory(context.directory())
                .storage(storage)
                .alsoReads(JournalStorages.all())
                .minFreeBytes(context.configuration().journal().minFreeBytes())
                .startTimeNs(planned.playFromNs()));
    }

    /** Recovery is a replay of every earlier generation into the engine that then goes on. */
    private void recover() {
        if (journal.generation() == 1) {
            return;
        }
        final Replay replay =
                new Replay(JournalReader.open(context.directory(), JournalStorages.with(storage)), done -> {});
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
                context.mode(),
                context.configuration(),
                engine,
                new SessionResult.Throughput(
                        engine.inputs() - inputsBefore,
                        engine.outputs() - outputsBefore,
                        wallNs,
                        Math.max(engine.engineTimeNs() - span.tradeFromNs(), 0)),
                new SessionResult.Wire(venue.venues(), rejects.rejects(), wire.latencies(), wire.fillToHedge()),
                context.directory().toString());
    }

    private void runStepped() {
        final VirtualClock virtual = (VirtualClock) clock;
        try (Pipeline pipeline = Pipeline.launch(pipelineContext().clock(virtual))) {
            askAboutDoubts();
            final SteppedRun run = new SteppedRun(pipeline, virtual, span.endNs(), context.pace());
            stop = run::stop;
            if (isStopped) {
                run.stop();
            }
            run.run();
            leaveInVirtualTime(pipeline, virtual);
        }
    }

    private void leaveInVirtualTime(final Pipeline pipeline, final VirtualClock virtual) {
        pipeline.gate().close(GateReason.SHUTDOWN);
        venue.beginStop();
        final long latestNs = virtual.nanoTime() + LEAVE_NS;
        long nextNs = pipeline.nextTimeNs();
        while (!venue.isStopped() && nextNs <= latestNs) {
            virtual.advanceTo(nextNs);
            pipeline.step();
            nextNs = pipeline.nextTimeNs();
        }
    }

    private void runThreads() {
        final PipelineContext threaded = pipelineContext()
                .clocks(clock, SystemNanoClock.INSTANCE)
                .timerIntervalNs(context.configuration().pipeline().timerIntervalNs());
        try (Pipeline pipeline = Pipeline.launch(threaded);
                JobThread jobs = JobThread.of(beside.agents())) {
            jobs.start();
            askAboutDoubts();
            pipeline.startThreads();
            awaitEnd(pipeline);
        }
    }

    private void awaitEnd(final Pipeline pipeline) {
        try {
            while (!isStopped && clock.nanoTime() < span.endNs()) {
                if (pipeline.failStop().await(WATCH_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            leave(pipeline);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing new leaves any more; what rests at the venue is taken out, and the venue's word for it awaited. */
    private void leave(final Pipeline pipeline) throws InterruptedException {
        pipeline.gate().close(GateReason.SHUTDOWN);
        venue.beginStop();
        final long beganNs = System.nanoTime();
        while (!venue.isStopped() && System.nanoTime() - beganNs < LEAVE_NS) {
            if (pipeline.failStop().await(WATCH_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private PipelineContext pipelineContext() {
        final Configuration configuration = context.configuration();
        final PipelineSettings settings = configuration.pipeline();
        final PipelineContext pipeline = new PipelineContext()
                .engine(fills, relay)
                .journal(watchIn(journal.in()), watchOut(journal.out()), journal.epoch())
                .gateway(wire, beside.answers(stamped(venue.replies())))
                .gate(venue.gate())
                .preamble(opening())
                .lastLook(SenderLimits.of(configuration, venue.instruments(), span.playFromNs()))
                .ringSlots(settings.ringInSlots(), settings.ringOutSlots())
                .engineWait(PipelineConfiguration.waitStrategy(settings.waitStrategy()))
                .idle(() -> IdleStrategies.named(settings.idleStrategy()));
        for (final Feed feed : venue.feeds()) {
            pipeline.feed(beside.market(stamped(feed)));
        }
        return beside.addTo(pipeline);
    }

    private Feed stamped(final Feed feed) {
        return context.isThreaded() ? feed : new StampedFeed(feed, wire);
    }

    private void apply(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
    }

    private int ordersInFlight() {
        return engine.orders().size();
    }

    private Preamble opening() {
        final SessionOpening.Identity identity = new SessionOpening.Identity(
                context.mode(),
                context.codeHash(),
                context.codeVersion(),
                String.valueOf(context.directory().getFileName()),
                inputsBefore == 0 ? 0 : engine.stateHash());
        return new SessionOpening(span.playFromNs()).events(identity, journal, context.configuration(), venue);
    }

    private JournalAppender watchIn(final JournalAppender appender) {
        final AckFile ack = ackFile;
        final JournalAppender counted = new AppendWatch(appender, rejects);
        return ack == null ? counted : new AppendWatch(counted, (buffer, offset, sequence) -> ack.onIn(sequence));
    }

    private JournalAppender watchOut(final JournalAppender appender) {
        final AckFile ack = ackFile;
        final JournalAppender told = new AppendWatch(appender, status);
        return ack == null ? told : new AppendWatch(told, (buffer, offset, sequence) -> ack.onOut(sequence));
    }

    /** Orders of an earlier session without an end: the venue is asked about each, and answers as an input. */
    private void askAboutDoubts() {
        final OrderTable orders = engine.orders();
        final Whereabouts whereabouts = new Whereabouts(context.directory());
        for (int i = 0; i < orders.size(); i++) {
            final WorkingOrder order = orders.order(i);
            venue.tell(order.orderId(), order.epoch(), whereabouts.connection(order.epoch(), order.instrumentId()));
            wire.query(order.orderId(), order.epoch(), clock.nanoTime());
        }
    }

    /** Ends the run early, after the event that is under way. Any thread may call. */
    public void stop() {
        isStopped = true;
        stop.run();
    }

    /** {@return the engine; for the thread that drives it, and before and after a run for the one that composed it} */
    public HedgeEngine engine() {
        return engine;
    }

    /** {@return the latest state; any thread may read it} */
    public SessionStatus status() {
        return status;
    }

    /** {@return the share of market time that has passed, 0 to 1; any thread may ask} */
    public double progress() {
        final double passed = clock.nanoTime() - span.playFromNs();
        return span.lengthNs() > 0 ? Math.min(Math.max(passed / span.lengthNs(), 0), 1) : 1;
    }

    @Override
    public void close() {
        journal.close();
        venue.close();
        closeAckFile();
    }

    private void closeAckFile() {
        if (ackFile != null) {
            ackFile.close();
        }
    }
}
