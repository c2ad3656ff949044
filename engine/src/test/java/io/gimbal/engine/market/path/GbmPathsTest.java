package io.gimbal.engine.market.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import org.junit.jupiter.api.Test;

/** Moments of geometric Brownian motion within four standard errors; the seed is 17. */
class GbmPathsTest {
    private static final int PATHS = 20_000;
    private static final int STEPS = 5;
    private static final double STEP_YEARS = 0.01;
    private static final double VOL = 0.6;

    @Test
    void shouldDrawAMartingaleWithItsVarianceInEveryStep() {
        final GbmPaths model = new GbmPaths(100.0, VOL);
        final PricePath path = new PricePath(STEPS, STEP_YEARS);
        final SplitMix64 random = new SplitMix64(17L);
        final Moments price = new Moments();
        final Moments square = new Moments();
        final Moments product = new Moments();
        for (int i = 0; i < PATHS; i++) {
            model.draw(random, path);
            price.add(path.price(STEPS) / 100.0);
            final double first = move(path, 0);
            square.add(first * first);
            product.add(first * move(path, 4));
        }

        assertThat(price.mean()).isCloseTo(1.0, within(4 * price.error()));
        assertThat(square.mean()).isCloseTo(VOL * VOL * STEP_YEARS, within(4 * square.error()));
        assertThat(product.mean()).isCloseTo(0.0, within(4 * product.error()));
    }

    private static double move(final PricePath path, final int step) {
        return Math.log(path.price(step + 1) / path.price(step)) + 0.5 * VOL * VOL * STEP_YEARS;
    }

    @Test
    void shouldTellItsGridAndWhatTheHedgerKnows() {
        final PricePath path = new PricePath(STEPS, STEP_YEARS);
        new GbmPaths(250.0, VOL).draw(new SplitMix64(17L), path);

        assertThat(path.steps()).isEqualTo(STEPS);
        assertThat(path.price(0)).isEqualTo(250.0);
        assertThat(path.yearsLeft(0)).isCloseTo(0.05, within(1e-15));
        assertThat(path.yearsLeft(STEPS)).isZero();
        for (int step = 0; step < STEPS; step++) {
            assertThat(path.vol(step)).isEqualTo(VOL);
            assertThat(path.stdDev(step)).isCloseTo(0.06, within(1e-15));
            assertThat(path.jump(step)).isZero();
            assertThat(path.low(step)).isNaN();
            assertThat(path.high(step)).isNaN();
        }
    }

    @Test
    void shouldStandStillWithoutVolatility() {
        final PricePath path = new PricePath(STEPS, STEP_YEARS);
        new GbmPaths(100.0, 0.0).draw(new SplitMix64(17L), path);

        assertThat(path.price(STEPS)).isEqualTo(100.0);
    }
}
