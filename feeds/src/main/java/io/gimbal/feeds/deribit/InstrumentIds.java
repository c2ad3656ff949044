package io.gimbal.feeds.deribit;

import io.gimbal.feeds.InstrumentSpec;
import java.util.List;

/** Our numbers of the chosen instruments by the venue's names, and back. Owned by the thread that steps the venue. */
final class InstrumentIds {
    /** An instrument that was not chosen. */
    static final int UNKNOWN = -1;

    private final AsciiTable<Integer> ids = new AsciiTable<>();
    private final byte[][] names;

    InstrumentIds(final List<InstrumentSpec> specs) {
        this(specs, specs);
    }

    /** Of {@code specs} all have a number and a name; those of {@code here} are found by it. */
    InstrumentIds(final List<InstrumentSpec> specs, final List<InstrumentSpec> here) {
        names = new byte[specs.size()][];
        specs.forEach(spec -> names[spec.instrumentId()] = FrameWriter.ascii(spec.name()));
        here.forEach(spec -> ids.put(spec.name(), spec.instrumentId()));
    }

    /** The name as the venue writes it. */
    byte[] name(final int instrumentId) {
        return names[instrumentId];
    }

    /** Our number, or {@link #UNKNOWN}. */
    int find(final AsciiText name) {
        final Integer id = ids.find(name);
        return id == null ? UNKNOWN : id;
    }
}
