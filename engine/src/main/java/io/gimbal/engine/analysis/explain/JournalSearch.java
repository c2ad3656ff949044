package io.gimbal.engine.analysis.explain;

import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the input behind a sequence or a moment, and the outputs behind an input. Owned by one thread. */
final class JournalSearch {
    /**
     * The input to explain.
     *
     * @param generation    that holds it
     * @param causeSequence of it
     * @param queue         of what was asked for
     * @param sequence      of what was asked for
     */
    record Found(Generation generation, long causeSequence, String queue, long sequence) {}

    /**
     * The outputs of one input, as journaled.
     *
     * @param events    in order
     * @param decisions those of them that are decisions
     * @param before    sequence of each underlying's last decision before them
     */
    record Outputs(List<Explanation.Event> events, List<Decided> decisions, Map<Integer, Long> before) {}

    /** A journaled decision: its sequence and bytes. */
    record Decided(long sequence, int underlyingId, Bytes bytes) {}

    /** Bytes of an event, kept. */
    static final class Bytes {
        private final byte[] bytes;

        Bytes(final byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] array() {
            return bytes.clone();
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final JournalReader reader;
    private final EventReader events;

    JournalSearch(final JournalReader reader, final EventReader events) {
        this.reader = reader;
        this.events = events;
    }

    Found input(final long sequence) {
        final Generation generation = generation(sequence, Generation.IN);
        try (JournalTailer in = reader.in(generation.number())) {
            advance(in, sequence, Generation.IN);
        }
        return new Found(generation, sequence, Generation.IN, sequence);
    }

    Found output(final long sequence) {
        final Generation generation = generation(sequence, Generation.OUT);
        try (JournalTailer out = reader.out(generation.number())) {
            advance(out, sequence, Generation.OUT);
            return new Found(generation, EventReader.cause(out), Generation.OUT, sequence);
        }
    }

    private void advance(final JournalTailer tailer, final long sequence, final String queue) {
        while (tailer.sequence() < sequence) {
            if (!tailer.next()) {
                throw beyond(sequence, queue);
            }
        }
    }

    private Generation generation(final long sequence, final String queue) {
        Generation found = null;
        for (final Generation generation : reader.generations()) {
            final long first = Generation.IN.equals(queue) ? generation.firstInSequence() : generation.firstOutSequence();
            found = first <= sequence ? generation : found;
        }
        if (found == null || sequence < 1) {
            throw beyond(sequence, queue);
        }
        return found;
    }

    private NotInJournalException beyond(final long sequence, final String queue) {
        return new NotInJournalException("no such " + (Generation.IN.equals(queue) ? "input" : "output") + ": sequence="
                + sequence + "; the journal holds outputs " + range(reader.lastOutSequence()) + " and inputs "
                + range(reader.lastInSequence()) + ", counted through all generations");
    }

    private static String range(final long last) {
        return last == 0 ? "none" : "1 to " + last;
    }

    /** The published decision that is nearest to a moment, the earlier of two that are equally near. */
    Found around(final long timeNs) {
        Found best = null;
        long bestAway = Long.MAX_VALUE;
        for (final Generation generation : reader.generations()) {
            try (JournalTailer out = reader.out(generation.number())) {
                while (out.next()) {
                    if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                        decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                        final long away = Math.abs(decision.engineTimeNs() - timeNs);
                        if (away < bestAway) {
                            bestAway = away;
                            best = new Found(generation, EventReader.cause(out), Generation.OUT, out.sequence());
                        }
                    }
                }
            }
        }
        if (best == null) {
            throw new NotInJournalException("the journal holds no decision: outputs " + range(reader.lastOutSequence())
                    + ", inputs " + range(reader.lastInSequence()));
        }
        return best;
    }

    /** The input itself. */
    Explanation.Event cause(final Found found) {
        try (JournalTailer in = reader.in(found.generation.number())) {
            advance(in, found.causeSequence, Generation.IN);
            return events.read(in, Generation.IN);
        }
    }

    /** All that names the input as its cause; causes rise within a generation. */
    Outputs outputs(final Found found) {
        final List<Explanation.Event> caused = new ArrayList<>();
        final List<Decided> decided = new ArrayList<>();
        final Map<Integer, Long> before = new TreeMap<>();
        try (JournalTailer out = reader.out(found.generation.number())) {
            while (out.next() && EventReader.cause(out) <= found.causeSequence) {
                final boolean isCaused = EventReader.cause(out) == found.causeSequence;
                if (isCaused) {
                    caused.add(events.read(out, Generation.OUT));
                }
                if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    if (isCaused) {
                        decided.add(new Decided(
                                out.sequence(), decision.underlyingId(), new Bytes(EventReader.copy(out))));
                    } else {
                        before.put(decision.underlyingId(), out.sequence());
                    }
                }
            }
        }
        return new Outputs(caused, decided, before);
    }
}
