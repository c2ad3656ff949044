package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CostModelTest {
    @Test
    void shouldLearnTheCostsThatMadeTheFills() {
        final long seed = 606;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final CostModel model = new CostModel(0.9999, 0.001, 1, 0.7, 10);

        for (int i = 0; i < 50_000; i++) {
            final double halfSpread = 2e-4 * random.nextDouble();
            final double unit = CostModel.impactUnit(0.03, 5 * random.nextDouble(), 10_000);
            model.onFill(0.8 * halfSpread + 0.5 * unit + 3e-4 * random.nextGaussian(), 5e-4, halfSpread, unit);
        }

        assertThat(model.fee()).isCloseTo(5e-4, within(2e-6));
        assertThat(model.spreadShare()).isCloseTo(0.8, within(0.1));
        assertThat(model.impact()).isCloseTo(0.5, within(0.03));
        assertThat(model.costRate(1e-4, CostModel.impactUnit(0.03, -4, 10_000)))
                .isCloseTo(5e-4 + 0.8e-4 + 0.5 * 0.03 * 0.02, within(1.5e-5));
    }

    /** The best of all points of a fine grid of A and Y that are not below 0, for the same weighted sum of squares. */
    @ParameterizedTest
    @CsvSource({"0.8, 0.5", "-0.7, 0.9", "1.2, -0.6", "-0.5, -0.5"})
    void shouldBeTheLeastSquaresThatAreNotBelowZero(final double spreadShare, final double impact) {
        final long seed = 77;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final CostModel model = new CostModel(0.95, 0, 1, 0.7, 2);
        final double[][] fills = new double[60][];
        for (int i = 0; i < fills.length; i++) {
            final double halfSpread = 3e-4 * random.nextDouble();
            final double unit = 3e-3 * random.nextDouble();
            final double shortfall = spreadShare * halfSpread + impact * unit + 1e-4 * random.nextGaussian();
            fills[i] = new double[] {halfSpread, unit, shortfall};
            model.onFill(shortfall, 0, halfSpread, unit);
        }

        double least = Double.MAX_VALUE;
        for (int a = 0; a <= 600; a++) {
            for (int y = 0; y <= 600; y++) {
                least = Math.min(least, loss(fills, a * 0.0025, y * 0.0025));
            }
        }

        final double reached = loss(fills, model.spreadShare(), model.impact());
        assertThat(reached).isLessThanOrEqualTo(least * (1 + 1e-12));
        assertThat(reached).isGreaterThan(least * (1 - 1e-3));
        assertThat(model.spreadShare()).isNotNegative();
        assertThat(model.impact()).isNotNegative();
    }

    private static double loss(final double[][] fills, final double spreadShare, final double impact) {
        double sum = 2 * Math.pow((spreadShare - 1) * 1e-4, 2) + 2 * Math.pow((impact - 0.7) * 1e-3, 2);
        for (int i = 0; i < fills.length; i++) {
            final double error = fills[i][2] - spreadShare * fills[i][0] - impact * fills[i][1];
            sum += Math.pow(0.95, fills.length - 1 - i) * error * error;
        }
        return sum;
    }

    @Test
    void shouldAnswerWhatIsGivenBeforeAnyFill() {
        final CostModel model = new CostModel(0.99, 5e-4, 1, 0.7, 20);

        assertThat(model.costRate(1e-4, 0.002)).isCloseTo(5e-4 + 1e-4 + 0.0014, within(1e-15));
        assertThat(model.costRate(-1, 0)).isNaN();
        assertThat(model.costRate(0, Double.NaN)).isNaN();
        assertThat(CostModel.impactUnit(0.03, -100, 10_000)).isCloseTo(0.003, within(1e-15));
        assertThat(CostModel.impactUnit(0.03, 1, 0)).isNaN();
        assertThat(CostModel.impactUnit(-0.03, 1, 1)).isNaN();
        assertThat(CostModel.typicalClip(4, 0.5, 0.25)).isEqualTo(4);
        assertThat(CostModel.typicalClip(4, 0.5, 0)).isNaN();
    }

    @Test
    void shouldKeepItsStateWhenAFillIsUnusable() {
        final CostModel model = new CostModel(0.99, 5e-4, 1, 0.7, 20);
        model.onFill(1e-4, 5e-4, 1e-4, 1e-3);
        final long before = model.mixInto(1);

        model.onFill(Double.NaN, 5e-4, 1e-4, 1e-3);
        model.onFill(1, 5e-4, 1e-4, 1e-3);
        model.onFill(1e-4, Double.NaN, 1e-4, 1e-3);
        model.onFill(1e-4, 5e-4, -1e-4, 1e-3);
        model.onFill(1e-4, 5e-4, Double.NaN, 1e-3);
        model.onFill(1e-4, 5e-4, 1e-4, Double.POSITIVE_INFINITY);

        assertThat(model.mixInto(1)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0,0,1,1,1", "1.1,0,1,1,1", "0.9,NaN,1,1,1", "0.9,0,-1,1,1", "0.9,0,1,NaN,1", "0.9,0,1,1,0"})
    void shouldRefuseParametersOutOfRange(
            final double decay, final double fee, final double spreadShare, final double impact, final double weight) {
        assertThatThrownBy(() -> new CostModel(decay, fee, spreadShare, impact, weight))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldMixMakersAndTakers() {
        final FillMix mix = new FillMix(1, 0.5, 2);
        mix.onFill(-6, true);
        mix.onFill(2, false);

        assertThat(mix.makerShare()).isCloseTo(0.7, within(1e-15));
        assertThat(mix.costRate(-1e-4, 2e-4, 6e-4)).isCloseTo(0.7 * 1e-4 + 0.3 * 6e-4, within(1e-15));
    }

    @Test
    void shouldForgetOldFillsOfAMix() {
        final FillMix mix = new FillMix(0.5, 0, 0);
        assertThat(mix.makerShare()).isNaN();
        mix.onFill(8, true);
        mix.onFill(4, false);

        assertThat(mix.makerShare()).isEqualTo(0.5);
        final long before = mix.mixInto(1);
        mix.onFill(0, true);
        mix.onFill(Double.NaN, true);
        mix.onFill(Double.POSITIVE_INFINITY, true);
        assertThat(mix.mixInto(1)).isEqualTo(before);
        assertThat(FillMix.costRate(1.1, 0, 0, 0)).isNaN();
        assertThatThrownBy(() -> new FillMix(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FillMix(1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FillMix(1, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
