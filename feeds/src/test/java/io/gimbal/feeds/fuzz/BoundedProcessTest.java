package io.gimbal.feeds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class BoundedProcessTest extends LeakCheckedTest {
    private Path log;

    /** Ends with a code, or without one never. */
    static final class Child {
        private Child() {}

        public static void main(final String[] arguments) throws InterruptedException {
            System.out.println("pid=" + ProcessHandle.current().pid());
            if (arguments.length == 0) {
                new CountDownLatch(1).await();
            }
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    @BeforeEach
    void chooseLog() {
        log = directory.resolve("log");
    }

    @Test
    void shouldReturnTheExitCodeOfAProcessThatEnds() throws IOException {
        assertThat(BoundedProcess.run(child("77"), log, 100)).isEqualTo(77);

        assertThat(Files.readString(log)).contains("pid=");
    }

    @Test
    void shouldShowTheThreadsOfAProcessThatDoesNotEndAndEndIt() throws IOException {
        assertThat(BoundedProcess.run(child(), log, 3)).isEqualTo(BoundedProcess.HUNG);

        final String said = Files.readString(log);
        assertThat(said).contains("Full thread dump").contains("BoundedProcessTest$Child.main");
        final long pid = Long.parseLong(said.lines()
                .filter(line -> line.startsWith("pid="))
                .findFirst()
                .orElseThrow()
                .substring(4));
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private static List<String> child(final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
