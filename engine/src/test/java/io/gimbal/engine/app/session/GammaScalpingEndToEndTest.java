package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.GbmWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk that is long straddles in a market that moves by another volatility than its options are marked at: what it
 * earns is what theory says, {@code ½ Σ Γ S² (σ_r² − σ_i²) dt} less its costs, through the whole pipeline.
 */
final class GammaScalpingEndToEndTest {
    private static final double IMPLIED_VOL = 0.5;
    private static final long STEP_NS = 60 * StrategyWorld.SECOND_NS;
    private static final String DESK = """
            [engine]
            decision_heartbeat_ms = 60000
            greeks_interval_ms = 60000

            [journal]
            storage = "file"

            [simulation]
            half_spread_bp = 1.0
            slippage_ticks = 1

            [limits]
            max_order_usd = 5000000.0
            max_index_age_s = 330
            max_forward_age_s = 330
            max_vol_age_s = 3600
            max_quote_age_s = 330

            [hedging]
            policy = "whalley-wilmott-edge"
            risk_aversion_per_usd = 0.002

            [forecast]
            estimator = "realised"
            interval_s = 60
            window = 240
            start_vol = %s
            cost = "measured"

            [strategy]
            kind = "gamma_scalping"
            idle_half_width_coins = 40.0
            rent_margin_usd = 100.0

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
            quantity_coins = 100.0
            """;

    @TempDir
    private Path folder = Path.of("");

    private StrategyWorld.Outcome run(final long seed, final double realisedVol) {
        final GbmWorld.Context world = new GbmWorld.Context()
                .markets(List.of(StrategyWorld.market(realisedVol, IMPLIED_VOL)))
                .seed(seed)
                .stepNs(STEP_NS);
        return new StrategyWorld()
                .run(folder.resolve("journal-" + seed), DESK.formatted(realisedVol), world, GbmWorld::new, 1);
    }

    /** By the book's own gamma, minute by minute. */
    private static double theory(final StrategyWorld.Outcome outcome, final double realisedVol) {
        double sum = 0;
        StrategyWorld.Greeks before = null;
        for (final StrategyWorld.Greeks now : outcome.greeks) {
            if (before != null) {
                final double years = (now.timeNs() - before.timeNs()) * StrategyWorld.YEARS_PER_NS;
                sum += 0.5 * before.gamma() * before.price() * before.price() * years;
            }
            before = now;
        }
        return sum * (realisedVol * realisedVol - IMPLIED_VOL * IMPLIED_VOL);
    }

    private void earn(final int paths, final long firstSeed, final double realisedVol) {
        final List<Double> differences = new ArrayList<>();
        double expected = 0;
        double costs = 0;
        for (int path = 0; path < paths; path++) {
            final StrategyWorld.Outcome outcome = run(firstSeed + path, realisedVol);
            final double cost = outcome.feesUsd + outcome.shortfallUsd;
            final double theory = theory(outcome, realisedVol);
            differences.add(outcome.pnlUsd + cost - theory);
            expected += theory / paths;
            costs += cost / paths;
            assertThat(outcome.unpaid).as("gamma makes its rent").isZero();
        }
        final double mean = differences.stream().mapToDouble(x -> x).average().orElseThrow();
        final double variance =
                differences.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (paths - 1);
        final double error = Math.sqrt(variance / paths);
        System.out.println("gamma scalping: seeds from " + firstSeed + ", theory=" + expected + ", costs=" + costs
                + ", measured - theory=" + mean + ", error=" + error);
        assertThat(mean).isCloseTo(0, within(2 * error));
        assertThat(error).as("the test can tell").isLessThan(0.15 * expected);
        assertThat(costs).isPositive().isLessThan(expected);
    }

    @Test
    void shouldEarnWhatTheoryPromisesLessItsCosts() {
        earn(16, 300, 0.8);
    }

    @Tag("nightly")
    @Test
    void shouldEarnWhatTheoryPromisesLessItsCostsOnManyPaths() {
        earn(120, 1_000, 0.8);
    }

    @Test
    void shouldMeasureWhatGammaMadeAndWhatItPaid() {
        final StrategyWorld.Outcome outcome = run(301, 0.8);

        assertThat(outcome.thetaPaid).isNegative();
        assertThat(outcome.gammaGain + outcome.thetaPaid)
                .as("the greater part of the result before costs")
                .isCloseTo(outcome.pnlUsd + outcome.feesUsd + outcome.shortfallUsd, within(0.35 * outcome.gammaGain));
        assertThat(SessionResult.hex(StrategyWorld.replay(folder.resolve("journal-301"))))
                .isEqualTo(outcome.outputHash);
    }

    @Test
    void shouldTradeOnlyAtTheIdleBandsEdgeWhileTheRentIsNotPaid() {
        final StrategyWorld.Outcome paid = run(302, 0.8);
        final StrategyWorld.Outcome idle = run(303, 0.3);

        assertThat(idle.unpaid).isGreaterThan(idle.snapshots / 2);
        assertThat(idle.orders.size()).isLessThan(paid.orders.size() / 5);
        assertThat(idle.feesUsd).isLessThan(paid.feesUsd / 2);
    }
}
