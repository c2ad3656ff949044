package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeekSeasonTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long MONDAY = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "2024-01-01T00:00:00Z",
                "2024-02-29T13:14:15Z",
                "2026-11-29T23:00:00Z"
            })
    void shouldKnowTheHourOfTheWeekAsTheCalendarDoes(final String text) {
        final Instant instant = Instant.parse(text);
        final OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        final int expected = (time.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * 24 + time.getHour();

        assertThat(WeekSeason.hourOfWeek(instant.getEpochSecond() * 1_000_000_000L))
                .isEqualTo(expected);
    }

    @Test
    void shouldLearnTheWeekFromNoisyHoursAtAMovingLevel() {
        final long seed = 168;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final WeekSeason season = new WeekSeason(0.9959, 0.98);

        for (int i = 0; i < 168 * 400; i++) {
            final double level = 1e-5 * Math.exp(0.5 * Math.sin(i / 3_000.0));
            season.onHour(MONDAY + i * HOUR + 5, level * shape(i) * (0.5 + random.nextDouble()));
        }

        double sum = 0;
        for (int hour = 0; hour < 168; hour++) {
            sum += season.multiplier(MONDAY + hour * HOUR);
            assertThat(season.multiplier(MONDAY + hour * HOUR)).isCloseTo(shape(hour), within(0.15 * shape(hour)));
        }
        assertThat(sum).isCloseTo(168, within(1e-9));
    }

    /** 0.5 on Saturday and Sunday, 2.2 in the fifteenth hour of a working day, else what makes the mean 1. */
    private static double shape(final int hours) {
        final int hour = hours % 168;
        if (hour >= 120) {
            return 0.5;
        }
        return hour % 24 == 14 ? 2.2 : (168 - 24 - 11) / 115.0;
    }

    @Test
    void shouldAverageOverAStretchAsAFineSumDoes() {
        final WeekSeason season = new WeekSeason(0.99, 0.5);
        for (int i = 0; i < 168 * 6; i++) {
            season.onHour(MONDAY + i * HOUR, 1 + i % 168);
        }
        final long from = MONDAY + 17 * HOUR + HOUR / 3;
        final long to = from + 3 * 168 * HOUR + 41 * HOUR + HOUR / 4;

        double sum = 0;
        final int steps = 500_000;
        for (int i = 0; i < steps; i++) {
            sum += season.multiplier(from + (long) ((to - from) * ((i + 0.5) / steps)));
        }

        assertThat(season.mean(from, to)).isCloseTo(sum / steps, within(1e-5));
        assertThat(season.mean(from, from + 168 * HOUR)).isCloseTo(1, within(1e-12));
        assertThat(season.mean(from, from)).isNaN();
    }

    @Test
    void shouldNotLetOneHourRuleTheWeekWhenTheLevelWasNearlyNothing() {
        final WeekSeason season = new WeekSeason(0.99, 0.9);
        season.onHour(MONDAY, 1e-300);

        season.onHour(MONDAY + HOUR, 1e60);

        assertThat(season.multiplier(MONDAY + HOUR)).isCloseTo((1 + 4.75) * 168 / (168 + 4.75), within(1e-12));
    }

    @Test
    void shouldBeFlatBeforeItKnowsAndIgnoreWhatIsNoVariance() {
        final WeekSeason season = new WeekSeason(0.99, 0.9);
        assertThat(season.multiplier(MONDAY)).isEqualTo(1);
        season.onHour(MONDAY, 1e-5);
        season.onHour(MONDAY + HOUR, 2e-5);
        final long before = season.mixInto(1);

        for (final double bad : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            season.onHour(MONDAY, bad);
        }

        assertThat(season.mixInto(1)).isEqualTo(before);
        assertThat(season.multiplier(MONDAY + HOUR)).isGreaterThan(1);
        assertThatThrownBy(() -> new WeekSeason(1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WeekSeason(0.5, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
