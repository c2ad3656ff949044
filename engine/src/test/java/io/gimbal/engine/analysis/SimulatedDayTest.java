package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last day of an expiry down to ten minutes before its end: every sum within its certificate at every look. */
class SimulatedDayTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 50", "2, 30, 100", "3, 200, 50", "4, 1500, 20"})
    void shouldStayWithinItsCertificateAndItsBudget(final long seed, final int positions, final int changesEvery) {
        final SimulatedDay.Result day = SimulatedDay.play(positions, 20_000, changesEvery, seed);

        assertThat(day.compared()).isEqualTo(20_000 / 37 + 1);
        assertThat(day.beyondCertificate()).as("seed %d: %s", seed, day).isZero();
        assertThat(day.shadowAlarms()).isZero();
        assertThat(day.observedMaxError()).isLessThan(1e-9);
        assertThat(day.certifiedMaxError()).isLessThan(2e-9);
        assertThat(day.observedMaxError()).isLessThanOrEqualTo(day.certifiedMaxError());
        if (positions >= 30) {
            assertThat(day.fitShare()).as("fits are used where they pay").isGreaterThan(0.3);
            assertThat(day.builds()).isGreaterThan(10);
        }
    }

    @Test
    void shouldShowTheSameDayForTheSameSeed() {
        final SimulatedDay.Result day = SimulatedDay.play(100, 5_000, 30, 9);
        final SimulatedDay.Result again = SimulatedDay.play(100, 5_000, 30, 9);

        assertThat(again.observedMaxError()).isEqualTo(day.observedMaxError());
        assertThat(again.certifiedMaxError()).isEqualTo(day.certifiedMaxError());
        assertThat(again.builds()).isEqualTo(day.builds());
        assertThat(again.fitShare()).isEqualTo(day.fitShare());
    }
}
