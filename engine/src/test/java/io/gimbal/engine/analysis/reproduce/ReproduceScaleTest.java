package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceScaleTest {
    @ParameterizedTest
    @CsvSource({
        "1000000, 1000000, 1000000",
        "1000000, 400000, 400000",
        "500000, 1000000, 499968",
        "6400, 1000000, 6400",
        "6400, 40000, 6400",
        "2000000, 1000000, 2000000"
    })
    void shouldKeepTheShareOfEachSimulationInWholeBlocks(final int paths, final int usual, final int expected) {
        final int scaled = new ReproduceScale(paths, 1).paths(usual);

        assertThat(scaled).isEqualTo(expected);
        assertThat(scaled % MonteCarlo.BLOCKS).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6399, 1", "-1, 1", "6400, 0"})
    void shouldRefuseWhatCannotBeRun(final int paths, final int threads) {
        assertThatThrownBy(() -> new ReproduceScale(paths, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("paths=" + paths);
    }

    @Test
    void shouldTakeAMillionPathsUsually() {
        assertThat(ReproduceScale.usual().paths()).isEqualTo(1_000_000);
        assertThat(ReproduceScale.usual().threads()).isPositive();
    }
}
