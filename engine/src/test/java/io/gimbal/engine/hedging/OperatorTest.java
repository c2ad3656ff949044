package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a person takes part: pause, resume, kill, another target, another band. */
class OperatorTest {
    private static final int ALL = -1;

    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    @Test
    void shouldTradeNothingWhilePausedAndTheWholeDeviationWhenResumed() {
        desk.operator(OperatorVerb.PAUSE, ALL);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.PAUSED);

        desk.operator(OperatorVerb.RESUME, ALL);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldPauseAndResumeOneUnderlyingAlone() {
        desk.operator(OperatorVerb.PAUSE, 0);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();

        desk.operator(OperatorVerb.RESUME, 0);
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldStayPausedWhenAnotherUnderlyingIsResumed() {
        desk.underlying(1);
        desk.operator(OperatorVerb.PAUSE, ALL);
        desk.operator(OperatorVerb.RESUME, 1);
        desk.position(FUTURE, 30_000, 30_000);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.PAUSED);
    }

    @Test
    void shouldKeepTradingWhenAnotherUnderlyingIsPaused() {
        desk.underlying(1);
        desk.operator(OperatorVerb.PAUSE, 1);
        desk.position(FUTURE, 30_000, 30_000);

        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldStayPausedInTheNextSession() {
        desk.operator(OperatorVerb.PAUSE, ALL);
        desk.genesis(2);
        desk.underlying(0);
        desk.perpetual(EngineScenario.BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, new DeskPolicy(), 30_000);
        desk.ready();

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.PAUSED);
    }

    @Test
    void shouldNeverTradeAgainOnceKilled() {
        desk.operator(OperatorVerb.KILL, ALL);
        assertThat(Outputs.last(outputs.alerts(0)).code()).isEqualTo(AlertCode.KILLED);
        assertThat(Outputs.last(outputs.alerts(0)).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(desk.engine.isKilled()).isTrue();

        desk.operator(OperatorVerb.RESUME, ALL);
        desk.operator(OperatorVerb.KILL, ALL);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.KILLED);
        desk.genesis(2);
        desk.underlying(0);
        desk.perpetual(EngineScenario.BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, new DeskPolicy(), 30_000);
        desk.ready();

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.KILLED);
        assertThat(outputs.alerts(0).stream().filter(a -> a.severity() == Severity.CRITICAL))
                .as("said once")
                .hasSize(1);
    }

    @Test
    void shouldStillBookFillsWhenKilled() {
        desk.position(FUTURE, 30_000, 30_000);
        final NewOrderDecoder order = outputs.takeOrder();
        desk.operator(OperatorVerb.KILL, ALL);
        desk.execute(order);

        assertThat(desk.ledger(0).hedgeDelta()).isEqualTo(-1.0);
    }

    @Test
    void shouldMoveToANewTarget() {
        desk.operator(OperatorVerb.SET_TARGET, 0, -0.5);
        assertThat(outputs.takeOrders()).containsExactly("SELL 15000 at 29999.5");
        assertThat(outputs.lastDecision().targetDelta()).isEqualTo(-0.5);
    }

    @Test
    void shouldTradeByANewBand() {
        desk.position(FUTURE, 2_990, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();

        desk.operator(OperatorVerb.SET_BAND, 0, 0.05);
        assertThat(outputs.takeOrders()).containsExactly("SELL 2990 at 29999.5");
    }

    @Test
    void shouldNotTurnAClockIntoABandWhenItsBandIsSet() {
        final EngineScenario clock = HedgingDesk.trading(DeskPolicy.every(EngineScenario.SECOND_NS), 0);
        clock.operator(OperatorVerb.SET_BAND, 0, 0.05);
        clock.position(FUTURE, 30_000, 30_000);

        assertThat(clock.outputs.takeOrders()).isEmpty();
        assertThat(clock.outputs.lastReason()).isEqualTo(DecisionReason.INTERVAL_NOT_DUE);
    }

    @Test
    void shouldRefuseCommandsThatCannotBeMeant() {
        desk.operator(OperatorVerb.SET_BAND, 0, -0.05);
        desk.operator(OperatorVerb.SET_BAND, 0);
        desk.operator(OperatorVerb.SET_TARGET, 0);
        desk.operator(OperatorVerb.SET_TARGET, 5, 1);
        desk.operator(OperatorVerb.PAUSE, 5);
        desk.operator(OperatorVerb.RESUME, -2);

        assertThat(outputs.alerts(0).stream().map(AlertDecoder::code))
                .as("each is answered")
                .containsExactly(
                        AlertCode.COMMAND_REFUSED,
                        AlertCode.COMMAND_REFUSED,
                        AlertCode.COMMAND_REFUSED,
                        AlertCode.COMMAND_REFUSED,
                        AlertCode.COMMAND_REFUSED,
                        AlertCode.COMMAND_REFUSED);
        assertThat(desk.engine.badInputs()).isZero();
        market(desk, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6 + 1, -1e6 - 1, 9e10, -9e10})
    void shouldRefuseATargetThatNoDeskHas(final double coins) {
        desk.operator(OperatorVerb.SET_TARGET, 0, coins);

        assertThat(Outputs.last(outputs.alerts(0)).code()).isEqualTo(AlertCode.COMMAND_REFUSED);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastDecision().targetDelta()).isZero();
    }

    @Test
    void shouldTakeTheFurthestTarget() {
        desk.operator(OperatorVerb.SET_TARGET, 0, -1e6);

        assertThat(outputs.lastDecision().targetDelta()).isEqualTo(-1e6);
        assertThat(outputs.takeOrders()).as("the largest order").containsExactly("SELL 1000000 at 29999.5");
    }

    @Test
    void shouldRefuseABandWiderThanAnyDesk() {
        desk.operator(OperatorVerb.SET_BAND, 0, 1e6 + 1);
        assertThat(Outputs.last(outputs.alerts(0)).code()).isEqualTo(AlertCode.COMMAND_REFUSED);
        final int said = outputs.alerts(0).size();

        desk.operator(OperatorVerb.SET_BAND, 0, 1e6);
        assertThat(outputs.alerts(0)).hasSize(said);
    }

    @Test
    void shouldAllowABandOfNothing() {
        desk.operator(OperatorVerb.SET_BAND, 0, 0);
        assertThat(desk.engine.badInputs()).isZero();
        desk.position(FUTURE, 20, 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 20 at 29999.5");
    }
}
