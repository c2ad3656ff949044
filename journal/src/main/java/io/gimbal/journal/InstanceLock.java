package io.gimbal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fence that lets one writer at a time into an instance's directory: a lock of the operating system on the file
 * {@code LOCK}, which dies with the process.
 */
final class InstanceLock implements AutoCloseable {
    // Closing any descriptor of a locked file drops the process's lock on it, so a second try never opens the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private InstanceLock(final Path key, final FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock or says who has it. */
    static InstanceLock acquire(final Path file) throws IOException {
        final Path key = Objects.requireNonNull(file.toAbsolutePath().getParent(), "parent")
                .toRealPath()
                .resolve(file.getFileName());
        if (!HELD_HERE.add(key)) {
            throw new JournalBusyException("journal is open in this process: path=" + file);
        }
        try {
            return new InstanceLock(key, lock(file));
        } catch (final IOException | RuntimeException e) {
            HELD_HERE.remove(key);
            throw e;
        }
    }

    private static FileChannel lock(final Path file) throws IOException {
        final FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            final FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new JournalBusyException(
                        "another instance writes this journal: path=" + file + ", owner=" + owner(channel));
            }
            final byte[] self = ("pid=" + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(self), 0);
            return channel;
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String owner(final FileChannel channel) throws IOException {
        final ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
