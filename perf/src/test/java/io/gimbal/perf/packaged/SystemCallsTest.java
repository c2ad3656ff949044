package io.gimbal.perf.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemCallsTest {
    private static final Path HERE = Path.of("/here");

    @Test
    void shouldReportTheOpenedFileWhenItIsOpenedForWriting() {
        assertThat(written("openat(AT_FDCWD</here>, \"a.txt\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</here/a.txt>"))
                .containsExactly(Path.of("/here/a.txt"));
        assertThat(written("openat(AT_FDCWD</here>, \"a.txt\", O_RDWR) = 3</here/a.txt>"))
                .containsExactly(Path.of("/here/a.txt"));
    }

    @Test
    void shouldReportNothingWhenAFileIsOnlyReadOrTheCallFailed() {
        assertThat(written("openat(AT_FDCWD</here>, \"/etc/hosts\", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>"))
                .isEmpty();
        assertThat(written("openat(AT_FDCWD</here>, \"/x\", O_WRONLY|O_CREAT, 0666) = -1 EACCES (Permission denied)"))
                .isEmpty();
        assertThat(written("mkdir(\"/root/.cache\", 0777) = -1 EEXIST (File exists)"))
                .isEmpty();
    }

    @Test
    void shouldReportEveryPathWhenFoldersAndNamesAreMadeOrMoved() {
        assertThat(written("mkdir(\"/root/.cache\", 0777)           = 0")).containsExactly(Path.of("/root/.cache"));
        assertThat(written("mkdirat(7</home/x>, \"y\", 0700) = 0")).containsExactly(Path.of("/home/x/y"));
        assertThat(written("rename(\"/a/b\", \"c\") = 0")).containsExactly(Path.of("/a/b"), Path.of("/here/c"));
        assertThat(written("unlink(\"/a/b\") = 0")).containsExactly(Path.of("/a/b"));
    }

    @Test
    void shouldFollowTheWorkingFolderWhenItChanges() {
        assertThat(written(
                        "fchdir(5</tmp/hsperfdata_x>) = 0",
                        "unlink(\"4711\") = 0",
                        "chdir(\"/here\") = 0",
                        "unlink(\"12\") = 0"))
                .containsExactly(Path.of("/here/12"), Path.of("/tmp/hsperfdata_x/4711"));
    }

    @Test
    void shouldReportTheAddressWhenAConnectionIsTriedEvenInVain() {
        assertThat(addresses("connect(5<socket:[1]>, {sa_family=AF_INET, sin_port=htons(80),"
                        + " sin_addr=inet_addr(\"192.0.2.7\")}, 16) = -1 EINPROGRESS (Operation now in progress)"))
                .containsExactly("192.0.2.7");
        assertThat(addresses("connect(5<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0),"
                        + " inet_pton(AF_INET6, \"2001:db8::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0"))
                .containsExactly("2001:db8::1");
        assertThat(addresses("connect(3<socket:[2]>, {sa_family=AF_UNIX, sun_path=\"/var/run/nscd/socket\"}, 110) = 0"))
                .isEmpty();
    }

    @Test
    void shouldCatchAProcessThatWritesAsideAndSpeaksToTheWorld(@TempDir final Path folder)
            throws IOException, InterruptedException {
        assumeTrue(SystemCalls.canBeWatched(), "strace is not here or may not be used");
        final Sandbox sandbox = new Sandbox(folder);
        final Path logs = sandbox.aside("logs");
        // A datagram socket that is connected sends nothing; the address is reserved for documentation.
        final String script =
                "echo x > \"$HOME/stray\"; echo y > here; mkdir \"$TMPDIR/z\"; exec 3<>/dev/udp/192.0.2.1/9";

        sandbox.run(SystemCalls.watching(logs, List.of("bash", "-c", script)));

        final SystemCalls calls = SystemCalls.read(logs, sandbox.work());
        assertThat(calls.written())
                .contains(
                        sandbox.home().resolve("stray"),
                        sandbox.work().resolve("here"),
                        sandbox.temporary().resolve("z"));
        assertThat(calls.addresses()).containsExactly("192.0.2.1");
        assertThat(sandbox.strayFiles()).containsExactly("home/stray", "temporary/z", "work/here");
    }

    private static Iterable<Path> written(final String... lines) {
        return SystemCalls.of(List.of(lines), HERE).written();
    }

    private static Iterable<String> addresses(final String line) {
        return SystemCalls.of(List.of(line), HERE).addresses();
    }
}
