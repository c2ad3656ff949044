package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.AlertCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same perpetual at two venues: two instruments, two accounts, one book that outlives either. */
class SeveralVenuesTest extends LeakCheckedTest {
    private static final String START = "2026-01-06T09:00:00Z";
    private static final String PERPETUAL = TwoVenueDesk.HEDGE_A;
    private static final double BAND = 0.05;
    private static final double RISEN = 90_360;
    private static final double FURTHER = 91_440;
    private static final double FELL = 90_100;
    private static final int A = TwoVenueDesk.A;
    private static final int B = TwoVenueDesk.B;

    @TempDir
    private Path folder = Path.of("");

    private final ScenarioExchange a = exchange("-10");
    private final ScenarioExchange b = exchange("0");

    private static ScenarioExchange exchange(final String calls) {
        final ScenarioExchange made =
                new ScenarioExchange(START, List.of(PERPETUAL, TwoVenueDesk.CALL), context -> context);
        made.deposit("BTC", "100");
        if (!"0".equals(calls)) {
            made.trade(
                    TwoVenueDesk.CALL,
                    d(calls),
                    made.instrument(TwoVenueDesk.CALL)
                            .spec()
                            .tickBelow(made.instrument(TwoVenueDesk.CALL).markPrice()));
        }
        made.quoting(PERPETUAL, "2", "1000000");
        return made;
    }

    private static String file() {
        return TwoVenueDesk.file(BAND)
                + TwoVenueDesk.candidate(PERPETUAL, "a", "1.0")
                + TwoVenueDesk.candidate(PERPETUAL, "b", "100.0");
    }

    private TwoVenueDesk level() {
        final TwoVenueDesk desk = new TwoVenueDesk(folder, file(), List.of(a, b));
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

    /** What the engine believes of each venue is what each venue's account holds. */
    private void assertAgreed(final TwoVenueDesk desk) {
        assertThat(desk.engine.position(desk.id(PERPETUAL, A))).isEqualTo(a.heldAmount(PERPETUAL));
        assertThat(desk.engine.position(desk.id(PERPETUAL, B))).isEqualTo(b.heldAmount(PERPETUAL));
    }

    @Test
    void shouldKnowOneNameAtTwoVenuesAsTwoInstruments() {
        try (TwoVenueDesk desk = level()) {
            assertThat(desk.id(PERPETUAL, A)).isNotEqualTo(desk.id(PERPETUAL, B));
            assertThat(desk.link.connectionOf(desk.id(PERPETUAL, A))).isZero();
            assertThat(desk.link.connectionOf(desk.id(PERPETUAL, B))).isEqualTo(2);
            assertThat(desk.engine.position(desk.id(TwoVenueDesk.CALL, A))).isEqualTo(d("-10"));
            assertThat(desk.ordersOn(desk.id(PERPETUAL, A))).as("the cheaper").isPositive();
            assertThat(desk.ordersOn(desk.id(PERPETUAL, B))).isZero();
            assertAgreed(desk);
        }
    }

    /** The venue of the options dies: they are valued by the marks of the other, and the delta is kept there. */
    @Test
    void shouldHedgeThroughTheOtherWhileOneIsDeadAndThroughBothWhenItIsBack() {
        try (TwoVenueDesk desk = level()) {
            desk.kill(A);
            desk.runFor(1);
            index(RISEN);
            desk.runFor(20);

            final long boughtAtB = b.heldAmount(PERPETUAL);
            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(boughtAtB).isPositive();
            assertThat(desk.link.venues().get(A).ready()).isFalse();
            assertThat(desk.link.venues().get(B).ready()).isTrue();

            a.give(PERPETUAL, "9000", "90360");
            desk.restore(A);
            desk.runFor(60);
            assertThat(desk.link.venues().get(A).ready()).isTrue();
            assertThat(desk.link.venues().get(A).reconnects()).isEqualTo(2);
            assertThat(desk.link.venues().get(B).reconnects()).isZero();
            assertAgreed(desk);

            final long before = desk.ordersOn(desk.id(PERPETUAL, A));
            desk.kill(B);
            index(FURTHER);
            desk.runFor(10);
            assertThat(desk.delta()).as(desk.out.lastDecision).isBetween(-BAND, BAND);
            assertThat(desk.ordersOn(desk.id(PERPETUAL, A)))
                    .as("now this one alone")
                    .isGreaterThan(before);
            assertAgreed(desk);
        }
    }

    @Test
    void shouldSendNothingAndSaySoWhileBothAreDeadAndBeLevelSoonAfter() {
        try (TwoVenueDesk desk = level()) {
            desk.killAccountOf(A);
            desk.killAccountOf(B);
            desk.runFor(1);
            final int sent = desk.out.orders.size();
            index(RISEN);
            desk.runFor(5);
            assertThat(desk.out.orders)
                    .as("the markets are seen, nothing can be sent")
                    .hasSize(sent);
            assertThat(desk.out.lastDecision).isEqualTo("REFUSE NOT_READY");

            desk.killMarketOf(A);
            desk.killMarketOf(B);
            desk.runFor(30);
            assertThat(desk.out.orders).hasSize(sent);
            assertThat(desk.out.lastDecision).isEqualTo("REFUSE NOT_READY");
            assertThat(desk.out.alerts).contains(AlertCode.NO_HEDGE_INSTRUMENT);

            desk.restore(B);
            desk.runFor(60);
            assertThat(desk.delta()).as(desk.out.lastDecision).isBetween(-BAND, BAND);
            assertThat(b.heldAmount(PERPETUAL)).isPositive();

            desk.restore(A);
            desk.runFor(60);
            assertAgreed(desk);
        }
    }

    /** A trade number of one venue is another trade at the other; both accounts count theirs from the same first one. */
    @Test
    void shouldApplyTradesOfOneNumberAtBothVenues() {
        try (TwoVenueDesk desk = level()) {
            desk.kill(A);
            desk.runFor(1);
            index(RISEN);
            desk.runFor(10);
            desk.restore(A);
            desk.runFor(60);

            assertThat(desk.in.fills.stream().map(Tape.Execution::tradeId)).doesNotHaveDuplicates();
            assertThat(desk.in.fills.stream().map(Tape.Execution::instrumentId))
                    .contains(desk.id(PERPETUAL, A), desk.id(PERPETUAL, B));
            assertAgreed(desk);
        }
    }

    /** What rests at a venue that dies may trade unseen: an interval, until the venue is back and says what became of it. */
    @Test
    void shouldCountAnOrderThatRestsAtADeadVenueAsAnIntervalAndTakeItsFillWhenTheVenueIsBack() {
        try (TwoVenueDesk desk = resting()) {
            final ExchangeOrder order = open(a);
            final long rests = order.amount();
            desk.kill(A);
            desk.runFor(1);
            index(FELL);
            desk.runFor(5);
            assertThat(desk.engine.orders().size()).isEqualTo(1);
            assertThat(desk.bought(desk.id(PERPETUAL, A))).isEqualTo(rests);
            assertThat(desk.delta()).as("not filled").isLessThan(BAND);
            assertThat(desk.delta() + rests / 1e8 / FELL).as("filled").isGreaterThan(-BAND);

            desk.restore(A);
            desk.runFor(60);
            assertThat(desk.engine.orders().size()).as("its end is known").isLessThanOrEqualTo(1);
            assertThat(desk.delta()).isBetween(-2 * BAND, 2 * BAND);
            assertAgreed(desk);
        }
    }

    /** A key that was changed at one venue is that venue's end; the last one's end is the session's. */
    @Test
    void shouldGoOnAtTheOtherWhenOneRefusesUsForGoodAndStopWhenBothDo() {
        final TwoVenueDesk desk = level();
        refuse(desk, A, a);
        desk.runFor(60);
        assertThat(desk.link.venues().get(A).fault()).isNotNull().doesNotContain(ScenarioExchange.SECRET);
        assertThat(desk.link.venues().get(A).ready()).isFalse();
        assertThat(desk.link.venues().get(B).fault()).isNull();

        index(RISEN);
        desk.runFor(10);
        assertThat(desk.delta()).as(desk.out.lastDecision).isBetween(-BAND, BAND);
        assertThat(b.heldAmount(PERPETUAL)).isPositive();

        refuse(desk, B, b);
        assertThatThrownBy(() -> {
                    try (desk) {
                        desk.runFor(60);
                    }
                })
                .hasStackTraceContaining(VenueException.class.getSimpleName())
                .hasStackTraceContaining(": the venue session has stopped");
    }

    private static void refuse(final TwoVenueDesk desk, final int place, final ScenarioExchange venue) {
        venue.addKey(ScenarioExchange.KEY, "another secret");
        desk.kill(place);
        desk.runFor(1);
        desk.restore(place);
    }

    @Test
    void shouldTakeOutWhatRestsAtEveryVenueWhenItLeaves() {
        try (TwoVenueDesk desk = resting()) {
            assertThat(open(a)).isNotNull();
            assertThat(desk.link.isStopped()).isFalse();

            assertThat(desk.leave(5)).isTrue();
            assertThat(a.desk.openOrders()).isEmpty();
            assertThat(b.desk.openOrders()).isEmpty();
            assertThat(desk.link.venues()).allMatch(venue -> venue.openOrders() == 0);
        }
    }

    /** A desk that first rests an order for what is beyond its band. */
    private TwoVenueDesk resting() {
        final String maker = """
                [book.execution]
                tactic = "maker_first"
                take_multiple = 20.0
                cross_multiple = 40.0
                """;
        final TwoVenueDesk desk = new TwoVenueDesk(folder, file() + maker, List.of(a, b));
        desk.runFor(20);
        assertThat(a.desk.openOrders()).isEmpty();
        index(RISEN);
        desk.runFor(1);
        return desk;
    }

    private static ExchangeOrder open(final ScenarioExchange venue) {
        assertThat(venue.desk.openOrders()).hasSize(1);
        return venue.desk.openOrders().iterator().next();
    }

    /** On paper there is no account: fills come from each venue's own market, positions from the file. */
    @Test
    void shouldTradeOnPaperAtBoth() {
        final String rule = "[[book.position]]\ninstrument = \"" + TwoVenueDesk.CALL + "\"\namount = -10.0\n";
        try (TwoVenueDesk desk = new TwoVenueDesk(folder, file() + rule, List.of(a, b), TradingMode.PAPER)) {
            desk.runFor(10);
            assertThat(desk.link.connections()).containsExactly(0, 2);
            assertThat(desk.delta()).as(desk.out.lastDecision).isBetween(-BAND, BAND);
            assertThat(desk.engine.position(desk.id(PERPETUAL, A))).isPositive();

            desk.kill(A);
            desk.runFor(1);
            index(RISEN);
            desk.runFor(10);
            assertThat(desk.delta()).isBetween(-BAND, BAND);
            assertThat(desk.engine.position(desk.id(PERPETUAL, B))).isPositive();
            assertThat(a.heldAmount(PERPETUAL)).isZero();
            assertThat(b.heldAmount(PERPETUAL)).isZero();
        }
    }

    @Test
    void shouldDecideInTheShadowOfBothAndSendNothing() {
        try (TwoVenueDesk desk = new TwoVenueDesk(folder, file(), List.of(a, b), TradingMode.SHADOW)) {
            desk.runFor(5);
            assertThat(desk.out.orders).isNotEmpty();
            assertThat(a.heldAmount(PERPETUAL)).isZero();
            assertThat(desk.delta()).isBetween(-5.5, -4.5);
        }
    }

    @Test
    void shouldNameTheVenueThatDoesNotListACandidate() {
        final ScenarioExchange other = new ScenarioExchange(START, List.of(TwoVenueDesk.CALL), context -> context);

        assertThatThrownBy(() -> new TwoVenueDesk(folder, file(), List.of(a, other)).close())
                .hasMessageContaining("b does not list BTC-PERPETUAL");
    }
}
