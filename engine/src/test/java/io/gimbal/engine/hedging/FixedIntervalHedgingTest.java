package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;

/** When the desk hedges by the clock: every 60 seconds to the target, on data that may be a day old. */
class FixedIntervalHedgingTest {
    private static final long MINUTE_NS = 60 * SECOND_NS;

    private final EngineScenario desk = EngineScenario.btcDesk();
    private final Outputs outputs = desk.outputs;

    private void trading(final double futureUsd) {
        desk.limits(0, new DeskLimits().maxAgesSeconds(86_400, 86_400, 86_400, 86_400));
        HedgingDesk.define(desk, DeskPolicy.every(MINUTE_NS), futureUsd);
        desk.ready();
    }

    @Test
    void shouldTradeToTheTargetAtEachInterval() {
        trading(30_000);
        desk.timer();
        assertThat(desk.executeAll()).as("first when trading begins").containsExactly("SELL 30000 at 29999.5");

        desk.waitSeconds(30);
        desk.position(FUTURE, 60_000, 30_000);
        assertThat(outputs.takeOrders()).as("between intervals").isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INTERVAL_NOT_DUE);

        desk.waitSeconds(30);
        desk.timer();
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
        assertThat(outputs.decisions(0)).extracting(d -> d.reason()).contains(DecisionReason.INTERVAL_DUE);
    }

    @Test
    void shouldFireAtItsDueTimeBeforeTheNextEventIsApplied() {
        trading(0);
        desk.timer();
        desk.position(FUTURE, 30_000, 30_000);
        desk.waitNs(MINUTE_NS + 17);

        market(desk, 40_000);

        final NewOrderDecoder order = outputs.takeOrder();
        assertThat(order.engineTimeNs()).as("its due time, not the event's").isEqualTo(START_NS + MINUTE_NS);
        assertThat(order.price()).as("at the price before the event").isEqualTo(29_999_50000000L);
    }

    @Test
    void shouldCountMissedIntervalsOnceAndStayOnTheGrid() {
        trading(0);
        desk.timer();
        desk.position(FUTURE, 30_000, 30_000);
        desk.waitNs(5 * MINUTE_NS + 30 * SECOND_NS);
        desk.timer();
        assertThat(desk.executeAll()).hasSize(1);

        desk.position(FUTURE, 60_000, 30_000);
        desk.waitNs(30 * SECOND_NS - 1);
        desk.timer();
        assertThat(outputs.takeOrders()).isEmpty();
        desk.waitNs(1);
        desk.timer();
        assertThat(outputs.takeOrders()).as("six minutes after the start").hasSize(1);
    }

    @Test
    void shouldMakeUpForATradeThatWasRefusedAsSoonAsItCanBeMade() {
        trading(0);
        desk.timer();
        desk.position(FUTURE, 30_000, 30_000);
        desk.quote(EngineScenario.BTC_PERPETUAL, 29_999.5, 0);
        desk.waitNs(MINUTE_NS);
        desk.timer();
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.NO_QUOTE);

        desk.waitSeconds(1);
        market(desk, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldTryAgainAfterTheBackOffWhenItsOrderWasRejected() {
        trading(30_000);
        desk.timer();
        desk.rejected(outputs.takeOrder().orderId());
        desk.tickSeconds(1);
        assertThat(outputs.takeOrders()).isEmpty();

        desk.tickSeconds(1);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldGoOnAtOnceWhenASizeLimitCutItsTradeDown() {
        HedgingDesk.define(desk, DeskPolicy.every(MINUTE_NS), 30_000);
        desk.limits(0, new DeskLimits().maxOrderUsd(20_000));
        desk.ready();
        desk.timer();
        desk.timer();
        desk.timer();

        assertThat(outputs.takeOrders()).containsExactly("SELL 20000 at 29999.5", "SELL 10000 at 29999.5");
    }

    @Test
    void shouldLeaveWhatIsLessThanHalfALot() {
        trading(4.9);
        desk.timer();

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.takeReasons()).contains(DecisionReason.BELOW_LOT);
    }

    @Test
    void shouldNotTradeWhileAnOrderIsUnknownAndDoSoOnceItIsResolved() {
        trading(30_000);
        desk.timer();
        final NewOrderDecoder order = outputs.takeOrder();
        desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.tickSeconds(61);
        assertThat(outputs.takeOrders()).isEmpty();

        desk.closed(order.orderId(), OrderEnd.NEVER_EXISTED, 0);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldBeginItsGridAnewWhenItIsConfiguredAgain() {
        trading(0);
        desk.timer();
        desk.hedge(0, new DeskPolicy());
        desk.tickSeconds(200);
        final int before = outputs.all.size();
        desk.position(FUTURE, 2_000, 30_000);
        desk.hedge(0, DeskPolicy.every(MINUTE_NS));
        desk.timer();

        assertThat(outputs.decisions(before))
                .allSatisfy(d -> assertThat(d.engineTimeNs())
                        .as("no decision of the past")
                        .isEqualTo(desk.nowNs()));
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldRefuseAnIntervalThatNoClockCanAddUp() {
        trading(0);
        desk.hedge(0, DeskPolicy.every(0));
        desk.hedge(0, DeskPolicy.every(Long.MAX_VALUE));
        desk.hedge(0, DeskPolicy.every(BookSettings.MAX_INTERVAL_NS + 1));
        assertThat(desk.engine.badInputs()).isEqualTo(3);

        desk.hedge(0, DeskPolicy.every(BookSettings.MAX_INTERVAL_NS));
        desk.tickSeconds(2);
        assertThat(desk.engine.badInputs()).isEqualTo(3);
    }
}
