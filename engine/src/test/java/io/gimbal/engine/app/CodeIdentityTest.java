package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIdentityTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void layOutClasses() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/B.class"), "one");
        Files.writeString(folder.resolve("a/b/C.class"), "two");
        Files.writeString(folder.resolve("a/notes.txt"), "not code");
    }

    @Test
    void shouldGiveTheSameHashTwice() {
        assertThat(CodeIdentity.hash()).isEqualTo(CodeIdentity.hash()).isNotZero();
    }

    @Test
    void shouldHashNamesAndContentsInOrder() throws IOException, NoSuchAlgorithmException {
        final MessageDigest expected = MessageDigest.getInstance("SHA-256");
        expected.update("a/B.class\0onea/b/C.class\0two".getBytes(StandardCharsets.UTF_8));

        assertThat(hash(folder)).isEqualTo(HexFormat.of().formatHex(expected.digest()));
    }

    @Test
    void shouldGiveAFolderAndItsArchiveTheSameHash() throws IOException {
        final Path archive = Files.createTempFile(folder.getParent(), "classes", ".jar");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, "a/b/C.class", "two");
            add(zip, "a/notes.txt", "other notes");
            add(zip, "a/B.class", "one");
        }

        assertThat(hash(archive)).isEqualTo(hash(folder));
        Files.delete(archive);
    }

    @Test
    void shouldChangeWithAnyClass() throws IOException {
        final String before = hash(folder);

        Files.writeString(folder.resolve("a/b/C.class"), "twO");
        final String changed = hash(folder);
        Files.move(folder.resolve("a/b/C.class"), folder.resolve("a/b/D.class"));

        assertThat(changed).isNotEqualTo(before);
        assertThat(hash(folder)).isNotEqualTo(changed);
    }

    @Test
    void shouldIgnoreWhatIsNoClass() throws IOException {
        final String before = hash(folder);

        Files.writeString(folder.resolve("a/notes.txt"), "changed");

        assertThat(hash(folder)).isEqualTo(before);
    }

    private static void add(final ZipOutputStream zip, final String name, final String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String hash(final Path source) throws IOException {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            CodeIdentity.addAll(source, digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
