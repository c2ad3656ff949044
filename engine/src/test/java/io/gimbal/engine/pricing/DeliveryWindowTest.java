package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryWindowTest {
    private static final long EXPIRY_NS = epochNs("2023-04-13T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2023-04-12T08:00:00Z, 1.0",
        "2023-04-13T07:29:59.999999999Z, 1.0",
        "2023-04-13T07:30:00Z, 1.0",
        "2023-04-13T07:36:00Z, 0.8",
        "2023-04-13T07:45:00Z, 0.5",
        "2023-04-13T07:59:59.999999999Z, 5.555555555555556e-13",
        "2023-04-13T08:00:00Z, 0.0",
        "2023-04-13T08:00:00.000000001Z, 0.0",
        "2024-01-01T00:00:00Z, 0.0"
    })
    void shouldFallFromOneToZeroWhenTheWindowRunsOut(final String now, final double expected) {
        assertThat(DeliveryWindow.fractionLeft(epochNs(now), EXPIRY_NS)).isEqualTo(expected);
    }

    @Test
    void shouldLeaveTheFirstNanosecondOfTheWindowBehindWhenItPasses() {
        final long second = EXPIRY_NS - DeliveryWindow.LENGTH_NS + 1;

        assertThat(DeliveryWindow.fractionLeft(second, EXPIRY_NS))
                .isLessThan(1.0)
                .isGreaterThan(0.999999999999);
    }

    @Test
    void shouldExpectTheAverageSoFarForWhatIsPastAndTheIndexForWhatIsLeft() {
        assertThat(DeliveryWindow.estimate(1.0, Double.NaN, 30_000.0)).isEqualTo(30_000.0);
        assertThat(DeliveryWindow.estimate(0.25, 30_100.0, 30_300.0)).isEqualTo(30_150.0);
        assertThat(DeliveryWindow.estimate(0.0, 30_100.0, 99_999.0)).isEqualTo(30_100.0);
    }

    @ParameterizedTest
    @CsvSource({"true,0.9", "true,0.5", "true,0.1", "false,0.7", "false,0.3"})
    void shouldGiveTheDerivativesByTheIndexWhenPartOfTheAverageIsFixed(final boolean isCall, final double fraction) {
        final double average = 30_050.0;
        final double index = 30_020.0;
        final double bump = 0.5;
        final OptionGreeks greeks = valueAt(isCall, fraction, average, index);
        final double estimate = DeliveryWindow.estimate(fraction, average, index);

        final double up = valueAt(isCall, fraction, average, index + bump).price();
        final double down = valueAt(isCall, fraction, average, index - bump).price();

        assertThat(DeliveryWindow.usdDelta(fraction, greeks.delta())).isCloseTo((up - down) / (2 * bump), within(1e-5));
        assertThat(DeliveryWindow.usdGamma(fraction, greeks.gamma()))
                .isCloseTo((up - 2 * greeks.price() + down) / (bump * bump), within(1e-7));
        final double coinUp = up / DeliveryWindow.estimate(fraction, average, index + bump);
        final double coinDown = down / DeliveryWindow.estimate(fraction, average, index - bump);
        assertThat(DeliveryWindow.coinDelta(fraction, greeks.delta(), greeks.price() / estimate))
                .isCloseTo(estimate * (coinUp - coinDown) / (2 * bump), within(1e-5));
    }

    @Test
    void shouldCountYearsOfThreeHundredAndSixtyFiveDaysToTheInstant() {
        final long yearNs = TimeUnit.DAYS.toNanos(365);

        assertThat(TimeToExpiry.years(EXPIRY_NS - yearNs, EXPIRY_NS)).isEqualTo(1.0);
        assertThat(TimeToExpiry.years(EXPIRY_NS - yearNs / 8, EXPIRY_NS)).isEqualTo(0.125);
        assertThat(TimeToExpiry.years(EXPIRY_NS - 1, EXPIRY_NS)).isEqualTo(1 / (365 * 86_400e9));
        assertThat(TimeToExpiry.years(EXPIRY_NS, EXPIRY_NS)).isEqualTo(0.0);
        assertThat(TimeToExpiry.years(EXPIRY_NS + yearNs, EXPIRY_NS)).isEqualTo(-1.0);
    }

    private static OptionGreeks valueAt(
            final boolean isCall, final double fraction, final double average, final double index) {
        final OptionGreeks greeks = new OptionGreeks();
        final double estimate = DeliveryWindow.estimate(fraction, average, index);
        Black76.evaluate(isCall, estimate, 30_000.0, 20.0 / (365 * 24 * 60), 0.55, greeks);
        return greeks;
    }

    private static long epochNs(final String instant) {
        final Instant parsed = Instant.parse(instant);
        return TimeUnit.SECONDS.toNanos(parsed.getEpochSecond()) + parsed.getNano();
    }
}
