package io.gimbal.engine.analysis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a text file whole or not at all: beside it first, forced to the disk, then renamed into place. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(final Path file, final Content content) throws IOException {
        final Path target = file.toAbsolutePath();
        final Path draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            writeDraft(draft, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void writeDraft(final Path draft, final Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            final Writer writer = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
        }
    }

    /** What the file is to hold. */
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }
}
