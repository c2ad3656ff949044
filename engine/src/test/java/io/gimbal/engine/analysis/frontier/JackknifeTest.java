package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    @Test
    void shouldGiveTheClassicalErrorOfAMeanWhenABlockIsOneValue() {
        final double[] values = IntStream.range(0, Jackknife.BLOCKS)
                .mapToDouble(i -> i * i % 17)
                .toArray();

        final double error = Jackknife.error(block -> Jackknife.mean(values, block));

        assertThat(error)
                .isCloseTo(Jackknife.stdDev(values, Jackknife.NONE) / Math.sqrt(Jackknife.BLOCKS), within(1e-12));
    }

    @Test
    void shouldLeaveOutExactlyTheBlock() {
        final double[] values = new double[2 * Jackknife.BLOCKS];
        values[7] = 3.0;
        values[7 + Jackknife.BLOCKS] = 5.0;

        assertThat(Jackknife.mean(values, 7)).isZero();
        assertThat(Jackknife.stdDev(values, 7)).isZero();
        assertThat(Jackknife.mean(values, 8)).isCloseTo(8.0 / 98.0, within(1e-15));
    }

    @Test
    void shouldAverageTheWorstTwentiethAsALoss() {
        final double[] pnl = IntStream.range(0, 100).mapToDouble(i -> i - 50.0).toArray();

        assertThat(Jackknife.expectedShortfall(pnl, Jackknife.NONE)).isCloseTo(48.0, within(1e-12));
    }

    @Test
    void shouldHoldNoNumberThatIsNone() {
        assertThat(Jackknife.known(Double.NaN)).isNull();
        assertThat(Jackknife.known(0.0)).isZero();
    }
}
