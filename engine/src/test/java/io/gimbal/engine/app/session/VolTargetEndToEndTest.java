package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.market.SvjDynamics;
import io.gimbal.engine.market.SvjWorld;
import io.gimbal.feeds.Feed;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A desk that asks for a volatility of its equity has it, through the whole pipeline, costs included. */
final class VolTargetEndToEndTest {
    private static final double TARGET_VOL = 0.2;
    private static final long STEP_NS = 60 * StrategyWorld.SECOND_NS;
    private static final String DESK = """
            [engine]
            decision_heartbeat_ms = 60000
            greeks_interval_ms = 60000

            [journal]
            storage = "file"

            [simulation]
            half_spread_bp = 1.0

            [limits]
            max_order_usd = 5000000.0
            max_index_age_s = 330
            max_quote_age_s = 330

            [hedging]
            policy = "fixed_interval"

            [forecast]
            estimator = "ewma"
            interval_s = 60
            half_life_s = %d

            [strategy]
            kind = "vol_target"
            target_vol = 0.2
            band_share = 0.05

            [[book]]
            coin = "BTC"
            style = "linear"
            hedge_instrument = "BTC_USDC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 0.0
            cash_usd = 1000000.0
            """;

    @TempDir
    private Path folder = Path.of("");

    private StrategyWorld.Outcome run(
            final long seed,
            final double vol,
            final Function<GbmWorld.Context, Feed> feed,
            final int halfLife,
            final long days) {
        final GbmWorld.Context world = new GbmWorld.Context()
                .markets(List.of(StrategyWorld.market(vol, vol)))
                .seed(seed)
                .stepNs(STEP_NS);
        return new StrategyWorld().run(folder.resolve("journal-" + seed), DESK.formatted(halfLife), world, feed, days);
    }

    /** Of the equity minute by minute, from the first day's end on: the forecast has to see something first. */
    private static double equityVol(final StrategyWorld.Outcome outcome) {
        double squares = 0;
        double years = 0;
        StrategyWorld.Greeks before = null;
        for (final StrategyWorld.Greeks now : outcome.greeks) {
            if (now.timeNs() < StrategyWorld.START_NS + StrategyWorld.DAY_NS / 2) {
                continue;
            }
            if (before != null) {
                final double move = Math.log(now.equityUsd() / before.equityUsd());
                squares += move * move;
                years += (now.timeNs() - before.timeNs()) * StrategyWorld.YEARS_PER_NS;
            }
            before = now;
        }
        return Math.sqrt(squares / years);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.8})
    void shouldHoldItsTargetWithinATenthWhateverTheVolatilityOfTheMarket(final double vol) {
        final StrategyWorld.Outcome outcome = run(11, vol, GbmWorld::new, 21_600, 3);

        final double measured = equityVol(outcome);

        System.out.println("vol target on gbm: vol=" + vol + ", measured=" + measured + ", orders="
                + outcome.orders.size() + ", fees=" + outcome.feesUsd);
        assertThat(measured).isBetween(0.9 * TARGET_VOL, 1.1 * TARGET_VOL);
        assertThat(outcome.orders).hasSizeGreaterThan(2);
    }

    @Test
    void shouldHoldItsTargetWithinATenthWhereVolatilityMovesAndPricesJump() {
        final StrategyWorld.Outcome outcome = run(12, 0.6, world -> new SvjWorld(world, SvjDynamics.CRYPTO), 10_800, 8);

        final double measured = equityVol(outcome);

        System.out.println("vol target on svj: measured=" + measured + ", orders=" + outcome.orders.size());
        assertThat(measured).isBetween(0.9 * TARGET_VOL, 1.1 * TARGET_VOL);
    }

    @Tag("nightly")
    @Test
    void shouldHoldItsTargetWithinATenthOverManyPathsWithJumps() {
        double sum = 0;
        final int paths = 20;
        for (int seed = 100; seed < 100 + paths; seed++) {
            final double vol = equityVol(run(seed, 0.6, world -> new SvjWorld(world, SvjDynamics.CRYPTO), 10_800, 8));
            sum += vol * vol;
        }

        assertThat(Math.sqrt(sum / paths)).isBetween(0.9 * TARGET_VOL, 1.1 * TARGET_VOL);
    }

    @Test
    void shouldDecideTheSameAgainFromItsJournal() {
        final StrategyWorld.Outcome outcome = run(13, 0.6, GbmWorld::new, 3_600, 1);

        assertThat(outcome.orders).isNotEmpty();
        assertThat(SessionResult.hex(StrategyWorld.replay(folder.resolve("journal-13"))))
                .isEqualTo(outcome.outputHash);
    }
}
