package io.gimbal.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks every queue of every generation past whatever damage it meets, counting. Used once, by one thread. */
final class Verification {
    private final InstanceLayout layout;
    private final Map<String, JournalStorage> storages;

    private long records;
    private long gaps;
    private long badCrc;
    private long badChain;
    private long lastIn;
    private long lastOut;
    private @Nullable Damage firstBad;

    Verification(final InstanceLayout layout, final Map<String, JournalStorage> storages) {
        this.layout = layout;
        this.storages = storages;
    }

    VerifyReport run(final Manifest manifest) {
        int unclean = 0;
        for (final Generation generation : manifest.generations()) {
            lastIn = Math.max(lastIn, walk(generation, Generation.IN));
            lastOut = Math.max(lastOut, walk(generation, Generation.OUT));
            unclean += generation.state() == Generation.State.CLOSED ? 0 : 1;
        }
        return new VerifyReport(
                firstBad == null,
                records,
                gaps,
                badCrc,
                badChain,
                lastIn,
                lastOut,
                manifest.generations().size(),
                unclean,
                firstBad);
    }

    private long walk(final Generation generation, final String queue) {
        final FrameCheck check = new FrameCheck(generation.start(queue));
        try (RecordReader reader = Storages.open(storages, layout, generation, queue)) {
            walk(generation, queue, reader, check);
        } catch (final JournalCorruptException e) {
            badCrc++;
            bad(generation, queue, check.sequence() + 1, String.valueOf(e.getMessage()));
        } catch (final InternalError e) {
            badCrc++;
            bad(generation, queue, check.sequence() + 1, "file shrank or is unreadable");
        }
        return check.sequence();
    }

    private void walk(
            final Generation generation, final String queue, final RecordReader reader, final FrameCheck check) {
        final boolean isOpen = generation.state() == Generation.State.OPEN;
        final long last = generation.lastSequence(queue);
        int found = RecordReader.RECORD;
        while (found == RecordReader.RECORD && (isOpen || check.sequence() < last)) {
            found = nextOf(reader, isOpen);
            if (found == RecordReader.RECORD) {
                judge(generation, queue, reader, check);
            }
        }
        if (found == RecordReader.BROKEN) {
            badCrc++;
            bad(generation, queue, check.sequence() + 1, reader.fault());
        } else if (!isOpen) {
            checkEnd(generation, queue, reader, check);
        }
    }

    /** In a queue that is being written the end may be a hole, or a record that was published a moment later. */
    private static int nextOf(final RecordReader reader, final boolean isOpen) {
        final int found = reader.next();
        if (found != RecordReader.END || !isOpen || !reader.hasFrameBehind()) {
            return found;
        }
        final int again = reader.next();
        if (again == RecordReader.END) {
            throw new JournalCorruptException(0, "hole: valid records lie behind the last readable one");
        }
        return again;
    }

    private void judge(
            final Generation generation, final String queue, final RecordReader reader, final FrameCheck check) {
        final int fault = check.check(reader.buffer(), reader.offset(), reader.length());
        if (fault == FrameCheck.GOOD) {
            records++;
            return;
        }
        if (fault == FrameCheck.SEQUENCE) {
            gaps++;
        } else if (fault == FrameCheck.EPOCH || fault == FrameCheck.CHAIN || fault == FrameCheck.GENESIS) {
            badChain++;
        } else {
            badCrc++;
        }
        bad(
                generation,
                queue,
                check.sequence() + 1,
                check.describe(fault, reader.buffer(), reader.offset(), reader.length()));
        check.skip(fault, reader.buffer(), reader.offset(), reader.length());
    }

    private void checkEnd(
            final Generation generation, final String queue, final RecordReader reader, final FrameCheck check) {
        final long last = generation.lastSequence(queue);
        if (check.sequence() < last) {
            gaps++;
            bad(generation, queue, check.sequence() + 1, "records are missing: MANIFEST says last=" + last);
        } else if (check.chain() != generation.chain(queue)) {
            badChain++;
            bad(generation, queue, check.sequence(), "chain differs from the MANIFEST");
        } else if (generation.state() == Generation.State.CLOSED
                && (reader.next() != RecordReader.END || reader.hasFrameBehind())) {
            badCrc++;
            bad(
                    generation,
                    queue,
                    check.sequence() + 1,
                    "something stands behind the last record: MANIFEST says last=" + last);
        }
    }

    private void bad(final Generation generation, final String queue, final long sequence, final String what) {
        if (firstBad == null) {
            firstBad = new Damage(generation.number(), queue, sequence, what);
        }
    }
}
