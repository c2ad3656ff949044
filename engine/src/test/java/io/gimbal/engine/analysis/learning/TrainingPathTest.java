package io.gimbal.engine.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.WhalleyWilmottPolicy;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.journal.codec.Landing;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPathTest {
    private static final int STEPS = 80;
    private static final int PATHS = 6;

    private static TrainingPath[] paths(final LearningWorld world, final long seed) {
        final SplitMix64 random = new SplitMix64(seed);
        final LearningBook book = LearningBook.draw(random, world);
        final PricePath grid = new PricePath(STEPS, book.years() / STEPS);
        final TrainingPath[] paths = new TrainingPath[PATHS];
        for (int i = 0; i < PATHS; i++) {
            paths[i] = new TrainingPath(new BookPath(STEPS, book));
            paths[i].path().draw(book, world, i, random, grid);
        }
        return paths;
    }

    /** Inputs brought to the order of one, so that no neuron is saturated. */
    private static double[] row(final long seed) {
        final double[] row = TestNetworks.row(seed);
        final double[] mean = {-7, -3, -0.9, 0, -1, 0};
        final double[] deviation = {1.3, 0.8, 0.8, 1, 1, 0.2};
        for (int i = 0; i < mean.length; i++) {
            row[NetworkShape.MEAN + i] = mean[i];
            row[NetworkShape.INVERSE_DEVIATION + i] = 1 / deviation[i];
        }
        return row;
    }

    private static double loss(final double[] row, final TrainingPath[] paths) {
        return BandTrainer.loss(row, paths, new double[NetworkShape.SIZE]);
    }

    /** Along random directions, each by a central difference small enough that hardly a step changes its side. */
    @ParameterizedTest
    @CsvSource({"GBM, 1", "GBM, 2", "GBM, 3", "BTC, 4", "BTC, 5"})
    void shouldBeTheDerivativeThatDifferencesGive(final LearningWorld world, final long seed) {
        final TrainingPath[] paths = paths(world, seed);
        final double[] row = row(seed);
        // The scale of the loss holds the unwinding, which the gradient leaves as it is; here it is made to stay.
        final double[] gradient = new double[NetworkShape.SIZE];
        BandTrainer.loss(row, paths, gradient);
        final double scale = scale(paths);
        final SplitMix64 random = new SplitMix64(seed + 100);
        for (int trial = 0; trial < 4; trial++) {
            final double[] up = row.clone();
            final double[] down = row.clone();
            final double step = 1e-7;
            double expected = 0;
            for (int i = NetworkShape.FIRST; i < NetworkShape.MEAN; i++) {
                final double direction = random.nextGaussian();
                up[i] += step * direction;
                down[i] -= step * direction;
                expected += gradient[i] * direction;
            }
            final double above = loss(up, paths) * scale(paths);
            final double below = loss(down, paths) * scale(paths);
            final double found = (above - below) / (2 * step) / scale;

            assertThat(expected).as("seed %d", seed).isCloseTo(found, within(1e-4 * (1 + Math.abs(found))));
        }
    }

    private static double scale(final TrainingPath[] paths) {
        double sum = 0;
        for (final TrainingPath path : paths) {
            sum += path.priorCost() / paths.length;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(LearningWorld.class)
    void shouldHedgeAsThePoliciesOfTheEngineDo(final LearningWorld world) {
        final double[] silent = row(1);
        Arrays.fill(silent, NetworkShape.LAST, NetworkShape.MEAN, 0);
        for (final double[] row : new double[][] {silent, row(2)}) {
            for (final TrainingPath path : paths(world, 11)) {
                final LearningBook book = path.path().book();
                final PolicyRun run = new PolicyRun();
                run.begin();
                path.hedge(row);
                run.hedge(
                        path.path(),
                        new NetworkPolicy(book.riskAversion(), book.costRate(), 0, TestNetworks.network(row)));

                assertThat(run.meanCost()).isCloseTo(path.cost(), within(1e-9 * path.cost()));
            }
        }
    }

    @Test
    void shouldBeWhalleyAndWilmottBeforeAnythingIsLearnt() {
        final double[] silent = row(1);
        Arrays.fill(silent, NetworkShape.LAST, NetworkShape.MEAN, 0);
        for (final TrainingPath path : paths(LearningWorld.GBM, 5)) {
            final LearningBook book = path.path().book();
            final PolicyRun run = new PolicyRun();
            run.begin();
            run.hedge(path.path(), new WhalleyWilmottPolicy(book.riskAversion(), book.costRate(), Landing.TO_EDGE, 0));
            path.hedge(silent);

            assertThat(path.cost()).isCloseTo(run.meanCost(), within(1e-9 * run.meanCost()));
        }
    }
}
