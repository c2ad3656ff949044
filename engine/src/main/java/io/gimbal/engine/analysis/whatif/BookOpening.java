package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a session was told of one book at its opening: how it is hedged, and by what. Immutable, but for the buffers, which
 * nobody writes to.
 *
 * @param underlyingId  of the book
 * @param coin          of its underlying
 * @param hedge         its hedge instrument
 * @param isSmileFitted whether smiles were fitted during the session, of any book
 * @param events        that tell its settings, as they stand in the journal, in their order: {@code BookConfiguration},
 *                      {@code PolicyNetwork}, {@code LimitsConfiguration}, {@code DeltaConfiguration}, {@code TriggerStep},
 *                      {@code ForecastConfiguration}, {@code StrategyConfiguration}, {@code ExecutionConfiguration},
 *                      {@code HedgeCandidate}, {@code InstrumentChoiceConfiguration}
 * @param instruments   all that the session knew, by id
 */
public record BookOpening(
        int underlyingId,
        String coin,
        InstrumentSpec hedge,
        boolean isSmileFitted,
        List<DirectBuffer> events,
        Map<Integer, InstrumentSpec> instruments) {
    /**
     * Keeps what nobody changes.
     *
     * @param underlyingId  as above
     * @param coin          as above
     * @param hedge         as above
     * @param isSmileFitted as above
     * @param events        as above
     * @param instruments   as above
     */
    public BookOpening {
        events = List.copyOf(events);
        instruments = Map.copyOf(instruments);
    }

    /**
     * The events of one type.
     *
     * @param type template id
     * @return in their order; none where the session was told none
     */
    public List<DirectBuffer> all(final int type) {
        return all(events, type);
    }

    static List<DirectBuffer> all(final List<DirectBuffer> events, final int type) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<DirectBuffer> found = new ArrayList<>();
        for (final DirectBuffer event : events) {
            if (header.wrap(event, 0).templateId() == type) {
                found.add(event);
            }
        }
        return found;
    }

    /** {@return the first event of a type; null where there is none} */
    static @Nullable DirectBuffer first(final List<DirectBuffer> events, final int type) {
        final List<DirectBuffer> all = all(events, type);
        return all.isEmpty() ? null : all.get(0);
    }

    /** {@return a copy of an event} */
    static DirectBuffer copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }
}
