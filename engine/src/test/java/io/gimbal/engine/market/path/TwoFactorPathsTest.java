package io.gimbal.engine.market.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Moments of the BTC-like model against closed forms, integrals and bounds of four standard errors; the seed is 5. */
class TwoFactorPathsTest {
    private static final TwoFactorDynamics BITCOIN = TwoFactorDynamics.BITCOIN;
    private static final double YEARS_PER_DAY = 1.0 / 365.0;
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final int PATHS = 6_000;
    private static final int STEPS = 48;
    private static final long SEED = 5L;

    @Test
    void shouldSplitTheTotalVarianceIntoDiffusionAndJumps() {
        assertThat(BITCOIN.jumpVariance()).isCloseTo(50 * (0.002 * 0.002 + 0.025 * 0.025), within(1e-15));
        assertThat(BITCOIN.meanDiffusiveVariance() + BITCOIN.jumpVariance()).isCloseTo(0.36, within(1e-15));
        assertThat(BITCOIN.compensator()).isCloseTo(50 * Math.expm1(-0.002 + 0.5 * 0.025 * 0.025), within(1e-12));
    }

    @Test
    void shouldKeepHalfOfAFactorAfterItsHalfLife() {
        assertThat(Math.exp(-BITCOIN.fastReversion() * YEARS_PER_DAY)).isCloseTo(0.5, within(1e-12));
        assertThat(Math.exp(-BITCOIN.slowReversion() * 30 * YEARS_PER_DAY)).isCloseTo(0.5, within(1e-12));
        assertThat(BITCOIN.logVariance(0.0)).isZero();
        assertThat(BITCOIN.logVariance(FOREVER))
                .isCloseTo(0.49 + 0.36 + 2 * BITCOIN.stationaryCovariance(), within(1e-12));
    }

    @Test
    void shouldExpectTheSameVarianceAtAllTimesWhenTheFactorsAreStationary() {
        for (final double years : new double[] {0.0, 0.3 * YEARS_PER_DAY, 7 * YEARS_PER_DAY, 0.5}) {
            final double mean = overStationaryLaw((x, y) -> BITCOIN.expectedVariance(x, y, years));

            assertThat(mean).as("years=%s", years).isCloseTo(BITCOIN.meanDiffusiveVariance(), within(1e-6));
        }
    }

    @Test
    void shouldExpectTheMeanOfTheVarianceOverTime() {
        final TwoFactorPaths model = new TwoFactorPaths(BITCOIN, 100.0, 60);
        for (final double days : new double[] {0.02, 1.0, 7.0, 30.0}) {
            final double years = days * YEARS_PER_DAY;

            final double integral = simpson(u -> BITCOIN.expectedVariance(0.9, -0.4, u), years);

            assertThat(model.expectedVol(0.9, -0.4, years))
                    .as("days=%s", days)
                    .isCloseTo(Math.sqrt(integral / years + BITCOIN.jumpVariance()), within(1e-6));
        }
    }

    @Test
    void shouldDrawPricesWithoutDriftAndWithTheTotalVariance() {
        final Moments price = new Moments();
        final Moments realised = new Moments();
        final Moments jumps = new Moments();
        final Moments jumpSizes = new Moments();
        forEachPath((path, index) -> {
            price.add(path.price(STEPS) / 100.0);
            double squares = 0.0;
            double count = 0.0;
            for (int step = 0; step < STEPS; step++) {
                final double move = Math.log(path.price(step + 1) / path.price(step));
                squares += move * move;
                if (path.jump(step) != 0.0) {
                    count++;
                    jumpSizes.add(path.jump(step) * path.jump(step));
                }
            }
            realised.add(squares / (STEPS * path.stepYears()));
            jumps.add(count);
        });

        assertThat(price.mean()).isCloseTo(1.0, within(4 * price.error()));
        // The drift squared of an hour adds less than a thousandth of the bound.
        assertThat(realised.mean()).isCloseTo(0.36, within(4 * realised.error()));
        assertThat(jumps.mean()).isCloseTo(50 * STEPS / (365.0 * 24), within(4 * jumps.error()));
        assertThat(jumpSizes.mean()).isCloseTo(0.002 * 0.002 + 0.025 * 0.025, within(4 * jumpSizes.error()));
    }

    @Test
    void shouldDrawLogVariancesWithTheirCovariancesInTime() {
        final double mean = Math.log(BITCOIN.meanDiffusiveVariance()) - 0.5 * BITCOIN.logVariance(FOREVER);
        final Moments level = new Moments();
        final Moments square = new Moments();
        final Moments dayLater = new Moments();
        final Moments leverage = new Moments();
        forEachPath((path, index) -> {
            final double first = logVariance(path, 0) - mean;
            level.add(first);
            square.add(first * first);
            dayLater.add(first * (logVariance(path, 24) - mean));
            final double noise = (Math.log(path.price(11) / path.price(10)) - path.jump(10)) / path.stdDev(10);
            leverage.add(noise * (logVariance(path, 11) - logVariance(path, 10)));
        });

        assertThat(level.mean()).isCloseTo(0.0, within(4 * level.error()));
        assertThat(square.mean()).isCloseTo(BITCOIN.logVariance(FOREVER), within(4 * square.error()));
        final double fastKept = 0.5;
        final double slowKept = Math.pow(0.5, 1.0 / 30.0);
        assertThat(dayLater.mean())
                .isCloseTo(
                        0.49 * fastKept + 0.36 * slowKept + BITCOIN.stationaryCovariance() * (fastKept + slowKept),
                        within(4 * dayLater.error()));
        final double fastNoise = 0.70 * Math.sqrt(1 - Math.pow(0.25, 1.0 / 24.0));
        final double slowNoise = 0.60 * Math.sqrt(1 - Math.pow(0.25, 1.0 / 720.0));
        assertThat(leverage.mean()).isCloseTo(-0.30 * fastNoise - 0.10 * slowNoise, within(4 * leverage.error()));
    }

    @Test
    void shouldLookAtTheVolatilityOnlyAtItsTimesAndDrawTheSamePathAgain() {
        final TwoFactorPaths model = new TwoFactorPaths(BITCOIN, 100.0, 6);
        final PricePath path = new PricePath(STEPS, YEARS_PER_DAY / 24);
        final PricePath again = new PricePath(STEPS, YEARS_PER_DAY / 24);
        model.draw(new SplitMix64(SEED), path);
        model.draw(new SplitMix64(SEED), again);

        for (int step = 1; step < STEPS; step++) {
            assertThat(path.vol(step) == path.vol(step - 1)).isEqualTo(step % 6 != 0);
            assertThat(again.price(step)).isEqualTo(path.price(step));
        }
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoFactorDynamics(0.01, 1, 30, .7, .6, -.3, -.1, 50, -.002, .025))
                .withMessageContaining("totalVariance");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoFactorDynamics(0.36, Double.NaN, 30, .7, .6, -.3, -.1, 50, -.002, .025))
                .withMessageContaining("fastHalfLifeDays");
        assertThatIllegalArgumentException().isThrownBy(() -> new GbmPaths(0.0, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> new PricePath(0, 1.0));
    }

    private static double logVariance(final PricePath path, final int step) {
        return Math.log(path.stdDev(step) * path.stdDev(step) / path.stepYears());
    }

    private interface Visit {
        void path(PricePath path, int index);
    }

    private static void forEachPath(final Visit visit) {
        final TwoFactorPaths model = new TwoFactorPaths(BITCOIN, 100.0, 1_000);
        final PricePath path = new PricePath(STEPS, YEARS_PER_DAY / 24);
        final SplitMix64 random = new SplitMix64(SEED);
        for (int index = 0; index < PATHS; index++) {
            model.draw(random, path);
            visit.path(path, index);
        }
    }

    private interface OfFactors {
        double at(double x, double y);
    }

    /** A double integral by the midpoint rule over eight standard deviations of two independent normals. */
    private static double overStationaryLaw(final OfFactors function) {
        final int points = 240;
        final double width = 16.0 / points;
        final double correlation = BITCOIN.stationaryCovariance() / (0.7 * 0.6);
        double sum = 0.0;
        for (int i = 0; i < points; i++) {
            final double first = -8.0 + (i + 0.5) * width;
            for (int j = 0; j < points; j++) {
                final double second = -8.0 + (j + 0.5) * width;
                final double density = Math.exp(-0.5 * (first * first + second * second)) / (2 * Math.PI);
                sum += density
                        * function.at(
                                0.7 * first,
                                0.6 * (correlation * first + Math.sqrt(1 - correlation * correlation) * second));
            }
        }
        return sum * width * width;
    }

    private static double simpson(final DoubleUnaryOperator function, final double until) {
        final int parts = 2_000;
        final double step = until / parts;
        double sum = function.applyAsDouble(0.0) + function.applyAsDouble(until);
        for (int i = 1; i < parts; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * function.applyAsDouble(i * step);
        }
        return sum * step / 3.0;
    }
}
