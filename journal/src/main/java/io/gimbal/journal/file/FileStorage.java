package io.gimbal.journal.file;

import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.RecordReader;
import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Plain block files; see the package. Blocks of 8 MiB unless told otherwise. */
public final class FileStorage implements JournalStorage {
    /** Name in the MANIFEST. */
    public static final String NAME = "file";

    private static final long DEFAULT_BLOCK_BYTES = 8L << 20;

    /** A storage; all are alike. */
    public FileStorage() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RecordWriter create(final Path directory, final long blockBytes, final long startTimeNs) throws IOException {
        return new FileRecordWriter(directory, (int) (blockBytes == 0 ? DEFAULT_BLOCK_BYTES : blockBytes));
    }

    @Override
    public RecordReader open(final Path directory) {
        return new FileRecordReader(directory);
    }
}
