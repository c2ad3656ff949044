package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two exchanges, one dies with an order of ours on its way. */
class FailoverTest extends LeakCheckedTest {
    private static final String START = "2026-01-06T09:00:00Z";
    private static final double BAND = 0.05;

    /** By 360 USD: a tenth of a coin for its gamma of 2.9e-5 a call. */
    private static final double RISEN = 90_360;

    private static final double FURTHER = 91_440;
    private static final double WITHIN_SECONDS = 5;

    @TempDir
    private Path folder = Path.of("");

    private final ScenarioExchange a = exchangeA();
    private final ScenarioExchange b = exchangeB();

    private static ScenarioExchange exchangeA() {
        final ScenarioExchange made =
                new ScenarioExchange(START, List.of(TwoVenueDesk.HEDGE_A, TwoVenueDesk.CALL), context -> context);
        made.deposit("BTC", "100");
        made.trade(
                TwoVenueDesk.CALL,
                d("-10"),
                made.instrument(TwoVenueDesk.CALL)
                        .spec()
                        .tickBelow(made.instrument(TwoVenueDesk.CALL).markPrice()));
        return made;
    }

    private static ScenarioExchange exchangeB() {
        final ScenarioExchange made =
                new ScenarioExchange(START, List.of(TwoVenueDesk.HEDGE_B, TwoVenueDesk.CALL), context -> context);
        made.deposit("BTC", "20");
        made.quoting(TwoVenueDesk.HEDGE_B, "2", "1000000");
        return made;
    }

    private TwoVenueDesk level(final String hedge) {
        final TwoVenueDesk desk = new TwoVenueDesk(folder, hedge, BAND, List.of(a, b));
        desk.runFor(20);
        assertThat(desk.delta())
                .as("%s %s %s", desk.out.lastDecision, desk.out.orders, desk.out.alerts)
                .isBetween(-BAND, BAND);
        return desk;
    }

    private void index(final double price) {
        a.market.index(price);
        b.market.index(price);
    }

    /** An order is decided and on its way to A for half a second; A dies meanwhile. */
    private void killWithAnOrderInFlight(final TwoVenueDesk desk) {
        final int before = desk.out.orders.size();
        a.faults.requestLatencyNs(SECOND / 2);
        index(RISEN);
        desk.runFor(1.2);
        assertThat(desk.out.orders).hasSize(before + 1);
        assertThat(desk.engine.orders().size()).isEqualTo(1);
        desk.killA();
    }

    @Test
    void shouldKnowWhatIsHeldOnBothVenuesAndHedgeOnTheBooksOwn() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A)) {
            assertThat(desk.engine.position(TwoVenueDesk.ID_A))
                    .isPositive()
                    .isEqualTo(a.heldAmount(TwoVenueDesk.HEDGE_A));
            assertThat(desk.engine.position(TwoVenueDesk.ID_CALL)).isEqualTo(d("-10"));
            assertThat(desk.ordersOn(TwoVenueDesk.ID_B)).isZero();
        }
    }

    @Test
    void shouldReachTheOtherVenueWithTheOrdersOfItsInstrument() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_B)) {
            assertThat(desk.engine.position(TwoVenueDesk.ID_B))
                    .isPositive()
                    .isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(a.heldAmount(TwoVenueDesk.HEDGE_A)).isZero();

            index(RISEN);
            desk.runFor(3);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.engine.position(TwoVenueDesk.ID_B)).isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(desk.engine.orders().size()).isZero();
        }
    }

    @Test
    void shouldSendNothingMoreToADeadVenueAndNothingTwice() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A)) {
            killWithAnOrderInFlight(desk);
            final long sent = desk.ordersOn(TwoVenueDesk.ID_A);

            index(FURTHER);
            desk.runFor(60);

            assertThat(desk.ordersOn(TwoVenueDesk.ID_A)).isEqualTo(sent);
            assertThat(desk.engine.orders().size()).isEqualTo(1);
            assertThat(desk.engine.orders().order(0).instrumentId()).isEqualTo(TwoVenueDesk.ID_A);
            assertThat(desk.in.fills.stream().map(Tape.Execution::tradeId)).doesNotHaveDuplicates();
        }
    }

    /** Nothing is in doubt: the band itself must hold again. */
    @Test
    void shouldBeBackInTheBandThroughTheOtherVenueWithinFiveSeconds() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A)) {
            final long sent = desk.ordersOn(TwoVenueDesk.ID_A);
            desk.killA();
            desk.runFor(1);

            index(RISEN);
            desk.runFor(WITHIN_SECONDS);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.ordersOn(TwoVenueDesk.ID_A)).isEqualTo(sent);
            assertThat(desk.engine.position(TwoVenueDesk.ID_B))
                    .isPositive()
                    .isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
        }
    }

    /** What was in flight may have been done or not; the end nearer to the band must be inside it, by trades on B. */
    @Test
    void shouldCountWhatWasInFlightAsUnknownAndTradeWhatIsCertain() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A)) {
            killWithAnOrderInFlight(desk);
            desk.runFor(1);
            final long unknown = desk.unknownBought(TwoVenueDesk.ID_A);
            assertThat(unknown).isPositive();
            assertThat(desk.ordersOn(TwoVenueDesk.ID_B)).as("one end is inside the band").isZero();

            index(FURTHER);
            desk.runFor(WITHIN_SECONDS);

            final double inDoubt = unknown / 1e8 / FURTHER;
            assertThat(desk.unknownBought(TwoVenueDesk.ID_A)).isEqualTo(unknown);
            assertThat(desk.delta() + inDoubt).isBetween(-BAND, BAND);
            assertThat(desk.engine.position(TwoVenueDesk.ID_B)).isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(desk.ordersOn(TwoVenueDesk.ID_B)).isBetween(1L, 3L);
        }
    }
}
