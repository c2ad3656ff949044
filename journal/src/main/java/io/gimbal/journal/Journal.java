package io.gimbal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The memory of one instance, open for writing: one new generation with its two queues. Opening takes the lock, seals
 * what an unclean stop left behind, takes a new epoch and starts a generation; closing records where it ended.
 *
 * <p>The first record of {@link #in()} must be a Genesis that carries {@link #generation()}, {@link #epoch()} and
 * {@link #predecessor()}. Each appender is owned by one thread; {@link #force()} may be called from any; {@link #close()}
 * is called when the owners of the appenders have stopped.
 */
public final class Journal implements AutoCloseable {
    private static final long MAX_EPOCH = 0xFFFF_FFFFL;

    private final InstanceLayout layout;
    private final InstanceLock lock;
    private final RecoveryReport recovery;
    private final Generation generation;
    private final Manifest manifest;
    private final FramedAppender in;
    private final FramedAppender out;
    private final Object forcing = new Object();

    private volatile long durableInSequence;
    private volatile long durableOutSequence;
    private boolean isClosed;

    private Journal(final JournalContext context, final InstanceLayout layout, final InstanceLock lock)
            throws IOException {
        this.layout = layout;
        this.lock = lock;
        final Recovery found = new Recovery(layout, context.storages(), context.isDamageSealed());
        final Manifest sealed = found.run(Manifest.read(layout.manifest()));
        final long taken = takeEpoch(context, layout, sealed, found);
        this.recovery = found.report();
        this.generation = Generation.open(
                sealed.generations().size() + 1,
                (int) taken,
                InstanceLayout.day(context.startTimeNs()),
                context.storage().name(),
                sealed.end());
        this.manifest = sealed.with(generation);
        manifest.write(layout.manifest());
        this.in = appender(context, Generation.IN);
        this.out = secondAppender(context);
        this.durableInSequence = in.lastSequence();
        this.durableOutSequence = out.lastSequence();
    }

    /**
     * Opens the journal of a directory.
     *
     * @param context what it needs; concluded here when it is not yet
     * @return the journal, a new generation in it
     * @throws JournalBusyException    when another writer has it
     * @throws JournalCorruptException when what is there cannot be trusted; nothing is changed then
     * @throws JournalSpaceException   when less than the reserve is free
     * @throws UncheckedIOException    when the file system refuses
     */
    public static Journal open(final JournalContext context) {
        context.conclude();
        final Path root = context.directory();
        final InstanceLayout layout = new InstanceLayout(root);
        try {
            InstanceLayout.create(root);
            checkSpace(context);
            final InstanceLock lock = InstanceLock.acquire(layout.lock());
            try {
                return new Journal(context, layout, lock);
            } catch (final IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open the journal: directory=" + root, e);
        }
    }

    private static void checkSpace(final JournalContext context) {
        final long usable = context.usableBytes().getAsLong();
        if (context.minFreeBytes() > 0 && usable < context.minFreeBytes()) {
            throw new JournalSpaceException("not enough free space for a journal: directory=" + context.directory()
                    + ", usableBytes=" + usable + ", minFreeBytes=" + context.minFreeBytes());
        }
    }

    private static long takeEpoch(
            final JournalContext context, final InstanceLayout layout, final Manifest known, final Recovery recovery)
            throws IOException {
        final long stored = EpochFile.read(layout.epoch());
        if (stored == EpochFile.DAMAGED && known.generations().isEmpty()) {
            throw new JournalCorruptException(
                    0, "EPOCH is damaged and no MANIFEST tells it: directory=" + layout.root());
        }
        if (stored == EpochFile.DAMAGED) {
            recovery.suspect("EPOCH is damaged: the MANIFEST's highest was taken: epoch=" + known.highestEpoch());
        } else if (stored < known.highestEpoch()) {
            recovery.suspect("EPOCH is behind the MANIFEST: epoch=" + stored + ", highest=" + known.highestEpoch());
        }
        final long next = Math.max(Math.max(stored, known.highestEpoch()) + 1, context.epochFloor());
        if (next > MAX_EPOCH) {
            throw new JournalCorruptException(0, "no epoch is left: directory=" + layout.root());
        }
        EpochFile.write(layout.epoch(), next, context.startTimeNs());
        return next;
    }

    private FramedAppender appender(final JournalContext context, final String queue) throws IOException {
        final Path directory = layout.queue(generation, queue);
        InstanceLayout.create(directory);
        return new FramedAppender(
                generation.start(queue),
                context.storage().create(directory, context.blockBytes(), context.startTimeNs()),
                new SpaceGuard(context.minFreeBytes(), context.usableBytes()));
    }

    private FramedAppender secondAppender(final JournalContext context) throws IOException {
        try {
            return appender(context, Generation.OUT);
        } catch (final IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    /** {@return how often this instance has started, from 1, unsigned; never reused} */
    public int epoch() {
        return generation.epoch();
    }

    /** {@return the number of the generation being written, from 1} */
    public int generation() {
        return generation.number();
    }

    /** {@return where the generation before ended} */
    public Predecessor predecessor() {
        return generation.before();
    }

    /** {@return what opening found of earlier generations} */
    public RecoveryReport recovery() {
        return recovery;
    }

    /** {@return the appender of inputs, for the engine thread} */
    public JournalAppender in() {
        return in;
    }

    /** {@return the appender of outputs, for the sender thread} */
    public JournalAppender out() {
        return out;
    }

    /**
     * Brings everything that has been appended to stable storage and then publishes how far that is. Callable from any
     * thread; one call at a time does the work. An append alone survives the death of the process, only this survives the
     * loss of power.
     *
     * @throws UncheckedIOException when the system cannot promise that; the journal must not be trusted to be durable
     *                              any more
     */
    public void force() {
        synchronized (forcing) {
            final long inSequence = in.publishedSequence();
            final long outSequence = out.publishedSequence();
            try {
                in.writer().force();
                out.writer().force();
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot force the journal: directory=" + layout.root(), e);
            }
            durableInSequence = inSequence;
            durableOutSequence = outSequence;
        }
    }

    /** {@return sequence of the last input that is known to survive the loss of power} */
    public long durableInSequence() {
        return durableInSequence;
    }

    /** {@return sequence of the last output that is known to survive the loss of power} */
    public long durableOutSequence() {
        return durableOutSequence;
    }

    /**
     * Ends the generation: closes both queues, forces them, records their last sequences and chains in the MANIFEST and
     * gives the lock back. After a failed append the generation stays unclean, for recovery to judge. Idempotent.
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (lock) {
            closeAppenders();
            if (!in.isFailed() && !out.isFailed()) {
                force();
                manifest.with(generation.ended(Generation.State.CLOSED, end())).write(layout.manifest());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the journal: directory=" + layout.root(), e);
        }
    }

    private void closeAppenders() {
        try {
            in.close();
        } finally {
            out.close();
        }
    }

    private Predecessor end() {
        return new Predecessor(generation.number(), in.lastSequence(), in.chain(), out.lastSequence(), out.chain());
    }
}
