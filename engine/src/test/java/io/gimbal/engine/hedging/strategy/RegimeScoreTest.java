package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegimeScoreTest {
    @Test
    void shouldBeTheWeightedVariancesOfTheWholePast() {
        final long seed = 12;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final RegimeScore score = new RegimeScore(3, 0.98, 2, 10);
        final List<double[]> errors = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            final double[] deltas = {1 + random.nextGaussian(), 2, i % 3 == 0 ? Double.NaN : -1};
            final double change = random.nextGaussian();
            final double move = random.nextGaussian();
            score.onInterval(deltas, change, move);
            errors.add(new double[] {change - deltas[0] * move, change - 2 * move, change - deltas[2] * move});
        }

        for (int regime = 0; regime < 3; regime++) {
            assertThat(score.variance(regime)).isCloseTo(variance(errors, regime, regime), within(1e-11));
            assertThat(score.gain(regime))
                    .isCloseTo(1 - variance(errors, regime, regime) / variance(errors, 0, regime), within(1e-11));
        }
    }

    /** Weighted variance of one regime's errors over the intervals in which another had one. */
    private static double variance(final List<double[]> errors, final int regime, final int seen) {
        final List<Double> own = new ArrayList<>();
        for (final double[] error : errors) {
            if (!Double.isNaN(error[seen])) {
                own.add(error[regime]);
            }
        }
        double weights = 0;
        double mean = 0;
        for (int i = 0; i < own.size(); i++) {
            weights += Math.pow(0.98, own.size() - 1 - i);
            mean += Math.pow(0.98, own.size() - 1 - i) * own.get(i);
        }
        mean /= weights;
        double sum = 0;
        for (int i = 0; i < own.size(); i++) {
            sum += Math.pow(0.98, own.size() - 1 - i) * Math.pow(own.get(i) - mean, 2);
        }
        return sum / weights;
    }

    /** The textbook's test of paired differences where nothing fades. */
    @Test
    void shouldCountStandardErrorsOfThePairedDifferences() {
        final long seed = 13;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final RegimeScore score = new RegimeScore(2, 1, 2, 10);
        final int count = 200;
        final double[] differences = new double[count];
        double mean = 0;
        for (int i = 0; i < count; i++) {
            final double change = random.nextGaussian();
            final double move = random.nextGaussian();
            score.onInterval(new double[] {0, 0.3}, change, move);
            differences[i] = change * change - Math.pow(change - 0.3 * move, 2);
            mean += differences[i] / count;
        }

        double squares = 0;
        for (final double difference : differences) {
            squares += (difference - mean) * (difference - mean) / (count - 1);
        }
        assertThat(score.significance(1)).isCloseTo(mean / Math.sqrt(squares / count), within(1e-9));
    }

    @Test
    void shouldFindTheDeltaThatTheBookHas() {
        final RegimeScore score = played(new double[] {1, 0.8, 0.9}, 0.8, 400, 3);

        assertThat(score.best()).isEqualTo(1);
        assertThat(score.gain(1)).isGreaterThan(score.gain(2)).isLessThan(1);
        assertThat(score.gain(2)).isPositive();
        assertThat(score.significance(0)).isNaN();
    }

    @Test
    void shouldStayWithTheReferenceWhenNothingBetterIsProven() {
        assertThat(played(new double[] {1, 0.8, 0.9}, 0.8, 9, 3).best())
                .as("too few intervals")
                .isZero();
        assertThat(played(new double[] {0.8, 1, 0.9}, 0.8, 400, 3).best())
                .as("the reference is best")
                .isZero();
        assertThat(played(new double[] {0.8, 0.8, 0.8}, 0.8, 400, 3).best())
                .as("all are one")
                .isZero();
        assertThat(new RegimeScore(3, 0.99, 2, 10).best()).isZero();
    }

    private static RegimeScore played(final double[] deltas, final double delta, final int intervals, final long seed) {
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final RegimeScore score = new RegimeScore(deltas.length, 0.999, 2, 10);
        for (int i = 0; i < intervals; i++) {
            final double move = 100 * random.nextGaussian();
            score.onInterval(deltas, delta * move + 10 * random.nextGaussian(), move);
        }
        return score;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e80})
    void shouldKeepItsStateWhenAnIntervalIsUnusable(final double bad) {
        final RegimeScore score = played(new double[] {1, 0.8}, 0.8, 20, 4);
        final long before = score.mixInto(1);

        score.onInterval(new double[] {1, 1}, bad, 1);
        score.onInterval(new double[] {1, 1}, 1, bad);
        score.onInterval(new double[] {bad, 1}, 1, 1);

        assertThat(score.mixInto(1)).isEqualTo(before);
        assertThat(new RegimeScore(1, 0.9, 2, 10).variance(0)).isNaN();
        assertThatThrownBy(() -> new RegimeScore(1, bad, 2, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RegimeScore(0, 0.9, 2, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RegimeScore(1, 0.9, -1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RegimeScore(1, 0.9, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A band of 1 coin and a re-mark of 1.5 coins; the deviation is that and what the price moved it by. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, true", "0.4, 0, true", "0.9, 0, true", "-0.4, 0, true",
        "1.1, 0, false", "-1.2, 0, false", "-3, 0, false", "1.6, 0, false",
        "0, 1, true", "0, 2, false", "0.4, 1, false", "0, 100, false"
    })
    void shouldHoldBackOnlyWhatRemarksAloneMade(final double byPrice, final long halfLives, final boolean isHeldBack) {
        final RemarkGate gate = new RemarkGate(1_000, 3);

        gate.onRemark(1.5, 500);

        assertThat(gate.isHeldBack(1.5 + byPrice, 1, 500 + halfLives * 1_000)).isEqualTo(isHeldBack);
    }

    @Test
    void shouldNeverHoldBackBeyondItsLimitHoweverMuchWasRemarked() {
        final RemarkGate gate = new RemarkGate(1_000, 3);
        gate.onRemark(2.9, 0);
        assertThat(gate.isHeldBack(2.9, 1, 0)).isTrue();

        gate.onRemark(0.2, 0);

        assertThat(gate.isHeldBack(3.1, 1, 0)).isFalse();
    }

    @Test
    void shouldForgetRemarksWithTimeAndByATrade() {
        final RemarkGate gate = new RemarkGate(1_000, 3);
        gate.onRemark(2, 0);
        gate.onRemark(1, 1_000);

        assertThat(gate.drift(1_000)).isCloseTo(2, within(1e-15));
        assertThat(gate.drift(2_000)).isCloseTo(1, within(1e-15));
        assertThat(gate.drift(0)).as("time does not go back").isCloseTo(2, within(1e-15));
        gate.onTrade();
        assertThat(gate.drift(1_000)).isZero();
    }

    @Test
    void shouldNotHoldBackWhenAnythingIsNoNumber() {
        final RemarkGate gate = new RemarkGate(1_000, 3);
        gate.onRemark(1.5, 0);
        final long before = gate.mixInto(1);

        gate.onRemark(Double.NaN, 5);
        gate.onRemark(Double.POSITIVE_INFINITY, 5);

        assertThat(gate.mixInto(1)).isEqualTo(before);
        assertThat(gate.isHeldBack(Double.NaN, 1, 0)).isFalse();
        assertThat(gate.isHeldBack(1.5, Double.NaN, 0)).isFalse();
        assertThatThrownBy(() -> new RemarkGate(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RemarkGate(1, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RemarkGate(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountIntervalsByTheirFadingWeight() {
        final RegimeScore even = new RegimeScore(2, 1, 2, 2);
        final RegimeScore fading = new RegimeScore(2, 0.9, 2, 2);
        assertThat(even.intervals(0)).isZero();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 20; i++) {
            final double[] deltas = {1, i < 15 ? Double.NaN : 2};
            even.onInterval(deltas, i, 1);
            fading.onInterval(deltas, i, 1);
            sum = 0.9 * sum + 1;
            squares = 0.81 * squares + 1;
        }

        assertThat(even.intervals(0)).isCloseTo(20, within(1e-12));
        assertThat(even.intervals(1)).as("seen in five").isCloseTo(5, within(1e-12));
        assertThat(fading.intervals(0)).isCloseTo(sum * sum / squares, within(1e-12));
    }
}
