package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.market.SvjDynamics;
import io.gimbal.engine.market.SvjWorld;
import io.gimbal.engine.market.path.SkewDynamics;
import io.gimbal.engine.market.path.TwoFactorDynamics;
import io.gimbal.engine.market.path.TwoFactorWorld;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.feeds.Feed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk short straddles of seven days, its delta hedged alike with and without the overlay, on the same paths through the
 * whole pipeline: what the overlay takes off the standard deviation of the result, and what that costs. In a market of one
 * volatility, and in one of stochastic volatility with jumps and a smile that moves with them.
 */
final class OverlayEndToEndTest {
    private static final double STRADDLES = 20;
    private static final long STEP_NS = 1_800 * StrategyWorld.SECOND_NS;

    /** Half-spread of options as a share of their price: 0.67 of 60 vol points at the money. */
    private static final long OPTION_HALF_SPREAD = 1_120_000L;

    private static final long OPTION_DEPTH = 1_000_000_000L;
    private static final String DESK = """
            [engine]
            decision_heartbeat_ms = 1800000
            greeks_interval_ms = 1800000

            [journal]
            storage = "file"

            [simulation]
            half_spread_bp = 1.0
            slippage_ticks = 0

            [limits]
            max_order_usd = 20000000.0
            max_position_usd = 50000000.0
            collar_bp = 2000.0
            max_index_age_s = 3700
            max_forward_age_s = 3700
            max_vol_age_s = 7300
            max_quote_age_s = 3700

            [hedging]
            policy = "whalley-wilmott-edge"
            risk_aversion_per_usd = 0.0001
            cost_bp = 6.0

            [overlay]
            enabled = %s
            gamma_low_usd = -60000.0
            gamma_high_usd = 20000.0
            vega_low_usd = -1200.0
            vega_high_usd = 1200.0
            max_premium_per_day_usd = 250000.0
            max_leg_coins = 20.0
            max_quote_age_s = 3700
            min_interval_s = 1800
            interval_s = 86400
            min_days = 8.0
            max_days = 30.0
            max_options = 4
            risk_aversion_per_million_usd = 100.0
            holding_days = 3.0
            %s

            [[book]]
            coin = "BTC"
            style = "linear"
            hedge_instrument = "BTC_USDC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 0.0
            cash_usd = 5000000.0
            half_width_coins = 0.5

            [book.rule]
            expiries = 1
            min_days = 5.0
            strikes = 1
            legs = "call_and_put"
            quantity_coins = -%s
            """;

    private static final World TWO_FACTOR = new World(
            "two-factor", "", world -> new TwoFactorWorld(world, TwoFactorDynamics.BITCOIN, SkewDynamics.BITCOIN));

    /** Volatilities of all expiries move nearly alike here, and much; a desk that knows that says so. */
    private static final World STOCHASTIC_VOL = new World(
            "svj", "vol_term_power = 0.1\nvol_of_vol = 1.4", world -> new SvjWorld(world, SvjDynamics.CRYPTO));

    private static final World STILL = new World("gbm", "vol_of_vol = 0.0", GbmWorld::new);

    @TempDir
    private Path folder = Path.of("");

    /** A market, and what the desk believes of it. */
    private record World(String name, String beliefs, Function<GbmWorld.Context, Feed> feed) {}

    /** What a number of paths came to, USD; the cut is of the standard deviation, its error by leaving each seed out. */
    private record Measured(double without, double with, double cut, double error, double costShare) {
        static Measured of(final List<StrategyWorld.Outcome> off, final List<StrategyWorld.Outcome> on) {
            final int seeds = off.size();
            final double cut = 1 - std(on, -1) / std(off, -1);
            double squares = 0;
            for (int seed = 0; seed < seeds; seed++) {
                final double one = 1 - std(on, seed) / std(off, seed);
                squares += (one - cut) * (one - cut);
            }
            final double extra = cost(on) - cost(off);
            return new Measured(
                    std(off, -1), std(on, -1), cut, Math.sqrt(squares * (seeds - 1) / seeds), extra / premium());
        }

        private static double std(final List<StrategyWorld.Outcome> outcomes, final int leftOut) {
            final List<Double> kept = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                if (i != leftOut) {
                    kept.add(outcomes.get(i).pnlUsd);
                }
            }
            final double mean = kept.stream().mapToDouble(x -> x).average().orElseThrow();
            return Math.sqrt(
                    kept.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (kept.size() - 1));
        }

        private static double cost(final List<StrategyWorld.Outcome> outcomes) {
            return outcomes.stream()
                    .mapToDouble(x -> x.feesUsd + x.shortfallUsd)
                    .average()
                    .orElseThrow();
        }

        /** Of the straddles at 60 %, USD. */
        private static double premium() {
            final OptionGreeks call = new OptionGreeks();
            Black76.evaluate(true, StrategyWorld.SPOT, StrategyWorld.SPOT, 7.0 / 365, 0.6, call);
            return 2 * STRADDLES * call.price();
        }
    }

    private static CoinMarket market() {
        final CoinMarket still = StrategyWorld.market(0.6, 0.6);
        return new CoinMarket(
                still.coin(),
                List.of("USDC"),
                still.spot(),
                0,
                still.vol(),
                0,
                0,
                0,
                0,
                0,
                still.smile(),
                200_000_000_000L,
                9,
                List.of(7, 14));
    }

    private StrategyWorld.Outcome run(final World of, final long seed, final int days, final boolean isOn) {
        final GbmWorld.Context world = new GbmWorld.Context()
                .markets(List.of(market()))
                .seed(seed)
                .stepNs(STEP_NS)
                .tickersPerStep(1_000)
                .optionQuotes(OPTION_HALF_SPREAD, OPTION_DEPTH);
        return new StrategyWorld()
                .run(
                        folder.resolve(of.name() + seed + isOn),
                        DESK.formatted(isOn, of.beliefs(), STRADDLES),
                        world,
                        of.feed(),
                        days);
    }

    private Measured measure(final World of, final int seeds, final long firstSeed, final int days) {
        final List<StrategyWorld.Outcome> with = new ArrayList<>();
        final List<StrategyWorld.Outcome> without = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            with.add(run(of, seed, days, true));
            without.add(run(of, seed, days, false));
        }
        final Measured measured = Measured.of(without, with);
        System.out.printf(
                Locale.ROOT,
                "overlay in %s: %d seeds from %d, %d days; std %.0f -> %.0f USD, cut %.1f +- %.1f %%, at %.2f %% of premium%n",
                of.name(),
                seeds,
                firstSeed,
                days,
                measured.without(),
                measured.with(),
                100 * measured.cut(),
                100 * measured.error(),
                100 * measured.costShare());
        return measured;
    }

    @Test
    void shouldCutTheStandardDeviationOfAShortStraddleWhereVolatilityMovesAndPricesJump() {
        final Measured measured = measure(TWO_FACTOR, 8, 500, 2);

        assertThat(measured.cut()).as("so few seeds can tell no more").isGreaterThan(0.25);
        assertThat(measured.costShare()).isBetween(0.005, 0.05);
    }

    @Test
    void shouldRepeatItselfToTheLastByteAndInAReplayWhichSolvesNothing() {
        final StrategyWorld.Outcome first = run(TWO_FACTOR, 501, 1, true);
        final String hash = SessionResult.hex(StrategyWorld.replay(folder.resolve("two-factor501true")));

        assertThat(hash).isEqualTo(first.outputHash);
        assertThat(first.feesUsd).isPositive();
    }

    @Tag("nightly")
    @Test
    void shouldCutItOnManyPathsOfEachWorld() {
        final Measured jumping = measure(TWO_FACTOR, 40, 2_000, 6);
        final Measured moving = measure(STOCHASTIC_VOL, 40, 2_000, 3);
        final Measured still = measure(STILL, 24, 2_000, 3);

        assertThat(jumping.cut() - 2 * jumping.error()).isGreaterThan(0.4);
        assertThat(jumping.costShare()).isLessThan(0.05);
        assertThat(moving.cut() - 2 * moving.error()).isGreaterThan(0.1);
        assertThat(still.cut() - 2 * still.error()).isGreaterThan(0.1);
    }
}
