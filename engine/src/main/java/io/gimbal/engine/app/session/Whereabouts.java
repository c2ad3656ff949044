package io.gimbal.engine.app.session;

import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.nio.file.Path;

/**
 * Where orders of earlier sessions went, by what the journal's openings say of their instruments. Numbers of instruments
 * hold for one generation only; those of connections for good. Used by the thread that composes a session.
 */
final class Whereabouts {
    /** Definitions stand in a generation's opening; no opening is this long. */
    private static final int LONGEST_OPENING = 65_536;

    private final Path directory;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    Whereabouts(final Path directory) {
        this.directory = directory;
    }

    /**
     * The venue that an order went to.
     *
     * @param epoch        in which it was sent
     * @param instrumentId that it had then
     * @return number of the venue's first connection; 0 where the session had one venue, or the journal does not say
     */
    int connection(final int epoch, final int instrumentId) {
        final JournalReader reader = JournalReader.open(directory, JournalStorages.all());
        for (final Generation generation : reader.generations()) {
            if (generation.epoch() == epoch) {
                return connection(reader, generation.number(), instrumentId);
            }
        }
        return 0;
    }

    private int connection(final JournalReader reader, final int generation, final int instrumentId) {
        try (JournalTailer in = reader.in(generation)) {
            for (int i = 0; i < LONGEST_OPENING && in.next(); i++) {
                if (in.type() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                    definition.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    if (definition.instrumentId() == instrumentId) {
                        final int connection = definition.connectionId();
                        return connection == InstrumentDefinitionDecoder.connectionIdNullValue() ? 0 : connection;
                    }
                }
            }
        }
        return 0;
    }
}
