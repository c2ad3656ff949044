package io.gimbal.engine.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A witness for kill tests: sixteen mapped bytes that hold the last input and output sequence whose append had returned.
 * What stands here must be in the journal after any death of the process.
 */
final class AckFile implements AutoCloseable {
    private static final int IN_OFFSET = 0;
    private static final int OUT_OFFSET = Long.BYTES;
    private static final int LENGTH = 2 * Long.BYTES;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    AckFile(final Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open the ack file: path=" + file, e);
        }
        buffer = new UnsafeBuffer(mapped);
    }

    void onIn(final long sequence) {
        store(IN_OFFSET, sequence);
    }

    void onOut(final long sequence) {
        store(OUT_OFFSET, sequence);
    }

    private void store(final int offset, final long sequence) {
        final boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        buffer.putLongOrdered(offset, isLittle ? sequence : Long.reverseBytes(sequence));
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
