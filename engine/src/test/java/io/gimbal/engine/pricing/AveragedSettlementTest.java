package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variance of a settlement that is an average, against the covariances of the samples it is made of. */
class AveragedSettlementTest {
    private static final long EXPIRY_NS = TimeUnit.DAYS.toNanos(20_000);
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final double MINUTES_PER_YEAR = 365.0 * 24.0 * 60.0;
    private static final double WINDOW_MINUTES = 30.0;
    private static final int SAMPLES = 1_800;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 15, 20, 25, 29, 30, 31, 40, 60, 600, 14_400})
    void shouldBeTheVarianceOfTheAverageOfItsSamples(final int minutesLeft) {
        final double years = DeliveryWindow.effectiveVarianceYears(EXPIRY_NS - minutesLeft * MINUTE_NS, EXPIRY_NS);

        // Samples end their intervals, so a sum over n of them exceeds the integral by about 3 / (2 n) of it.
        final int ahead = (int) Math.min(SAMPLES, minutesLeft / WINDOW_MINUTES * SAMPLES);
        final double expected = varianceMinutes(minutesLeft);
        assertThat(years * MINUTES_PER_YEAR).isCloseTo(expected, within(2.0 / ahead * expected));
        assertThat(years * MINUTES_PER_YEAR).isLessThan(expected);
    }

    /** Of the average of samples at equal distances over the window, for a walk of variance 1 per minute from now. */
    private static double varianceMinutes(final int minutesLeft) {
        double sum = 0.0;
        for (int i = 1; i <= SAMPLES; i++) {
            final double first = Math.max(minutesLeft - WINDOW_MINUTES + i * WINDOW_MINUTES / SAMPLES, 0.0);
            for (int j = 1; j <= SAMPLES; j++) {
                final double second = Math.max(minutesLeft - WINDOW_MINUTES + j * WINDOW_MINUTES / SAMPLES, 0.0);
                sum += Math.min(first, second);
            }
        }
        return sum / SAMPLES / SAMPLES;
    }

    @ParameterizedTest
    @CsvSource({"60,40", "31,11", "30,10", "15,1.25", "3,0.01", "0,0", "-5,0"})
    void shouldFollowTheClosedFormsBeforeAndInsideTheWindow(final int minutesLeft, final double varianceMinutes) {
        final long nowNs = EXPIRY_NS - minutesLeft * MINUTE_NS;

        assertThat(DeliveryWindow.effectiveVarianceYears(nowNs, EXPIRY_NS) * MINUTES_PER_YEAR)
                .isCloseTo(varianceMinutes, within(1e-12));
        assertThat(DeliveryWindow.effectiveStdDev(nowNs, EXPIRY_NS, 0.6))
                .isCloseTo(0.6 * Math.sqrt(varianceMinutes / MINUTES_PER_YEAR), within(1e-15));
    }

    @Test
    void shouldNotJumpWhereTheWindowBegins() {
        final long beginNs = EXPIRY_NS - DeliveryWindow.LENGTH_NS;

        final double before = DeliveryWindow.effectiveVarianceYears(beginNs, EXPIRY_NS);
        final double after = DeliveryWindow.effectiveVarianceYears(beginNs + 1, EXPIRY_NS);

        assertThat(after).isLessThan(before).isCloseTo(before, within(1e-15));
    }

    @Test
    void shouldStayBelowTheTimeOnTheClockAndFall() {
        double previous = Double.POSITIVE_INFINITY;
        for (long leftNs = 120 * MINUTE_NS; leftNs > 0; leftNs -= 7_919_000_000L) {
            final double years = DeliveryWindow.effectiveVarianceYears(EXPIRY_NS - leftNs, EXPIRY_NS);
            assertThat(years).isLessThan(previous).isLessThan(TimeToExpiry.years(EXPIRY_NS - leftNs, EXPIRY_NS));
            assertThat(years).isPositive();
            previous = years;
        }
    }
}
