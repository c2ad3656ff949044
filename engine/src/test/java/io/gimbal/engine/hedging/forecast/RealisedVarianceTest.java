package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RealisedVarianceTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 17, 60})
    void shouldBeTheSumsOverTheWindowWhateverCameBefore(final int window) {
        final long seed = 40L + window;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final RealisedVariance variance = new RealisedVariance(window);
        final double[] moves = random.doubles(5 * window + 1, -0.02, 0.02).toArray();

        for (int i = 0; i < moves.length; i++) {
            variance.onReturn(moves[i]);
            if (i + 1 < window) {
                assertThat(variance.realised()).isNaN();
                assertThat(variance.bipower()).isNaN();
                continue;
            }
            double squares = moves[i - window + 1] * moves[i - window + 1];
            double products = 0;
            for (int j = i - window + 2; j <= i; j++) {
                squares += moves[j] * moves[j];
                products += Math.abs(moves[j] * moves[j - 1]);
            }
            assertThat(variance.realised()).isCloseTo(squares, within(1e-15));
            assertThat(variance.bipower()).isCloseTo(Math.PI / 2 * window / (window - 1.0) * products, within(1e-15));
        }
    }

    @Test
    void shouldMeasureADiffusionTheSameAndAJumpOnlyOnce() {
        final long seed = 8_086;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final int window = 20_000;
        final double year = window / (365.0 * 1_440);
        final RealisedVariance variance = new RealisedVariance(window);
        for (int i = 0; i < window - 1; i++) {
            variance.onReturn(0.6 * Math.sqrt(year / window) * random.nextGaussian());
        }

        variance.onReturn(0.05);

        assertThat(variance.bipowerVol(year / window)).isCloseTo(0.6, within(0.012));
        assertThat(variance.vol(year / window)).isCloseTo(Math.sqrt(0.36 + 0.0025 / year), within(0.012));
        assertThat(variance.jumpShare()).isCloseTo(0.0025 / (0.0025 + 0.36 * year), within(0.03));
    }

    @Test
    void shouldCallAJumpWhatIsBeyondFourDeviations() {
        final RealisedVariance variance = new RealisedVariance(100);
        assertThat(variance.isJump(1, RealisedVariance.JUMP_DEVIATIONS))
                .as("not known yet")
                .isFalse();
        for (int i = 0; i < 100; i++) {
            variance.onReturn(i % 2 == 0 ? 0.001 : -0.001);
        }
        final double deviation = 0.001 * Math.sqrt(Math.PI / 2);

        assertThat(variance.isJump(-4.001 * deviation, RealisedVariance.JUMP_DEVIATIONS))
                .isTrue();
        assertThat(variance.isJump(3.999 * deviation, RealisedVariance.JUMP_DEVIATIONS))
                .isFalse();
        assertThat(variance.isJump(Double.NaN, RealisedVariance.JUMP_DEVIATIONS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e200})
    void shouldKeepItsStateWhenAReturnIsNoNumber(final double move) {
        final RealisedVariance variance = new RealisedVariance(2);
        variance.onReturn(0.01);
        final long before = variance.mixInto(1);

        variance.onReturn(move);

        assertThat(variance.mixInto(1)).isEqualTo(before);
        assertThat(variance.vol(0)).isNaN();
        assertThatThrownBy(() -> new RealisedVariance(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeTheLastPriceBeforeEachBoundary() {
        final ReturnSampler sampler = new ReturnSampler(60 * SECOND);
        assertThat(sampler.onPrice(90, 30 * SECOND)).isZero();
        assertThat(sampler.onPrice(100, 59 * SECOND)).isZero();
        assertThat(sampler.onPrice(101, 61 * SECOND))
                .as("the first boundary begins a return")
                .isZero();
        assertThat(sampler.onPrice(104, 119 * SECOND)).isZero();

        assertThat(sampler.onPrice(200, 120 * SECOND)).isEqualTo(1);

        assertThat(sampler.move()).isCloseTo(Math.log(1.04), within(1e-15));
        assertThat(sampler.intervals()).isEqualTo(1);
    }

    @Test
    void shouldMakeOneReturnOfASilence() {
        final ReturnSampler sampler = new ReturnSampler(60 * SECOND);
        sampler.onPrice(100, 0);
        sampler.onPrice(100, 60 * SECOND);
        sampler.onPrice(110, 61 * SECOND);

        assertThat(sampler.onPrice(120, 300 * SECOND)).isEqualTo(4);

        assertThat(sampler.move()).isCloseTo(Math.log(1.1), within(1e-15));
        assertThat(sampler.moveOfOne()).isCloseTo(Math.log(1.1) / 2, within(1e-15));
    }

    @Test
    void shouldIgnorePricesThatAreNoneAndTimesThatArePast() {
        final ReturnSampler sampler = new ReturnSampler(60 * SECOND);
        sampler.onPrice(100, 120 * SECOND);
        final long before = sampler.mixInto(1);

        assertThat(sampler.onPrice(0, 600 * SECOND)).isZero();
        assertThat(sampler.onPrice(-1, 600 * SECOND)).isZero();
        assertThat(sampler.onPrice(Double.NaN, 600 * SECOND)).isZero();
        assertThat(sampler.onPrice(Double.POSITIVE_INFINITY, 600 * SECOND)).isZero();
        assertThat(sampler.onPrice(105, 119 * SECOND)).isZero();

        assertThat(sampler.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new ReturnSampler(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
