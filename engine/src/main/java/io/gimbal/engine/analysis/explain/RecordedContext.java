package io.gimbal.engine.analysis.explain;

import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the journal itself holds of a decision's surroundings where the engine's state cannot be rebuilt: the latest
 * settings,
 * prices and reported ledgers up to its cause. Used once, by one thread.
 */
final class RecordedContext {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookConfigurationDecoder configuration = new BookConfigurationDecoder();
    private final LimitsConfigurationDecoder limits = new LimitsConfigurationDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final OperatorCommandDecoder operator = new OperatorCommandDecoder();
    private final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
    private final Map<String, Kept> latest = new TreeMap<>();
    private final Set<Integer> hedges = new TreeSet<>();
    private final EventReader events;

    private record Kept(JournalSearch.Bytes bytes, String queue, long sequence, long timeNs) {}

    RecordedContext(final EventReader events) {
        this.events = events;
    }

    /**
     * Reads a generation up to the cause.
     *
     * @param reader of the journal
     * @param found  where the cause is
     * @param names  takes what things are called
     * @return the latest of each kind, settings first
     */
    List<Explanation.Event> read(final JournalReader reader, final JournalSearch.Found found, final Names names) {
        try (JournalTailer in = reader.in(found.generation().number())) {
            while (in.sequence() < found.causeSequence() && in.next()) {
                names.see(in.buffer(), in.payloadOffset());
                onInput(in);
            }
        }
        try (JournalTailer out = reader.out(found.generation().number())) {
            while (out.next() && EventReader.cause(out) <= found.causeSequence()) {
                if (out.type() == GreeksSnapshotDecoder.TEMPLATE_ID) {
                    greeks.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    keep(out, Generation.OUT, "6 ledger", greeks.underlyingId());
                }
            }
        }
        final List<Explanation.Event> context = new ArrayList<>();
        latest.values()
                .forEach(kept -> context.add(events.read(kept.bytes.array(), kept.queue, kept.sequence, kept.timeNs)));
        return context;
    }

    private void onInput(final JournalTailer in) {
        switch (in.type()) {
            case EngineConfigurationDecoder.TEMPLATE_ID -> keep(in, Generation.IN, "1 engine", 0);
            case BookConfigurationDecoder.TEMPLATE_ID -> {
                configuration.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                hedges.add(configuration.hedgeInstrumentId());
                keep(in, Generation.IN, "2 book", configuration.underlyingId());
            }
            case LimitsConfigurationDecoder.TEMPLATE_ID -> {
                limits.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                keep(in, Generation.IN, "3 limits", limits.underlyingId());
            }
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                operator.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                keep(in, Generation.IN, "4 operator " + operator.verb(), operator.underlyingId());
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                keep(in, Generation.IN, "5 index", index.underlyingId());
            }
            case QuoteDecoder.TEMPLATE_ID -> {
                quote.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                if (hedges.contains(quote.instrumentId())) {
                    keep(in, Generation.IN, "5 quote", quote.instrumentId());
                }
            }
            default -> {
                // Says nothing that a decision's event does not.
            }
        }
    }

    private void keep(final JournalTailer at, final String queue, final String what, final int id) {
        latest.put(
                what + " " + id,
                new Kept(new JournalSearch.Bytes(EventReader.copy(at)), queue, at.sequence(), at.wallNs()));
    }
}
