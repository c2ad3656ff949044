package io.gimbal.engine.market.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills of one step against closed forms of the Brownian bridge; the seed is 11. */
class QueueFillsTest {
    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);
    private static final double STD_DEV = 0.6 * Math.sqrt(YEARS_PER_MINUTE);
    private static final double QUIET = 0.03;
    private static final double HALF_SPREAD = 0.005;
    private static final double TICK = 0.001;
    private static final int DRAWS = 20_000;
    private static final long SEED = 11L;

    private static final QueueSettings NO_TRADES = settings(0.0, 3.0, 0.0);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFillAsOftenAsABrownianMotionPassesThePriceByATick(final boolean isBuy) {
        final Moments fills = new Moments();
        forEachStep(NO_TRADES, isBuy, (path, filled, limit) -> fills.add(filled > 0 ? 1.0 : 0.0));

        // The drift of the logarithm over a minute is a thousandth of its standard deviation.
        final double distance = Math.log(1.0 + (HALF_SPREAD + TICK) / 100.0) / STD_DEV;
        assertThat(fills.mean())
                .isCloseTo(2.0 * DeterministicMath.normalCdf(-distance), within(4 * fills.error() + 1e-3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCostATickPerFillOnAverageWhenThePriceIsAMartingale(final boolean isBuy) {
        final Moments cost = new Moments();
        final double side = isBuy ? 1.0 : -1.0;
        forEachStep(NO_TRADES, isBuy, (path, filled, limit) -> {
            if (filled > 0) {
                cost.add(side * (limit - path.price(1)));
            }
        });

        assertThat(cost.count()).isGreaterThan(DRAWS / 2);
        assertThat(cost.mean()).isCloseTo(TICK, within(4 * cost.error()));
        assertThat(cost.error()).isLessThan(TICK);
    }

    @Test
    void shouldFillLessBehindALongerQueueWhenTheMarketIsQuiet() {
        final double front = shareFilledInQuiet(0.0);
        final double middle = shareFilledInQuiet(2.0);
        final double back = shareFilledInQuiet(1_000.0);

        assertThat(front).isGreaterThan(middle + 0.02);
        assertThat(middle).isGreaterThan(back + 0.02);
        final double distance = Math.log(1.0 + (HALF_SPREAD + TICK) / 100.0) / (QUIET * Math.sqrt(YEARS_PER_MINUTE));
        assertThat(back)
                .as("behind a thousand coins only the price's passing fills, or leaving it alone at the touch")
                .isGreaterThan(2.0 * DeterministicMath.normalCdf(-distance) - 0.01);
    }

    @Test
    void shouldFillNothingOfAStillPriceWhenNobodyTrades() {
        final QueueFills fills = new QueueFills(NO_TRADES);
        final PricePath path = still();
        fills.begin(path, SEED);

        assertThat(fills.touch(0, true)).isCloseTo(100.0 - HALF_SPREAD, within(1e-9));
        assertThat(fills.touch(0, false)).isCloseTo(100.0 + HALF_SPREAD, within(1e-9));
        assertThat(fills.filled(0, true, fills.touch(0, true), 1.0)).isZero();
    }

    @Test
    void shouldTakeWhatStandsAheadBeforeFillingUs() {
        final QueueSettings busy = new QueueSettings(0.5, 0.1, 3.0, 600.0, 0.5, 0.0, 0.0, 0.0);
        final QueueSettings crowded = new QueueSettings(0.5, 0.1, 1e6, 600.0, 0.5, 0.0, 0.0, 0.0);
        final QueueFills fills = new QueueFills(busy);
        final QueueFills behind = new QueueFills(crowded);
        fills.begin(still(), SEED);
        behind.begin(still(), SEED);

        assertThat(fills.filled(0, true, fills.touch(0, true), 1.0)).isEqualTo(1.0);
        assertThat(behind.filled(0, true, behind.touch(0, true), 1.0)).isZero();
        assertThat(fills.filled(0, true, fills.touch(0, true) - 5 * TICK, 1.0))
                .as("behind the touch")
                .isZero();
    }

    @Test
    void shouldFillAllWhenAJumpPassesThePrice() {
        final QueueFills fills = new QueueFills(NO_TRADES);
        final PricePath path = new PricePath(1, YEARS_PER_MINUTE);
        path.at(0, 100.0, 0.6);
        path.diffuse(0, 0.0, Math.log(0.97));
        path.at(1, 97.0, 0.6);
        fills.begin(path, SEED);

        assertThat(fills.filled(0, true, fills.touch(0, true), 0.25)).isEqualTo(0.25);
        assertThat(fills.filled(0, false, fills.touch(0, false), 0.25)).isZero();
    }

    @Test
    void shouldRefuseWhatWouldTakeOnArrival() {
        final QueueSettings late = new QueueSettings(0.5, 0.1, 0.0, 600.0, 0.5, 0.0, 5_000.0, 5_000.0);
        final QueueFills fills = new QueueFills(late);
        final PricePath path = new PricePath(1, YEARS_PER_MINUTE);
        path.at(0, 100.0, 0.6);
        path.diffuse(0, 1e-9, 0.0);
        path.at(1, 99.0, 0.6);
        fills.begin(path, SEED);

        assertThat(fills.filled(0, true, fills.touch(0, true), 1.0)).isZero();
    }

    @Test
    void shouldAnswerTheSameWhateverWasAskedBefore() {
        final PricePath path = new PricePath(30, YEARS_PER_MINUTE);
        new GbmPaths(100.0, 0.6).draw(new SplitMix64(SEED), path);
        final QueueFills one = new QueueFills(QueueSettings.PERPETUAL);
        final QueueFills other = new QueueFills(QueueSettings.PERPETUAL);
        one.begin(path, SEED);
        other.begin(path, SEED);
        for (int step = 29; step > 15; step--) {
            other.filled(step, step % 2 == 0, other.touch(step, step % 2 == 0), 0.1);
        }

        for (int step = 0; step < 30; step++) {
            assertThat(other.filled(step, true, other.touch(step, true), 0.2))
                    .isEqualTo(one.filled(step, true, one.touch(step, true), 0.2));
        }
    }

    @Test
    void shouldSayWhatIsOutOfRangeOrMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0.0, -1.0, 0.0))
                .withMessageContaining("queueCoins=-1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Double.NaN, 1.0, 0.0))
                .withMessageContaining("tradesPerMinute");
        assertThatIllegalStateException().isThrownBy(() -> new QueueFills(NO_TRADES).touch(0, true));
        assertThatIllegalStateException().isThrownBy(() -> new BarFills(NO_TRADES).touch(0, true));
    }

    private static QueueSettings settings(final double trades, final double queue, final double latencyMs) {
        return new QueueSettings(0.5, 0.1, queue, trades, 0.5, 0.5, latencyMs, latencyMs);
    }

    private static PricePath still() {
        final PricePath path = new PricePath(1, YEARS_PER_MINUTE);
        path.at(0, 100.0, 0.6);
        path.diffuse(0, 0.0, 0.0);
        path.at(1, 100.0, 0.6);
        return path;
    }

    private static double shareFilledInQuiet(final double queue) {
        final Moments share = new Moments();
        forEachStep(settings(60.0, queue, 0.0), QUIET, true, (path, filled, limit) -> share.add(filled));
        return share.mean();
    }

    private interface Visit {
        void step(PricePath path, double filled, double limit);
    }

    private static void forEachStep(final QueueSettings settings, final boolean isBuy, final Visit visit) {
        forEachStep(settings, 0.6, isBuy, visit);
    }

    private static void forEachStep(
            final QueueSettings settings, final double vol, final boolean isBuy, final Visit visit) {
        final QueueFills fills = new QueueFills(settings);
        final PricePath path = new PricePath(1, YEARS_PER_MINUTE);
        final GbmPaths model = new GbmPaths(100.0, vol);
        final SplitMix64 random = new SplitMix64(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            model.draw(random, path);
            fills.begin(path, random.nextLong());
            final double limit = fills.touch(0, isBuy);
            visit.step(path, fills.filled(0, isBuy, limit, 1.0), limit);
        }
    }
}
