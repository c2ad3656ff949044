package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CrossHedgeTest {
    private final CrossHedge hedge = new CrossHedge(3);

    private static EwmaCovariance observed(final int size, final double decay, final int count, final long seed) {
        final EwmaCovariance covariances = new EwmaCovariance(size, decay);
        final Random random = new Random(seed);
        final double[] returns = new double[size];
        for (int i = 0; i < count; i++) {
            final double common = random.nextGaussian();
            for (int k = 0; k < size; k++) {
                returns[k] = 0.01 * (common + (0.3 + 0.2 * k) * random.nextGaussian());
            }
            covariances.add(returns);
        }
        return covariances;
    }

    @Test
    void shouldUpdateAsHullsExampleDoes() {
        // Lambda 0.9, volatility 1 %, change 2 %: the next is 1.14 %.
        final EwmaCovariance covariances = new EwmaCovariance(1, 0.9);
        for (int i = 0; i < 2_000; i++) {
            covariances.add(new double[] {0.01});
        }
        covariances.add(new double[] {0.02});

        assertThat(Math.sqrt(covariances.covariance(0, 0))).isCloseTo(0.0114, within(5e-5));
    }

    @Test
    void shouldWeighTheFirstObservationInFull() {
        final EwmaCovariance covariances = new EwmaCovariance(2, 0.97);
        covariances.add(new double[] {0.02, -0.01});

        assertThat(covariances.covariance(0, 1)).isCloseTo(-2e-4, within(1e-18));
        assertThat(covariances.correlation(0, 1)).isCloseTo(-1, within(1e-12));
        assertThat(covariances.ratio(0, 1)).isCloseTo(-2, within(1e-12));
    }

    @Test
    void shouldBeTheSingleRatioWhenThereIsOneHedge() {
        final EwmaCovariance covariances = observed(2, 0.99, 500, 4);

        assertThat(hedge.solve(covariances, 1, new double[] {100_000}, 0, 0)).isTrue();

        assertThat(hedge.amount(0)).isCloseTo(-100_000 * covariances.ratio(1, 0), within(1e-6));
        final double correlation = covariances.correlation(0, 1);
        assertThat(1 - hedge.varianceAfter() / hedge.varianceBefore())
                .isCloseTo(MinimumVariance.effectiveness(correlation), within(1e-10));
    }

    @Test
    void shouldLeaveNoVarianceAlongAnyHedge() {
        final EwmaCovariance covariances = observed(5, 0.995, 2_000, 11);
        final double[] exposures = {5e5, -2e5};

        assertThat(hedge.solve(covariances, 3, exposures, 0, 0)).isTrue();

        for (int i = 0; i < 3; i++) {
            double slope = 0;
            for (int j = 0; j < 5; j++) {
                final double held = j < 3 ? hedge.amount(j) : exposures[j - 3];
                slope += covariances.covariance(i, j) * held;
            }
            assertThat(slope).isCloseTo(0, within(1e-8));
        }
        assertThat(hedge.varianceAfter()).isBetween(0.0, hedge.varianceBefore());
    }

    @Test
    void shouldShareBetweenTwinsOnlyWithARidge() {
        final EwmaCovariance covariances = new EwmaCovariance(3, 0.9);
        covariances.add(new double[] {0.01, 0.01, 0.01});
        covariances.add(new double[] {-0.02, -0.02, -0.02});

        assertThat(hedge.solve(covariances, 2, new double[] {100}, 0, 0)).isFalse();
        assertThat(hedge.amount(0)).isZero();

        assertThat(hedge.solve(covariances, 2, new double[] {100}, 0, 1e-6)).isTrue();
        assertThat(hedge.amount(0)).isCloseTo(-50, within(1e-3));
        assertThat(hedge.amount(1)).isCloseTo(-50, within(1e-3));
    }

    @Test
    void shouldShrinkALotWhenCorrelationsAreNoiseAndLittleWhenTheyAreNot() {
        final Random random = new Random(2);
        final EwmaCovariance noise = new EwmaCovariance(6, 0.97);
        final double[] returns = new double[6];
        for (int i = 0; i < 400; i++) {
            for (int k = 0; k < 6; k++) {
                returns[k] = random.nextGaussian();
            }
            noise.add(returns);
        }

        assertThat(noise.shrinkage()).isGreaterThan(0.6);
        assertThat(observed(6, 0.995, 3_000, 1).shrinkage()).isLessThan(0.02);
        assertThat(new EwmaCovariance(2, 0.9).shrinkage()).isEqualTo(1);
    }

    @Test
    void shouldHedgeNothingWhenCovariancesAreShrunkToZero() {
        assertThat(hedge.solve(observed(2, 0.99, 100, 4), 1, new double[] {100}, 1, 0))
                .isTrue();
        assertThat(hedge.amount(0)).isZero();
    }

    @Test
    void shouldAnswerPlainlyWhenNumbersAreMissing() {
        final EwmaCovariance covariances = new EwmaCovariance(2, 0.9);

        assertThat(hedge.solve(covariances, 1, new double[] {1}, 0, 0)).isFalse();
        assertThat(covariances.add(new double[] {Double.NaN, 1})).isFalse();
        assertThat(covariances.refused()).isEqualTo(1);
        assertThat(covariances.count()).isZero();
        assertThat(covariances.covariance(0, 1)).isNaN();
        covariances.add(new double[] {0.1, 0.2});
        assertThat(hedge.solve(covariances, 1, new double[] {Double.NaN}, 0, 0)).isFalse();
        assertThat(hedge.solve(covariances, 1, new double[] {1, 1}, 0, 0)).isFalse();
        assertThat(hedge.solve(covariances, 0, new double[] {1, 1}, 0, 0)).isFalse();
        assertThat(hedge.solve(covariances, 1, new double[] {1}, Double.NaN, 0)).isFalse();
        covariances.clear();
        assertThat(covariances.covariance(1, 1)).isNaN();
    }
}
