package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two exchanges, one dies with an order of ours on its way. */
class FailoverTest extends LeakCheckedTest {
    private static final String START = "2026-01-06T09:00:00Z";
    private static final double BAND = 0.05;

    /** By 360 USD: a tenth of a coin for its gamma of 2.9e-5 a call. */
    private static final double RISEN = 90_360;

    private static final double FURTHER = 91_440;
    private static final double WITHIN_SECONDS = 5;
    private static final double STEP_SECONDS = 0.02;
    private static final int MOST_STEPS = 200;

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

    /** A desk that is level; with several hedges it uses the first. */
    private TwoVenueDesk level(final String... hedges) {
        final TwoVenueDesk desk = new TwoVenueDesk(folder, TwoVenueDesk.file(BAND, List.of(hedges)), List.of(a, b));
        desk.runFor(20);
        assertThat(desk.delta())
                .as("%s %s %s", desk.out.lastDecision, desk.out.orders, desk.out.alerts)
                .isBetween(-BAND, BAND);
        return desk;
    }

    private static int idA(final TwoVenueDesk desk) {
        return desk.id(TwoVenueDesk.HEDGE_A, TwoVenueDesk.A);
    }

    private static int idB(final TwoVenueDesk desk) {
        return desk.id(TwoVenueDesk.HEDGE_B, TwoVenueDesk.B);
    }

    private void index(final double price) {
        a.market.index(price);
        b.market.index(price);
    }

    /**
     * An order is on its way to A when A dies: it was never there, or was filled and that is not told any more.
     *
     * @return what the purchase may have added or not, scaled
     */
    private long killWithAnOrderInFlight(final TwoVenueDesk desk, final boolean isFilled) {
        final long held = a.heldAmount(TwoVenueDesk.HEDGE_A);
        final int before = desk.out.orders.size();
        a.faults.latencyNs(SECOND / 5);
        if (!isFilled) {
            desk.loseOrdersTo(TwoVenueDesk.A);
        }
        index(RISEN);
        for (int i = 0; i < MOST_STEPS && desk.out.orders.size() == before; i++) {
            desk.runFor(STEP_SECONDS);
        }
        for (int i = 0; i < MOST_STEPS && isFilled && a.heldAmount(TwoVenueDesk.HEDGE_A) == held; i++) {
            desk.runFor(STEP_SECONDS);
        }
        desk.kill(TwoVenueDesk.A);
        desk.runFor(1);

        final long inDoubt = desk.bought(idA(desk));
        assertThat(inDoubt).isPositive();
        assertThat(desk.engine.position(idA(desk))).isEqualTo(held);
        assertThat(a.heldAmount(TwoVenueDesk.HEDGE_A)).isEqualTo(isFilled ? held + inDoubt : held);
        assertThat(desk.out.orders).hasSize(before + 1);
        assertThat(desk.engine.orders().size()).isEqualTo(1);
        return inDoubt;
    }

    @Test
    void shouldKnowWhatIsHeldOnBothVenuesAndHedgeWithTheCheapest() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A, TwoVenueDesk.HEDGE_B)) {
            assertThat(desk.engine.position(idA(desk))).isPositive().isEqualTo(a.heldAmount(TwoVenueDesk.HEDGE_A));
            assertThat(desk.engine.position(desk.id(TwoVenueDesk.CALL, TwoVenueDesk.A)))
                    .isEqualTo(d("-10"));
            assertThat(desk.ordersOn(idB(desk))).isZero();
        }
    }

    @Test
    void shouldReachTheOtherVenueWithTheOrdersOfItsInstrument() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_B)) {
            assertThat(desk.engine.position(idB(desk))).isPositive().isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(a.heldAmount(TwoVenueDesk.HEDGE_A)).isZero();

            index(RISEN);
            desk.runFor(3);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.engine.position(idB(desk))).isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(desk.engine.orders().size()).isZero();
        }
    }

    @Test
    void shouldSendNothingMoreToADeadVenueAndNothingTwice() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A, TwoVenueDesk.HEDGE_B)) {
            killWithAnOrderInFlight(desk, false);
            final long sent = desk.ordersOn(idA(desk));

            index(FURTHER);
            desk.runFor(60);

            assertThat(desk.ordersOn(idA(desk))).isEqualTo(sent);
            assertThat(desk.engine.orders().size()).isEqualTo(1);
            assertThat(desk.engine.orders().order(0).instrumentId()).isEqualTo(idA(desk));
            assertThat(desk.in.fills.stream().map(Tape.Execution::tradeId)).doesNotHaveDuplicates();
        }
    }

    /** Nothing is in doubt: the band itself must hold again. */
    @Test
    void shouldBeBackInTheBandThroughTheOtherVenueWithinFiveSeconds() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A, TwoVenueDesk.HEDGE_B)) {
            final long sent = desk.ordersOn(idA(desk));
            desk.kill(TwoVenueDesk.A);
            desk.runFor(1);

            index(RISEN);
            desk.runFor(WITHIN_SECONDS);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.ordersOn(idA(desk))).isEqualTo(sent);
            assertThat(desk.engine.position(idB(desk))).isPositive().isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
        }
    }

    /** The account's connection lives: nothing is in doubt, but without quotes nothing is traded there. */
    @Test
    void shouldTradeOnTheOtherVenueWhenOnlyTheMarketOfOneIsDead() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A, TwoVenueDesk.HEDGE_B)) {
            final long sent = desk.ordersOn(idA(desk));
            desk.killMarketOf(TwoVenueDesk.A);

            index(RISEN);
            desk.runFor(WITHIN_SECONDS);

            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.ordersOn(idA(desk))).isEqualTo(sent);
            assertThat(desk.ordersOn(idB(desk))).isPositive();
        }
    }

    /** A venue that no hedge is behind must be ready nevertheless: the book may be held there. */
    @Test
    void shouldWaitForAVenueThatNoHedgeNames() {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_B)) {
            final int sent = desk.out.orders.size();
            desk.kill(TwoVenueDesk.A);

            index(RISEN);
            desk.runFor(WITHIN_SECONDS);

            assertThat(desk.out.orders).hasSize(sent);
            assertThat(desk.out.lastDecision).isEqualTo("REFUSE NOT_READY");
        }
    }

    /**
     * What was in flight was done or not, and nobody says. Nothing is traded while one end of the delta is inside the band;
     * then what the nearer end calls for and no more. So the delta with the order filled is back in the band and does not
     * go through it, and the delta without it stays short by that order: an interval, until A says what became of it.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountWhatWasInFlightAsAnIntervalAndTradeWhatIsCertain(final boolean isFilled) {
        try (TwoVenueDesk desk = level(TwoVenueDesk.HEDGE_A, TwoVenueDesk.HEDGE_B)) {
            final long unknown = killWithAnOrderInFlight(desk, isFilled);
            desk.runFor(WITHIN_SECONDS);
            assertThat(desk.delta()).as("not filled").isLessThan(-BAND);
            assertThat(desk.delta() + unknown / 1e8 / RISEN).as("filled").isBetween(-BAND, BAND);
            assertThat(desk.ordersOn(idB(desk))).as("one end is inside").isZero();
            assertThat(desk.out.lastDecision).isEqualTo("HOLD ORDER_UNKNOWN");

            index(FURTHER);
            desk.runFor(WITHIN_SECONDS);

            final double inDoubt = unknown / 1e8 / FURTHER;
            assertThat(desk.delta() + inDoubt).as("filled").isBetween(-BAND, BAND);
            assertThat(desk.delta()).as("not filled").isBetween(-BAND - inDoubt, -BAND);
            assertThat(desk.bought(idA(desk))).isEqualTo(unknown);
            assertThat(desk.engine.position(idB(desk))).isEqualTo(b.heldAmount(TwoVenueDesk.HEDGE_B));
            assertThat(desk.ordersOn(idB(desk))).isBetween(1L, 3L);
        }
    }
}
