package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.RampSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveRampTest {
    private static final long USD = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final LiveRamp RAMP = new LiveRamp(new RampSettings(10_000 * USD, 300 * SECOND, 5), 1_000 * SECOND);

    @ParameterizedTest
    @CsvSource({"0, 10000", "299, 10000", "300, 20000", "600, 40000", "899, 40000", "900, 50000", "1000000, 50000"})
    void shouldDoubleEachStepUpToTheBooksOwnLimit(final long secondsAfterStart, final long usd) {
        final long step = RAMP.step((1_000 + secondsAfterStart) * SECOND);

        assertThat(RAMP.capUsd(step, 50_000 * USD)).isEqualTo(usd * USD);
    }

    @Test
    void shouldNeverExceedABookThatTradesSmallerFromTheStart() {
        assertThat(RAMP.capUsd(0, 500 * USD)).isEqualTo(500 * USD);
        assertThat(RAMP.isOver(0, 500 * USD)).isTrue();
    }

    @Test
    void shouldNotOverflowHoweverLongItRuns() {
        assertThat(RAMP.capUsd(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(RAMP.capUsd(40, 10_000_000_000L * USD)).isEqualTo(10_000_000_000L * USD);
    }

    @Test
    void shouldStandAtItsFirstStepBeforeItsStart() {
        assertThat(RAMP.step(0)).isZero();
    }
}
