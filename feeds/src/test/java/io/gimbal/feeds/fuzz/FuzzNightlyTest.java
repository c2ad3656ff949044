package io.gimbal.feeds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten minutes of fuzzing on each target, or as long as {@code gimbal.fuzz.seconds} says. */
final class FuzzNightlyTest extends LeakCheckedTest {
    private static final int SECONDS = Integer.getInteger("gimbal.fuzz.seconds", 600);

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"http", "market", "requests", "venue", "websocket"})
    void shouldFindNothing(final String target) {
        final FuzzRun run = new FuzzRun(SECONDS, Path.of("target", "fuzz").toAbsolutePath());

        assertThat(run.isClean(target))
                .as("see target/fuzz/%s/log and the findings beside it", target)
                .isTrue();
    }
}
