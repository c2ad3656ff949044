package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.orders.OrderState;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the sender or the venue does not do what was asked, or says so twice, late, or not at all. */
class OrderTroubleTest {
    private final EngineScenario desk = HedgingDesk.trading(new DeskPolicy(), 30_000);
    private final Outputs outputs = desk.outputs;
    private final NewOrderDecoder order = outputs.takeOrder();

    private double delta() {
        return desk.ledger(0).projected(DeltaSense.COIN_NEUTRAL);
    }

    private void assertOrdersAgainAfterTheBackOff() {
        desk.waitNs(2 * SECOND_NS - 1);
        desk.timer();
        assertThat(outputs.takeOrders()).as("one nanosecond early").isEmpty();

        desk.waitNs(1);
        desk.timer();
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldWaitTheBackOffAndThenOrderAgainWhenRejected() {
        desk.sent(order.orderId());
        desk.rejected(order.orderId());
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.ORDER_REJECTED);

        assertOrdersAgainAfterTheBackOff();
    }

    @Test
    void shouldAskTheSameQuoteAgainOnlyAfterTheBackOffWhenItLeftAnOrderUnfilled() {
        desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);

        assertOrdersAgainAfterTheBackOff();
    }

    @Test
    void shouldOrderAgainAtOnceOnAnotherQuoteAlsoWhenItSaysTheSame() {
        desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        desk.position(FUTURE, 60_000, 30_000);
        assertThat(outputs.takeOrders()).as("whatever else is told").isEmpty();

        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);

        assertThat(outputs.takeOrders()).containsExactly("SELL 60000 at 29999.5");
    }

    /** A venue's proof that an order never reached it says nothing about the quote. */
    @Test
    void shouldOrderAgainAtOnceWhenTheOrderNeverExisted() {
        desk.closed(order.orderId(), OrderEnd.NEVER_EXISTED, 0);

        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldNeverUseAnOrderNumberTwice() {
        desk.rejected(order.orderId());
        desk.tickSeconds(2);

        assertThat(outputs.takeOrder().orderId()).isEqualTo(order.orderId() + 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SuppressReason.class,
            names = {"GATE_CLOSED", "STALE_EPOCH", "NOT_DURABLE", "TOO_OLD", "LAST_LOOK_RATE"})
    void shouldBackOffAndOrderAgainWhenTheSenderSuppressed(final SuppressReason reason) {
        desk.outcome(order.orderId(), SendOutcome.SUPPRESSED, reason);
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);
        assertThat(outputs.alerts(0)).hasSize(1);
        assertThat(outputs.alerts(0).get(0).code()).isEqualTo(AlertCode.ORDER_SUPPRESSED);
        assertThat(outputs.alerts(0).get(0).orderId()).isEqualTo(order.orderId());
        assertThat(outputs.alerts(0).get(0).value()).isEqualTo(reason.value());

        desk.tickSeconds(2);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldNotForgetAnOrderWhenOnlyItsDuplicateWasSuppressed() {
        desk.outcome(order.orderId(), SendOutcome.SUPPRESSED, SuppressReason.DUPLICATE);

        assertThat(desk.engine.orders().find(order.orderId())).isNotNull();
        assertThat(desk.order(order.orderId()).state()).isEqualTo(OrderState.UNKNOWN);
        desk.tickSeconds(3);
        assertThat(outputs.takeOrders()).as("it may have been sold").isEmpty();
    }

    @Test
    void shouldKeepAnOrderThatTheVenueHasWhenTheSenderSaysItWasSuppressed() {
        desk.accepted(order.orderId());
        desk.outcome(order.orderId(), SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED);

        desk.tickSeconds(3);
        assertThat(desk.engine.orders().find(order.orderId())).isNotNull();
        assertThat(outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldNotTradeOnADeviationThatAnUnknownOrderMayHaveClosed() {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        assertThat(outputs.takeAlerts()).contains(AlertCode.SEND_FAILED);

        desk.tickSeconds(5);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);
    }

    @Test
    void shouldTradeTheNearerEndWhenBothEndsOfAnUnknownOrderLieOutside() {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.waitSeconds(3);
        market(desk, 30_000);
        outputs.takeOrders();

        desk.position(FUTURE, 45_000, 30_000);

        assertThat(outputs.takeOrders())
                .as("long 0.5 coins even if the unknown sale of 30,000 was done")
                .containsExactly("SELL 15000 at 29999.5");
    }

    @Test
    void shouldTradeTheNearerEndOnTheOtherSideToo() {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.waitSeconds(3);
        market(desk, 30_000);

        desk.position(FUTURE, -15_000, 30_000);

        assertThat(outputs.takeOrders())
                .as("short 0.5 coins if the sale was not done, 1.5 if it was")
                .containsExactly("BUY 15000 at 30000.5");
    }

    @ParameterizedTest
    @CsvSource({"32999, false", "33001, true", "-2999, false", "-3001, true"})
    void shouldTradeOnlyWhenBothEndsAreOutside(final double futureUsd, final boolean isTraded) {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.waitSeconds(3);
        market(desk, 30_000);
        outputs.takeOrders();

        desk.position(FUTURE, futureUsd, 30_000);

        assertThat(outputs.takeOrders()).hasSize(isTraded ? 1 : 0);
    }

    @Test
    void shouldResolveAnUnknownOrderByTheVenuesEvidence() {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.waitSeconds(3);
        market(desk, 30_000);
        desk.closed(order.orderId(), OrderEnd.NEVER_EXISTED, 0);

        assertThat(outputs.takeOrders())
                .as("it never existed, so decide anew")
                .containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldBookAFillOfAnUnknownOrder() {
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.fill(order, 30_000, 29_999.5);
        desk.closed(order.orderId(), OrderEnd.FILLED, 30_000);

        assertThat(delta()).isZero();
        assertThat(desk.engine.orders().size()).isZero();
    }

    @Test
    void shouldBookALateFillAfterTheOrderWasClosed() {
        desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        assertThat(outputs.takeOrders()).as("decided anew").containsExactly("SELL 30000 at 29999.5");
        desk.fill(order, 10_000, 29_999.5);

        assertThat(desk.ledger(0).hedgeDelta()).isEqualTo(-10_000.0 / 30_000);
        assertThat(outputs.takeAlerts()).contains(AlertCode.UNKNOWN_FILL);
        assertThat(outputs.takeOrders()).as("oversold now").containsExactly("BUY 10000 at 30000.5");
    }

    @Test
    void shouldExpectTheFillsThatTheClosingReportsAndWeHaveNotSeen() {
        desk.closed(order.orderId(), OrderEnd.FILLED, 30_000);
        assertThat(outputs.takeOrders())
                .as("filled, says the venue: fills are on their way")
                .isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.IN_FLIGHT);

        desk.fill(order, 30_000, 29_999.5);
        assertThat(desk.engine.orders().size()).isZero();
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(delta()).isZero();
    }

    /** The venue never showed them, and its position holds them. */
    @Test
    void shouldExpectNothingMoreOfAnOrderWhoseFillsWereLost() {
        desk.closed(order.orderId(), OrderEnd.FILLED, 30_000);
        desk.connection(0, ConnectionPhase.DOWN);
        desk.closed(order.orderId(), OrderEnd.FILLED, 0);
        desk.position(BTC_PERPETUAL, -30_000, 29_999.5);
        desk.ready();
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.alerts(0))
                .anyMatch(alert -> alert.code() == AlertCode.POSITION_MISMATCH && alert.orderId() == order.orderId());
        assertThat(desk.engine.orders().size()).isZero();
        assertThat(delta()).isZero();
    }

    @Test
    void shouldIgnoreAFillThatWasToldBefore() {
        final long trade = desk.fill(order, 10_000, 29_999.5);
        desk.fill(trade, order.orderId(), BTC_PERPETUAL, Side.SELL, 10_000, 29_999.5);

        assertThat(desk.ledger(0).hedgeDelta()).isEqualTo(-10_000.0 / 30_000);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.DUPLICATE_FILL);
        assertThat(desk.statistics(0).fills()).isEqualTo(1);
    }

    @Test
    void shouldBookAndReportAFillOfAnOrderThatIsNotOurs() {
        desk.execute(order);
        desk.fill(77, 0, BTC_PERPETUAL, Side.BUY, 30_000, 30_000);

        final AlertDecoder alert = Outputs.last(outputs.alerts(0));
        assertThat(alert.code()).isEqualTo(AlertCode.UNKNOWN_FILL);
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.instrumentId()).isEqualTo(BTC_PERPETUAL);
        assertThat(alert.value()).isEqualTo(30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldNotCountAFillOfAnotherSideOrInstrumentForTheOrderItNames() {
        desk.fill(77, order.orderId(), BTC_PERPETUAL, Side.BUY, 30_000, 30_000);
        desk.fill(78, order.orderId(), FUTURE, Side.SELL, 3_000, 30_000);

        assertThat(desk.order(order.orderId()).filledAmount()).isZero();
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.UNKNOWN_FILL, AlertCode.UNKNOWN_FILL);
        assertThat(delta()).isEqualTo(1 + 1 - 0.1);
    }

    @Test
    void shouldAlertAndCountThePositionWhenMoreIsFilledThanWasOrdered() {
        desk.fill(order, 30_000, 29_999.5);
        desk.fill(order, 15_000, 29_999.5);

        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.OVERFILL);
        assertThat(delta()).isEqualTo(-0.5);
        assertThat(outputs.takeOrders())
                .as("the surplus is bought back, and nothing else is expected of the order")
                .containsExactly("BUY 15000 at 30000.5");
    }

    @Test
    void shouldIgnoreWhatIsToldOfOrdersItNeverMade() {
        final long before = desk.engine.outputs();
        desk.sent(99);
        desk.accepted(99);
        desk.rejected(99);
        desk.closed(99, OrderEnd.FILLED, 10);
        desk.outcome(99, SendOutcome.SEND_FAILED, SuppressReason.NONE);

        assertThat(desk.engine.outputs()).isEqualTo(before);
        assertThat(desk.engine.badInputs()).isZero();
        assertThat(desk.engine.orders().size()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreOutcomesOfCommandsThatAreNoNewOrders() {
        desk.event(e -> e.commandOutcome()
                .orderId(order.orderId())
                .commandType((short) 102)
                .outcome(SendOutcome.SUPPRESSED)
                .reason(SuppressReason.TOO_OLD));

        assertThat(desk.engine.orders().size()).isEqualTo(1);
        assertThat(outputs.takeAlerts()).isEmpty();
    }

    @Test
    void shouldBackOffWhenTheVenueClosesAnOrderAsRejected() {
        desk.closed(order.orderId(), OrderEnd.REJECTED, 0);
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);

        desk.tickSeconds(2);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldRefuseAClosingThatReportsAnImpossibleAmount(final long reported) {
        desk.event(e ->
                e.orderClosed().orderId(order.orderId()).end(OrderEnd.CANCELLED).filledAmount(reported));

        assertThat(desk.engine.badInputs()).isEqualTo(1);
        assertThat(desk.engine.orders().size()).isEqualTo(1);
    }

    @Test
    void shouldKeepBackingOffWhenTheBackOffIsTheLongestThereIs() {
        desk.limits(0, new DeskLimits().backOffNs(Long.MAX_VALUE));
        desk.rejected(order.orderId());
        desk.tickSeconds(5);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);
    }
}
