package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.orders.OrderState;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;

/** When the process starts again in the middle of a day: a GENESIS inside the stream. */
class SessionTest {
    private final EngineScenario desk = HedgingDesk.trading(new DeskPolicy(), 30_000);
    private final Outputs outputs = desk.outputs;

    private void restart(final int epoch, final double futureUsd) {
        desk.genesis(epoch);
        desk.underlying(0);
        desk.perpetual(BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, new DeskPolicy(), futureUsd);
    }

    @Test
    void shouldTradeNothingUntilTheVenueHasToldTheEndOfEachOrderUnderWay() {
        final NewOrderDecoder order = outputs.takeOrder();
        restart(2, 30_000);
        final AlertDecoder alert = outputs.alerts(0).get(0);
        assertThat(alert.code()).isEqualTo(AlertCode.ORDER_IN_DOUBT);
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.orderId()).isEqualTo(order.orderId());

        desk.ready();
        desk.position(FUTURE, 300_000, 30_000);
        desk.accepted(order.orderId());
        desk.tickSeconds(3);
        assertThat(outputs.takeOrders()).as("whatever the deviation").isEmpty();
        assertThat(outputs.takeReasons()).contains(DecisionReason.ORDER_UNKNOWN);

        desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        assertThat(outputs.takeOrders()).containsExactly("SELL 300000 at 29999.5");
    }

    @Test
    void shouldWaitForTheFillsOfAnOrderThatEndedFilledWhileWeWereAway() {
        final NewOrderDecoder order = outputs.takeOrder();
        restart(2, 30_000);
        desk.ready();
        desk.closed(order.orderId(), OrderEnd.FILLED, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();

        desk.fill(order, 30_000, 29_999.5);
        assertThat(desk.engine.orders().size()).isZero();
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldBelieveTheSenderThatAnOrderNeverLeft() {
        final NewOrderDecoder order = outputs.takeOrder();
        restart(2, 30_000);
        desk.ready();
        desk.outcome(order.orderId(), SendOutcome.SUPPRESSED, SuppressReason.STALE_EPOCH);
        desk.tickSeconds(2);

        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldNotTakeANewEpochAsEvidenceOfAnything() {
        final NewOrderDecoder order = outputs.takeOrder();
        restart(2, 30_000);
        restart(3, 30_000);
        desk.ready();

        assertThat(desk.order(order.orderId()).state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldDropPositionsAndMarketAndKeepOrderNumbersAndTrades() {
        final NewOrderDecoder order = outputs.takeOrder();
        final long trade = desk.fill(order, 30_000, 29_999.5);
        desk.closed(order.orderId(), OrderEnd.FILLED, 30_000);
        restart(2, 0);
        desk.ready();
        assertThat(desk.ledger(0).hedgeDelta()).as("the venue restates it").isZero();
        assertThat(desk.statistics(0).fills()).isZero();

        desk.fill(trade, 0, BTC_PERPETUAL, order.side(), 30_000, 29_999.5);
        assertThat(outputs.takeAlerts()).contains(AlertCode.DUPLICATE_FILL);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrder().orderId()).isEqualTo(order.orderId() + 1);
    }

    @Test
    void shouldNotBeReadyBecauseTheLastSessionWas() {
        desk.execute(outputs.takeOrder());
        restart(2, 30_000);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
    }

    @Test
    void shouldStartEngineTimeAnewEvenWhenTheClockWasSetBack() {
        desk.execute(outputs.takeOrder());
        desk.at(START_NS - 86_400 * SECOND_NS);
        restart(2, 30_000);
        desk.ready();

        assertThat(desk.engine.engineTimeNs()).isEqualTo(START_NS - 86_400 * SECOND_NS);
        assertThat(outputs.takeOrder().engineTimeNs()).isEqualTo(START_NS - 86_400 * SECOND_NS);
    }

    @Test
    void shouldNeverGoBackInTimeWithinASession() {
        desk.execute(outputs.takeOrder());
        desk.waitSeconds(5);
        desk.timer();
        desk.waitSeconds(-3);
        HedgingDesk.market(desk, 30_000);

        assertThat(desk.engine.engineTimeNs()).isEqualTo(START_NS + 5 * SECOND_NS);
        long last = 0;
        for (final var decision : outputs.decisions(0)) {
            assertThat(decision.engineTimeNs()).isGreaterThanOrEqualTo(last);
            last = decision.engineTimeNs();
        }
        assertThat(last).isEqualTo(START_NS + 5 * SECOND_NS);
    }

    @Test
    void shouldNotKnowAnythingBeforeItsFirstInput() {
        final HedgeEngine fresh = new HedgeEngine(new Outputs());

        assertThat(fresh.inputs()).isZero();
        assertThat(fresh.outputs()).isZero();
        assertThat(fresh.underlyingCount()).isZero();
        assertThat(fresh.ledger(0)).isNull();
        assertThat(fresh.statistics(0)).isNull();
        assertThat(fresh.statistics(-1)).isNull();
        assertThat(fresh.isKilled()).isFalse();
        assertThat(fresh.engineTimeNs()).isEqualTo(Long.MIN_VALUE);
    }
}
