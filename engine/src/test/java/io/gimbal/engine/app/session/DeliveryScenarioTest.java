package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.exchange.DeliveryRoute;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.DeltaSense;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Friday, 08:00 UTC: the desk is short ten calls that end deep in the money and long a future that ends with them, and the
 * index stands still, so that everything that moves is the delivery's doing.
 */
class DeliveryScenarioTest extends LeakCheckedTest {
    private static final String DAY = "2026-01-09T";
    private static final String CALL = "BTC-9JAN26-85000-C";
    private static final String FUTURE = "BTC-9JAN26";
    private static final List<String> LISTED = List.of("BTC-PERPETUAL", CALL);
    private static final List<String> LISTED_WITH_FUTURE = List.of("BTC-PERPETUAL", FUTURE, CALL);
    private static final double INDEX = 90_000;
    private static final double LOT = 10 / INDEX;

    /** Wider than what the average still takes between the last trade before eight and eight, less than what is paid. */
    private static final double BAND = 0.25;

    private static final double WINDOW_NS = 1_800.0 * SECOND;

    /** Ten short calls, delta 1 less their value in coin, and half a coin of the future. */
    private static final double EXPIRING = -10 * (1 - 5_000 / INDEX) + 0.5;

    /** 0.015 % of ten coins; no daily, and far from the cap of 12.5 % of the price. The future is a weekly: no fee. */
    private static final double DELIVERY_FEE = 0.0015;

    private static final double SATOSHIS = 3e-8;

    private static final String LINEAR_PERPETUAL = "BTC_USDC-PERPETUAL";
    private static final String LINEAR_CALL = "BTC_USDC-9JAN26-85000-C";

    /** 0.015 % of ten coins at the index. */
    private static final double LINEAR_FEE = 0.000_15 * 10 * INDEX;

    @TempDir
    private Path folder = Path.of("");

    private static ScenarioExchange exchange(
            final String from, final DeliveryRoute route, final long pauseNs, final List<String> listed) {
        final ScenarioExchange venue = new ScenarioExchange(
                DAY + from, listed, context -> settings(context, route).settlementPauseNs(pauseNs));
        venue.market.index(INDEX);
        venue.deposit("BTC", "20");
        venue.give(CALL, "-10", "0.0555");
        if (listed.contains(FUTURE)) {
            venue.give(FUTURE, "45000", "90000");
        }
        return venue;
    }

    private static ExchangeContext settings(final ExchangeContext context, final DeliveryRoute route) {
        return context.routes(route, route);
    }

    private ScenarioDesk desk(final ScenarioExchange venue, final DeltaSense sense, final ShuffledWire.Order order) {
        final String toml = DeskFiles.desk("inverse", sense.name().toLowerCase(Locale.ROOT), BAND);
        return ScenarioDesk.open(folder, toml, venue, wire -> new ShuffledWire(wire, order));
    }

    private static double equity(final ScenarioExchange venue) {
        return venue.exchange.portfolio(venue.desk, "BTC").equity() / 1e8;
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void shouldLetItsDeltaFadeWithTheAverageAndEndItWithoutAJump(final DeliveryRoute route) {
        final ScenarioExchange venue = exchange("07:29:00Z", route, 5 * SECOND, LISTED_WITH_FUTURE);
        final long expiryNs = at(DAY + "08:00:00Z");
        try (ScenarioDesk desk = desk(venue, DeltaSense.COIN_NEUTRAL, ShuffledWire.Order.AS_SENT)) {
            desk.runUntil(DAY + "07:29:05Z");
            for (int second = 6; second < 1_900; second++) {
                desk.runUntil(at(DAY + "07:29:00Z") + second * SECOND);

                final double left = Math.min(Math.max((expiryNs - desk.engine.engineTimeNs()) / WINDOW_NS, 0), 1);
                assertThat(desk.ledger().unhedged(DeltaSense.COIN_NEUTRAL))
                        .as("07:29:00 + %d s", second)
                        .isCloseTo(left * EXPIRING, within(LOT));
                assertThat(Math.abs(desk.delta(DeltaSense.COIN_NEUTRAL)))
                        .as("07:29:00 + %d s", second)
                        .isLessThan(BAND + LOT + 10.0 / 1_800);
            }
            assertThat(desk.orders())
                    .as("the hedge is unwound as the average forms")
                    .hasSizeGreaterThan(30);
            assertThat(desk.orders()).noneMatch(order -> order.timeNs() >= expiryNs);
        }
    }

    static Stream<Arguments> deliveries() {
        final List<Arguments> all = new ArrayList<>();
        for (final DeliveryRoute route : DeliveryRoute.values()) {
            for (final DeltaSense sense : List.of(DeltaSense.COIN_NEUTRAL, DeltaSense.USD_NEUTRAL)) {
                for (final ShuffledWire.Order order : ShuffledWire.Order.values()) {
                    all.add(Arguments.of(route, sense, order, 5 * SECOND, LISTED_WITH_FUTURE));
                    all.add(Arguments.of(route, sense, order, 0L, LISTED_WITH_FUTURE));
                    all.add(Arguments.of(route, sense, order, 0L, LISTED));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void shouldNotTradeOnTheDeliveryItselfAndPayItsFeeOnly(
            final DeliveryRoute route,
            final DeltaSense sense,
            final ShuffledWire.Order order,
            final long pauseNs,
            final List<String> listed) {
        final ScenarioExchange venue = exchange("07:59:00Z", route, pauseNs, listed);
        try (ScenarioDesk desk = desk(venue, sense, order)) {
            desk.runUntil(DAY + "07:59:59Z");
            final double before = desk.ledger().coinEquity();
            assertThat(before).isCloseTo(equity(venue), within(SATOSHIS + 1e-7));
            final int ordersBefore = desk.orders().size();

            desk.runUntil(DAY + "08:02:00Z");

            assertThat(desk.orders().subList(ordersBefore, desk.orders().size()))
                    .filteredOn(sent -> sent.timeNs() >= at(DAY + "08:00:00Z"))
                    .as("orders caused by the delivery, seed %d", ShuffledWire.SEED)
                    .isEmpty();
            assertThat(desk.ledger().coinEquity() - before).isCloseTo(-DELIVERY_FEE, within(1e-7));
            assertThat(desk.ledger().coinEquity()).isCloseTo(equity(venue), within(SATOSHIS));
            assertThat(desk.engine.position(desk.id(CALL))).isZero();
            assertThat(desk.out.alerts)
                    .as("a delivery is no alarm")
                    .noneMatch(code -> code.name().contains("MISMATCH"));
        }
    }

    /** Linear calls are paid in dollars, and have no future to go by. */
    @ParameterizedTest
    @EnumSource(ShuffledWire.Order.class)
    void shouldNotTradeOnTheDeliveryOfLinearOptionsEither(final ShuffledWire.Order order) {
        final ScenarioExchange venue = new ScenarioExchange(
                DAY + "07:29:00Z", List.of(LINEAR_PERPETUAL, LINEAR_CALL), c -> c.settlementPauseNs(0));
        venue.quoting(LINEAR_PERPETUAL, "1", "100");
        venue.market.index(INDEX);
        venue.deposit("USDC", "2000000");
        venue.give(LINEAR_CALL, "-10", "5000");
        final String toml = DeskFiles.desk("linear", "usd_neutral", BAND);
        try (ScenarioDesk desk = ScenarioDesk.open(folder, toml, venue, wire -> new ShuffledWire(wire, order))) {
            desk.runUntil(DAY + "07:29:30Z");
            assertThat(desk.ledger().unhedged(DeltaSense.USD_NEUTRAL)).isCloseTo(-10, within(1e-3));
            System.out.println(
                    "DBG " + desk.out.lastDecision + " " + desk.out.alerts + " " + desk.delta(DeltaSense.USD_NEUTRAL));
            desk.runUntil(DAY + "07:45:00Z");
            assertThat(desk.ledger().unhedged(DeltaSense.USD_NEUTRAL)).isCloseTo(-5, within(0.01));
            desk.runUntil(DAY + "07:59:59Z");
            final double before = desk.ledger().usdEquity();
            assertThat(before).isCloseTo(dollars(venue), within(0.01));
            final int ordersBefore = desk.orders().size();
            assertThat(ordersBefore)
                    .as("the hedge is unwound as the average forms")
                    .isGreaterThan(30);

            desk.runUntil(DAY + "08:02:00Z");

            assertThat(desk.orders()).as("seed %d", ShuffledWire.SEED).hasSize(ordersBefore);
            assertThat(desk.ledger().usdEquity() - before).isCloseTo(-LINEAR_FEE, within(0.01));
            assertThat(desk.ledger().usdEquity()).isCloseTo(dollars(venue), within(1e-5));
            assertThat(desk.engine.position(desk.id(LINEAR_CALL))).isZero();
        }
    }

    private static double dollars(final ScenarioExchange venue) {
        return venue.exchange.portfolio(venue.desk, "USDC").equity() / 1e8;
    }

    /** The perpetual's session result, a ninth of a coin, moves to cash at 08:00 while the position stays. */
    @ParameterizedTest
    @EnumSource(ShuffledWire.Order.class)
    void shouldNotTradeOnTheDailySettlementOfItsHedge(final ShuffledWire.Order order) {
        final ScenarioExchange venue =
                new ScenarioExchange(DAY + "07:50:00Z", List.of("BTC-PERPETUAL"), c -> c.settlementPauseNs(0));
        venue.deposit("BTC", "10");
        venue.give("BTC-PERPETUAL", "-900000", "89100");
        try (ScenarioDesk desk = desk(venue, DeltaSense.USD_NEUTRAL, order)) {
            desk.runUntil(DAY + "07:59:59Z");
            final int ordersBefore = desk.orders().size();
            final double before = desk.ledger().coinEquity();
            assertThat(before).isCloseTo(equity(venue), within(SATOSHIS));

            desk.runUntil(DAY + "08:02:00Z");

            assertThat(desk.orders()).hasSize(ordersBefore);
            assertThat(desk.ledger().coinEquity()).isCloseTo(before, within(SATOSHIS));
            assertThat(desk.ledger().coinEquity()).isCloseTo(equity(venue), within(SATOSHIS));
        }
    }

    @Test
    void shouldHedgeOnAfterTheDeliveryWithoutHelp() {
        final ScenarioExchange venue = exchange("07:57:00Z", DeliveryRoute.FUTURE_THEN_CASH, 5 * SECOND, LISTED);
        try (ScenarioDesk desk = desk(venue, DeltaSense.COIN_NEUTRAL, ShuffledWire.Order.AS_SENT)) {
            desk.runUntil(DAY + "08:01:00Z");
            final int ordersBefore = desk.orders().size();

            venue.give("BTC-PERPETUAL", "90000", "90000");
            desk.runUntil(DAY + "08:01:05Z");

            assertThat(desk.orders()).as("one coin too long, sold again").hasSize(ordersBefore + 1);
            assertThat(desk.delta(DeltaSense.COIN_NEUTRAL)).isCloseTo(0, within(2 * LOT));
        }
    }
}
