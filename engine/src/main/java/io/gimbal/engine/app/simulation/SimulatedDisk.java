package io.gimbal.engine.app.simulation;

import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.RecordReader;
import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A disk in memory that keeps the queues of one instance over the deaths of its processes. What was written survives the
 * death of the writer, as it does with a mapped file; nothing a dead process still writes arrives. Owned by the simulation's
 * thread.
 */
final class SimulatedDisk implements JournalStorage {
    /** Told of every record that arrives on the disk. */
    @FunctionalInterface
    interface Listener {
        /**
         * A record is on the disk.
         *
         * @param isInput whether it is an input or an output
         * @param record  holds the frame
         * @param offset  where the frame's payload begins
         * @param length  payload bytes
         */
        void onRecord(boolean isInput, DirectBuffer record, int offset, int length);
    }

    private static final String NAME = "simulated";
    private static final int CHUNK = 1 << 20;

    private final Map<Path, Queue> queues = new HashMap<>();
    private final CrashPlan crashes;
    private final Listener listener;
    private long failuresLeft;
    private long failures;

    /**
     * Makes an empty disk.
     *
     * @param crashes  decides when a writer dies
     * @param listener told of every record
     */
    SimulatedDisk(final CrashPlan crashes, final Listener listener) {
        this.crashes = crashes;
        this.listener = listener;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RecordWriter create(final Path directory, final long blockBytes, final long startTimeNs) {
        final Queue queue = new Queue();
        queues.put(directory, queue);
        return new Writer(queue, isInput(directory));
    }

    @Override
    public RecordReader open(final Path directory) {
        return new Reader(queues.getOrDefault(directory, new Queue()));
    }

    /** Queues lie below a folder named after what they hold, one folder per generation. */
    private static boolean isInput(final Path directory) {
        final Path side = directory.getParent();
        return side != null && side.endsWith("in");
    }

    /**
     * Lets a write fail for want of room.
     *
     * @param afterRecords 1 for the next record
     */
    void failAfter(final long afterRecords) {
        failuresLeft = afterRecords;
    }

    /** {@return how often a write has failed} */
    long failures() {
        return failures;
    }

    /** {@return whether some bytes stand anywhere on the disk} */
    boolean holds(final byte[] needle) {
        return queues.values().stream().anyMatch(queue -> queue.holds(needle));
    }

    /** The records of one queue, in chunks that never move. */
    private static final class Queue {
        private final List<byte[]> chunks = new ArrayList<>();
        private final List<DirectBuffer> views = new ArrayList<>();
        private int[] chunkOf = new int[64];
        private int[] offsets = new int[64];
        private int[] lengths = new int[64];
        private int count;
        private int used = CHUNK;

        void add(final DirectBuffer buffer, final int offset, final int length) {
            if (used + length > CHUNK) {
                final byte[] chunk = new byte[Math.max(CHUNK, length)];
                chunks.add(chunk);
                views.add(new UnsafeBuffer(ByteBuffer.wrap(chunk)));
                used = 0;
            }
            if (count == offsets.length) {
                chunkOf = Arrays.copyOf(chunkOf, count * 2);
                offsets = Arrays.copyOf(offsets, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            buffer.getBytes(offset, chunks.get(chunks.size() - 1), used, length);
            chunkOf[count] = chunks.size() - 1;
            offsets[count] = used;
            lengths[count] = length;
            count++;
            used += length;
        }

        boolean holds(final byte[] needle) {
            for (int i = 0; i < count; i++) {
                final byte[] chunk = chunks.get(chunkOf[i]);
                final int last = offsets[i] + lengths[i] - needle.length;
                for (int at = offsets[i]; at <= last; at++) {
                    if (Arrays.equals(chunk, at, at + needle.length, needle, 0, needle.length)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Writes for one process. */
    private final class Writer implements RecordWriter {
        private final Queue queue;
        private final boolean isInput;

        Writer(final Queue queue, final boolean isInput) {
            this.queue = queue;
            this.isInput = isInput;
        }

        @Override
        public long reservation(final int length) {
            return 0;
        }

        @Override
        public void write(final DirectBuffer buffer, final int offset, final int length) {
            crashes.pass(isInput ? CrashPoint.BEFORE_INPUT_APPEND : CrashPoint.BEFORE_OUTPUT_APPEND);
            if (failuresLeft > 0 && --failuresLeft == 0) {
                failures++;
                throw new IllegalStateException("no space left on the simulated disk");
            }
            queue.add(buffer, offset, length);
            listener.onRecord(
                    isInput, buffer, offset + Frame.HEADER_LENGTH, length - Frame.HEADER_LENGTH - Frame.TRAILER_LENGTH);
            crashes.pass(isInput ? CrashPoint.AFTER_INPUT_APPEND : CrashPoint.AFTER_OUTPUT_APPEND);
        }

        @Override
        public long mappings() {
            return 0;
        }

        @Override
        public void force() throws IOException {
            if (crashes.isDead()) {
                throw new IOException("the process that wrote is dead");
            }
        }

        @Override
        public void close() {}
    }

    /** Reads what is there. */
    private final class Reader implements RecordReader {
        private final Queue queue;
        private int next;

        Reader(final Queue queue) {
            this.queue = queue;
        }

        @Override
        public int next() {
            crashes.pass(CrashPoint.IN_RECOVERY);
            if (next >= queue.count) {
                return END;
            }
            next++;
            return RECORD;
        }

        @Override
        public DirectBuffer buffer() {
            return queue.views.get(queue.chunkOf[next - 1]);
        }

        @Override
        public int offset() {
            return queue.offsets[next - 1];
        }

        @Override
        public int length() {
            return queue.lengths[next - 1];
        }

        @Override
        public String fault() {
            return "";
        }

        @Override
        public boolean hasFrameBehind() {
            return next < queue.count;
        }

        @Override
        public void close() {}
    }
}
