package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was realised of gamma, against sums over all samples written out. */
final class RoughnessMeasureTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double MINUTES_PER_YEAR = 365 * 1_440;

    /** Half of an exponential average is of the last hour: a sample's weight halves in sixty. */
    private static final double KEPT = Math.pow(0.5, 1.0 / 60);

    private final RoughnessTracker tracker = new RoughnessTracker();

    private static double weighted(final List<Double> values) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            final double move = values.get(i);
            sum += Math.pow(KEPT, values.size() - 1 - i) * move * move;
        }
        return sum;
    }

    @Test
    void shouldBeTheRootOfTwoSumsThatHalveInAnHour() {
        final Mix random = new Mix(77);
        final List<Double> hedgeMoves = new ArrayList<>();
        final List<Double> priceMoves = new ArrayList<>();
        double hedge = 4;
        double price = 30_000;
        tracker.onValuation(hedge, price, 5);
        for (int i = 1; i <= 200; i++) {
            hedgeMoves.add(random.unit() - 0.5);
            priceMoves.add(40 * (random.unit() - 0.5));
            hedge += hedgeMoves.get(i - 1);
            price += priceMoves.get(i - 1);
            tracker.onValuation(hedge, price, 5 + i * MINUTE_NS);
            final double expected = Math.sqrt(weighted(hedgeMoves) / weighted(priceMoves));
            assertThat(tracker.gamma(0, price)).as("seed 77, i=%s", i).isCloseTo(i < 30 ? 0 : expected, within(1e-9));
        }
    }

    /** Samples of an uneven distance: time counts as it passed, and fades like the moves. */
    @Test
    void shouldHoldAStillPriceAgainstItsVolatilityOverTheTimeThatPassed() {
        long nowNs = 0;
        tracker.onValuation(0, 100, nowNs);
        double minutes = 0;
        double moves = 0;
        for (int i = 1; i <= 40; i++) {
            final int wait = 1 + i % 3;
            nowNs += wait * MINUTE_NS;
            tracker.onValuation(i % 2, 100, nowNs);
            minutes = KEPT * minutes + wait;
            moves = KEPT * moves + 1;
        }
        final double expected = Math.sqrt(moves / (0.25 * 10_000 * minutes / MINUTES_PER_YEAR));

        assertThat(tracker.gamma(0.5, 100)).isCloseTo(expected, within(1e-9 * expected));
        assertThat(tracker.gamma(1, 100)).as("twice as volatile").isCloseTo(expected / 2, within(1e-9 * expected));
        assertThat(tracker.gamma(0.5, 200)).as("twice the price").isCloseTo(expected / 2, within(1e-9 * expected));
        assertThat(tracker.gamma(0, 100)).as("held against nothing").isZero();
        assertThat(tracker.gamma(Double.NaN, 100)).as("no volatility known").isZero();
    }

    @Test
    void shouldHoldAMovingPriceAgainstItselfHoweverCalmItShouldBe() {
        for (int i = 0; i <= 40; i++) {
            tracker.onValuation(3 * (i % 2), 1_000 + 100 * (i % 2), i * MINUTE_NS);
        }

        assertThat(tracker.gamma(0.01, 1_000)).isCloseTo(0.03, within(1e-12));
        assertThat(tracker.gamma(1e6, 1_000)).as("far less than expected").isBetween(1e-9, 0.001);
    }

    @Test
    void shouldSampleAtAMinuteItselfAndNotBefore() {
        final long start = tracker.mixInto(1);
        tracker.onValuation(1, 10, 50);
        final long first = tracker.mixInto(1);
        assertThat(first).isNotEqualTo(start);

        tracker.onValuation(2, 11, 50 + MINUTE_NS - 1);
        assertThat(tracker.mixInto(1)).isEqualTo(first);
        tracker.onValuation(2, 11, 50 + MINUTE_NS);
        assertThat(tracker.mixInto(1)).isNotEqualTo(first);
    }

    @Test
    void shouldBeginAtOnceAfterTheBookChanged() {
        tracker.onValuation(1, 10, 50);
        final long before = tracker.mixInto(1);
        tracker.onBookChange();
        assertThat(tracker.mixInto(1)).isNotEqualTo(before);

        tracker.onValuation(500, 10, 51);

        final RoughnessTracker fresh = new RoughnessTracker();
        fresh.onValuation(500, 10, 51);
        assertThat(tracker.mixInto(1)).isEqualTo(fresh.mixInto(1));
    }
}
