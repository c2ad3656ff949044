package io.gimbal.journal.chronicle;

import io.gimbal.journal.JournalCorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the library's files: where the one data file is, how documents are framed, and which type names their
 * headers may carry. A header that names any other type would make the library load that class; it is refused.
 */
final class CycleFile {
    static final int HEADER_LENGTH = 4;
    static final int NOT_COMPLETE = 0x8000_0000;
    static final int META = 0x4000_0000;
    static final int LENGTH_MASK = 0x3FFF_FFFF;

    /** No header of the library is nearly as long. */
    static final int MAX_FILE_HEADER = 1024;

    private static final int TYPE_PREFIX = 0xB6;
    private static final int MAX_TYPE_NAME = 127;
    private static final String DATA_SUFFIX = ".cq4";
    private static final Set<String> DATA_TYPES = Set.of("SCQStore", "SCQSIndexing");
    private static final byte[] DATA_START =
            "\u00b9\u0006header\u00b6\u0008SCQStore\u0082".getBytes(StandardCharsets.ISO_8859_1);

    private CycleFile() {}

    /** The data file of a queue's directory, or null while there is none. */
    static @Nullable Path find(final Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (Stream<Path> files = Files.list(directory)) {
            final List<Path> found = files.filter(
                            path -> path.getFileName().toString().endsWith(DATA_SUFFIX))
                    .sorted()
                    .toList();
            if (found.size() > 1) {
                throw new JournalCorruptException(0, "more than one data file in a queue: path=" + found.get(1));
            }
            return found.isEmpty() ? null : found.get(0);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list a queue: directory=" + directory, e);
        }
    }

    /** Where the document after the one at {@code position} begins. */
    static long next(final long position, final int length) {
        return (position + HEADER_LENGTH + length + 3) & -4L;
    }

    /** What is wrong with the data file's header document at {@code offset}; empty when nothing is. */
    static String headerFault(final DirectBuffer buffer, final int offset, final int length) {
        if (length < DATA_START.length) {
            return "header is too short: length=" + length;
        }
        final String foreign = foreignType(buffer, offset, length);
        if (!foreign.isEmpty()) {
            return "header names a type that is not Chronicle's: type=" + foreign;
        }
        for (int i = 0; i < DATA_START.length; i++) {
            if (buffer.getByte(offset + i) != DATA_START[i]) {
                return "header is not Chronicle's: offset=" + i;
            }
        }
        return "";
    }

    private static String foreignType(final DirectBuffer buffer, final int offset, final int length) {
        for (int i = 0; i < length - 1; i++) {
            if ((buffer.getByte(offset + i) & 0xFF) == TYPE_PREFIX) {
                final String name = name(buffer, offset + i + 1, offset + length);
                if (!name.isEmpty() && !DATA_TYPES.contains(name)) {
                    return name;
                }
            }
        }
        return "";
    }

    /** A length-prefixed name at {@code at}; empty when the bytes are no name but part of a number. */
    private static String name(final DirectBuffer buffer, final int at, final int limit) {
        final int length = buffer.getByte(at) & 0xFF;
        if (length == 0 || length > MAX_TYPE_NAME || at + 1 + length > limit) {
            return "";
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(at + 1, bytes);
        for (final byte b : bytes) {
            if (b < '!' || b > '~') {
                return "";
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
