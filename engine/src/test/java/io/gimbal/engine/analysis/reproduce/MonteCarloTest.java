package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final int PATHS = 64_000;
    private static final PathBlock NORMAL = (random, paths, out) -> {
        for (int i = 0; i < paths; i++) {
            out.get(0).add(2.0 + 3.0 * random.nextGaussian());
        }
    };
    private static final PathBlock EXPONENTIAL = (random, paths, out) -> {
        for (int i = 0; i < paths; i++) {
            out.get(0).add(-Math.log(1.0 - random.nextDouble()));
        }
    };

    @Test
    void shouldFindTheMomentsOfANormalAndTheirErrors() {
        final Sampled found = new MonteCarlo(2).run(1L, PATHS, 1, NORMAL);

        final double meanError = 3.0 / Math.sqrt(PATHS);
        assertThat(found.mean(0).value()).isCloseTo(2.0, within(4.0 * meanError));
        assertThat(found.mean(0).standardError()).isCloseTo(meanError, within(0.4 * meanError));
        final double deviationError = meanError / Math.sqrt(2.0);
        assertThat(found.standardDeviation(0).value()).isCloseTo(3.0, within(4.0 * deviationError));
        assertThat(found.standardDeviation(0).standardError()).isCloseTo(deviationError, within(0.4 * deviationError));
    }

    @Test
    void shouldFindSkewnessAndKurtosisOfAnExponential() {
        final Sampled found = new MonteCarlo(1).run(2L, 10 * PATHS, 1, EXPONENTIAL);

        final Estimate skewness = found.estimate(block -> block.get(0).skewness());
        final Estimate kurtosis = found.estimate(block -> block.get(0).excessKurtosis());
        assertThat(skewness.value()).isCloseTo(2.0, within(5.0 * skewness.standardError()));
        assertThat(kurtosis.value()).isCloseTo(6.0, within(5.0 * kurtosis.standardError()));
    }

    @Test
    void shouldGiveTheSameBitsForAnyNumberOfThreadsAndOthersForAnotherSeed() {
        final Sampled alone = new MonteCarlo(1).run(3L, PATHS, 1, NORMAL);
        final Sampled crowd = new MonteCarlo(3).run(3L, PATHS, 1, NORMAL);
        final Sampled other = new MonteCarlo(1).run(4L, PATHS, 1, NORMAL);

        assertThat(crowd.mean(0)).isEqualTo(alone.mean(0));
        assertThat(other.mean(0)).isNotEqualTo(alone.mean(0));
    }

    @Test
    void shouldGiveEveryBlockItsOwnStream() {
        final Sampled found = new MonteCarlo(1).run(5L, PATHS, 1, NORMAL);

        assertThat(found.blocks()).hasSize(MonteCarlo.BLOCKS);
        assertThat(found.blocks().stream().map(block -> block.get(0).mean()).distinct())
                .hasSize(MonteCarlo.BLOCKS);
    }

    @Test
    void shouldRefusePathsThatDoNotDivideIntoBlocks() {
        assertThatThrownBy(() -> new MonteCarlo(1).run(1L, PATHS + 1, 1, NORMAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("paths=64001");
    }

    @Test
    void shouldTellWhatFailedInABlock() {
        final PathBlock broken = (random, paths, out) -> {
            throw new IllegalArgumentException("no market");
        };

        assertThatThrownBy(() -> new MonteCarlo(2).run(1L, PATHS, 1, broken))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no market");
    }
}
