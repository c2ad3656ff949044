package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GammaTradingTest {
    /** A price without drift makes every hedge fair: the mean result is then the difference of the two values. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 0.25, 0.6, 0.8",
        "100, 110, 1, 0.2, 0.3",
        "100, 110, 1, 0.3, 0.2",
        "50000, 60000, 0.02, 0.7, 0.5"
    })
    void shouldExpectTheDifferenceOfTheValuesWithoutDrift(
            final double price, final double strike, final double years, final double implied, final double actual) {
        final double expected = call(price, strike, actual, years) - call(price, strike, implied, years);

        assertThat(GammaPnl.expectedAtImplied(price, strike, years, implied, actual, 0))
                .isCloseTo(expected, within(1e-6 * price));
    }

    @Test
    void shouldEarnTheTheoryWhenScalpedAtTheImpliedDeltaWithDrift() {
        final long seed = 2_005;
        final Random random = new Random(seed);
        final int paths = 20_000;
        final int steps = 100;

        double sum = 0;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            final double result = scalped(random, steps);
            sum += result;
            squares += result * result;
        }

        final double mean = sum / paths;
        final double error = Math.sqrt((squares / paths - mean * mean) / paths);
        final double theory = GammaPnl.expectedAtImplied(100, 105, 0.5, 0.4, 0.6, 0.5);
        System.out.println("seed " + seed + ": mean " + mean + ", theory " + theory + ", s.e. " + error);
        assertThat(theory)
                .as("drift matters")
                .isNotCloseTo(call(100, 105, 0.6, 0.5) - call(100, 105, 0.4, 0.5), within(0.1));
        assertThat(mean).isCloseTo(theory, within(2 * error + 0.005 * theory));
    }

    private static double scalped(final Random random, final int steps) {
        final double step = 0.5 / steps;
        double price = 100;
        double cash = -call(100, 105, 0.4, 0.5);
        for (int i = 0; i < steps; i++) {
            final double next = price * Math.exp((0.5 - 0.18) * step + 0.6 * Math.sqrt(step) * random.nextGaussian());
            final double deviation = 0.4 * Math.sqrt(0.5 - i * step);
            final double delta = DeterministicMath.normalCdf(Math.log(price / 105) / deviation + 0.5 * deviation);
            cash -= delta * (next - price);
            price = next;
        }
        return cash + Math.max(0, price - 105);
    }

    private static double call(final double price, final double strike, final double vol, final double years) {
        final double deviation = vol * Math.sqrt(years);
        final double d1 = Math.log(price / strike) / deviation + 0.5 * deviation;
        return price * DeterministicMath.normalCdf(d1) - strike * DeterministicMath.normalCdf(d1 - deviation);
    }

    @Test
    void shouldMakeMoneyOfMovesLargerThanImplied() {
        final double day = 1 / 365.0;
        final double implied = 0.6 * Math.sqrt(day);

        assertThat(GammaPnl.ofInterval(0.002, 100, implied, 0.6, day)).isCloseTo(0, within(1e-15));
        assertThat(GammaPnl.ofInterval(0.002, 100, -2 * implied, 0.6, day))
                .isCloseTo(10 * 3 * 0.36 * day, within(1e-15));
        assertThat(GammaPnl.ofInterval(-0.002, 100, 0, 0.6, day)).isCloseTo(10 * 0.36 * day, within(1e-15));
    }

    @Test
    void shouldBalanceGainThetaAndCost() {
        final double gain = GammaRent.gain(0.002, 100, 0.7);

        assertThat(gain).isCloseTo(0.5 * 0.002 * 10_000 * 0.49, within(1e-15));
        assertThat(GammaRent.net(0.002, 100, 0.7, -3.6, 0.4)).isCloseTo(4.9 - 3.6 - 0.4, within(1e-12));
        assertThat(GammaRent.pays(0.002, 100, 0.7, -3.6, 0.4, 0.89)).isTrue();
        assertThat(GammaRent.pays(0.002, 100, 0.7, -3.6, 0.4, 0.91)).isFalse();
        assertThat(GammaRent.pays(0.002, 100, 0.62, -3.6, 0.4, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.002, -3.6, 0.4", "-0.002, 3.6, 0.4", "0.002, -3.6, 0"})
    void shouldLeaveNothingAtTheBreakEvenVolatility(final double gamma, final double theta, final double cost) {
        final double vol = GammaRent.breakEvenVol(gamma, 100, theta, cost);

        assertThat(GammaRent.net(gamma, 100, vol, theta, cost)).isCloseTo(0, within(1e-12));
        assertThat(GammaRent.net(gamma, 100, vol + 0.01, theta, cost) * gamma).isPositive();
    }

    /** By the equation of Black without interest theta is minus half gamma times the variance rate. */
    @Test
    void shouldBreakEvenAtTheImpliedVolatilityWithoutCosts() {
        assertThat(GammaRent.breakEvenVol(0.002, 100, -0.5 * 0.002 * 10_000 * 0.36, 0))
                .isCloseTo(0.6, within(1e-15));
        assertThat(GammaRent.breakEvenVol(-0.002, 100, 1, 2))
                .as("costs eat more than theta gives")
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1})
    void shouldAnswerNothingWhenArgumentsAreOutOfRange(final double bad) {
        assertThat(GammaRent.gain(0.002, bad, 0.6)).isNaN();
        assertThat(GammaRent.gain(0.002, 100, bad)).isNaN();
        assertThat(GammaRent.net(0.002, 100, 0.6, -1, bad)).isNaN();
        assertThat(GammaRent.pays(0.002, 100, 0.6, -1, 0, bad)).isFalse();
        assertThat(GammaRent.pays(Double.NaN, 100, 0.6, -1, 0, 0)).isFalse();
        assertThat(GammaRent.breakEvenVol(0.002, bad, -1, 0)).isNaN();
        assertThat(GammaPnl.ofInterval(0.002, bad, 0.1, 0.6, 0.1)).isNaN();
        assertThat(GammaPnl.ofInterval(0.002, 100, 0.1, 0.6, bad)).isNaN();
        assertThat(GammaPnl.expectedAtImplied(bad, 100, 1, 0.6, 0.7, 0)).isNaN();
        assertThat(GammaPnl.expectedAtImplied(100, 100, 0, 0.6, 0.7, 0)).isNaN();
    }
}
