package io.gimbal.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals the generations that were not ended in order: finds the last valid record of each queue, and refuses when valid
 * records lie behind a hole. Changes no journal file, so dying in the middle and starting again comes to the same.
 */
final class Recovery {
    private final InstanceLayout layout;
    private final Map<String, JournalStorage> storages;
    private final boolean isDamageSealed;
    private final List<Generation> sealed = new ArrayList<>();
    private final List<String> suspicions = new ArrayList<>();

    private long records;

    Recovery(final InstanceLayout layout, final Map<String, JournalStorage> storages, final boolean isDamageSealed) {
        this.layout = layout;
        this.storages = storages;
        this.isDamageSealed = isDamageSealed;
    }

    /** The manifest with every open generation sealed. */
    Manifest run(final @Nullable Manifest found) throws IOException {
        final Manifest manifest = found == null ? Manifest.EMPTY : found;
        refuseUnknown(manifest);
        Manifest result = manifest;
        for (final Generation generation : manifest.generations()) {
            if (generation.state() == Generation.State.OPEN) {
                final Generation end = seal(generation);
                sealed.add(end);
                result = result.with(end);
            }
        }
        return result;
    }

    private void refuseUnknown(final Manifest manifest) throws IOException {
        final var unknown = layout.unknownGenerations(manifest.generations().size());
        if (!unknown.isEmpty()) {
            throw new JournalCorruptException(0, "generation that the MANIFEST does not know: path=" + unknown.get(0));
        }
    }

    private Generation seal(final Generation generation) {
        final FrameCheck in = scan(generation, Generation.IN);
        final FrameCheck out = scan(generation, Generation.OUT);
        records += in.sequence() - generation.before().lastInSequence();
        records += out.sequence() - generation.before().lastOutSequence();
        return generation.ended(
                Generation.State.SEALED,
                new Predecessor(generation.number(), in.sequence(), in.chain(), out.sequence(), out.chain()));
    }

    private FrameCheck scan(final Generation generation, final String queue) {
        final QueueStart start = generation.start(queue);
        final FrameCheck check = new FrameCheck(start);
        try (RecordReader reader = Storages.open(storages, layout, generation, queue)) {
            int found = reader.next();
            int fault = FrameCheck.GOOD;
            while (found == RecordReader.RECORD && fault == FrameCheck.GOOD) {
                fault = check.check(reader.buffer(), reader.offset(), reader.length());
                found = fault == FrameCheck.GOOD ? reader.next() : found;
            }
            judgeEnd(start, check, reader, faultOf(found, fault, reader, check));
        }
        return check;
    }

    private static String faultOf(final int found, final int fault, final RecordReader reader, final FrameCheck check) {
        if (found == RecordReader.BROKEN) {
            return reader.fault();
        }
        return fault == FrameCheck.GOOD ? "" : check.describe(fault, reader.buffer(), reader.offset(), reader.length());
    }

    private void judgeEnd(
            final QueueStart start, final FrameCheck check, final RecordReader reader, final String fault) {
        final long next = check.sequence() + 1;
        if (reader.hasFrameBehind()) {
            final String what = (fault.isEmpty() ? "nothing was published here" : fault) + ", valid records lie behind";
            if (!isDamageSealed) {
                throw new JournalCorruptException(
                        next, "hole in an unclean generation: " + start.name(next) + ", " + what);
            }
            suspicions.add("hole, records behind it are given up as told: " + start.name(next) + ", " + what);
        } else if (!fault.isEmpty()) {
            suspicions.add("damaged record at the tail: " + start.name(next) + ", " + fault);
        }
    }

    void suspect(final String what) {
        suspicions.add(what);
    }

    RecoveryReport report() {
        return new RecoveryReport(List.copyOf(sealed), records, List.copyOf(suspicions));
    }
}
