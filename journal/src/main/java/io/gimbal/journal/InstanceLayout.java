package io.gimbal.journal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Names and directories of one instance. Symbolic links below the instance's directory are refused. */
final class InstanceLayout {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Path root;

    InstanceLayout(final Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path epoch() {
        return checked(root.resolve("EPOCH"));
    }

    Path lock() {
        return checked(root.resolve("LOCK"));
    }

    Path manifest() {
        return checked(root.resolve("MANIFEST"));
    }

    /** Directory of one queue of one generation; every step of the way is checked. */
    Path queue(final Generation generation, final String queue) {
        final Path day = checked(root.resolve(generation.day()));
        final Path side = checked(day.resolve(queue));
        return checked(side.resolve(String.format(Locale.ROOT, "%06d", generation.number())));
    }

    /** UTC day of a time. */
    static String day(final long timeNs) {
        return DAY.format(Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS_PER_SECOND)));
    }

    /** Makes a directory and those above it, for the owner alone, and makes their names durable. */
    static void create(final Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        final Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            create(parent);
        }
        Files.createDirectory(directory, ownerOnly());
        if (parent != null) {
            AtomicFile.forceDirectory(parent);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Queue directories on disk that belong to generations above {@code known}. */
    List<Path> unknownGenerations(final int known) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(root, 3)) {
            return found.filter(path -> root.relativize(path).getNameCount() == 3)
                    .filter(path -> path.getFileName().toString().matches("\\d{6,9}"))
                    .filter(path -> Integer.parseInt(path.getFileName().toString()) > known)
                    .sorted()
                    .toList();
        }
    }

    private static Path checked(final Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new JournalCorruptException(0, "symbolic link in a journal: path=" + path);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new JournalCorruptException(0, "neither file nor directory in a journal: path=" + path);
        }
        return path;
    }
}
