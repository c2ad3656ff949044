package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VarianceModelsTest {
    @Test
    void shouldGiveHullsWorkedExampleOfExponentialWeights() {
        final EwmaVariance ewma = new EwmaVariance(0.9);
        ewma.start(0.01 * 0.01);

        ewma.onReturn(0.02);

        assertThat(ewma.variance()).isCloseTo(0.00013, within(1e-18));
        assertThat(ewma.vol()).isCloseTo(0.0114, within(0.00005));
    }

    @Test
    void shouldGiveHullsWorkedExampleOfGarch() {
        final Garch garch = new Garch(0.000002, 0.13, 0.86);
        garch.start(0.016 * 0.016);

        garch.onReturn(0.01);

        assertThat(garch.longRunVariance()).isCloseTo(0.0002, within(1e-15));
        assertThat(garch.variance()).isCloseTo(0.00023516, within(5e-9));
        assertThat(Math.sqrt(garch.variance())).isCloseTo(0.0153, within(0.00005));
    }

    /** J. Hull, "Options, Futures, and Other Derivatives", forecasting future volatility with GARCH(1,1). */
    @ParameterizedTest
    @CsvSource({"10, 0.0002942", "100, 0.0002557"})
    void shouldGiveHullsForecastsOfVariance(final int days, final double published) {
        final Garch garch = new Garch(0.0002075 * 0.0065, 0.0834, 0.9101);
        garch.start(0.0003);

        assertThat(garch.expected(days)).isCloseTo(published, within(5e-8));
    }

    @Test
    void shouldForecastWhatIteratingItsOwnExpectationGives() {
        final Garch garch = new Garch(3e-6, 0.09, 0.89);
        garch.start(9e-4);

        double variance = garch.variance();
        double sum = 0;
        for (int day = 0; day < 60; day++) {
            assertThat(garch.expected(day)).isCloseTo(variance, within(1e-15));
            sum += variance;
            assertThat(garch.mean(day + 1)).isCloseTo(sum / (day + 1), within(1e-15));
            variance = 3e-6 + 0.98 * variance;
        }

        assertThat(garch.expected(1e6)).isCloseTo(garch.longRunVariance(), within(1e-15));
    }

    @Test
    void shouldWeighReturnsAsTheSumOverTheWholePastSays() {
        final long seed = 20_261_129;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final EwmaVariance ewma = new EwmaVariance(0.94);
        final double[] moves = random.doubles(200, -0.1, 0.1).toArray();

        for (final double move : moves) {
            ewma.onReturn(move);
        }

        double sum = Math.pow(0.94, 199) * moves[0] * moves[0];
        for (int i = 1; i < moves.length; i++) {
            sum += 0.06 * Math.pow(0.94, 199 - i) * moves[i] * moves[i];
        }
        assertThat(ewma.variance()).isCloseTo(sum, within(1e-15));
    }

    @Test
    void shouldHalveAWeightPerHalfLife() {
        assertThat(EwmaVariance.decay(3, 3)).isCloseTo(0.5, within(1e-15));
        assertThat(EwmaVariance.decay(6, 3)).isCloseTo(0.25, within(1e-15));
        assertThat(EwmaVariance.decay(0, 3)).isEqualTo(1);
        assertThat(EwmaVariance.decay(1, 0)).isNaN();
        assertThat(EwmaVariance.decay(Double.NaN, 1)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200})
    void shouldKeepItsStateWhenAReturnIsNoNumber(final double move) {
        final EwmaVariance ewma = new EwmaVariance(0.94);
        final Garch garch = new Garch(2e-6, 0.13, 0.86);
        ewma.onReturn(0.01);
        garch.onReturn(0.01);
        final long before = garch.mixInto(ewma.mixInto(1));

        ewma.onReturn(move);
        ewma.start(move > 0 ? -1 : move);
        garch.onReturn(move);
        garch.start(move > 0 ? -1 : move);

        assertThat(garch.mixInto(ewma.mixInto(1))).isEqualTo(before);
    }

    @Test
    void shouldKnowNoVarianceBeforeTheFirstReturn() {
        assertThat(new EwmaVariance(0.94).variance()).isNaN();
        assertThat(new Garch(2e-6, 0, 0).expected(-1)).isNaN();
        assertThat(new Garch(2e-6, 0, 0).expected(3)).isEqualTo(2e-6);
        assertThat(new Garch(2e-6, 0, 0).mean(0)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 0.8", "1e-6, -0.1, 0.8", "1e-6, 0.1, 0.9", "NaN, 0.1, 0.8", "1e-6, NaN, 0.8", "1e-6, 0.1, -1"})
    void shouldRefuseParametersWithoutALongRun(final double omega, final double alpha, final double beta) {
        assertThatThrownBy(() -> new Garch(omega, alpha, beta)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void shouldRefuseADecayOutOfRange(final double decay) {
        assertThatThrownBy(() -> new EwmaVariance(decay)).isInstanceOf(IllegalArgumentException.class);
    }
}
