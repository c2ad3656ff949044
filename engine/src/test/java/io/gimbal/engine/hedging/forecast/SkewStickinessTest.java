package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SkewStickinessTest {
    private static final long HOUR = 3_600_000_000_000L;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 1.5, 2})
    void shouldFindTheRatioThatTheSmileMovesBy(final double ratio) {
        final long seed = 1_990;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final SkewStickiness stickiness = new SkewStickiness(480 * HOUR, 20, 0.001);
        double forward = 50_000;
        double vol = 0.6;
        for (int i = 0; i < 5_000; i++) {
            final double skew = -0.2 + 0.02 * random.nextGaussian();
            stickiness.onSmile(forward, vol, skew, i * HOUR);
            final double move = 0.006 * random.nextGaussian();
            forward *= Math.exp(move);
            vol += ratio * skew * move + 1e-4 * random.nextGaussian();
        }

        assertThat(stickiness.ratio()).isCloseTo(ratio, within(0.06));
    }

    @Test
    void shouldBeDrawnToStickyStrikeByTheObservationsGiven() {
        final SkewStickiness stickiness = new SkewStickiness(HOUR, 4, 0.01);
        assertThat(stickiness.ratio()).isEqualTo(1);
        stickiness.onSmile(50_000, 0.6, -0.2, 0);

        stickiness.onSmile(50_000 * Math.exp(0.05), 0.6 - 3 * 0.2 * 0.05, -0.5, HOUR);

        assertThat(stickiness.ratio()).as("one observation of 3, four of 1").isCloseTo((3 + 4) / 5.0, within(1e-9));
        stickiness.forgetLast();
        stickiness.onSmile(90_000, 0.9, -0.2, 2 * HOUR);
        assertThat(stickiness.ratio()).isCloseTo(7 / 5.0, within(1e-9));
        stickiness.onSmile(90_000 * Math.exp(0.05), 0.9, -0.2, 3 * HOUR);
        assertThat(stickiness.ratio()).as("one of 0, the other half").isCloseTo((0 + 1.5 + 4) / 5.5, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e80})
    void shouldKeepItsStateWhenASmileIsUnusable(final double bad) {
        final SkewStickiness stickiness = new SkewStickiness(HOUR, 4, 0.01);
        stickiness.onSmile(50_000, 0.6, -0.2, 5);
        final long before = stickiness.mixInto(1);

        stickiness.onSmile(bad, 0.6, -0.2, HOUR);
        stickiness.onSmile(50_000, bad, -0.2, HOUR);
        stickiness.onSmile(50_000, 0.6, bad, HOUR);
        stickiness.onSmile(0, 0.6, -0.2, HOUR);
        stickiness.onSmile(50_000, -0.6, -0.2, HOUR);
        stickiness.onSmile(60_000, 0.7, -0.2, 5);

        assertThat(stickiness.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new SkewStickiness(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SkewStickiness(1, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SkewStickiness(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
