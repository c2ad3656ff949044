package io.gimbal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The check that checks the others. */
class LeakCheckedTestTest extends LeakCheckedTest {
    @Test
    void shouldSeeOpenFilesAndMappingsUntilTheyAreReleased() throws IOException {
        final Path file = Files.write(directory.resolve("some"), new byte[4096]);

        final MappedWindow window = MappedWindow.open(file);
        assertThat(openFiles(directory)).hasSize(1);
        assertThat(mappedFiles(directory)).isEmpty();
        assertThat(window.covers(0, 10)).isTrue();
        assertThat(mappedFiles(directory)).hasSize(1);
        window.close();

        assertThat(openFiles(directory)).isEmpty();
        assertThat(mappedFiles(directory)).isEmpty();
    }

    @Test
    void shouldSeeOnlyFilesOfTheDirectory() throws IOException {
        final Path below = Files.createDirectory(directory.resolve("below"));
        final Path file = Files.write(directory.resolve("some"), new byte[1]);

        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(channel.size()).isEqualTo(1);
            assertThat(openFiles(below)).isEmpty();
            assertThat(openFiles(directory)).containsExactly(file.toString());
        }
    }
}
