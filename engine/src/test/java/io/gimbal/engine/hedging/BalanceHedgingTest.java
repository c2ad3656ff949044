package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.FAR;
import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.NEAR;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.BasisSnapshotDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A book that is long one expiry and short another has no delta, and still loses when the premium moves. */
class BalanceHedgingTest {
    private static final double SLOPE_LIMIT = 10_000;
    private static final int OTHER_FUTURE = 7;

    private final CandidateDesk stage = new CandidateDesk(new DeskPolicy().sense(DeltaSense.VENUE));
    private final EngineScenario desk = stage.desk;

    private void candidates(final int... instruments) {
        for (final int instrument : instruments) {
            stage.candidate(instrument, FIRST);
        }
        stage.choice(event -> event.slopeLimitUsdYears(scaled(SLOPE_LIMIT))).ready(FIRST);
    }

    /** Long 300,000 dollars in 100 days against a short perpetual: 82,192 USD years. */
    private void longFar() {
        desk.position(FAR, 300_000, 30_000);
        desk.position(PERPETUAL, -300_000, 30_000);
        stage.market(30_000);
    }

    private double slope() {
        stage.pass(5, 30_000);
        return Outputs.last(stage.bases()).slopeUsdYears();
    }

    @Test
    void shouldBringLevelAndSlopeInsideTheirLimitsInsideTheBand() {
        candidates(PERPETUAL, NEAR, FAR);
        longFar();
        int legs = 0;
        for (List<NewOrderDecoder> step = stage.outputs.takeNewOrders();
                !step.isEmpty();
                step = stage.outputs.takeNewOrders()) {
            for (final NewOrderDecoder leg : step) {
                stage.execute(leg, 30_000);
                assertThat(Math.abs(desk.ledger(0).projected(DeltaSense.VENUE))).isLessThanOrEqualTo(0.1);
                legs++;
            }
            desk.waitNs(EngineScenario.SECOND_NS / 10);
            stage.market(30_000);
        }

        assertThat(legs).isGreaterThan(10);
        assertThat(Math.abs(slope())).isLessThanOrEqualTo(SLOPE_LIMIT);
        final BasisSnapshotDecoder basis = Outputs.last(stage.bases());
        assertThat(Math.abs(basis.levelUsd())).isLessThanOrEqualTo(0.1 * 30_000);
        assertThat(stage.outputs.decisions(0)).anyMatch(d -> d.reason() == DecisionReason.BALANCE);
    }

    /** The far future carries the hedge while it is the tightest; then the perpetual takes it over, and is balanced by it. */
    @Test
    void shouldLetStandWhatBalancesWithACandidateThatWasLeft() {
        final long otherNs = CandidateDesk.FAR_NS + CandidateDesk.DAY_NS;
        desk.future(OTHER_FUTURE, 0, otherNs);
        stage.candidate(PERPETUAL, FIRST).candidate(FAR, FIRST);
        stage.choice(event -> event.slopeLimitUsdYears(scaled(SLOPE_LIMIT)).turnover(scaled(20)))
                .ready(FIRST);
        stage.halfSpread(PERPETUAL, 50);
        desk.forward(0, otherNs, 30_000);
        stage.market(30_000);
        desk.position(OTHER_FUTURE, 30_000, 30_000);
        play(10, otherNs);
        assertThat(desk.engine.position(FAR)).isEqualTo(scaled(-30_000));

        stage.halfSpread(PERPETUAL, 0.5);
        stage.halfSpread(FAR, 50);
        play(400, otherNs);
        assertThat(desk.engine.position(FAR)).as("left for the perpetual").isZero();
        desk.position(OTHER_FUTURE, 300_000, 30_000);
        play(1_000, otherNs);

        assertThat(desk.engine.position(FAR)).as("it balances").isLessThan(scaled(-200_000));
        assertThat(play(100, otherNs)).as("and stays there").isZero();
    }

    /** Quarters of a second in which every order is executed at once. */
    private int play(final int quarters, final long otherNs) {
        int orders = 0;
        for (int i = 0; i < quarters; i++) {
            final List<NewOrderDecoder> step = stage.outputs.takeNewOrders();
            step.forEach(leg -> stage.execute(leg, 30_000));
            orders += step.size();
            desk.waitNs(EngineScenario.SECOND_NS / 4);
            desk.forward(0, otherNs, 30_000);
            stage.market(30_000);
        }
        return orders;
    }

    @Test
    void shouldAgreeWithTheSlopeByHand() {
        stage.candidate(PERPETUAL, FIRST)
                .candidate(NEAR, FIRST)
                .candidate(FAR, FIRST)
                .ready(FIRST);
        longFar();

        assertThat(slope()).isCloseTo(300_000 * 100.0 / 365, within(1.0));
    }

    @Test
    void shouldRestInsideTheLimitOnceItIsThere() {
        candidates(PERPETUAL, NEAR, FAR);
        desk.position(FAR, 30_000, 30_000);
        desk.position(PERPETUAL, -30_000, 30_000);
        stage.market(30_000);

        assertThat(stage.takeOrders()).as("8,219 USD years").isEmpty();
    }

    @Test
    void shouldSayThatOneContractCannotBalance() {
        candidates(PERPETUAL);
        desk.position(FAR, 300_000, 30_000);
        stage.market(30_000);
        desk.forward(0, CandidateDesk.FAR_NS, 30_000);
        stage.execute(stage.outputs.takeOrder(), 30_000);

        assertThat(stage.takeOrders()).isEmpty();
        final AlertDecoder alert = stage.outputs.alerts(0).stream()
                .filter(a -> a.code() == AlertCode.HEDGE_NOT_MOVED)
                .findFirst()
                .orElseThrow();
        assertThat(alert.reason()).isEqualTo(DecisionReason.BALANCE);
        assertThat(alert.value()).isCloseTo(82_192, within(1.0));
        assertThat(alert.limitValue()).isEqualTo(SLOPE_LIMIT);
    }

    @Test
    void shouldSayThatCapsLeaveNoRoom() {
        stage.candidate(PERPETUAL, FIRST, 5, 310_000)
                .candidate(NEAR, FIRST, 5, 1_000)
                .candidate(FAR, FIRST, 5, 300_000);
        stage.choice(event -> event.slopeLimitUsdYears(scaled(SLOPE_LIMIT))).ready(FIRST);
        longFar();

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.outputs.takeAlerts()).contains(AlertCode.HEDGE_NOT_MOVED);
    }
}
