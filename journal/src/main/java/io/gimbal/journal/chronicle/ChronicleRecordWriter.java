package io.gimbal.journal.chronicle;

import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.Wire;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Appends excerpts of raw bytes, by address. */
final class ChronicleRecordWriter implements RecordWriter {
    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore record = new PointerBytesStore();

    private @Nullable MappedFile file;
    private long mappings;
    private boolean isDirectoryForced;
    private boolean isClosed;

    ChronicleRecordWriter(final Path directory, final long blockBytes, final long startTimeMs) {
        this.directory = directory;
        this.queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(blockBytes)
                .timeProvider(() -> startTimeMs)
                .syncMode(SyncMode.NONE)
                .checkInterrupts(false)
                .build();
        this.appender = queue.createAppender();
        // The journal is opened by one thread and written by another; ownership is the journal's contract.
        appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public long reservation(final int length) {
        return 0;
    }

    @Override
    public void write(final DirectBuffer buffer, final int offset, final int length) {
        record.set(buffer.addressOffset() + offset, length);
        appender.writeBytes(record);
        if (file == null) {
            watchMappings();
        }
    }

    private void watchMappings() {
        final Wire wire = appender.wire();
        if (wire == null || !(wire.bytes() instanceof MappedBytes)) {
            throw new IllegalStateException("the queue's file is not mapped: directory=" + directory);
        }
        final MappedFile mapped = ((MappedBytes) wire.bytes()).mappedFile();
        mappings = mapped.chunkCount();
        mapped.setNewChunkListener((name, chunk, delayMicros) -> mappings++);
        file = mapped;
    }

    @Override
    public long mappings() {
        return mappings;
    }

    @Override
    public void force() throws IOException {
        final Path cycle = CycleFile.find(directory);
        if (cycle == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(cycle, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        if (!isDirectoryForced) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
            isDirectoryForced = true;
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        appender.close();
        queue.close();
        // The library unmaps on a thread of its own; a closed journal holds nothing.
        BackgroundResourceReleaser.releasePendingResources();
    }
}
