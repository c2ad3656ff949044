package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.forecast.EwmaVariance;
import io.gimbal.engine.hedging.forecast.Garch;
import io.gimbal.engine.hedging.forecast.HarCoefficients;
import io.gimbal.engine.hedging.forecast.HarFit;
import io.gimbal.engine.hedging.forecast.HarForecast;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VolTargetTest {
    private static final int HOURS = 24;
    private static final int DAYS = 3_000;
    private static final double HOURS_A_YEAR = 365.0 * HOURS;
    private static final double TARGET = 0.2;
    private static double[] moves = {};

    /** Logarithm of volatility: a fast and a slow mean-reverting factor, half-lives of 1 and 30 days, about 60 % a year. */
    @BeforeAll
    static void simulate() {
        final long seed = 20_260_101;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        moves = new double[HOURS * DAYS];
        double fast = 0;
        double slow = 0;
        for (int i = 0; i < moves.length; i++) {
            fast = step(fast, 0.25, 1, random);
            slow = step(slow, 0.35, 30, random);
            moves[i] = 0.55 * Math.exp(fast + slow) / Math.sqrt(HOURS_A_YEAR) * random.nextGaussian();
        }
    }

    private static double step(final double state, final double deviation, final double halfLife, final Random random) {
        final double kept = Math.pow(0.5, 1.0 / HOURS / halfLife);
        return kept * state + deviation * Math.sqrt(1 - kept * kept) * random.nextGaussian();
    }

    @Test
    void shouldHoldItsTargetWithExponentialWeights() {
        final EwmaVariance ewma = new EwmaVariance(EwmaVariance.decay(1, 36));

        final double vol = traded(ewma::onReturn, () -> Math.sqrt(ewma.variance() * HOURS_A_YEAR), 0.1);

        assertThat(vol).isCloseTo(TARGET, within(0.1 * TARGET));
    }

    @Test
    void shouldHoldItsTargetWithGarch() {
        final double mean =
                Arrays.stream(moves).map(move -> move * move).average().orElseThrow();
        final Garch garch = new Garch(mean * 0.002, 0.028, 0.97);

        final double vol = traded(garch::onReturn, () -> Math.sqrt(garch.mean(24) * HOURS_A_YEAR), 0.1);

        assertThat(vol).isCloseTo(TARGET, within(0.1 * TARGET));
    }

    @Test
    void shouldHoldItsTargetOutOfSampleWithDayWeekAndMonth() {
        final double[] days = new double[DAYS / 2];
        for (int i = 0; i < days.length * HOURS; i++) {
            days[i / HOURS] += moves[i] * moves[i];
        }
        final HarCoefficients fitted = Objects.requireNonNull(new HarFit(true, 7, 30).fit(days));
        final HarForecast har = new HarForecast(fitted);
        final double[] today = new double[2];

        final double vol = traded(
                move -> {
                    today[0] += move * move;
                    today[1]++;
                    if (today[1] == HOURS) {
                        har.onDay(today[0]);
                        Arrays.fill(today, 0);
                    }
                },
                () -> har.vol(1),
                0.1);

        assertThat(vol).isCloseTo(TARGET, within(0.1 * TARGET));
    }

    @Test
    void shouldMissItsTargetWhenNothingIsForecast() {
        final double first = Math.sqrt(
                Arrays.stream(moves, 0, HOURS).map(move -> move * move).sum() * 365);

        final double vol = traded(move -> {}, () -> first, 0.1);

        assertThat(Math.abs(vol / TARGET - 1)).as("the world needs a forecast").isGreaterThan(0.1);
    }

    /** Volatility of the second half, a weight traded only outside its band. */
    private static double traded(final DoubleConsumer observe, final DoubleSupplier forecast, final double band) {
        final VolTarget target = new VolTarget(TARGET, 10, band);
        double held = Double.NaN;
        double squares = 0;
        for (int i = 0; i < moves.length; i++) {
            final double vol = forecast.getAsDouble();
            if (Double.isNaN(held) || target.isOutside(held, vol)) {
                held = target.weight(vol);
            }
            if (i >= moves.length / 2) {
                squares += held * held * moves[i] * moves[i];
            }
            observe.accept(moves[i]);
        }
        final double answer = Math.sqrt(squares / (moves.length / 2.0) * HOURS_A_YEAR);
        System.out.println("target " + TARGET + ", held " + answer);
        return answer;
    }

    @ParameterizedTest
    @CsvSource({"0.6, 0.5", "0.3, 1", "0.1, 1.5", "0, 1.5"})
    void shouldWeighByTheTargetOverTheForecastUpToTheCap(final double vol, final double weight) {
        final VolTarget target = new VolTarget(0.3, 1.5, 0.1);

        assertThat(target.weight(vol)).isCloseTo(weight, within(1e-15));
        assertThat(target.exposure(1_000, vol)).isCloseTo(1_000 * weight, within(1e-12));
    }

    @Test
    void shouldWeighByVarianceWhenAsked() {
        final VolTarget target = new VolTarget(0.3, 1.5, 0.1);

        assertThat(target.varianceWeight(0.09, 0.6)).isCloseTo(0.25, within(1e-15));
        assertThat(target.varianceWeight(0.09, 0.1)).isEqualTo(1.5);
    }

    @Test
    void shouldTradeOnlyOutsideItsBand() {
        final VolTarget target = new VolTarget(0.3, 1.5, 0.1);

        assertThat(target.isOutside(0.5499, 0.6)).isFalse();
        assertThat(target.isOutside(0.5501, 0.6)).isTrue();
        assertThat(target.isOutside(0.4501, 0.6)).isFalse();
        assertThat(target.isOutside(0.4499, 0.6)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1})
    void shouldAnswerNothingWhenTheForecastIsNone(final double vol) {
        final VolTarget target = new VolTarget(0.3, 1.5, 0.1);

        assertThat(target.weight(vol)).isNaN();
        assertThat(target.varianceWeight(0.09, vol)).isNaN();
        assertThat(target.exposure(1, vol)).isNaN();
        assertThat(target.exposure(vol, 0.6)).isNaN();
        assertThat(target.isOutside(1, vol)).isFalse();
        assertThatThrownBy(() -> new VolTarget(vol, 1, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VolTarget(0.3, vol, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VolTarget(0.3, 1, vol)).isInstanceOf(IllegalArgumentException.class);
    }
}
