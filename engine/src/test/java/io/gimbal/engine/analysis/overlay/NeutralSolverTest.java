package io.gimbal.engine.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NeutralSolverTest {
    @Test
    void shouldGiveHullsGammaNeutralHedge() {
        final NeutralHedge hedge = NeutralSolver.solve(
                new double[] {-3_000}, new double[][] {{1.5}}, new double[] {1}, new double[] {0.62}, 0);

        assertThat(hedge.status()).isEqualTo(NeutralStatus.SOLVED);
        assertThat(hedge.options().get(0)).isCloseTo(2_000, within(1e-9));
        assertThat(hedge.underlying()).isCloseTo(-1_240, within(1e-9));
    }

    @Test
    void shouldGiveHullsGammaAndVegaNeutralHedge() {
        final NeutralHedge hedge = NeutralSolver.solve(
                new double[] {-5_000, -8_000},
                new double[][] {{0.5, 0.8}, {2.0, 1.2}},
                new double[] {1, 1},
                new double[] {0.6, 0.5},
                0);

        assertThat(hedge.options().get(0)).isCloseTo(400, within(1e-9));
        assertThat(hedge.options().get(1)).isCloseTo(6_000, within(1e-9));
        assertThat(hedge.underlying()).isCloseTo(-3_240, within(1e-9));
    }

    @Test
    void shouldBeNeutralAtLeastCostWhenOptionsAreToSpare() {
        final long seed = 71;
        final Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            final double[] greeks = {random.nextGaussian() * 1e-4, random.nextGaussian() * 5_000};
            final double[][] perUnit = new double[2][4];
            final double[] costs = new double[4];
            for (int j = 0; j < 4; j++) {
                perUnit[0][j] = 1e-5 * (0.2 + random.nextDouble());
                perUnit[1][j] = 40 * (0.2 + random.nextDouble());
                costs[j] = 1 + random.nextDouble();
            }

            final NeutralHedge hedge = NeutralSolver.solve(greeks, perUnit, costs, new double[4], 3);

            for (int k = 0; k < 2; k++) {
                double left = greeks[k];
                for (int j = 0; j < 4; j++) {
                    left += perUnit[k][j] * hedge.options().get(j);
                }
                assertThat(left).as("seed %d round %d", seed, round).isCloseTo(0, within(1e-8 * Math.abs(greeks[k])));
            }
            assertThat(hedge.underlying()).isEqualTo(-3);
            assertThat(gainAlongNeutralDirection(hedge, perUnit, costs))
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(0, within(1e-6));
        }
    }

    /** The slope of the cost along a direction that changes no Greek, relative to its length. */
    private static double gainAlongNeutralDirection(
            final NeutralHedge hedge, final double[][] perUnit, final double[] costs) {
        final double[] direction = new double[4];
        direction[2] = 1;
        final double determinant = perUnit[0][0] * perUnit[1][1] - perUnit[0][1] * perUnit[1][0];
        direction[0] = -(perUnit[0][2] * perUnit[1][1] - perUnit[0][1] * perUnit[1][2]) / determinant;
        direction[1] = -(perUnit[0][0] * perUnit[1][2] - perUnit[0][2] * perUnit[1][0]) / determinant;
        double slope = 0;
        double size = 0;
        for (int j = 0; j < 3; j++) {
            final double part = costs[j] * hedge.options().get(j) * direction[j];
            slope += part;
            size += Math.abs(part);
        }
        return slope / size;
    }

    @Test
    void shouldRefuseWithAReasonWhenThereIsNoAnswer() {
        final double[] one = {1};
        final double[] two = {1, 1};

        assertThat(NeutralSolver.solve(two, new double[][] {one, one}, one, one, 0)
                        .status())
                .isEqualTo(NeutralStatus.TOO_FEW_OPTIONS);
        assertThat(NeutralSolver.solve(two, new double[][] {{1, 2}, {2, 4}}, two, two, 0)
                        .status())
                .isEqualTo(NeutralStatus.SINGULAR);
        assertThat(NeutralSolver.solve(two, new double[][] {{1, 2}, {0, 0}}, two, two, 0)
                        .status())
                .isEqualTo(NeutralStatus.SINGULAR);
        assertThat(NeutralSolver.solve(one, new double[][] {{Double.NaN}}, one, one, 0)
                        .status())
                .isEqualTo(NeutralStatus.UNUSABLE_INPUT);
        assertThat(NeutralSolver.solve(one, new double[][] {one}, new double[] {0}, one, 0)
                        .status())
                .isEqualTo(NeutralStatus.UNUSABLE_INPUT);
        assertThat(NeutralSolver.solve(two, new double[][] {one}, one, one, 0).options())
                .isEmpty();
    }
}
