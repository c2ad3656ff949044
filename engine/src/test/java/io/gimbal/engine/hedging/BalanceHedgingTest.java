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

    /** Futures at a discount carry the hedge; once that is gone the perpetual takes it over, and expiries are balanced. */
    @Test
    void shouldLetStandWhatBalancesAfterASwitch() {
        stage.premiums(0.97, 1);
        candidates(PERPETUAL, NEAR, FAR);
        stage.market(30_000);
        desk.position(NEAR, -30_000, 30_000);
        desk.position(FAR, 30_000, 30_000);
        stage.market(30_000);
        stage.premiums(1, 1);
        longFar();
        int orders = 0;
        for (int i = 0; i < 600; i++) {
            final List<NewOrderDecoder> step = stage.outputs.takeNewOrders();
            step.forEach(leg -> stage.execute(leg, 30_000));
            orders = i < 500 ? 0 : orders + step.size();
            desk.waitNs(EngineScenario.SECOND_NS / 4);
            stage.market(30_000);
        }

        assertThat(orders).as("moved and balanced long ago").isZero();
        assertThat(Math.abs(slope())).isLessThanOrEqualTo(SLOPE_LIMIT);
    }

    @Test
    void shouldAgreeWithTheSlopeByHand() {
        stage.candidate(PERPETUAL, FIRST).candidate(NEAR, FIRST).candidate(FAR, FIRST).ready(FIRST);
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
