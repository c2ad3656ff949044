package io.gimbal.engine.analysis;

import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.chronicle.ChronicleStorage;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.IndexPriceEncoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.file.FileStorage;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Runs an engine in a pipeline over a real journal: one generation of index prices. */
final class JournaledRun {
    static final JournalStorage FILE = new FileStorage();
    static final JournalStorage CHRONICLE = new ChronicleStorage();
    static final long START_NS = 1_681_344_000_000_000_000L;

    private final Path directory;
    private JournalStorage storage = FILE;
    private int prices = 100;
    private boolean isThreaded;
    private UnaryOperator<JournalAppender> in = appender -> appender;
    private UnaryOperator<JournalAppender> out = appender -> appender;
    private Runnable beforeClose = () -> {};

    JournaledRun(final Path directory) {
        this.directory = directory;
    }

    JournaledRun storage(final JournalStorage newStorage) {
        storage = newStorage;
        return this;
    }

    JournaledRun prices(final int newPrices) {
        prices = newPrices;
        return this;
    }

    JournaledRun onThreads() {
        isThreaded = true;
        return this;
    }

    /** Loses inputs above a sequence, as a power cut would. */
    JournaledRun losingInputsAfter(final long sequence) {
        in = appender -> new Losing(appender, sequence);
        return this;
    }

    /** Loses outputs above a sequence, as the death of the process between engine and sender would. */
    JournaledRun losingOutputsAfter(final long sequence) {
        out = appender -> new Losing(appender, sequence);
        return this;
    }

    /** Looks at the directory while the generation is still open. */
    JournaledRun beforeClose(final Runnable action) {
        beforeClose = action;
        return this;
    }

    static JournalReader reader(final Path directory) {
        return JournalReader.open(directory, FILE, CHRONICLE);
    }

    void run(final SummingEngine engine) {
        try (Journal journal = Journal.open(new JournalContext()
                .directory(directory)
                .storage(storage)
                .alsoReads(FILE, CHRONICLE)
                .startTimeNs(START_NS)
                .blockBytes(1 << 16)
                .minFreeBytes(0))) {
            final VirtualClock clock = new VirtualClock(START_NS);
            final Prices feed = new Prices(prices);
            final Venue venue = new Venue();
            final PipelineContext context = new PipelineContext()
                    .engine(engine, engine.relay())
                    .journal(in.apply(journal.in()), out.apply(journal.out()), journal.epoch())
                    .gateway(venue, venue)
                    .feed(feed)
                    .preamble(genesis(journal))
                    .timerIntervalNs(0)
                    .clock(clock);
            try (Pipeline pipeline = Pipeline.launch(context)) {
                if (isThreaded) {
                    clock.advanceTo(START_NS + prices);
                    pipeline.startThreads();
                    awaitInputs(pipeline);
                } else {
                    new SteppedRun(pipeline, clock, Feed.EXHAUSTED, Pace.MAX).run();
                }
            }
            beforeClose.run();
        }
    }

    private void awaitInputs(final Pipeline pipeline) {
        while (pipeline.counters().inputs() <= prices) {
            pipeline.failStop().throwIfTripped();
            Thread.onSpinWait();
        }
    }

    private static Preamble genesis(final Journal journal) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        final GenesisEncoder genesis = new GenesisEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .startTimeNs(START_NS)
                .generation(journal.generation())
                .epoch(journal.epoch())
                .predecessorInSequence(journal.predecessor().lastInSequence())
                .predecessorOutSequence(journal.predecessor().lastOutSequence())
                .predecessorChain(journal.predecessor().inChain())
                .mode(RunMode.BACKTEST)
                .instance("test");
        return new Preamble().add(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + genesis.encodedLength(), START_NS);
    }

    private static final class Losing implements JournalAppender {
        private final JournalAppender appender;
        private final long last;
        private long sequence;

        Losing(final JournalAppender appender, final long last) {
            this.appender = appender;
            this.last = last;
            sequence = appender.lastSequence();
        }

        @Override
        public long append(
                final MutableDirectBuffer buffer,
                final int offset,
                final int payloadLength,
                final long wallNs,
                final long monotonicNs) {
            sequence++;
            return sequence > last ? sequence : appender.append(buffer, offset, payloadLength, wallNs, monotonicNs);
        }

        @Override
        public long lastSequence() {
            return sequence;
        }

        @Override
        public long chain() {
            return appender.chain();
        }

        @Override
        public long mappings() {
            return appender.mappings();
        }

        @Override
        public void close() {
            appender.close();
        }
    }

    /** One index price per nanosecond. */
    private static final class Prices implements Feed {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        private final IndexPriceEncoder encoder = new IndexPriceEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final int count;
        private int next;

        Prices(final int count) {
            this.count = count;
        }

        @Override
        public long nextTimeNs() {
            return next == count ? EXHAUSTED : START_NS + next;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            int delivered = 0;
            while (delivered < limit && nextTimeNs() <= nowNs) {
                encoder.wrapAndApplyHeader(buffer, 0, header)
                        .venueTimeNs(next)
                        .price((20_000L + next % 13) * 100_000_000L)
                        .underlyingId(0)
                        .quality(InputQuality.FRESH);
                final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
                if (ingress.offer(buffer, 0, length, nextTimeNs()) < 0) {
                    break;
                }
                next++;
                delivered++;
            }
            return delivered;
        }

        @Override
        public void close() {}
    }

    private static final class Venue implements OrderGateway, Feed {
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
            return EXHAUSTED;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
