package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.HedgeSplitDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two exchanges through the pipeline. The index rises so that the desk must buy some 18,000 dollars; each exchange shows a
 * third of that at its touch, and a hundred dollars above it as much as anybody wants.
 */
class SplitEndToEndTest extends LeakCheckedTest {
    private static final String START = "2026-01-06T09:00:00Z";
    private static final double BAND = 0.05;
    private static final double ROOM = 500;
    private static final double RISEN = 90_700;
    private static final String TOUCH = "6100";
    private static final double WITHIN_SECONDS = 10;
    private static final double STEP_SECONDS = 0.02;
    private static final int MOST_STEPS = 500;

    @TempDir
    private Path folder = Path.of("");

    private ScenarioExchange a = exchange(TwoVenueDesk.HEDGE_A);
    private ScenarioExchange b = exchange(TwoVenueDesk.HEDGE_B);

    private static ScenarioExchange exchange(final String hedge) {
        final ScenarioExchange made =
                new ScenarioExchange(START, List.of(hedge, TwoVenueDesk.CALL), context -> context);
        made.deposit("BTC", "100");
        if (hedge.equals(TwoVenueDesk.HEDGE_A)) {
            made.trade(
                    TwoVenueDesk.CALL,
                    d("-10"),
                    made.instrument(TwoVenueDesk.CALL)
                            .spec()
                            .tickBelow(made.instrument(TwoVenueDesk.CALL).markPrice()));
        }
        made.quoting(hedge, "2", "1000000");
        return made;
    }

    /** Level, with thin books from now on. */
    private TwoVenueDesk level(final int maxSplits) {
        final Path journal = folder.resolve("splits" + maxSplits);
        final TwoVenueDesk desk = new TwoVenueDesk(journal, TwoVenueDesk.splitting(BAND, maxSplits), List.of(a, b));
        desk.runFor(20);
        assertThat(desk.delta())
                .as("%s %s", desk.out.lastDecision, desk.out.alerts)
                .isBetween(-BAND, BAND);
        assertThat(desk.ordersOn(desk.id(TwoVenueDesk.HEDGE_B, TwoVenueDesk.B)))
                .as("a deep touch holds it")
                .isZero();
        a.quoting(TwoVenueDesk.HEDGE_A, "2", TOUCH);
        b.quoting(TwoVenueDesk.HEDGE_B, "2", TOUCH);
        deep(a, TwoVenueDesk.HEDGE_A);
        deep(b, TwoVenueDesk.HEDGE_B);
        desk.runFor(3);
        return desk;
    }

    private static void deep(final ScenarioExchange exchange, final String name) {
        final Account deep = exchange.exchange.open(AccountSettings.house("deep"));
        exchange.exchange.currencies().forEach(currency -> exchange.exchange.deposit(deep, currency, d("1000000")));
        exchange.place(deep, OrderRequest.limit(exchange.instrument(name), Side.SELL, d("1000000"), d("90800")));
    }

    private void rise() {
        a.market.index(RISEN);
        b.market.index(RISEN);
    }

    private void runToNextOrder(final TwoVenueDesk desk) {
        final int before = desk.out.orders.size();
        for (int i = 0; i < MOST_STEPS && desk.out.orders.size() == before; i++) {
            desk.runFor(STEP_SECONDS);
        }
        assertThat(desk.out.orders).hasSizeGreaterThan(before);
    }

    /** USD that the fills since then paid above the touch of the decision; the orders had 500 dollars of room. */
    private static double beyondTouchUsd(final TwoVenueDesk desk, final int since) {
        final Map<Long, Double> touches = new HashMap<>();
        desk.out.orders.forEach(order -> touches.put(order.orderId(), order.price() * 1e-8 - ROOM));
        return desk.in.fills.stream()
                .skip(since)
                .mapToDouble(fill -> fill.signedAmount()
                        * 1e-8
                        * (fill.price() * 1e-8 / requireNonNull(touches.get(fill.orderId())) - 1))
                .sum();
    }

    /** USD that they paid above the index as it stands. */
    private static double paidUsd(final TwoVenueDesk desk, final int since) {
        return desk.in.fills.stream()
                .skip(since)
                .mapToDouble(fill -> fill.signedAmount() * 1e-8 * (fill.price() * 1e-8 / RISEN - 1))
                .sum();
    }

    private static double boughtUsd(final TwoVenueDesk desk, final int since) {
        return desk.in.fills.stream()
                        .skip(since)
                        .mapToLong(Tape.Execution::signedAmount)
                        .sum()
                * 1e-8;
    }

    private record Outcome(double beyondTouchUsd, double paidUsd, double boughtUsd, long partsOnB) {}

    private Outcome riseWith(final int maxSplits) {
        try (TwoVenueDesk desk = level(maxSplits)) {
            final int since = desk.in.fills.size();
            rise();
            desk.runFor(WITHIN_SECONDS);

            assertThat(desk.delta()).as("%s", desk.out.orders).isBetween(-BAND, BAND);
            assertThat(desk.engine.orders().size()).isZero();
            assertThat(desk.engine.position(desk.id(TwoVenueDesk.HEDGE_A, TwoVenueDesk.A)))
                    .isEqualTo(a.heldAmount(TwoVenueDesk.HEDGE_A));
            assertThat(desk.engine.position(desk.id(TwoVenueDesk.HEDGE_B, TwoVenueDesk.B)))
                    .isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(desk.out.count(HedgeSplitDecoder.TEMPLATE_ID) > 0).isEqualTo(maxSplits > 1);
            return new Outcome(
                    beyondTouchUsd(desk, since),
                    paidUsd(desk, since),
                    boughtUsd(desk, since),
                    desk.ordersOn(desk.id(TwoVenueDesk.HEDGE_B, TwoVenueDesk.B)));
        }
    }

    /** One order takes its touch and then what is far above it: two thirds of the need. Two in turn take touches alone. */
    @Test
    void shouldBeInTheBandThroughBothVenuesForLessThanThroughOne() {
        final Outcome single = riseWith(1);
        a = exchange(TwoVenueDesk.HEDGE_A);
        b = exchange(TwoVenueDesk.HEDGE_B);
        final Outcome split = riseWith(4);

        assertThat(single.partsOnB()).isZero();
        assertThat(split.partsOnB()).isPositive();
        assertThat(split.boughtUsd()).isEqualTo(single.boughtUsd()).isBetween(16_500.0, 20_000.0);
        assertThat(single.beyondTouchUsd()).isGreaterThan(0.6 * single.boughtUsd() * 100 / RISEN);
        assertThat(split.beyondTouchUsd()).isCloseTo(0, within(1e-6));
        assertThat(split.paidUsd()).isLessThan(single.paidUsd() - 10);
    }

    /** The part on its way to B finds a closed market: A does the rest, from quote to quote. */
    @Test
    void shouldGoOnThroughTheOtherVenueWhereOneHaltsMidWay() {
        try (TwoVenueDesk desk = level(4)) {
            b.faults.latencyNs(ScenarioExchange.SECOND / 5);
            rise();
            runToNextOrder(desk);
            assertThat(desk.ordersOn(desk.id(TwoVenueDesk.HEDGE_B, TwoVenueDesk.B)))
                    .isEqualTo(1);

            b.exchange.setState(b.instrument(TwoVenueDesk.HEDGE_B), InstrumentState.HALTED);
            desk.runFor(2 * WITHIN_SECONDS);

            assertThat(b.heldAmount(TwoVenueDesk.HEDGE_B)).isZero();
            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.engine.orders().size()).isZero();
            assertThat(desk.engine.position(desk.id(TwoVenueDesk.HEDGE_A, TwoVenueDesk.A)))
                    .isEqualTo(a.heldAmount(TwoVenueDesk.HEDGE_A));
        }
    }

    /** No side, no book: the other exchange's touches meet the need. */
    @Test
    void shouldHedgeWhereOneVenueShowsNothing() {
        try (TwoVenueDesk desk = level(4)) {
            a.stopQuoting();
            rise();
            desk.runFor(2 * WITHIN_SECONDS);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(b.heldAmount(TwoVenueDesk.HEDGE_B)).isPositive();
        }
    }
}
