package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a generation's inputs says of the session: its mode and span, what could be traded, how each book
 * was hedged, the sender's limits. Immutable once read.
 */
final class RecordedSession {
    /**
     * A book as it was configured.
     *
     * @param underlyingId dense
     * @param hedgeId      of its hedge instrument
     * @param halfWidth    of its band, coins; 0 where it had none
     * @param sense        in which its delta is told
     * @param targetDelta  coins
     */
    record RecordedBook(int underlyingId, int hedgeId, double halfWidth, DeltaSense sense, double targetDelta) {}

    private record Limits(long maxOrderUsd, long collarRate) {}

    private static final double ONE = 1e8;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GenesisDecoder genesis = new GenesisDecoder();
    private final UnderlyingDefinitionDecoder underlying = new UnderlyingDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final EngineConfigurationDecoder engine = new EngineConfigurationDecoder();
    private final BookConfigurationDecoder configuration = new BookConfigurationDecoder();
    private final LimitsConfigurationDecoder limitsEvent = new LimitsConfigurationDecoder();

    private final TreeMap<Integer, InstrumentSpec> specs = new TreeMap<>();
    private final TreeMap<Integer, RecordedBook> books = new TreeMap<>();
    private final TreeMap<Integer, Limits> limits = new TreeMap<>();
    private final TreeMap<Integer, String> coins = new TreeMap<>();
    private final TreeMap<Integer, String> indexNames = new TreeMap<>();
    private final Generation generation;
    private RunMode mode = RunMode.NULL_VAL;
    private int maxMessages;
    private long rateWindowNs;
    private long firstNs;
    private final HedgeCandidateDecoder candidate = new HedgeCandidateDecoder();
    private final OverlayConfigurationDecoder overlay = new OverlayConfigurationDecoder();
    private final Set<Integer> candidates = new TreeSet<>();
    private final Set<Integer> overlays = new TreeSet<>();
    private final SettingEvents settings = new SettingEvents();
    private final TreeMap<Integer, List<DirectBuffer>> told = new TreeMap<>();
    private boolean isSmileFitted;
    private long lastNs;
    private long inputs;

    private RecordedSession(final Generation generation) {
        this.generation = generation;
    }

    /**
     * Reads a generation's inputs once.
     *
     * @param in         of the generation, before the first
     * @param generation whose inputs they are
     * @param directory  of the journal, for messages
     * @return what they say
     * @throws BadFileException when they hold no session with a book to hedge
     * @throws io.gimbal.journal.JournalCorruptException when a record is not what was written
     */
    static RecordedSession read(final JournalTailer in, final Generation generation, final Path directory) {
        final RecordedSession session = new RecordedSession(generation);
        while (in.next()) {
            session.take(in);
        }
        if (session.mode == RunMode.NULL_VAL || session.books.isEmpty() || session.maxMessages == 0) {
            throw new BadFileException(
                    directory,
                    0,
                    "",
                    "generation " + generation.number() + " of " + session.inputs + " inputs",
                    "GENESIS, settings and a configured book: a journal that hedged something");
        }
        session.requireHedges(directory);
        return session;
    }

    private void requireHedges(final Path directory) {
        for (final RecordedBook book : books.values()) {
            if (!specs.containsKey(book.hedgeId()) || !limits.containsKey(book.underlyingId())) {
                throw new BadFileException(
                        directory,
                        0,
                        "",
                        "book of underlying " + book.underlyingId() + " without hedge instrument or limits",
                        "both among the inputs");
            }
        }
    }

    private void take(final JournalTailer in) {
        firstNs = inputs == 0 ? in.wallNs() : firstNs;
        lastNs = Math.max(lastNs, in.wallNs());
        inputs++;
        final int book = settings.underlyingId(in.type(), in.buffer(), in.payloadOffset());
        if (book != SettingEvents.NONE) {
            told.computeIfAbsent(book, first -> new ArrayList<>())
                    .add(BookOpening.copy(in.buffer(), in.payloadOffset(), in.payloadLength()));
        }
        switch (in.type()) {
            case SurfaceSliceDecoder.TEMPLATE_ID -> isSmileFitted = true;
            case GenesisDecoder.TEMPLATE_ID ->
                mode = genesis.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header)
                        .mode();
            case UnderlyingDefinitionDecoder.TEMPLATE_ID -> {
                underlying.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                coins.putIfAbsent(underlying.underlyingId(), underlying.coin());
                indexNames.putIfAbsent(underlying.underlyingId(), underlying.indexName());
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> define(in);
            case EngineConfigurationDecoder.TEMPLATE_ID -> {
                engine.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                maxMessages = engine.maxMessages();
                rateWindowNs = engine.rateWindowNs();
            }
            case BookConfigurationDecoder.TEMPLATE_ID -> configure(in);
            case LimitsConfigurationDecoder.TEMPLATE_ID -> {
                limitsEvent.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                limits.put(limitsEvent.underlyingId(), new Limits(limitsEvent.maxOrderUsd(), limitsEvent.collarRate()));
            }
            case HedgeCandidateDecoder.TEMPLATE_ID -> {
                candidate.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                candidates.add(candidate.instrumentId());
            }
            case OverlayConfigurationDecoder.TEMPLATE_ID -> {
                overlay.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                overlays.add(overlay.underlyingId());
            }
            default -> {
                // Says nothing of how the session was set up.
            }
        }
    }

    private void define(final JournalTailer in) {
        instrument.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
        if (specs.containsKey(instrument.instrumentId())) {
            return;
        }
        specs.put(
                instrument.instrumentId(),
                new InstrumentSpec(
                        instrument.instrumentId(),
                        instrument.underlyingId(),
                        instrument.name(),
                        instrument.kind(),
                        instrument.settlement(),
                        instrument.optionType(),
                        instrument.strike(),
                        instrument.expiryNs(),
                        instrument.contractSize(),
                        instrument.minAmount(),
                        instrument.tickSize(),
                        instrument.tickStepAbove(),
                        instrument.tickSizeAbove(),
                        instrument.makerFeeRate(),
                        instrument.takerFeeRate()));
    }

    private void configure(final JournalTailer in) {
        configuration.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
        books.putIfAbsent(
                configuration.underlyingId(),
                new RecordedBook(
                        configuration.underlyingId(),
                        configuration.hedgeInstrumentId(),
                        configuration.bandHalfWidth() / ONE,
                        configuration.sense(),
                        configuration.targetDelta() / ONE));
    }

    Generation generation() {
        return generation;
    }

    RunMode mode() {
        return mode;
    }

    long firstNs() {
        return firstNs;
    }

    long lastNs() {
        return lastNs;
    }

    long inputs() {
        return inputs;
    }

    List<InstrumentSpec> specs() {
        return List.copyOf(specs.values());
    }

    /** {@return books by underlying id, ascending} */
    List<RecordedBook> books() {
        return new ArrayList<>(books.values());
    }

    /** {@return what the session was told of each book, by underlying id, ascending} */
    List<BookOpening> openings() {
        return books.values().stream()
                .map(book -> new BookOpening(
                        book.underlyingId(),
                        coin(book.underlyingId()),
                        spec(book.hedgeId()),
                        isSmileFitted,
                        told(book.underlyingId()),
                        specs))
                .toList();
    }

    /** {@return what books are told in a run of a variant, by underlying id; none that is told what the session was} */
    Map<Integer, ChangedOpening> changed(final PolicyVariant variant) {
        final Map<Integer, ChangedOpening> changed = new TreeMap<>();
        final OpeningChange change = variant.change();
        if (change != null) {
            openings()
                    .forEach(opening ->
                            changed.put(opening.underlyingId(), ChangedOpening.of(opening, change.of(opening))));
        }
        return changed;
    }

    String coin(final int underlyingId) {
        return coins.getOrDefault(underlyingId, "");
    }

    String indexName(final int underlyingId) {
        return indexNames.getOrDefault(underlyingId, "");
    }

    InstrumentSpec spec(final int instrumentId) {
        final InstrumentSpec spec = specs.get(instrumentId);
        if (spec == null) {
            throw new IllegalStateException("instrument not defined: instrumentId=" + instrumentId);
        }
        return spec;
    }

    /** {@return an instrument; null where the session was told of none by that id} */
    @Nullable
    InstrumentSpec find(final int instrumentId) {
        return specs.get(instrumentId);
    }

    /** {@return what the session was told of one book} */
    List<DirectBuffer> told(final int underlyingId) {
        return told.getOrDefault(underlyingId, List.of());
    }

    boolean isHedge(final int instrumentId) {
        return candidates.contains(instrumentId)
                || books.values().stream().anyMatch(book -> book.hedgeId() == instrumentId);
    }

    /** {@return the sender's own limits, from the settings that a run is told} */
    LastLookContext lastLook(final Map<Integer, ChangedOpening> changed) {
        final LastLookContext context = new LastLookContext().messagesBeside(maxMessages, rateWindowNs);
        for (final RecordedBook book : books.values()) {
            final ChangedOpening others = changed.get(book.underlyingId());
            final Limits of = others == null ? limits.get(book.underlyingId()) : limits(others.events());
            if (of != null) {
                context.underlying(book.underlyingId(), of.maxOrderUsd(), of.collarRate());
            }
        }
        specs.values().stream()
                .filter(this::isTraded)
                .forEach(spec ->
                        context.instrument(spec.instrumentId(), spec.underlyingId(), spec.kind(), spec.settlement()));
        return context;
    }

    private @Nullable Limits limits(final List<DirectBuffer> events) {
        final DirectBuffer event = BookOpening.first(events, LimitsConfigurationDecoder.TEMPLATE_ID);
        if (event == null) {
            return null;
        }
        limitsEvent.wrapAndApplyHeader(event, 0, header);
        return new Limits(limitsEvent.maxOrderUsd(), limitsEvent.collarRate());
    }

    /** Hedge instruments, and options where an overlay trades them. */
    private boolean isTraded(final InstrumentSpec spec) {
        return isHedge(spec.instrumentId()) || (spec.isOption() && overlays.contains(spec.underlyingId()));
    }
}
