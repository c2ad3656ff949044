package io.gimbal.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** A storage on a disk that gives up: the n-th write, counted over all queues, fails as a fault in mapped memory does. */
final class FailingStorage implements JournalStorage {
    private final JournalStorage storage;
    private final int failingWrite;

    private int writes;

    /** @param failingWrite from 1; 0 fails making the queue */
    FailingStorage(final JournalStorage storage, final int failingWrite) {
        this.storage = storage;
        this.failingWrite = failingWrite;
    }

    @Override
    public String name() {
        return storage.name();
    }

    @Override
    public RecordWriter create(final Path directory, final long blockBytes, final long startTimeNs) throws IOException {
        if (failingWrite == 0) {
            throw new InternalError("a fault occurred in a recent unsafe memory access operation");
        }
        final RecordWriter writer = storage.create(directory, blockBytes, startTimeNs);
        return new RecordWriter() {
            @Override
            public long reservation(final int length) {
                return writer.reservation(length);
            }

            @Override
            public void write(final DirectBuffer buffer, final int offset, final int length) {
                writes++;
                if (writes == failingWrite) {
                    throw new InternalError("a fault occurred in a recent unsafe memory access operation");
                }
                writer.write(buffer, offset, length);
            }

            @Override
            public long mappings() {
                return writer.mappings();
            }

            @Override
            public void force() throws IOException {
                writer.force();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public RecordReader open(final Path directory) {
        return storage.open(directory);
    }
}
