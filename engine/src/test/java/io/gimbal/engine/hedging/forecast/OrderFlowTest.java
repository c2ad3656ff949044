package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderFlowTest {
    private static final long SECOND = 1_000_000_000L;

    /** From a bid of 100 for 5 and an ask of 101 for 7. */
    @ParameterizedTest
    @CsvSource({
        "100, 8, 101, 7, 3",
        "100, 2, 101, 7, -3",
        "100.5, 4, 101, 7, 4",
        "99.5, 9, 101, 7, -5",
        "100, 5, 101, 9, -2",
        "100, 5, 100.5, 3, -3",
        "100, 5, 101.5, 3, 7",
        "100.5, 4, 101.5, 3, 11"
    })
    void shouldCountWhatJoinedAndLeftTheBestPrices(
            final double bid, final double bidSize, final double ask, final double askSize, final double event) {
        final OrderFlowImbalance flow = new OrderFlowImbalance(SECOND);
        flow.onQuote(100, 5, 101, 7, 0);

        flow.onQuote(bid, bidSize, ask, askSize, 0);

        assertThat(flow.flow()).isCloseTo(event, within(1e-12));
        assertThat(flow.normalised()).isCloseTo(event / (0.5 * (bidSize + askSize)), within(1e-12));
    }

    @Test
    void shouldFadeByHalfPerHalfLife() {
        final OrderFlowImbalance flow = new OrderFlowImbalance(10 * SECOND);
        flow.onQuote(100, 5, 101, 5, 0);
        flow.onQuote(100, 9, 101, 5, 0);

        flow.onQuote(100, 9, 101, 5, 20 * SECOND);
        flow.onQuote(100, 10, 101, 5, 0);

        assertThat(flow.flow()).as("an earlier time is the last time").isCloseTo(4 * 0.25 + 1, within(1e-12));
        assertThat(flow.normalised()).isCloseTo(2 * 2.25 / (7 * 0.25 + 7 + 7.5), within(1e-12));
    }

    @Test
    void shouldKeepItsStateWhenAQuoteIsUnusable() {
        final OrderFlowImbalance flow = new OrderFlowImbalance(SECOND);
        assertThat(flow.normalised()).isNaN();
        flow.onQuote(100, 5, 101, 5, 0);
        final long before = flow.mixInto(1);

        flow.onQuote(101, 5, 101, 5, SECOND);
        flow.onQuote(0, 5, 101, 5, SECOND);
        flow.onQuote(100, 0, 101, 5, SECOND);
        flow.onQuote(100, 5, 101, -1, SECOND);
        flow.onQuote(Double.NaN, 5, 101, 5, SECOND);
        flow.onQuote(100, 5, Double.POSITIVE_INFINITY, 5, SECOND);
        flow.onQuote(100, Double.NaN, 101, 5, SECOND);

        assertThat(flow.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new OrderFlowImbalance(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldMeasureTheMidAtEachHorizonAsASearchThroughAllMidsDoes() {
        final long seed = 1_060;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final Markouts markouts = new Markouts(5_000, 0.99, SECOND, 10 * SECOND, 60 * SECOND);
        final List<double[]> mids = new ArrayList<>();
        final List<double[]> fills = new ArrayList<>();
        double mid = 100;
        long time = 0;
        for (int i = 0; i < 4_000; i++) {
            time += random.nextInt(5) * SECOND / 2;
            if (random.nextInt(3) > 0) {
                mid *= 1 + 1e-4 * random.nextGaussian();
                mids.add(new double[] {time, mid});
                markouts.onMid(mid, time);
            } else if (i > 10) {
                final double amount = random.nextGaussian();
                final double price = mid * (1 - Math.signum(amount) * 5e-5);
                fills.add(new double[] {time, price, amount, mid});
                markouts.onFill(amount, price, time);
            }
        }

        for (int horizon = 0; horizon < 3; horizon++) {
            final double[] oracle = oracle(fills, mids, new long[] {1, 10, 60}[horizon] * SECOND, time);
            assertThat(markouts.markout(horizon)).isCloseTo(oracle[0], within(1e-12));
            assertThat(markouts.adverse(horizon)).isCloseTo(oracle[1], within(1e-12));
            assertThat(markouts.passed(horizon)).isEqualTo((long) oracle[2]);
        }
        assertThat(markouts.dropped()).isZero();
    }

    private static double[] oracle(
            final List<double[]> fills, final List<double[]> mids, final long horizonNs, final long nowNs) {
        double markout = 0;
        double adverse = 0;
        double weight = 0;
        int count = 0;
        for (final double[] fill : fills) {
            if (fill[0] + horizonNs >= nowNs) {
                continue;
            }
            double due = Double.NaN;
            for (final double[] mid : mids) {
                due = mid[0] <= fill[0] + horizonNs ? mid[1] : due;
            }
            markout = 0.99 * markout + fill[2] * (due / fill[1] - 1);
            adverse = 0.99 * adverse + fill[2] * (1 - due / fill[3]);
            weight = 0.99 * weight + Math.abs(fill[2]);
            count++;
        }
        return new double[] {markout / weight, adverse / weight, count};
    }

    @Test
    void shouldSayThatAMakerEarnedTheSpreadAndLostTheMove() {
        final Markouts markouts = Markouts.standard(0.9);
        markouts.onMid(100, 0);
        markouts.onFill(2, 99.9, 0);

        markouts.onMid(99.5, SECOND);
        markouts.onMid(99, 2 * SECOND);

        assertThat(markouts.markout(0)).isCloseTo((99.5 - 99.9) / 99.9, within(1e-15));
        assertThat(markouts.adverse(0)).isCloseTo(0.005, within(1e-15));
        assertThat(markouts.markout(1)).isNaN();
    }

    @Test
    void shouldGiveUpTheOldestFillWhenTooManyWait() {
        final Markouts markouts = new Markouts(2, 1, SECOND, 10 * SECOND);
        markouts.onMid(100, 0);
        markouts.onFill(1, 100, 0);
        markouts.onFill(1, 100, 3 * SECOND);
        markouts.onFill(1, 100, 4 * SECOND);
        markouts.onMid(101, 4 * SECOND);
        markouts.onTime(30 * SECOND);

        assertThat(markouts.dropped()).isEqualTo(1);
        assertThat(markouts.passed(0)).isEqualTo(3);
        assertThat(markouts.markout(1)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void shouldKeepItsStateWhenAFillOrAMidIsUnusable() {
        final Markouts markouts = new Markouts(2, 1, SECOND);
        markouts.onFill(1, 100, 0);
        assertThat(markouts.passed(0)).as("no mid was known").isZero();
        markouts.onMid(100, 5);
        final long before = markouts.mixInto(1);

        markouts.onFill(0, 100, 5);
        markouts.onFill(Double.NaN, 100, 5);
        markouts.onFill(1, 0, 5);
        markouts.onFill(1, Double.POSITIVE_INFINITY, 5);
        markouts.onMid(Double.NaN, 5);
        markouts.onMid(-1, 3);

        assertThat(markouts.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new Markouts(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Markouts(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Markouts(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Markouts(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
