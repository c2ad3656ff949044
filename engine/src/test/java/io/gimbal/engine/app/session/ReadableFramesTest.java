package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own exchange says nothing that our own client cannot read, whatever a desk asks of it: every frame is counted. */
class ReadableFramesTest extends LeakCheckedTest {
    private static final long SECOND = 1_000_000_000L;

    /** A few seconds before options are delivered and others are listed. */
    private static final long BEFORE_DELIVERY =
            Instant.parse("2026-01-05T07:59:54Z").getEpochSecond() * SECOND;

    @TempDir
    private static Path journals = Path.of("");

    private static SessionResult run(final String desk, final long seconds) {
        final Configuration configuration =
                ConfigurationReader.read(Path.of("../config/desks").resolve(desk + ".toml"));
        final SessionSpan span = new SessionSpan(BEFORE_DELIVERY, BEFORE_DELIVERY, BEFORE_DELIVERY + seconds * SECOND);
        final Path journal = journals.resolve(desk + '-' + seconds);
        try (DemoVenue venue = new DemoVenue(configuration, 11, span);
                EngineSession session = EngineSession.open(new SessionContext(
                        configuration, venue, RunMode.DEMO, journal, Pace.MAX, false, 1, "test", null))) {
            return session.run();
        }
    }

    private static void shouldRead(final SessionResult result) {
        assertThat(result.events()).isGreaterThan(1_000);
        assertThat(result.orders()).isPositive();
        assertThat(result.malformed()).isZero();
        assertThat(result.gaps()).isZero();
    }

    /** Two coins of both styles, and an order at rest that follows the touch; tickers, books, marks, states, deliveries. */
    @ParameterizedTest
    @ValueSource(strings = {"btc-eth-mixed", "btc-maker-first"})
    void shouldReadEveryFrameAcrossADelivery(final String desk) {
        shouldRead(run(desk, 12));
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"btc-eth-mixed", "btc-maker-first", "btc-overlay", "btc-straddles", "eth-straddles"})
    void shouldReadEveryFrameOfALongSession(final String desk) {
        shouldRead(run(desk, 900));
    }
}
