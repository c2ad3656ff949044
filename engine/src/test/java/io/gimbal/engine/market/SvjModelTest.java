package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the model to the closed moments of its equations; every tolerance is four standard errors of the sample. */
class SvjModelTest {
    private static final int PATHS = 40_000;
    private static final double STANDARD_ERRORS = 4.0;
    private static final SvjDynamics NO_JUMPS = new SvjDynamics(0.50, 4.0, 0.30, 1.2, -0.6, 0.0, 0.0, 0.0, 0.0, 0.8);

    /** Feller's condition does not hold: the variance comes close to 0 and steps are drawn from both branches. */
    private static final SvjDynamics WILD = new SvjDynamics(0.05, 2.0, 0.10, 2.0, -0.7, 0.0, 0.0, 0.0, 0.0, 0.8);

    @ParameterizedTest
    @CsvSource({"1, 0.02, 1", "2, 0.25, 1", "3, 0.25, 16", "4, 1.0, 4"})
    void shouldHaveTheMeanAndTheVarianceOfTheVariance(final long seed, final double years, final int steps) {
        for (final SvjDynamics dynamics : new SvjDynamics[] {NO_JUMPS, WILD}) {
            final Moments variances = new Moments();
            final SplitMix64 random = new SplitMix64(seed);
            for (int path = 0; path < PATHS; path++) {
                variances.add(walk(dynamics, 0.0, years, steps, random).variance());
            }

            final double decay = Math.exp(-dynamics.meanReversion() * years);
            final double mean = dynamics.longVariance() + (dynamics.variance() - dynamics.longVariance()) * decay;
            final double perRate = dynamics.volOfVariance() * dynamics.volOfVariance() / dynamics.meanReversion();
            final double spread = dynamics.variance() * perRate * decay * (1 - decay)
                    + dynamics.longVariance() * perRate / 2 * (1 - decay) * (1 - decay);
            assertThat(variances.mean())
                    .as("seed=%d, dynamics=%s", seed, dynamics)
                    .isEqualTo(mean, within(STANDARD_ERRORS * variances.errorOfMean()));
            assertThat(variances.spread())
                    .as("seed=%d, dynamics=%s", seed, dynamics)
                    .isEqualTo(spread, within(STANDARD_ERRORS * variances.errorOfSpread()));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 0.1, 1", "6, 0.5, 50", "7, 0.1, 100"})
    void shouldGrowTheIndexByTheDriftOnAverageWithAndWithoutJumps(
            final long seed, final double years, final int steps) {
        for (final SvjDynamics dynamics : new SvjDynamics[] {NO_JUMPS, SvjDynamics.CRYPTO, WILD}) {
            final Moments prices = new Moments();
            final SplitMix64 random = new SplitMix64(seed);
            for (int path = 0; path < PATHS / 4; path++) {
                prices.add(Math.exp(walk(dynamics, 0.2, years, steps, random).logReturn()));
            }

            assertThat(prices.mean())
                    .as("seed=%d, dynamics=%s", seed, dynamics)
                    .isEqualTo(Math.exp(0.2 * years), within(STANDARD_ERRORS * prices.errorOfMean()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void shouldSpreadTheIndexByTheExpectedVarianceWhenSteppedFinely(final long seed) {
        final SvjDynamics dynamics = new SvjDynamics(0.50, 4.0, 0.30, 0.4, 0.0, 12.0, -0.03, 0.05, 0.05, 0.8);
        final Moments returns = new Moments();
        final SplitMix64 random = new SplitMix64(seed);
        for (int path = 0; path < PATHS / 4; path++) {
            returns.add(walk(dynamics, 0.0, 0.1, 40, random).logReturn());
        }

        // The mean is left out: with no correlation it moves by half the integrated variance, which adds 0.1 % here.
        assertThat(returns.spread())
                .as("seed=%d", seed)
                .isEqualTo(
                        dynamics.expectedVariance(0.50, 0.1),
                        within(STANDARD_ERRORS * returns.errorOfSpread() + 0.002 * returns.spread()));
    }

    @Test
    void shouldMovePriceAndVarianceTogetherAsTheCorrelationSays() {
        final Moments products = new Moments();
        final SplitMix64 random = new SplitMix64(10);
        final double years = 1e-5;
        for (int path = 0; path < PATHS; path++) {
            final Walk walk = walk(NO_JUMPS, 0.0, years, 1, random);
            products.add((walk.variance() - NO_JUMPS.variance()) * walk.logReturn());
        }

        final double expected = -0.6 * 1.2 * 0.50 * years;
        assertThat(products.mean()).isEqualTo(expected, within(STANDARD_ERRORS * products.errorOfMean()));
    }

    @Test
    void shouldJumpAsOftenAndAsFarAsTheDynamicsSay() {
        final SvjDynamics dynamics = new SvjDynamics(1e-6, 50.0, 1e-6, 1e-3, 0.0, 500.0, -0.04, 0.01, 0.0, 0.8);
        final SvjModel model = new SvjModel(dynamics, dynamics.compensator(), new SplitMix64(11));
        final double years = 1e-4;
        final int steps = 100_000;
        double sum = 0;
        int jumps = 0;
        for (int step = 0; step < steps; step++) {
            final double moved = model.advance(years);
            sum += moved;
            jumps += Math.abs(moved) > 1e-3 ? 1 : 0;
        }

        final double expected = 500.0 * years * steps;
        final double steppedIn = (1.0 - Math.exp(-500.0 * years)) * steps;
        assertThat((double) jumps).isEqualTo(steppedIn, within(STANDARD_ERRORS * Math.sqrt(steppedIn)));
        assertThat(sum)
                .isEqualTo(
                        -0.04 * expected, within(STANDARD_ERRORS * Math.sqrt(expected * (0.04 * 0.04 + 0.01 * 0.01))));
    }

    @Test
    void shouldRaiseTheMeanVarianceByItsJumps() {
        final SvjDynamics dynamics = new SvjDynamics(2.3, 50.0, 0.3, 1.0, 0.0, 500.0, 0.0, 0.0, 0.2, 0.8);
        final SvjModel model = new SvjModel(dynamics, 0.0, new SplitMix64(16));
        final int steps = 200_000;
        double mean = 0;
        for (int step = 0; step < steps; step++) {
            model.advance(1e-4);
            mean += model.variance() / steps;
        }

        // 20 years hold 500 independent samples of a spread of 0.5.
        assertThat(dynamics.meanVariance()).isEqualTo(2.3, within(1e-12));
        assertThat(mean).isEqualTo(2.3, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(longs = {12, 13, 14})
    void shouldMarkWithoutStaticArbitrageWhereverTheVarianceIs(final long seed) {
        final SplitMix64 random = new SplitMix64(seed);
        final SvjModel model = new SvjModel(SvjDynamics.CRYPTO, 0.0, random);
        final double[] years = {1.0 / 365, 2.0 / 365, 7.0 / 365, 30.0 / 365, 90.0 / 365};
        for (int day = 0; day < 50; day++) {
            model.advance(1.0 / 365);
            double[] shorter = new double[0];
            for (final double time : years) {
                final double[] calls = calls(model, time);
                for (int i = 1; i < calls.length - 1; i++) {
                    final double butterfly = calls[i - 1] - 2 * calls[i] + calls[i + 1];
                    assertThat(butterfly)
                            .as("seed=%d, day=%d, k=%d", seed, day, i)
                            .isGreaterThan(-1e-12);
                    assertThat(calls[i] - calls[i + 1]).isBetween(-1e-12, 0.01);
                }
                for (int i = 0; i < shorter.length; i++) {
                    assertThat(calls[i]).as("seed=%d, day=%d", seed, day).isGreaterThan(shorter[i] - 1e-12);
                }
                shorter = calls;
            }
        }
    }

    @Test
    void shouldMarkAtTheMoneyAtTheExpectedVolatilityAndPutsDearer() {
        final SvjModel model = new SvjModel(SvjDynamics.CRYPTO, 0.0, new SplitMix64(15));
        final double years = 30.0 / 365;

        final double atTheMoney = model.vol(0.0, years, 0.0);

        assertThat(atTheMoney * atTheMoney * years)
                .isEqualTo(SvjDynamics.CRYPTO.expectedVariance(0.36, years), within(1e-15));
        assertThat(model.vol(-0.2, years, 0.0)).isGreaterThan(model.vol(0.2, years, 0.0));
        assertThat(model.vol(0.2, years, 0.0)).isGreaterThan(atTheMoney - 0.05);
        assertThat(model.vol(0.0, years, 0.01)).isEqualTo(atTheMoney + 0.01, within(1e-15));
        assertThat(model.vol(0.0, years, -1.0)).isEqualTo(0.01);
        assertThat(model.vol(0.0, years, 10.0)).isEqualTo(5.0);
    }

    @Test
    void shouldRefuseDynamicsThatMakeNoSense() {
        assertThatThrownBy(() -> new SvjDynamics(0.3, 0, 0.3, 1, 0, 0, 0, 0, 0, 1))
                .hasMessageContaining("meanReversion");
        assertThatThrownBy(() -> new SvjDynamics(0.3, 1, 0.3, 1, -1, 0, 0, 0, 0, 1))
                .hasMessageContaining("correlation");
        assertThatThrownBy(() -> new SvjDynamics(0.3, 1, 0.3, 1, -0.9, 0, 0, 0, 0, 1.1))
                .hasMessageContaining("wings");
        assertThatThrownBy(() -> new SvjDynamics(Double.NaN, 1, 0.3, 1, 0, 0, 0, 0, 0, 1))
                .hasMessageContaining("variance");
    }

    private record Walk(double logReturn, double variance) {}

    private static Walk walk(
            final SvjDynamics dynamics,
            final double drift,
            final double years,
            final int steps,
            final SplitMix64 random) {
        final SvjModel model = new SvjModel(dynamics, drift, random);
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            sum += model.advance(years / steps);
        }
        return new Walk(sum, model.variance());
    }

    /** Calls on a forward of 1 at strikes a percent apart, by the textbook formula in its own maths. */
    private static double[] calls(final SvjModel model, final double years) {
        final double[] calls = new double[61];
        for (int i = 0; i < calls.length; i++) {
            final double strike = 0.7 + 0.01 * i;
            final double deviation = model.vol(Math.log(strike), years, 0.0) * Math.sqrt(years);
            final double d1 = -Math.log(strike) / deviation + deviation / 2;
            calls[i] = NormalSeries.probability(d1) - strike * NormalSeries.probability(d1 - deviation);
        }
        return calls;
    }

    /** Mean and variance of a sample with their standard errors. */
    private static final class Moments {
        private double sum;
        private double squares;
        private double fourths;
        private double first = Double.NaN;
        private int count;

        void add(final double value) {
            first = count == 0 ? value : first;
            final double moved = value - first;
            sum += moved;
            squares += moved * moved;
            fourths += moved * moved * moved * moved;
            count++;
        }

        double mean() {
            return first + sum / count;
        }

        double spread() {
            return squares / count - sum / count * (sum / count);
        }

        double errorOfMean() {
            return Math.sqrt(spread() / count);
        }

        /** From above: the fourth moment about the first value, not about the mean. */
        double errorOfSpread() {
            return Math.sqrt(fourths / count / count);
        }
    }
}
