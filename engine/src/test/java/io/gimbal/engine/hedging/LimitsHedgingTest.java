package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.orders.OrderTable;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a hedge meets a hard limit. */
class LimitsHedgingTest {
    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    @Test
    void shouldCutALargeHedgeIntoOrdersOfTheLargestSize() {
        desk.limits(0, new DeskLimits().maxOrderUsd(40_005));
        desk.position(FUTURE, 90_000, 30_000);
        desk.timer();
        desk.timer();
        desk.timer();

        assertThat(outputs.takeOrders())
                .containsExactly("SELL 40000 at 29999.5", "SELL 40000 at 29999.5", "SELL 10000 at 29999.5");
    }

    @Test
    void shouldNameTheSizeLimitWhenNotEvenALotIsAllowed() {
        desk.limits(0, new DeskLimits().maxOrderUsd(9.99));
        desk.position(FUTURE, 90_000, 30_000);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.ORDER_SIZE);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.LIMIT_HIT);
    }

    @Test
    void shouldStopAtThePositionLimitAndNameIt() {
        desk.limits(0, new DeskLimits().maxPositionUsd(50_000));
        desk.position(FUTURE, 90_000, 30_000);
        assertThat(desk.executeAll()).containsExactly("SELL 50000 at 29999.5");

        desk.timer();
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.POSITION);
        assertThat(outputs.lastDecision().tradeDelta()).as("what was wanted").isEqualTo(-40_000 / 30_000.0);
    }

    @Test
    void shouldCountWhatIsInFlightAgainstThePositionLimit() {
        desk.limits(0, new DeskLimits().maxPositionUsd(50_000));
        desk.position(FUTURE, 40_000, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 40000 at 29999.5");

        desk.position(FUTURE, 80_000, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 10000 at 29999.5");
    }

    @Test
    void shouldCountUnknownOrdersAgainstThePositionLimit() {
        desk.limits(0, new DeskLimits().maxPositionUsd(50_000));
        desk.position(FUTURE, 40_000, 30_000);
        final NewOrderDecoder order = outputs.takeOrder();
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.waitSeconds(3);
        desk.position(FUTURE, 70_000, 30_000);

        assertThat(outputs.takeOrders())
                .as("50,000 less the 40,000 that may be sold")
                .containsExactly("SELL 10000 at 29999.5");
    }

    @Test
    void shouldReduceAPositionThatIsBeyondItsLimit() {
        desk.position(BTC_PERPETUAL, 90_000, 30_000);
        outputs.takeOrders();
        desk.limits(0, new DeskLimits().maxPositionUsd(10_000));
        final EngineScenario other = EngineScenario.btcDesk();
        HedgingDesk.define(other, DeskPolicy.band(0.1, Landing.TO_TARGET), 0);
        other.limits(0, new DeskLimits().maxPositionUsd(10_000));
        other.position(BTC_PERPETUAL, 90_000, 30_000);
        other.ready();

        assertThat(other.outputs.takeOrders()).containsExactly("SELL 90000 at 29999.5");
    }

    @ParameterizedTest
    @CsvSource({"28500, true", "28499.5, false", "31500, true", "31500.5, false"})
    void shouldRefusePricesOutsideTheCollar(final double touch, final boolean isAllowed) {
        desk.index(0, 30_000);
        final boolean isSale = touch < 30_000;
        desk.quote(BTC_PERPETUAL, isSale ? touch : touch - 1, isSale ? touch + 1 : touch);
        desk.position(FUTURE, isSale ? 30_000 : -30_000, 30_000);

        assertThat(outputs.takeOrders()).hasSize(isAllowed ? 1 : 0);
        assertThat(outputs.lastReason())
                .isEqualTo(isAllowed ? DecisionReason.OUTSIDE_BAND : DecisionReason.PRICE_COLLAR);
    }

    @Test
    void shouldSendNoMoreThanTheAllowedMessagesInAnyWindow() {
        desk.engineLimits(3, SECOND_NS);
        desk.limits(0, new DeskLimits().maxOrderUsd(10_000));
        desk.position(FUTURE, 200_000, 30_000);
        for (int i = 0; i < 100; i++) {
            desk.waitNs(SECOND_NS / 25);
            desk.timer();
        }

        final long[] times = outputs.newOrders(0).stream()
                .mapToLong(NewOrderDecoder::engineTimeNs)
                .toArray();
        assertThat(times.length).isGreaterThan(9);
        for (int i = 3; i < times.length; i++) {
            assertThat(times[i] - times[i - 3]).isGreaterThanOrEqualTo(SECOND_NS);
        }
        assertThat(outputs.takeReasons()).contains(DecisionReason.MESSAGE_RATE);
    }

    @Test
    void shouldSendNothingBeforeAMessageRateIsConfigured() {
        final EngineScenario bare = new EngineScenario();
        bare.genesis(1);
        bare.underlying(0);
        bare.perpetual(BTC_PERPETUAL, 0);
        bare.limits(0, new DeskLimits());
        HedgingDesk.define(bare, new DeskPolicy(), 30_000);
        bare.ready();

        assertThat(bare.outputs.takeOrders()).isEmpty();
        assertThat(bare.outputs.lastReason()).isEqualTo(DecisionReason.MESSAGE_RATE);
    }

    @Test
    void shouldSendNothingBeforeLimitsAreConfigured() {
        final EngineScenario bare = new EngineScenario();
        bare.genesis(1);
        bare.engineLimits(10, SECOND_NS);
        bare.underlying(0);
        bare.perpetual(BTC_PERPETUAL, 0);
        HedgingDesk.define(bare, new DeskPolicy(), 30_000);
        bare.ready();

        assertThat(bare.outputs.takeOrders()).isEmpty();
        assertThat(bare.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_SIZE);
    }

    @Test
    void shouldRefuseWhenTheOrderTableIsFull() {
        desk.engineLimits(4_096, 1);
        desk.limits(0, new DeskLimits().maxOrderUsd(10).maxPositionUsd(1e9));
        desk.position(FUTURE, 600_000, 30_000);
        for (int i = 0; i < 300; i++) {
            desk.waitNs(1);
            desk.timer();
        }

        assertThat(outputs.takeOrders()).hasSize(OrderTable.CAPACITY);
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.MESSAGE_RATE);
    }

    @Test
    void shouldWaitOneWindowAtMostWhenTheClockWasSetBackBetweenSessions() {
        desk.engineLimits(1, SECOND_NS);
        desk.position(FUTURE, 30_000, 30_000);
        desk.execute(outputs.takeOrder());
        desk.at(START_NS - 3_600 * SECOND_NS);
        desk.genesis(2);
        desk.underlying(0);
        desk.perpetual(BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, new DeskPolicy(), 30_000);
        desk.ready();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.MESSAGE_RATE);

        desk.waitSeconds(1);
        desk.timer();
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldNotHedgeWithAFutureInsideItsOwnDeliveryWindow() {
        final long windowNs = 1_800 * SECOND_NS;
        final long expiryNs = START_NS + windowNs + 10 * SECOND_NS;
        desk.future(3, 0, expiryNs);
        desk.quote(3, 29_999.5, 30_000.5);
        desk.hedge(0, new DeskPolicy().with(3));
        desk.waitSeconds(10);
        HedgingDesk.market(desk, 30_000);
        desk.quote(3, 29_995, 30_000);
        desk.position(FUTURE, 15_000, 30_000);
        assertThat(outputs.takeOrders()).as("at the start of the window").hasSize(1);

        desk.waitNs(1);
        desk.position(FUTURE, 90_000, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldRefuseAHedgeInstrumentThatCannotHedge() {
        desk.spotPair(4, 0);
        desk.call(5, 0, HedgingDesk.EXPIRY_NS, 30_000);
        desk.underlying(1);
        desk.perpetual(6, 1);
        desk.hedge(0, new DeskPolicy().with(4));
        desk.hedge(0, new DeskPolicy().with(5));
        desk.hedge(0, new DeskPolicy().with(6));
        desk.hedge(0, new DeskPolicy().with(-1));
        assertThat(desk.engine.badInputs()).isEqualTo(4);

        desk.hedge(0, new DeskPolicy().with(7));
        desk.spotPair(7, 0);
        desk.quote(7, 29_999, 30_000);
        desk.position(FUTURE, 90_000, 30_000);
        assertThat(outputs.takeOrders()).as("named before it was defined").isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
    }
}
