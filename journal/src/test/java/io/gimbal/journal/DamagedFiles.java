package io.gimbal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Bends files the way disks and crashes do. */
final class DamagedFiles {
    private DamagedFiles() {}

    /** What a killed writer leaves: a copy of its files as they are at this moment. */
    static Path image(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                final Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    /** The one data file of a queue's only generation. */
    static Path dataFile(final Path journal, final String queue) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            final List<Path> found = files.filter(file -> file.toString().contains("/" + queue + "/"))
                    .filter(file ->
                            file.toString().endsWith(".blk") || file.toString().endsWith(".cq4"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("expected one data file: " + found);
            }
            return found.get(0);
        }
    }

    static void put(final Path file, final long offset, final byte... bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    static void cut(final Path file, final long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** Where the frame with this sequence begins; -1 when it is not there. Looks for its bytes, not for structure. */
    static int frameOffset(final byte[] content, final long sequence) {
        for (int i = 0; i + Frame.HEADER_LENGTH <= content.length; i++) {
            if (content[i] == 0x47
                    && content[i + 1] == 0x6D
                    && content[i + 2] == 1
                    && sequence(content, i) == sequence) {
                return i;
            }
        }
        return -1;
    }

    static int frameLength(final byte[] content, final int offset) {
        final int payload = (content[offset + 4] & 0xFF) | (content[offset + 5] & 0xFF) << 8;
        return Frame.length(payload);
    }

    private static long sequence(final byte[] content, final int offset) {
        return ByteBuffer.wrap(content).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong(offset + Frame.SEQUENCE_OFFSET);
    }
}
