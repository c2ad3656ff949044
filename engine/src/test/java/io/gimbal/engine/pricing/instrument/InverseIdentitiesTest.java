package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.DeliveryWindow;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coin-settled options: their Greeks from those of the dollar option, and by bumping the market itself. */
class InverseIdentitiesTest {
    private static final long SEED = 8_260L;
    private static final int DRAWS = 2_000;
    private static final double EXACT = 1e-12;
    private static final double DIFFERENCES = 1e-9;
    private static final double STRIKE = 30_000.0;

    private final Valuation dollar = Valuation.of("black76");
    private final Valuation coin = Valuation.of("black76-inverse");

    @Test
    void shouldFollowFromTheDollarGreeksByTheQuotientRule() {
        forEachDraw(at -> {
            final double forward = dollar.first(Role.UNDERLYING);
            final Greeks usd = dollar.greeks();
            final double v = usd.value(Greek.PRICE) / forward;
            final double adjusted = usd.value(Greek.DELTA) - v;
            final double gamma = usd.value(Greek.GAMMA);
            exact(at, Greek.PRICE, v, 1.0);
            exact(at, Greek.DELTA, adjusted / forward, 1.0 / forward);
            exact(
                    at,
                    Greek.GAMMA,
                    gamma / forward - 2.0 * adjusted / forward / forward,
                    gamma / forward + 2.0 / forward / forward);
            exact(at, Greek.VEGA, usd.value(Greek.VEGA) / forward, 1.0);
            final double vanna = usd.value(Greek.VANNA) / forward;
            exact(at, Greek.VANNA, vanna - usd.value(Greek.VEGA) / forward / forward, Math.abs(vanna));
            exact(at, Greek.VOLGA, usd.value(Greek.VOLGA) / forward, 1.0);
            exact(at, Greek.THETA, usd.value(Greek.THETA) / forward, 1.0);
        });
    }

    /** The hedge of a coin book moves by the plain gamma: d(F (delta - v)) / dF = F gamma, the premium terms cancel. */
    @Test
    void shouldMoveTheNotionalHedgeByThePlainGamma() {
        forEachDraw(at -> {
            final double forward = dollar.first(Role.UNDERLYING);
            final double gamma = dollar.value(Greek.GAMMA);
            final double coinDelta = coin.value(Greek.DELTA);
            final double hedgeSlope = forward * forward * coin.value(Greek.GAMMA) + 2.0 * forward * coinDelta;

            assertThat(hedgeSlope)
                    .as(at)
                    .isCloseTo(
                            forward * gamma, within(EXACT * (forward * gamma + 2.0 * Math.abs(forward * coinDelta))));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.01, 1e-4, 1e-5, 1e-7, 0.0, -1.0})
    void shouldBeTheSlopeOfTheCoinValueUpToExpiryAndAfterIt(final double years) {
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            for (final double forward : new double[] {0.8 * STRIKE, 0.999 * STRIKE, 1.001 * STRIKE, 1.3 * STRIKE}) {
                coin.at(forward, STRIKE, years, 0.55).side(side);
                final double width = forward * Math.min(1.0, 0.55 * Math.sqrt(Math.max(years, 1e-7)));
                final double slope = slope(f -> coinAt(f, Greek.PRICE), forward, width);
                final double bend = slope(f -> coinAt(f, Greek.DELTA), forward, width);
                coin.at(forward, STRIKE, years, 0.55);

                assertThat(forward * coin.value(Greek.DELTA)).isCloseTo(forward * slope, within(DIFFERENCES));
                assertThat(forward * width * coin.value(Greek.GAMMA))
                        .isCloseTo(forward * width * bend, within(DIFFERENCES));
            }
        }
    }

    /** The index is bumped, not the running estimate: only what is left of the window moves with it. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.9, 0.5, 0.1, 0.01})
    void shouldFadeByTheRulesOfTheDeliveryWindowWhenTheIndexMoves(final double fraction) {
        final double years = fraction * 30.0 / (365.0 * 24.0 * 60.0);
        final double average = 30_040.0;
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            for (final double index : new double[] {29_700.0, 29_950.0, 30_010.0, 30_300.0}) {
                final double estimate = DeliveryWindow.estimate(fraction, average, index);
                dollar.at(estimate, STRIKE, years, 0.55).side(side);
                coin.side(side);
                final double width = estimate * 0.55 * Math.sqrt(years) / fraction;
                final DoubleUnaryOperator coinValue =
                        s -> windowed(coin, fraction, average, s, years).value(Greek.PRICE);
                final DoubleUnaryOperator usdValue =
                        s -> windowed(dollar, fraction, average, s, years).value(Greek.PRICE);
                final double coinSlope = slope(coinValue, index, width);
                final double usdSlope = slope(usdValue, index, width);
                final double usdBend = slope(
                        s -> DeliveryWindow.usdDelta(
                                fraction,
                                windowed(dollar, fraction, average, s, years).value(Greek.DELTA)),
                        index,
                        width);
                final double coinBend = slope(s -> coinSlopeAt(fraction, average, s, years), index, width);

                windowed(dollar, fraction, average, index, years);
                final double delta = dollar.value(Greek.DELTA);
                final double gamma = dollar.value(Greek.GAMMA);
                final double v = dollar.value(Greek.PRICE) / estimate;
                assertThat(DeliveryWindow.usdDelta(fraction, delta)).isCloseTo(usdSlope, within(DIFFERENCES));
                assertThat(DeliveryWindow.usdGamma(fraction, gamma) * width)
                        .isCloseTo(usdBend * width, within(DIFFERENCES));
                assertThat(DeliveryWindow.coinDelta(fraction, delta, v))
                        .isCloseTo(estimate * coinSlope, within(DIFFERENCES));
                assertThat(DeliveryWindow.coinSlope(fraction, delta, v, estimate) * estimate)
                        .isCloseTo(estimate * coinSlope, within(DIFFERENCES));
                assertThat(DeliveryWindow.coinGamma(fraction, delta, gamma, v, estimate) * estimate * width)
                        .isCloseTo(estimate * coinBend * width, within(DIFFERENCES));
            }
        }
    }

    private double coinSlopeAt(final double fraction, final double average, final double index, final double years) {
        final double estimate = DeliveryWindow.estimate(fraction, average, index);
        windowed(dollar, fraction, average, index, years);
        final double v = dollar.value(Greek.PRICE) / estimate;
        return DeliveryWindow.coinSlope(fraction, dollar.value(Greek.DELTA), v, estimate);
    }

    private static Valuation windowed(
            final Valuation model,
            final double fraction,
            final double average,
            final double index,
            final double years) {
        return model.at(DeliveryWindow.estimate(fraction, average, index), STRIKE, years, 0.55);
    }

    private double coinAt(final double forward, final Greek greek) {
        return coin.with("forward", forward).value(greek);
    }

    /** Central differences of the sixth order: three steps, the two lowest errors taken out. */
    private static double slope(final DoubleUnaryOperator function, final double at, final double width) {
        final double step = 0.02 * width;
        final double one = central(function, at, step);
        final double two = central(function, at, 2.0 * step);
        final double three = central(function, at, 3.0 * step);
        return 1.5 * one - 0.6 * two + 0.1 * three;
    }

    private static double central(final DoubleUnaryOperator function, final double at, final double step) {
        return (function.applyAsDouble(at + step) - function.applyAsDouble(at - step)) / (2.0 * step);
    }

    private void exact(final String at, final Greek greek, final double expected, final double scale) {
        assertThat(coin.value(greek))
                .as("%s %s", greek, at)
                .isCloseTo(expected, within(EXACT * (scale + Math.abs(expected))));
    }

    private void forEachDraw(final Check check) {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            Draws.fill(dollar, random, STRIKE);
            System.arraycopy(dollar.values(), 0, coin.values(), 0, coin.values().length);
            check.on("seed=" + SEED + " draw=" + draw + " " + dollar);
        }
    }

    /** What is asserted of one draw. */
    private interface Check {
        void on(String at);
    }
}
