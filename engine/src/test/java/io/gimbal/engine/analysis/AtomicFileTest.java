package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReplaceTheFileBehindALinkAndKeepTheLink() throws IOException {
        final Path file = Files.writeString(folder.resolve("file.csv"), "old");
        final Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("file.csv"));

        AtomicFile.write(link, writer -> writer.write("new"));

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertOnly("file.csv", "link.csv");
    }

    /** A socket stands for a device or a pipe, which take root or another program to make. */
    @Test
    void shouldLeaveAloneWhatIsNoRegularFile() throws IOException {
        final Path socket = folder.resolve("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> AtomicFile.write(socket, writer -> writer.write("new")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("not a regular file: path=" + socket);

            assertThat(Files.isRegularFile(socket, LinkOption.NOFOLLOW_LINKS)).isFalse();
            assertOnly("s");
        }
    }

    @Test
    void shouldTouchNoOtherFile() throws IOException {
        final Path neighbour = Files.writeString(folder.resolve("out.csv.part"), "another's");

        AtomicFile.write(folder.resolve("out.csv"), writer -> writer.write("new"));

        assertThat(neighbour).hasContent("another's");
        assertThat(folder.resolve("out.csv")).hasContent("new");
        assertOnly("out.csv", "out.csv.part");
    }

    @Test
    void shouldLeaveEverythingAsItWasWhenTheContentFails() throws IOException {
        final Path file = Files.writeString(folder.resolve("file.csv"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, writer -> {
                    writer.write("half");
                    throw new IOException("no more");
                }))
                .hasMessage("no more");

        assertThat(file).hasContent("old");
        assertOnly("file.csv");
    }

    private void assertOnly(final String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
