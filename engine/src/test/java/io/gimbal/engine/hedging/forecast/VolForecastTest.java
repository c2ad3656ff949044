package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.VolEstimator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VolForecastTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = VolSettings.DAY_NS;
    private static final double STEP_YEARS = 1 / (365.0 * 1_440);
    private static final HarCoefficients HAR = new HarCoefficients(true, 0, 0.4, 0.35, 0.25, 0, 7, 30);

    private static VolSettings settings(final VolEstimator estimator, final double startVol) {
        return new VolSettings(
                estimator, MINUTE_NS, 360 * MINUTE_NS, DAY_NS, 1_440, startVol, 0.6, 0.02, 0.97, HAR, false, 0);
    }

    /** A walk of one volatility, a price a minute. */
    private static void walk(final VolForecast forecast, final double vol, final int minutes, final long seed) {
        final Random random = new Random(seed);
        double price = 50_000;
        for (int i = 0; i <= minutes; i++) {
            forecast.onPrice(price, i * MINUTE_NS);
            price *= Math.exp(vol * Math.sqrt(STEP_YEARS) * random.nextGaussian());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = VolEstimator.class,
            names = {"EWMA", "REALISED", "BIPOWER", "GARCH"})
    void shouldFindTheVolatilityOfAWalk(final VolEstimator estimator) {
        final VolForecast forecast = new VolForecast(settings(estimator, Double.NaN));

        walk(forecast, 0.6, 3_000, 42);

        assertThat(forecast.vol()).isCloseTo(0.6, within(0.06));
        assertThat(forecast.realisedVol()).isCloseTo(0.6, within(0.04));
        assertThat(forecast.bipowerVol()).isCloseTo(0.6, within(0.04));
    }

    @Test
    void shouldFindTheVolatilityOfAMonthOfDays() {
        final VolForecast forecast = new VolForecast(settings(VolEstimator.HAR, Double.NaN));

        walk(forecast, 0.8, 29 * 1_440, 43);
        assertThat(forecast.vol()).as("not a month yet").isNaN();
        walk(forecast, 0.8, 33 * 1_440, 43);

        assertThat(forecast.vol()).isCloseTo(0.8, within(0.02));
    }

    @Test
    void shouldSayNothingUntilItHasSeenAHalfLife() {
        final VolForecast forecast = new VolForecast(settings(VolEstimator.EWMA, Double.NaN));

        walk(forecast, 0.6, 360, 44);
        assertThat(forecast.vol()).as("the first minute has no beginning").isNaN();
        forecast.onPrice(50_000, 361 * MINUTE_NS);

        assertThat(forecast.vol()).isPositive();
    }

    /** The mean of the first half-life, then λ a minute: an oracle without the class. */
    @Test
    void shouldBeginAtTheMeanOfWhatItSawFirst() {
        final VolForecast forecast = new VolForecast(settings(VolEstimator.EWMA, Double.NaN));
        final Random random = new Random(45);
        final double lambda = Math.pow(0.5, 1 / 360.0);
        double price = 50_000;
        double sum = 0;
        double variance = 0;
        forecast.onPrice(price, 0);
        for (int i = 1; i <= 800; i++) {
            final double move = 1e-3 * random.nextGaussian();
            forecast.onPrice(price, i * MINUTE_NS);
            price *= Math.exp(move);
            forecast.onPrice(price, i * MINUTE_NS + 1);
            if (i <= 360) {
                sum += move * move;
                variance = sum / i;
            } else {
                variance = lambda * variance + (1 - lambda) * move * move;
            }
        }
        forecast.onPrice(price, 801 * MINUTE_NS);

        assertThat(forecast.vol()).isCloseTo(Math.sqrt(variance / STEP_YEARS), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(
            value = VolEstimator.class,
            names = {"NULL_VAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldBeginAtWhatWasStated(final VolEstimator estimator) {
        assertThat(new VolForecast(settings(estimator, 0.45)).vol())
                .isCloseTo(0.45, within(estimator == VolEstimator.GARCH ? 0.15 : 1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e80})
    void shouldKeepItsStateWhereAPriceIsNone(final double price) {
        final VolForecast forecast = new VolForecast(settings(VolEstimator.EWMA, 0.6));
        walk(forecast, 0.6, 100, 46);
        final long before = forecast.mixInto(1);

        forecast.onPrice(price, 500 * MINUTE_NS);

        assertThat(forecast.mixInto(1)).isEqualTo(before);
    }

    @Test
    void shouldLeaveOutADayThatWasHardlySeen() {
        final VolForecast seen = new VolForecast(settings(VolEstimator.HAR, 0.5));
        walk(seen, 3, 300, 47);

        seen.onPrice(50_000, 2 * DAY_NS);
        seen.onPrice(50_000, 2 * DAY_NS + MINUTE_NS);

        assertThat(seen.vol()).as("five hours of wild market are no day").isCloseTo(0.5, within(1e-12));
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        final VolSettings sound = settings(VolEstimator.EWMA, 0.6);
        assertThat(sound.isSound()).isTrue();
        final VolSettings[] unsound = {
            new VolSettings(VolEstimator.EWMA, 1, 1, DAY_NS, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, 2 * DAY_NS, 1, 2 * DAY_NS, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 0, DAY_NS, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, MINUTE_NS - 1, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, 301 * DAY_NS, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, DAY_NS, 1, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, DAY_NS, 100_001, 0.6, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, DAY_NS, 2, 0, 0.6, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.EWMA, MINUTE_NS, 1, DAY_NS, 2, 0.6, 101, 0, 0, HAR, false, 0),
            new VolSettings(VolEstimator.GARCH, MINUTE_NS, 1, DAY_NS, 2, 0.6, 0.6, 0.5, 0.5, HAR, false, 0),
            new VolSettings(VolEstimator.GARCH, MINUTE_NS, 1, DAY_NS, 2, 0.6, 0.6, -0.1, 0.5, HAR, false, 0),
            new VolSettings(VolEstimator.NULL_VAL, MINUTE_NS, 1, DAY_NS, 2, 0.6, 0.6, 0, 0, HAR, false, 0),
        };
        for (final VolSettings each : unsound) {
            assertThat(each.isSound()).as(each.toString()).isFalse();
            assertThatThrownBy(() -> new VolForecast(each)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
