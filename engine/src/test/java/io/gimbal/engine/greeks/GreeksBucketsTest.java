package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreeksBucketsTest {
    private static final double[] WEEK = {7};
    private final GreeksBuckets buckets =
            new GreeksBuckets(GreeksBuckets.Axis.MONEYNESS, new double[] {0.9, 1.1}, WEEK);

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.8999999, 0", "0.9, 1", "1.0, 1", "1.0999999, 1", "1.1, 2", "9, 2"})
    void shouldCountAnEdgeToTheBandAboveIt(final double moneyness, final int band) {
        assertThat(buckets.bandOf(moneyness)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"90, 6.999, 1, 0", "90, 7, 1, 1", "89.99, 7, 0, 1", "110, 1, 2, 0"})
    void shouldFillOneBucketAndNoOther(final double strike, final double days, final int band, final int tenor) {
        assertThat(buckets.add(false, strike, 100, days / 365, 1, 0.5, -3)).isTrue();

        final OptionGreeks put = new OptionGreeks();
        Black76.evaluate(false, 100, strike, days / 365, 0.5, put);
        for (int b = 0; b < 3; b++) {
            for (int t = 0; t < 2; t++) {
                final double held = b == band && t == tenor ? -3 : 0;
                assertThat(buckets.delta(b, t)).isCloseTo(held * put.delta(), within(1e-15));
                assertThat(buckets.deltaCash(b, t)).isCloseTo(held * put.delta() * 100, within(1e-13));
                assertThat(buckets.gammaCash(b, t)).isCloseTo(held * put.gamma() * 100, within(1e-13));
                assertThat(buckets.vegaPerVolPoint(b, t)).isCloseTo(held * put.vega() / 100, within(1e-13));
            }
        }
    }

    @Test
    void shouldKeepCallAndPutOfAStrikeInOneBandOfCallDelta() {
        final GreeksBuckets byDelta = new GreeksBuckets(GreeksBuckets.Axis.CALL_DELTA, new double[] {0.25, 0.75}, WEEK);

        byDelta.add(true, 130, 100, 0.25, 1, 0.5, 1);
        byDelta.add(false, 130, 100, 0.25, 1, 0.5, 1);
        byDelta.add(false, 75, 100, 0.25, 1, 0.5, 1);

        final OptionGreeks call = new OptionGreeks();
        Black76.evaluate(true, 100, 130, 0.25, 0.5, call);
        assertThat(call.delta()).isLessThan(0.25);
        assertThat(byDelta.delta(0, 1)).isCloseTo(2 * call.delta() - 1, within(1e-15));
        assertThat(byDelta.delta(1, 1)).isZero();
        Black76.evaluate(false, 100, 75, 0.25, 0.5, call);
        assertThat(byDelta.delta(2, 1)).isCloseTo(call.delta(), within(1e-15));
    }

    @Test
    void shouldFadeInTheDeliveryWindow() {
        buckets.add(true, 100, 100, 1e-5, 0.25, 0.5, 2);

        final OptionGreeks call = new OptionGreeks();
        Black76.evaluate(true, 100, 100, 1e-5, 0.5, call);
        assertThat(buckets.delta(1, 0)).isCloseTo(0.5 * call.delta(), within(1e-15));
        assertThat(buckets.gammaCash(1, 0)).isCloseTo(0.125 * call.gamma() * 100, within(1e-12));
        assertThat(buckets.vegaPerVolPoint(1, 0)).isCloseTo(0.02 * call.vega(), within(1e-15));
    }

    @Test
    void shouldCountWhatHasNoValueAndPutItNowhere() {
        assertThat(buckets.add(true, 100, 100, 0.1, 1, 0, 1)).isFalse();
        assertThat(buckets.add(true, 100, 100, 0.1, 1, Double.NaN, 1)).isFalse();
        assertThat(buckets.add(true, 100, 0, 0.1, 1, 0.5, 1)).isFalse();
        assertThat(buckets.add(true, 100, 100, 0, 0, 0.5, 1)).as("expired").isTrue();

        assertThat(buckets.unvalued()).isEqualTo(3);
        assertThat(buckets.delta(1, 0)).isZero();
        buckets.clear();
        assertThat(buckets.unvalued()).isZero();
    }

    @Test
    void shouldRefuseEdgesThatDoNotAscend() {
        for (final double[] edges : new double[][] {{1, 1}, {2, 1}, {Double.NaN}, {1, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> new GreeksBuckets(GreeksBuckets.Axis.MONEYNESS, edges, WEEK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("band");
        }
        assertThatThrownBy(() -> buckets.delta(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
