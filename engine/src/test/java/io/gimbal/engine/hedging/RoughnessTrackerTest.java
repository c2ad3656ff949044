package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoughnessTrackerTest {
    private static final long MINUTE_NS = RoughnessTracker.SAMPLE_NS;

    private final RoughnessTracker tracker = new RoughnessTracker();
    private final Mix random = new Mix(31);
    private double price = 30_000;
    private long nowNs = 1_000;

    private void play(final int minutes, final double gamma, final double noise) {
        for (int i = 0; i < minutes; i++) {
            price *= 1 + 0.002 * (random.unit() - 0.5);
            nowNs += MINUTE_NS;
            tracker.onValuation(-gamma * price + noise * (random.unit() - 0.5), price, nowNs);
        }
    }

    @Test
    void shouldFindTheGammaOfABookThatThePriceAloneMoves() {
        play(200, 0.003, 0);

        assertThat(tracker.gamma(0, price)).isCloseTo(0.003, within(1e-12));
    }

    @Test
    void shouldFindMoreWhereMarksMoveTheHedgeToo() {
        play(2_000, 0.003, 0.3);

        assertThat(tracker.gamma(0, price)).as("seed 31").isBetween(0.006, 0.012);
    }

    @Test
    void shouldSayNothingBeforeItHasSeenEnough() {
        play(RoughnessTracker.FEWEST, 0.003, 0);
        assertThat(tracker.gamma(0, price)).isZero();

        play(1, 0.003, 0);
        assertThat(tracker.gamma(0, price)).isCloseTo(0.003, within(1e-12));
    }

    @Test
    void shouldLeaveOutWhatChangedTheBookItself() {
        play(100, 0.003, 0);
        tracker.onBookChange();
        nowNs += MINUTE_NS;
        tracker.onValuation(500, price, nowNs);
        tracker.onBookChange();
        play(100, 0.003, 0);

        assertThat(tracker.gamma(0, price)).isCloseTo(0.003, within(1e-12));
    }

    @Test
    void shouldNotTakeAStillPriceForRoughness() {
        for (int i = 0; i < 100; i++) {
            nowNs += MINUTE_NS;
            tracker.onValuation(0.01 * (random.unit() - 0.5), 30_000, nowNs);
        }

        final double perMinute = 0.6 * 30_000 * Math.sqrt(1.0 / (365 * 1_440));
        assertThat(tracker.gamma(0, 30_000)).isZero();
        assertThat(tracker.gamma(0.6, 30_000)).isBetween(0.0, 0.01 / perMinute);
    }

    @Test
    void shouldLookOnceAMinuteWhateverComesBetween() {
        final RoughnessTracker busy = new RoughnessTracker();
        final RoughnessTracker calm = new RoughnessTracker();
        for (int i = 0; i <= 60; i++) {
            final double hedge = random.unit();
            busy.onValuation(hedge, 30_000 + i, i * MINUTE_NS);
            calm.onValuation(hedge, 30_000 + i, i * MINUTE_NS);
            busy.onValuation(77, 12_345, i * MINUTE_NS + MINUTE_NS - 1);
        }

        assertThat(busy.mixInto(1)).isEqualTo(calm.mixInto(1));
    }
}
