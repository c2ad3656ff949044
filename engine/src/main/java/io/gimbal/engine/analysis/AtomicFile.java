package io.gimbal.engine.analysis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a text file whole or not at all: beside it first, forced to the disk, then renamed into place. A link stays,
 * the file behind it is replaced; what is no regular file is refused, and no other file is touched.
 */
public final class AtomicFile {
    private static final int MOST_DRAFTS = 100;

    private AtomicFile() {}

    /**
     * Writes a file.
     *
     * @param file    replaced where it exists
     * @param content what it is to hold
     * @throws IOException when it cannot be written, or is there and no regular file; then nothing has changed
     */
    public static void write(final Path file, final Content content) throws IOException {
        final Path target = target(file);
        final Path draft = unusedSibling(target);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeInto(channel, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    // The rename would put a file in the place of a link, and as root in that of a device.
    private static Path target(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return file.toAbsolutePath();
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a regular file: path=" + file);
        }
        return file.toRealPath();
    }

    private static Path unusedSibling(final Path target) throws IOException {
        for (int i = 0; i < MOST_DRAFTS; i++) {
            final Path draft = target.resolveSibling(target.getFileName() + ".part" + (i == 0 ? "" : i));
            if (Files.notExists(draft, LinkOption.NOFOLLOW_LINKS)) {
                return draft;
            }
        }
        throw new IOException("too many drafts beside it: path=" + target + "; delete those that end in .part");
    }

    private static void writeInto(final FileChannel channel, final Content content) throws IOException {
        final Writer writer =
                new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
        content.writeTo(writer);
        writer.flush();
        channel.force(true);
    }

    /** What the file is to hold. */
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param writer UTF-8; flushed and closed by the caller
         * @throws IOException when it cannot be written
         */
        void writeTo(Writer writer) throws IOException;
    }
}
