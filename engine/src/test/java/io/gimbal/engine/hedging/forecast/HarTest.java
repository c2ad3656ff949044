package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HarTest {
    @ParameterizedTest
    @CsvSource({"false, 7, 30", "true, 7, 30", "false, 5, 22", "true, 5, 22"})
    void shouldSolveTheNormalEquations(final boolean isLog, final int week, final int month) {
        final double[] days = simulated(400, 11);

        final HarCoefficients fitted = Objects.requireNonNull(new HarFit(isLog, week, month).fit(days));

        final double[] oracle = cramer(days, isLog, week, month);
        assertThat(fitted.constant()).isCloseTo(oracle[0], within(1e-8 * Math.abs(oracle[0])));
        assertThat(fitted.daily()).isCloseTo(oracle[1], within(1e-8));
        assertThat(fitted.weekly()).isCloseTo(oracle[2], within(1e-8));
        assertThat(fitted.monthly()).isCloseTo(oracle[3], within(1e-8));
        assertThat(fitted.errorVariance()).isCloseTo(oracle[4], within(1e-8 * oracle[4]));
    }

    /** The normal equations by Cramer's rule, and the variance of the errors last. */
    private static double[] cramer(final double[] days, final boolean isLog, final int week, final int month) {
        final int rows = days.length - month;
        final double[][] x = new double[rows][];
        final double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            final int day = i + month;
            x[i] = new double[] {
                1,
                value(days, day - 1, day, isLog),
                value(days, day - week, day, isLog),
                value(days, day - month, day, isLog)
            };
            y[i] = value(days, day, day + 1, isLog);
        }
        final double[][] a = new double[4][4];
        final double[] b = new double[4];
        for (int r = 0; r < 4; r++) {
            for (int i = 0; i < rows; i++) {
                b[r] += x[i][r] * y[i];
                for (int c = 0; c < 4; c++) {
                    a[r][c] += x[i][r] * x[i][c];
                }
            }
        }
        final double whole = determinant(a);
        final double[] answer = new double[5];
        for (int c = 0; c < 4; c++) {
            final double[][] replaced = new double[4][];
            for (int r = 0; r < 4; r++) {
                replaced[r] = a[r].clone();
                replaced[r][c] = b[r];
            }
            answer[c] = determinant(replaced) / whole;
        }
        for (int i = 0; i < rows; i++) {
            double error = y[i];
            for (int c = 0; c < 4; c++) {
                error -= answer[c] * x[i][c];
            }
            answer[4] += error * error / (rows - 4);
        }
        return answer;
    }

    private static double value(final double[] days, final int from, final int to, final boolean isLog) {
        final double mean = Arrays.stream(days, from, to).average().orElseThrow();
        return isLog ? Math.log(mean) : mean;
    }

    private static double determinant(final double[][] a) {
        if (a.length == 1) {
            return a[0][0];
        }
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            final double[][] minor = new double[a.length - 1][a.length - 1];
            for (int r = 1; r < a.length; r++) {
                for (int c = 0; c < a.length; c++) {
                    if (c != column) {
                        minor[r - 1][c < column ? c : c - 1] = a[r][c];
                    }
                }
            }
            sum += (column % 2 == 0 ? 1 : -1) * a[0][column] * determinant(minor);
        }
        return sum;
    }

    private static double[] simulated(final int length, final long seed) {
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final double[] days = new double[length];
        double log = Math.log(1e-3);
        for (int i = 0; i < length; i++) {
            log += 0.15 * (Math.log(1e-3) - log) + 0.4 * random.nextGaussian();
            days[i] = Math.exp(log);
        }
        return days;
    }

    @Test
    void shouldFindTheProcessThatMadeTheDays() {
        final long seed = 23;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final double[] days = new double[20_000];
        Arrays.fill(days, 0, 30, 1e-3);
        for (int i = 30; i < days.length; i++) {
            final double log = -0.7
                    + 0.4 * value(days, i - 1, i, true)
                    + 0.3 * value(days, i - 7, i, true)
                    + 0.2 * value(days, i - 30, i, true);
            days[i] = Math.exp(log + 0.5 * random.nextGaussian());
        }

        final HarCoefficients fitted = Objects.requireNonNull(new HarFit(true, 7, 30).fit(days));

        assertThat(fitted.daily()).isCloseTo(0.4, within(0.04));
        assertThat(fitted.weekly()).isCloseTo(0.3, within(0.06));
        assertThat(fitted.monthly()).isCloseTo(0.2, within(0.06));
        assertThat(fitted.errorVariance()).isCloseTo(0.25, within(0.01));
        assertThat(bias(fitted, days)).as("mean of seen over forecast").isCloseTo(1, within(0.02));
    }

    private static double bias(final HarCoefficients coefficients, final double[] days) {
        final HarForecast forecast = new HarForecast(coefficients);
        double sum = 0;
        int count = 0;
        for (final double day : days) {
            if (forecast.nextDay() > 0) {
                sum += day / forecast.nextDay();
                count++;
            }
            forecast.onDay(day);
        }
        return sum / count;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldForecastAsTheFormulaSaysAndIterateFromThere(final boolean isLog) {
        final double[] days = simulated(80, 5);
        final HarCoefficients model =
                new HarCoefficients(isLog, isLog ? -0.6 : 1e-4, 0.4, 0.3, 0.2, isLog ? 0.04 : 1e-9, 7, 30);
        final HarForecast forecast = new HarForecast(model);
        for (final double day : days) {
            forecast.onDay(day);
        }

        final double[] longer = Arrays.copyOf(days, 90);
        final double most = Arrays.stream(days, 50, 80).max().orElseThrow();
        final double least = Arrays.stream(days, 50, 80).min().orElseThrow();
        double sum = 0;
        for (int i = 80; i < 90; i++) {
            final double value = model.constant()
                    + 0.4 * value(longer, i - 1, i, isLog)
                    + 0.3 * value(longer, i - 7, i, isLog)
                    + 0.2 * value(longer, i - 30, i, isLog);
            longer[i] = Math.min(most, Math.max(least, isLog ? Math.exp(value + 0.02) : value));
            sum += longer[i];
            assertThat(forecast.mean(i - 79)).isCloseTo(sum / (i - 79), within(1e-15));
        }
        assertThat(forecast.nextDay()).isBetween(least * 1.0001, most * 0.9999);
        assertThat(forecast.vol(3)).isCloseTo(Math.sqrt(365 * forecast.mean(3)), within(1e-15));
    }

    @Test
    void shouldStayWithinTheRangeOfTheMonthWhenTheRegressionLeavesIt() {
        final HarForecast low = new HarForecast(new HarCoefficients(false, -1, 0.4, 0.3, 0.2, 0, 7, 30));
        final HarForecast high = new HarForecast(new HarCoefficients(false, 1, 0.4, 0.3, 0.2, 0, 7, 30));
        for (int i = 1; i <= 30; i++) {
            low.onDay(i * 1e-4);
            high.onDay(i * 1e-4);
        }

        assertThat(low.nextDay()).isEqualTo(1e-4);
        assertThat(high.nextDay()).isEqualTo(30 * 1e-4);
    }

    @Test
    void shouldKnowNothingBeforeAMonthAndIgnoreWhatIsNoVariance() {
        final HarForecast forecast = new HarForecast(new HarCoefficients(true, 0, 0.4, 0.3, 0.2, 0, 7, 30));
        for (int i = 0; i < 29; i++) {
            forecast.onDay(1e-4);
        }
        final long before = forecast.mixInto(1);

        for (final double bad : new double[] {Double.NaN, -1, 0, Double.POSITIVE_INFINITY}) {
            forecast.onDay(bad);
        }

        assertThat(forecast.mixInto(1)).isEqualTo(before);
        assertThat(forecast.nextDay()).isNaN();
        forecast.onDay(1e-4);
        assertThat(forecast.nextDay()).isEqualTo(1e-4);
        assertThat(forecast.mean(0)).isNaN();
        assertThat(forecast.mean(301)).isNaN();
    }

    @Test
    void shouldFitNothingFromTooFewOrUselessDays() {
        final HarFit fit = new HarFit(false, 7, 30);
        final double[] constant = new double[100];
        Arrays.fill(constant, 1e-3);
        final double[] spoilt = simulated(100, 3);
        spoilt[50] = Double.NaN;

        assertThat(fit.fit(simulated(34, 3))).isNull();
        assertThat(fit.fit(simulated(35, 3))).isNotNull();
        assertThat(fit.fit(constant)).isNull();
        assertThat(fit.fit(spoilt)).isNull();
        assertThat(fit.fit(new double[0])).isNull();
    }

    @Test
    void shouldRefuseParametersOutOfRange() {
        assertThatThrownBy(() -> new HarFit(true, 7, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HarFit(true, 1, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HarCoefficients(true, Double.NaN, 0, 0, 0, 0, 7, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HarCoefficients(true, 0, 0, 0, 0, -1, 7, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HarCoefficients(true, 0, 0, 0, 0, 0, 7, 6))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
