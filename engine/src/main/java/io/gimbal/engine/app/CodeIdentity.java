package io.gimbal.engine.app;

import io.gimbal.feeds.Feed;
import io.gimbal.journal.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Which code is running: every class it can load, condensed to a number that GENESIS records carry. */
final class CodeIdentity {
    private static final String CLASS_SUFFIX = ".class";
    private static final String UNPACKAGED = "development";

    private CodeIdentity() {}

    /** {@return the version of the packaged jar, {@code development} when it runs from class folders} */
    static String version() {
        final @Nullable String version = CodeIdentity.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }

    /**
     * Condenses the code: first eight bytes of the SHA-256 over name and content of every class, by name, in the
     * archives and folders that the project's own classes come from. In the packaged jar these are all classes,
     * libraries included.
     *
     * @return the hash
     */
    static long hash() {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final Path source : sources()) {
                addAll(source, digest);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> sources() {
        final TreeSet<Path> sources = new TreeSet<>();
        for (final Class<?> member : List.of(Frame.class, Feed.class, CodeIdentity.class)) {
            final @Nullable CodeSource source = member.getProtectionDomain().getCodeSource();
            if (source != null) {
                sources.add(pathOf(source));
            }
        }
        return new ArrayList<>(sources);
    }

    private static Path pathOf(final CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI());
        } catch (final URISyntaxException e) {
            throw new IllegalStateException("code location is no path: location=" + source.getLocation(), e);
        }
    }

    static void addAll(final Path source, final MessageDigest digest) throws IOException {
        if (Files.isDirectory(source)) {
            addFolder(source, digest);
        } else {
            addArchive(source, digest);
        }
    }

    private static void addFolder(final Path folder, final MessageDigest digest) throws IOException {
        final TreeMap<String, Path> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(CLASS_SUFFIX))
                    .forEach(file ->
                            classes.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        for (final var entry : classes.entrySet()) {
            add(entry.getKey(), Files.readAllBytes(entry.getValue()), digest);
        }
    }

    private static void addArchive(final Path archive, final MessageDigest digest) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            final TreeMap<String, ZipEntry> classes = new TreeMap<>();
            final Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                final ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(CLASS_SUFFIX)) {
                    classes.put(entry.getName(), entry);
                }
            }
            for (final var entry : classes.entrySet()) {
                try (InputStream content = zip.getInputStream(entry.getValue())) {
                    add(entry.getKey(), content.readAllBytes(), digest);
                }
            }
        }
    }

    private static void add(final String name, final byte[] content, final MessageDigest digest) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content);
    }
}
