package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.strategy.ConstantProportion;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.journal.codec.AlertCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk by constant proportions, traded once a day, breaks its floor as often as the formula says. One path goes
 * through the whole pipeline; many go through the engine alone, which is shown to decide the same.
 */
final class CppiEndToEndTest {
    private static final double VOL = 1.2;
    private static final double MULTIPLIER = 10;
    private static final double YEARS_PER_DAY = 1 / 365.0;
    private static final int DAYS = 4;
    private static final String DESK = """
            [engine]
            decision_heartbeat_ms = 60000
            greeks_interval_ms = 3600000

            [journal]
            storage = "file"

            [simulation]
            half_spread_bp = 0.1
            slippage_ticks = 0

            [fees]
            perpetual_taker_rate = 0.0

            [limits]
            max_order_usd = 10000000000.0
            max_position_usd = 10000000000.0
            max_index_age_s = 330
            max_quote_age_s = 330
            # Time is an input once a minute here: the first order is decided with the first of them.
            max_command_age_ms = 60000

            [hedging]
            policy = "fixed_interval"
            interval_s = 86400

            [strategy]
            kind = "cppi"
            floor_usd = 800000.0
            multiplier = 10.0
            largest_exposure = 100.0
            band_share = 0.0

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

    private StrategyWorld.Outcome piped = new StrategyWorld.Outcome();
    private Path journal = Path.of("");

    @BeforeEach
    void runOnePathThroughThePipeline() {
        journal = folder.resolve("journal");
        final GbmWorld.Context world = new GbmWorld.Context()
                .markets(List.of(StrategyWorld.market(VOL, VOL)))
                .seed(5)
                .stepNs(StrategyWorld.DAY_NS)
                .quotes(1_000L, 1_000_000_000_000_000_000L);
        piped = new StrategyWorld().run(journal, DESK, world, GbmWorld::new, DAYS);
    }

    @Test
    void shouldDecideTheSameThroughThePipelineAndInTheEngineAlone() {
        final SteppedDesk desk = new SteppedDesk(SteppedDesk.Opening.of(journal), StrategyWorld.START_NS);

        for (final StrategyWorld.Quote quote : piped.quotes) {
            desk.price(quote.timeNs(), quote.bid(), quote.ask(), 0.5 * (quote.bid() + quote.ask()));
        }

        assertThat(piped.orders).hasSizeGreaterThan(3);
        assertThat(desk.orders)
                .containsExactlyElementsOf(piped.orders.stream()
                        .map(StrategyWorld.Order::signedAmount)
                        .toList());
        assertThat(SessionResult.hex(StrategyWorld.replay(journal))).isEqualTo(piped.outputHash);
    }

    @Test
    void shouldHoldTheMultipleOfItsCushionAfterEachTrade() {
        final SteppedDesk desk = new SteppedDesk(SteppedDesk.Opening.of(journal), StrategyWorld.START_NS);

        desk.price(StrategyWorld.START_NS, 50_000);
        assertThat(desk.position() * 50_000).isCloseTo(MULTIPLIER * 200_000, within(100.0));
        desk.price(StrategyWorld.START_NS + StrategyWorld.DAY_NS, 51_000);

        final double cushion = 200_000 + 40 * 1_000;
        assertThat(desk.position() * 51_000).isCloseTo(MULTIPLIER * cushion, within(300.0));
    }

    @Test
    void shouldBreakItsFloorAsOftenAsTheFormulaSays() {
        breach(4_000, new Random(20_240_501));
    }

    @Tag("nightly")
    @Test
    void shouldBreakItsFloorAsOftenAsTheFormulaSaysOnManyPaths() {
        breach(60_000, new Random(7));
    }

    private void breach(final int paths, final Random random) {
        final SteppedDesk.Opening opening = SteppedDesk.Opening.of(journal);
        int breaches = 0;
        for (int path = 0; path < paths; path++) {
            breaches += isBroken(opening, random) ? 1 : 0;
        }
        final double once = ConstantProportion.gapProbability(MULTIPLIER, 0, 0, VOL, YEARS_PER_DAY);
        final double expected = ConstantProportion.gapProbability(once, DAYS);
        final double error = Math.sqrt(expected * (1 - expected) / paths);

        System.out.println(
                "cppi: breaches=" + (double) breaches / paths + ", formula=" + expected + ", error=" + error);
        assertThat((double) breaches / paths).isCloseTo(expected, within(2 * error));
    }

    private static boolean isBroken(final SteppedDesk.Opening opening, final Random random) {
        final SteppedDesk desk = new SteppedDesk(opening, StrategyWorld.START_NS);
        final double deviation = VOL * Math.sqrt(YEARS_PER_DAY);
        double price = StrategyWorld.SPOT;
        desk.price(StrategyWorld.START_NS, price);
        for (int day = 1; day <= DAYS && !desk.alerts.contains(AlertCode.FLOOR_REACHED); day++) {
            price *= Math.exp(deviation * random.nextGaussian() - 0.5 * deviation * deviation);
            desk.price(StrategyWorld.START_NS + day * StrategyWorld.DAY_NS, price);
        }
        final boolean isBroken = desk.alerts.contains(AlertCode.FLOOR_REACHED);
        if (isBroken) {
            assertThat(desk.position()).as("locked in cash").isZero();
        }
        return isBroken;
    }
}
