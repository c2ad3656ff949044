package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.VolEstimator;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The daily regression, fitted again every day by the engine itself. */
final class RollingHarTest {
    private static final HarCoefficients TRUE = new HarCoefficients(true, -0.8, 0.35, 0.3, 0.23, 0.1, 7, 30);
    private static final HarCoefficients WRONG = new HarCoefficients(true, 0, 1, 0, 0, 0, 7, 30);
    private static final HarCoefficients RULE_OF_THUMB = new HarCoefficients(true, -0.3, 0.4, 0.3, 0.25, 0.2, 7, 30);

    /** Days of the true regression. */
    private static double[] days(final int count, final long seed) {
        final Random random = new Random(seed);
        final double[] days = new double[count];
        Arrays.fill(days, 0, 30, 1e-3);
        for (int i = 30; i < count; i++) {
            final double mean = TRUE.constant()
                    + TRUE.daily() * Math.log(days[i - 1])
                    + TRUE.weekly() * Math.log(HarForecast.mean(days, i, 7))
                    + TRUE.monthly() * Math.log(HarForecast.mean(days, i, 30));
            days[i] = Math.exp(mean + Math.sqrt(TRUE.errorVariance()) * random.nextGaussian());
        }
        return days;
    }

    @Test
    void shouldFitWhatTheOfflineFitFindsOnTheSameWindow() {
        final double[] days = days(500, 1);
        final RollingHar rolling = new RollingHar(250);
        final HarForecast forecast = new HarForecast(WRONG);
        for (final double day : days) {
            forecast.onDay(day);
            rolling.onDay(day, forecast);
        }

        final double[] window = Arrays.copyOfRange(days, 250, 500);
        final HarForecast offline = new HarForecast(Objects.requireNonNull(new HarFit(true, 7, 30).fit(window)));
        for (final double day : days) {
            offline.onDay(day);
        }
        assertThat(forecast.fits()).isEqualTo(500 - 59);
        assertThat(forecast.nextDay()).isEqualTo(offline.nextDay());
        assertThat(forecast.mean(5)).isEqualTo(offline.mean(5));
    }

    /** Mean squared error of the logarithm of the next day's variance, over the last two years. */
    private static double error(final HarCoefficients stated, final int fitDays, final double[] days) {
        final RollingHar rolling = new RollingHar(Math.max(fitDays, 60));
        final HarForecast forecast = new HarForecast(stated);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < days.length; i++) {
            if (i >= days.length - 730) {
                sum += Math.pow(Math.log(days[i]) - Math.log(forecast.nextDay()) + 0.5 * TRUE.errorVariance(), 2);
                count++;
            }
            forecast.onDay(days[i]);
            if (fitDays > 0) {
                rolling.onDay(days[i], forecast);
            }
        }
        return sum / count;
    }

    @Test
    void shouldForecastAlmostAsWellAsTheTruthFromWrongCoefficients() {
        final double[] days = days(1_500, 2);

        final double best = error(TRUE, 0, days);
        final double fitted = error(WRONG, 500, days);
        final double stated = error(WRONG, 0, days);

        System.out.printf(
                "HAR log error: true %.4f, fitted on 500 days %.4f, wrong as stated %.4f%n", best, fitted, stated);
        assertThat(best).isCloseTo(TRUE.errorVariance(), within(0.02));
        assertThat(fitted).isLessThan(1.06 * best);
        assertThat(stated).isGreaterThan(1.15 * best);
        assertThat(fitted).as("nor worse than a rule of thumb").isLessThan(error(RULE_OF_THUMB, 0, days));
    }

    @Test
    void shouldHoldWhatIsStatedUntilThereAreSixtyDays() {
        final double[] days = days(100, 3);
        final RollingHar rolling = new RollingHar(90);
        final HarForecast forecast = new HarForecast(WRONG);
        for (int i = 0; i < 59; i++) {
            forecast.onDay(days[i]);
            rolling.onDay(days[i], forecast);
        }
        assertThat(forecast.fits()).isZero();
        assertThat(forecast.nextDay())
                .as("the last day, for the wrong ones say so")
                .isEqualTo(days[58], within(1e-15));

        forecast.onDay(days[59]);
        rolling.onDay(days[59], forecast);
        rolling.onDay(Double.NaN, forecast);
        assertThat(forecast.fits()).isOne();
    }

    @Test
    void shouldKeepWhatItHasWhereDaysCannotTellTheUnknownsApart() {
        final RollingHar rolling = new RollingHar(60);
        final HarForecast forecast = new HarForecast(WRONG);
        for (int i = 0; i < 80; i++) {
            forecast.onDay(1e-3);
            rolling.onDay(1e-3, forecast);
        }

        assertThat(forecast.fits()).isZero();
        assertThat(forecast.nextDay()).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void shouldFitInsideTheVolatilityForecast() {
        final double[] days = days(400, 4);
        final long dayNs = VolSettings.DAY_NS;
        final long minute = 60_000_000_000L;
        final VolSettings settings = new VolSettings(
                        VolEstimator.HAR, 60 * minute, dayNs, dayNs, 24, Double.NaN, 0.6, 0, 0, WRONG, false, 0)
                .fittedOn(300);
        final VolForecast forecast = new VolForecast(settings);
        double price = 100;
        forecast.onPrice(price, 0);
        for (int day = 0; day < days.length; day++) {
            for (int hour = 0; hour < 24; hour++) {
                price *= Math.exp((hour % 2 == 0 ? 1 : -1) * Math.sqrt(days[day] / 24));
                forecast.onPrice(price, day * dayNs + hour * 60L * minute + minute);
            }
        }

        assertThat(forecast.harFits()).isBetween(330, 345);
        final HarForecast known = new HarForecast(TRUE);
        for (final double day : days) {
            known.onDay(day);
        }
        assertThat(forecast.vol()).isCloseTo(known.vol(1), within(0.15 * known.vol(1)));
    }
}
