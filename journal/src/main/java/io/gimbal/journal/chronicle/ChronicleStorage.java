package io.gimbal.journal.chronicle;

import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.RecordReader;
import io.gimbal.journal.RecordWriter;
import java.nio.file.Path;
import net.openhft.chronicle.core.Jvm;

/**
 * Chronicle Queue with raw bytes. Its clock stands still at the start of the generation, so a generation is one file
 * however long it runs, and holds at most 2^32 records per queue. Blocks of 64 MiB unless told otherwise; a file is sparse
 * and is not trimmed when closed.
 */
public final class ChronicleStorage implements JournalStorage {
    /** Name in the MANIFEST. */
    public static final String NAME = "chronicle";

    private static final long DEFAULT_BLOCK_BYTES = 64L << 20;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A storage; all are alike. */
    public ChronicleStorage() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RecordWriter create(final Path directory, final long blockBytes, final long startTimeNs) {
        quieten("chronicle.analytics.disable");
        quieten("chronicle.announcer.disable");
        quieten("chronicle.disk.monitor.disable");
        Jvm.setPerfExceptionHandler(new SilentHandler());
        return new ChronicleRecordWriter(
                directory, blockBytes == 0 ? DEFAULT_BLOCK_BYTES : blockBytes, startTimeNs / NANOS_PER_MILLI);
    }

    /** The library reads these once, when its classes load; an explicit setting of the operator wins. */
    private static void quieten(final String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    @Override
    public RecordReader open(final Path directory) {
        return new ChronicleRecordReader(directory);
    }
}
