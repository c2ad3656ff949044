package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InstanceLockTest extends LeakCheckedTest {
    /** Another process that holds the lock until its input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(final String[] args) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("locked");
                System.out.flush();
                final int end = System.in.read();
                System.out.println(end);
            }
        }
    }

    @Test
    @Timeout(60)
    void shouldRefuseWhileAnotherProcessHoldsTheLockAndOpenOnceItIsKilled() throws Exception {
        final Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.resolve("LOCK").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            final byte[] word = other.getInputStream().readNBytes(6);
            assertThat(new String(word, StandardCharsets.US_ASCII)).isEqualTo("locked");
            assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                    .isInstanceOf(JournalBusyException.class)
                    .hasMessageContaining("another instance");
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        try (Journal journal = JournalFixture.open(directory, FILE)) {
            assertThat(journal.generation()).isEqualTo(1);
            assertThat(Files.readString(directory.resolve("LOCK")))
                    .isEqualTo("pid=" + ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void shouldRefuseSecondWriterWhenItComesByAnotherPath() throws IOException {
        final Path link = directory.resolve("link");
        final Path real = Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(link, real);
        try (Journal journal = JournalFixture.open(real, FILE)) {
            assertThatThrownBy(() -> JournalFixture.open(link, FILE)).isInstanceOf(JournalBusyException.class);
            assertThat(journal.epoch()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhenTheLockIsALink() throws IOException {
        Files.createSymbolicLink(directory.resolve("LOCK"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("symbolic link");
    }
}
