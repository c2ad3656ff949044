package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.DAY_NS;
import static io.gimbal.engine.hedging.CandidateDesk.FAR;
import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.NEAR;
import static io.gimbal.engine.hedging.CandidateDesk.NEAR_NS;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.CandidateState;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hedge in a dated future goes over into the next one before delivery, and the delta does not notice. */
class RollHedgingTest {
    private static final double LOT_COINS = 10 / 30_000.0;

    private final CandidateDesk stage = new CandidateDesk();
    private final EngineScenario desk = stage.desk;

    /** Short 300,000 dollars of the near future against ten coins, to be rolled from two days before delivery. */
    private void hedgedWithNear(final CandidateDesk desks) {
        desks.candidate(NEAR, FIRST, 1, 1e9).candidate(FAR, FIRST, 5, 1e9);
        desks.choice(event -> event.rollBeforeNs(2 * DAY_NS)).ready(FIRST);
        desks.market(30_000);
        desks.coins(10);
        desks.execute(desks.outputs.takeOrder(), 30_000);
        assertThat(desks.desk.engine.position(NEAR)).isEqualTo(scaled(-300_000));
        assertThat(desks.delta()).isCloseTo(0, within(1e-9));
    }

    private void at(final CandidateDesk desks, final long timeNs) {
        desks.desk.at(timeNs);
        desks.market(30_000);
    }

    /** Executes what was ordered until no more is; whether the delta stayed in the band after every single leg. */
    private int executeInsideBand(final CandidateDesk desks) {
        int legs = 0;
        for (List<NewOrderDecoder> step = desks.outputs.takeNewOrders();
                !step.isEmpty();
                step = desks.outputs.takeNewOrders()) {
            assertThat(step).hasSizeLessThanOrEqualTo(2);
            for (final NewOrderDecoder leg : step) {
                desks.execute(leg, 30_000);
                assertThat(Math.abs(desks.delta())).isLessThanOrEqualTo(0.1);
                legs++;
            }
            desks.desk.waitNs(SECOND_NS / 10);
            desks.market(30_000);
        }
        return legs;
    }

    @Test
    void shouldRollAlongAStraightLineInsideTheBand() {
        hedgedWithNear(stage);
        at(stage, NEAR_NS - 2 * DAY_NS - SECOND_NS);
        assertThat(stage.takeOrders()).as("not yet").isEmpty();

        at(stage, NEAR_NS - DAY_NS * 3 / 2);
        final int legs = executeInsideBand(stage);
        assertThat(legs).isGreaterThan(100);
        final long left = desk.engine.position(NEAR);
        assertThat(left).as("half of the way").isBetween(scaled(-150_000), scaled(-149_900));
        assertThat(desk.engine.position(FAR)).isEqualTo(scaled(-300_000) - left);

        at(stage, NEAR_NS - DAY_NS);
        executeInsideBand(stage);
        assertThat(desk.engine.position(NEAR)).isZero();
        assertThat(desk.engine.position(FAR)).isEqualTo(scaled(-300_000));
        assertThat(stage.delta()).isCloseTo(0, within(LOT_COINS));
        final long told = stage.outputs.decisions(0).stream()
                .filter(d -> d.reason() == DecisionReason.ROLL && d.orderAmount() != 0)
                .count();
        assertThat(told).as("each leg is a decision").isGreaterThan(legs);
        assertThat(stage.choices()).anyMatch(choice -> choice.cause() == ChoiceCause.ROLL);
        assertThat(stage.lastCost(NEAR).state()).isEqualTo(CandidateState.ROLLING);
    }

    @Test
    void shouldMakeNewHedgesInTheFarOneWhileItRolls() {
        hedgedWithNear(stage);
        at(stage, NEAR_NS - DAY_NS * 3 / 2);
        executeInsideBand(stage);
        stage.coins(11);

        assertThat(stage.takeOrders()).containsExactly("3 SELL 30000 at 29997.5");
    }

    @Test
    void shouldStayHedgedWhenOneLegFailsAgainAndAgain() {
        hedgedWithNear(stage);
        at(stage, NEAR_NS - DAY_NS);
        for (int i = 0; i < 200; i++) {
            for (final NewOrderDecoder leg : stage.outputs.takeNewOrders()) {
                if (leg.instrumentId() == FAR) {
                    desk.sent(leg.orderId());
                    desk.closed(leg.orderId(), OrderEnd.CANCELLED, 0);
                } else {
                    stage.execute(leg, 30_000);
                }
                assertThat(Math.abs(stage.delta())).isLessThanOrEqualTo(0.1);
            }
            stage.pass(5, 30_000);
        }
        final long left = desk.engine.position(NEAR);
        assertThat(left).as("it does not unwind the hedge").isLessThan(scaled(-295_000));

        desk.waitSeconds(5);
        stage.market(30_000);
        executeInsideBand(stage);
        assertThat(desk.engine.position(NEAR))
                .as("and goes on once the other fills")
                .isZero();
        assertThat(stage.delta()).isCloseTo(0, within(0.1));
    }

    @Test
    void shouldLeadTheDeltaTowardsTheCentreFromTheEdgeOfTheBand() {
        final CandidateDesk edge =
                new CandidateDesk(DeskPolicy.band(0.1, Landing.TO_EDGE).sense(DeltaSense.USD_NEUTRAL));
        edge.candidate(NEAR, FIRST, 1, 1e9).candidate(FAR, FIRST, 5, 1e9);
        edge.choice(event -> event.rollBeforeNs(2 * DAY_NS)).ready(FIRST);
        edge.market(30_000);
        edge.coins(10);
        edge.execute(edge.outputs.takeOrder(), 30_000);
        assertThat(edge.delta()).isCloseTo(0.1, within(LOT_COINS));

        at(edge, NEAR_NS - DAY_NS);
        executeInsideBand(edge);
        assertThat(edge.desk.engine.position(NEAR)).isZero();
        assertThat(Math.abs(edge.delta())).isLessThanOrEqualTo(0.1);
    }

    @Test
    void shouldGoOnInTheNearOneWhereThereIsNoOther() {
        hedgedWithNear(stage);
        desk.instrumentState(FAR, InstrumentState.HALTED);
        at(stage, NEAR_NS - DAY_NS);
        assertThat(stage.takeOrders()).isEmpty();
        stage.coins(11);
        assertThat(stage.takeOrders()).containsExactly("2 SELL 30000 at 29997.5");
    }

    @Test
    void shouldSayThatARollCannotBeMade() {
        final CandidateDesk narrow = new CandidateDesk(
                DeskPolicy.band(LOT_COINS / 3, Landing.TO_TARGET).sense(DeltaSense.USD_NEUTRAL));
        narrow.candidate(NEAR, FIRST, 1, 1e9).candidate(FAR, FIRST, 5, 1e9);
        narrow.choice(event -> event.rollBeforeNs(2 * DAY_NS)).ready(FIRST);
        narrow.market(30_000);
        narrow.coins(10);
        narrow.execute(narrow.outputs.takeOrder(), 30_000);
        narrow.outputs.takeAlerts();
        at(narrow, NEAR_NS - DAY_NS);

        assertThat(narrow.takeOrders()).as("a lot is more than the band").isEmpty();
        assertThat(narrow.outputs.takeAlerts()).contains(AlertCode.HEDGE_NOT_MOVED);
    }

    @Test
    void shouldRefuseInsideTheDeliveryWindowWhereThereIsNoOther() {
        hedgedWithNear(stage);
        desk.instrumentState(FAR, InstrumentState.HALTED);
        at(stage, NEAR_NS - 600 * SECOND_NS);
        stage.coins(20);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldHedgeInAnotherWhenTheHedgeItselfIsDelivered() {
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(NEAR, FIRST, 1, 1e9);
        stage.choice(event -> event.rollBeforeNs(0)).ready(FIRST);
        stage.market(30_000);
        stage.coins(10);
        stage.execute(stage.outputs.takeOrder(), 30_000);
        at(stage, NEAR_NS + SECOND_NS);
        desk.delivery(0, NEAR_NS, 30_000);

        final NewOrderDecoder order = stage.outputs.takeOrder();
        assertThat(order.instrumentId()).isEqualTo(PERPETUAL);
        stage.execute(order, 30_000);
        assertThat(stage.delta()).isCloseTo(0, within(0.1));
        assertThat(desk.engine.position(NEAR)).isZero();
    }

    @Test
    void shouldTellTheSameOnAReplay() {
        hedgedWithNear(stage);
        at(stage, NEAR_NS - DAY_NS * 3 / 2);
        executeInsideBand(stage);
        final HedgeEngine again = new HedgeEngine((buffer, offset, length) -> true);
        desk.inputs.forEach(input -> input.playTo(again));

        assertThat(again.outputHash()).isEqualTo(desk.engine.outputHash());
        assertThat(again.stateHash()).isEqualTo(desk.engine.stateHash());
    }
}
