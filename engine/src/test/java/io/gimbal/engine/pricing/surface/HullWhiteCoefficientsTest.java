package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HullWhiteCoefficientsTest {
    private static final long SEED = 82_190L;

    private final HullWhiteCoefficients known = new HullWhiteCoefficients(
            new HullWhiteCoefficients.Side(-0.25, 0.4, -0.5), new HullWhiteCoefficients.Side(-0.2, -0.3, -0.6));

    @Test
    void shouldBeAQuadraticOfDeltaInsideTheBoundsAndNothingOutside() {
        assertThat(known.slope(true, 0.5)).isCloseTo(-0.25 + 0.2 - 0.125, within(1e-15));
        assertThat(known.slope(false, -0.5)).isCloseTo(-0.2 + 0.15 - 0.15, within(1e-15));
        assertThat(known.slope(true, 0.05)).isNotZero();
        assertThat(known.slope(false, -0.95)).isNotZero();
        assertThat(known.slope(true, 0.0499)).isZero();
        assertThat(known.slope(false, -0.9501)).isZero();
        assertThat(known.slope(true, Double.NaN)).isZero();
        assertThat(HullWhiteCoefficients.ZERO.slope(true, 0.5)).isZero();
    }

    @Test
    void shouldGiveTheDeltaOfTheRegressionTheyCameFrom() {
        final HullWhiteRegression regression = new HullWhiteRegression(1L << 60);
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 500; i++) {
            final double delta = random.nextDouble(0.05, 0.95);
            final double move = random.nextGaussian();
            final double noise = 0.02 * random.nextGaussian();
            final double extra = 40.0 * (move / 100.0);
            regression.observe(
                    true, delta * move + extra * known.slope(true, delta) + noise, 100.0, move, delta, 20.0, 0.25);
        }
        regression.estimate();
        final OptionGreeks greeks = new OptionGreeks();
        Black76.evaluate(true, 100.0, 104.0, 0.25, 0.6, greeks);
        final RegimeDeltas online = new RegimeDeltas();
        final RegimeDeltas known500 = new RegimeDeltas();

        online.minimumVariance(true, greeks, 100.0, 0.25, regression);
        known500.minimumVariance(
                greeks, 100.0, 0.25, HullWhiteCoefficients.of(regression).slope(true, greeks.delta()));

        assertThat(known500.delta(DeltaRegime.MINIMUM_VARIANCE))
                .as("seed=" + SEED)
                .isEqualTo(online.delta(DeltaRegime.MINIMUM_VARIANCE))
                .isNotEqualTo(greeks.delta());
    }

    @Test
    void shouldGiveTheSkewBetweenExpiriesAsTheSlopeOfVolatility() {
        final long now = 1_700_000_000_000_000_000L;
        final long day = 86_400_000_000_000L;
        final SmileSurface surface = new SmileSurface(2);
        final SurfaceSlice slice = new SurfaceSlice();
        assertThat(surface.skew(0.0, 0.1)).isNaN();
        for (int i = 1; i <= 2; i++) {
            slice.market(now + 30L * i * day, now, 100.0, 1.0);
            slice.parameters().set(0.01 * i, 0.05 * i, -0.3, 0.02, 0.2);
            slice.outcome(SliceStatus.SVI, i, 1, 0.0);
            assertThat(surface.publish(slice)).isEqualTo(SmileSurface.Verdict.PUBLISHED);
        }

        for (final double years : new double[] {20.0 / 365, 30.0 / 365, 41.0 / 365, 60.0 / 365, 90.0 / 365}) {
            for (final double k : new double[] {-0.4, 0.0, 0.3}) {
                final double step = 1e-5;
                final double up = Math.sqrt(surface.totalVariance(k + step, years) / years);
                final double down = Math.sqrt(surface.totalVariance(k - step, years) / years);
                assertThat(surface.skew(k, years)).isCloseTo((up - down) / (2.0 * step), within(1e-8));
            }
        }
        assertThat(surface.skew(0.1, 0.0)).isNaN();
    }
}
