package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void shouldFollowAPowerLawExactlyBetweenItsPoints() {
        final double[] parameter = {1.0, 8.0, 64.0};
        final double[] cost = Arrays.stream(parameter).map(Math::cbrt).toArray();
        final double[] error = Arrays.stream(cost).map(c -> 10.0 / c).toArray();

        final Curve.Best best = Curve.of(parameter, cost, error).at(3.0);

        assertThat(best.error()).isCloseTo(10.0 / 3.0, within(1e-12));
        assertThat(best.parameter()).isCloseTo(27.0, within(1e-9));
    }

    @Test
    void shouldSpendLessWhereThatIsMoreExact() {
        final Curve curve = Curve.of(new double[] {1, 2, 3}, new double[] {1, 2, 6}, new double[] {4, 2, 3});

        assertThat(curve.at(4.0)).isEqualTo(new Curve.Best(2.0, 2.0));
        assertThat(curve.at(100.0)).isEqualTo(new Curve.Best(2.0, 2.0));
    }

    @Test
    void shouldKnowNothingWhereEverythingCostsMore() {
        final Curve.Best best = Curve.of(new double[] {1, 2}, new double[] {5, 6}, new double[] {1, 1})
                .at(4.0);

        assertThat(best.error()).isNaN();
        assertThat(best.parameter()).isNaN();
    }
}
