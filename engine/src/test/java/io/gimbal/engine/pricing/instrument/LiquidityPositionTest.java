package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LiquidityPositionTest {
    private static final long SEED = 90_210L;
    private static final int BASE = 0;
    private static final int QUOTE = 1;
    private static final int LOSS = 2;
    private static final int LVR = 3;

    private final Valuation range = Valuation.of("concentrated-liquidity");
    private final Valuation whole = Valuation.of("constant-product");

    @Test
    void shouldHoldWhatAPoolHoldsAfterManySwaps() {
        // x y = k with the pool's own virtual reserves, in swaps of a ten-thousandth of them.
        final double liquidity = 700.0;
        double base = liquidity / Math.sqrt(1500.0);
        double quote = liquidity * Math.sqrt(1500.0);
        double taken = 0.0;
        double paid = 0.0;
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int swap = 0; swap < 20_000; swap++) {
            final double sold = base * random.nextDouble(-1e-4, 1.1e-4);
            final double bought = quote - base * quote / (base + sold);
            base += sold;
            quote -= bought;
            taken += sold;
            paid += bought;
        }
        final double price = quote / base;
        assertThat(price).isBetween(200.0, 1400.0);

        range.with("lower", 100.0).with("upper", 3000.0).with("liquidity", liquidity);
        final double[] before = outputs(range.with("spot", 1500.0));
        final double[] after = outputs(range.with("spot", price));
        assertThat(after[BASE] - before[BASE]).isCloseTo(taken, within(1e-8));
        assertThat(before[QUOTE] - after[QUOTE]).isCloseTo(paid, within(1e-5));
        final double[] all = outputs(whole.with("liquidity", liquidity).with("spot", price));
        assertThat(all[BASE]).isCloseTo(base, within(1e-8));
        assertThat(all[QUOTE]).isCloseTo(quote, within(1e-5));
    }

    @Test
    void shouldHaveTheClosedFormsInsideAndOneCoinOutside() {
        range.with("lower", 900.0).with("upper", 1600.0).with("liquidity", 50.0).with("spot", 1225.0);
        assertThat(range.value(Greek.PRICE)).isCloseTo(50.0 * (70.0 - 30.0 - 1225.0 / 40.0), within(1e-11));
        assertThat(range.value(Greek.DELTA)).isCloseTo(50.0 * (1.0 / 35.0 - 1.0 / 40.0), within(1e-14));
        assertThat(range.value(Greek.GAMMA)).isCloseTo(-50.0 / (2.0 * 35.0 * 1225.0), within(1e-16));
        assertThat(range.value(Greek.SPEED)).isCloseTo(75.0 / (2.0 * 35.0 * 1225.0 * 1225.0), within(1e-18));

        range.with("spot", 400.0);
        final double base = 50.0 * (1.0 / 30.0 - 1.0 / 40.0);
        assertThat(range.value(Greek.PRICE)).isCloseTo(400.0 * base, within(1e-12));
        assertThat(range.value(Greek.DELTA)).isCloseTo(base, within(1e-15));
        assertThat(range.value(Greek.GAMMA)).isEqualTo(0.0);

        range.with("spot", 2500.0);
        assertThat(range.value(Greek.PRICE)).isCloseTo(500.0, within(1e-11));
        assertThat(range.value(Greek.DELTA)).isEqualTo(0.0);
        assertThat(range.value(Greek.GAMMA)).isEqualTo(0.0);
    }

    @Test
    void shouldBeContinuousInValueAndDeltaAtTheEndsWhereGammaJumps() {
        range.with("lower", 900.0).with("upper", 1600.0).with("liquidity", 50.0);
        for (final double end : new double[] {900.0, 1600.0}) {
            final double inward = end < 1000.0 ? 1e-10 : -1e-10;
            final double value = range.with("spot", end).value(Greek.PRICE);
            final double delta = range.value(Greek.DELTA);
            assertThat(range.value(Greek.GAMMA)).isEqualTo(0.0);

            range.with("spot", end * (1.0 + inward));
            assertThat(range.value(Greek.PRICE)).isCloseTo(value, within(1e-6));
            assertThat(range.value(Greek.DELTA)).isCloseTo(delta, within(1e-9));
            assertThat(range.value(Greek.GAMMA)).isCloseTo(-25.0 / (end * Math.sqrt(end)), within(1e-11));
            range.with("spot", end * (1.0 - inward));
            assertThat(range.value(Greek.GAMMA)).isEqualTo(0.0);
        }
    }

    @Test
    void shouldMoveWithBothEndsByDualDelta() {
        for (final double spot : new double[] {800.0, 1225.0, 1700.0}) {
            range.with("lower", 900.0)
                    .with("upper", 1600.0)
                    .with("liquidity", 50.0)
                    .with("spot", spot);
            final double up = range.value(Greek.PRICE, Role.STRIKE, 0.01);
            final double down = range.value(Greek.PRICE, Role.STRIKE, -0.01);

            assertThat(range.value(Greek.DUAL_DELTA)).isCloseTo((up - down) / 0.02, within(1e-8));
            assertThat(range.value(Greek.DUAL_DELTA)).isNotEqualTo(0.0);
        }
    }

    @Test
    void shouldTakeTheEndsInEitherOrderAndHoldNothingWhereTheyAreEqual() {
        range.with("lower", 900.0).with("upper", 1600.0).with("liquidity", 50.0).with("spot", 1000.0);
        final double value = range.value(Greek.PRICE);
        assertThat(range.with("lower", 1600.0).with("upper", 900.0).value(Greek.PRICE))
                .isEqualTo(value);
        assertThat(range.with("lower", 900.0).value(Greek.PRICE)).isEqualTo(0.0);
        assertThat(range.with("lower", 0.0).evaluate()).isFalse();
        assertThat(range.with("lower", 900.0).with("liquidity", -1.0).evaluate())
                .isFalse();
    }

    @Test
    void shouldLoseAgainstHoldingWhatThePublishedFormulaSays() {
        // Of all prices: 1 - 2 sqrt(m) / (1 + m) of the amounts held, m the ratio of prices.
        for (final double ratio : new double[] {0.25, 0.9, 1.0, 1.5, 4.0}) {
            final double[] out =
                    outputs(whole.with("liquidity", 10.0).with("entry", 400.0).with("spot", 400.0 * ratio));
            final double held = 200.0 * (1.0 + ratio);
            assertThat(out[LOSS]).isCloseTo(held * (1.0 - 2.0 * Math.sqrt(ratio) / (1.0 + ratio)), within(1e-11));
        }
        assertThat(outputs(whole.with("entry", 0.0))[LOSS]).isEqualTo(0.0);

        range.with("lower", 300.0).with("upper", 500.0).with("liquidity", 10.0).with("entry", 400.0);
        for (final double spot : new double[] {100.0, 300.0, 399.0, 400.0, 450.0, 900.0}) {
            final double[] out = outputs(range.with("spot", spot));
            final double[] then = outputs(range.with("spot", 400.0));
            final double value = range.with("spot", spot).value(Greek.PRICE);
            assertThat(out[LOSS])
                    .isCloseTo(then[BASE] * spot + then[QUOTE] - value, within(1e-10))
                    .isGreaterThanOrEqualTo(-1e-12);
        }
    }

    @Test
    void shouldLoseAgainstRebalancingWhatASimulationLoses() {
        // Over a path: the strategy holds the pool's base coins from step to step, the pool falls behind it.
        final double vol = 0.8;
        final int steps = 60_000;
        final double step = 0.02 / steps;
        final SplittableRandom random = new SplittableRandom(SEED);
        range.with("lower", 900.0).with("upper", 1600.0).with("liquidity", 50.0).with("vol", vol);
        double price = 1200.0;
        double behind = 0.0;
        double expected = 0.0;
        for (int i = 0; i < steps; i++) {
            final double[] out = outputs(range.with("spot", price));
            final double value = range.value(Greek.PRICE);
            final double next =
                    price * Math.exp(vol * Math.sqrt(step) * random.nextGaussian() - 0.5 * vol * vol * step);
            behind += out[BASE] * (next - price) - (range.with("spot", next).value(Greek.PRICE) - value);
            expected += out[LVR] * step;
            price = next;
        }

        assertThat(price).as("seed=%d, ends inside", SEED).isBetween(900.0, 1600.0);
        assertThat(behind).as("seed=%d", SEED).isCloseTo(expected, within(0.03 * expected));
        assertThat(expected).isGreaterThan(0.0);
    }

    @Test
    void shouldHaveTheClosedFormOfTheLossVersusRebalancing() {
        final double[] out =
                outputs(whole.with("liquidity", 50.0).with("spot", 1225.0).with("vol", 0.6));
        assertThat(out[LVR]).isCloseTo(0.36 / 8.0 * whole.value(Greek.PRICE), within(1e-11));
        range.with("lower", 900.0).with("upper", 1600.0).with("liquidity", 50.0).with("vol", 0.6);
        assertThat(outputs(range.with("spot", 1225.0))[LVR]).isCloseTo(50.0 * 0.36 * 35.0 / 4.0, within(1e-11));
        assertThat(outputs(range.with("spot", 1700.0))[LVR]).isEqualTo(0.0);
    }

    @Test
    void shouldBeAllPricesWhereTheRangeIsWide() {
        range.with("lower", 1e-16).with("upper", 1e24).with("liquidity", 50.0).with("spot", 1225.0);
        whole.with("liquidity", 50.0).with("spot", 1225.0);
        for (final Greek greek : new Greek[] {Greek.PRICE, Greek.DELTA, Greek.GAMMA, Greek.SPEED}) {
            final double expected = whole.value(greek);
            assertThat(range.value(greek)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
        }
    }

    private static double[] outputs(final Valuation position) {
        final double[] out = new double[position.model().outputs().size()];
        assertThat(position.model().evaluateOutputs(position.values(), out))
                .as("%s", position)
                .isTrue();
        return out;
    }
}
