package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trader sees of maker first: long 0.15 coin is 4,500 USD of the future, of which 1,500 USD are beyond the band. */
class MakerFirstHedgingTest {
    private static final double LONG = 4_500;
    private final MakerDesk maker = MakerDesk.of(ExecutionTactic.MAKER_FIRST);
    private final EngineScenario desk = maker.desk;

    private void rest() {
        maker.book(LONG);
        maker.take();
        desk.sent(1);
        maker.accepted(1, 1_500, 30_000.5);
    }

    private void fill(final long trade, final double amount) {
        desk.fill(trade, 1, BTC_PERPETUAL, Side.SELL, amount, 30_000.5);
    }

    private void amended(final double amount, final double price) {
        maker.outcome(AmendOrderDecoder.TEMPLATE_ID, 1, SendOutcome.SENT);
        maker.accepted(1, amount, price);
    }

    @Test
    void shouldRestTheExcessAtTheTouchAndHoldWhileItRests() {
        maker.book(LONG);

        assertThat(maker.take()).containsExactly("REST 1: SELL 1500 at 30000.5");
        assertThat(maker.lastStep()).isEqualTo("PLACE RESTING -150");

        desk.sent(1);
        maker.accepted(1, 1_500, 30_000.5);
        HedgingDesk.market(desk, 30_000);

        assertThat(maker.take()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);
        assertThat(desk.outputs.lastDecision().inFlightDelta()).isZero();
    }

    @Test
    void shouldFollowTheTouchInPlaceOneAmendmentAtATime() {
        rest();
        desk.quote(BTC_PERPETUAL, 29_998.5, 29_999.5);

        assertThat(maker.take()).containsExactly("AMEND 1: 1500 at 29999.5");

        desk.quote(BTC_PERPETUAL, 29_997.5, 29_998.5);
        assertThat(maker.take()).as("the venue has not answered").isEmpty();

        amended(1_500, 29_999.5);
        assertThat(maker.take()).containsExactly("AMEND 1: 1500 at 29998.5");
    }

    @Test
    void shouldFollowTheNeedAndTellTheVenueTheTotal() {
        rest();
        fill(1, 500);
        assertThat(maker.take()).as("the rest is what is needed").isEmpty();

        maker.book(LONG + 300);
        assertThat(maker.take()).containsExactly("AMEND 1: 1800 at 30000.5");

        amended(1_800, 30_000.5);
        maker.book(LONG - 600);
        assertThat(maker.take()).containsExactly("AMEND 1: 900 at 30000.5");
    }

    @Test
    void shouldTakeItBackWhenTheNeedIsGoneAndForgetItOnlyWhenTheVenueSaysSo() {
        rest();
        maker.book(1_000);
        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(maker.lastStep()).isEqualTo("CANCEL NEED_GONE 0");

        maker.book(LONG);
        assertThat(maker.take()).as("it may still be there").isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);

        desk.closed(1, OrderEnd.CANCELLED, 0);
        assertThat(maker.take()).as("own cancels need no pause").containsExactly("REST 2: SELL 1500 at 30000.5");
    }

    @Test
    void shouldApplyAFillThatCrossesTheCancel() {
        rest();
        maker.book(1_000);
        maker.take();
        fill(1, 1_500);
        desk.closed(1, OrderEnd.FILLED, 1_500);

        assertThat(desk.engine.position(BTC_PERPETUAL)).isEqualTo(scaled(-1_500));
        assertThat(desk.engine.orders().size()).isZero();
        assertThat(maker.take()).as("at -500 it is inside").isEmpty();
    }

    @Test
    void shouldTakeItBackBeforeItTradesTheOtherSide() {
        rest();
        maker.book(-LONG);

        assertThat(maker.take()).containsExactly("CANCEL 1");
        desk.closed(1, OrderEnd.CANCELLED, 0);
        assertThat(maker.take()).containsExactly("REST 2: BUY 1500 at 29999.5");
    }

    /** Far out on the other side it would take at once, and what it takes would be its own resting order. */
    @Test
    void shouldNotTakeItsOwnRestingOrder() {
        rest();
        maker.book(-30_000);

        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);
        HedgingDesk.market(desk, 30_000);
        assertThat(maker.take()).as("it may still be there").isEmpty();

        desk.closed(1, OrderEnd.CANCELLED, 0);
        assertThat(maker.take()).containsExactly("TAKE 2: BUY 27000 at 30000.5");
    }

    @Test
    void shouldTakeWhatIsBeyondTheMultipleAndRestTheRest() {
        maker.book(7_500);

        assertThat(maker.take()).containsExactly("TAKE 1: SELL 1500 at 29999.5", "REST 2: SELL 3000 at 30000.5");
        assertThat(maker.steps()).contains("TAKE TAKING -150", "PLACE RESTING -300");
    }

    @Test
    void shouldTakeEverythingBeyondTheCrossMultipleAndWithdraw() {
        rest();
        maker.book(12_000);

        assertThat(maker.take()).containsExactly("TAKE 2: SELL 9000 at 29999.5", "CANCEL 1");
        assertThat(maker.lastStep()).isEqualTo("CANCEL CROSSING 0");
    }

    @Test
    void shouldTakeWhatWasNotFilledByTheDeadline() {
        rest();
        for (int second = 0; second < 59; second++) {
            desk.waitSeconds(1);
            HedgingDesk.market(desk, 30_000);
        }
        assertThat(maker.take()).isEmpty();
        desk.waitSeconds(1);
        desk.timer();

        assertThat(maker.take()).containsExactly("TAKE 2: SELL 1500 at 29999.5", "CANCEL 1");
        assertThat(maker.steps()).contains("TAKE DEADLINE -150");
        assertThat(desk.outputs.lastReason()).isNotEqualTo(DecisionReason.BACK_OFF);
    }

    @Test
    void shouldTakeAPostOnlyRejectionAsNewsOfTheMarket() {
        maker.book(LONG);
        maker.take();
        desk.outputs.takeAlerts();
        desk.sent(1);
        maker.rejected(1, 11_054);
        desk.timer();

        assertThat(desk.outputs.takeAlerts()).isEmpty();
        assertThat(maker.take()).as("not on the same quote").isEmpty();

        desk.quote(BTC_PERPETUAL, 30_000.5, 30_001.5);
        assertThat(maker.take()).containsExactly("REST 2: SELL 1500 at 30001.5");
    }

    @Test
    void shouldAlarmForAnyOtherRejection() {
        maker.book(LONG);
        desk.outputs.takeAlerts();
        desk.sent(1);
        maker.rejected(1, 10_009);

        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.ORDER_REJECTED);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "pause", "connection", "stale", "one-sided", "halt", "doubt"})
    void shouldLeaveNoQuoteThatItCannotPrice(final String trouble) {
        rest();
        switch (trouble) {
            case "kill" -> desk.operator(OperatorVerb.KILL, -1);
            case "pause" -> desk.operator(OperatorVerb.PAUSE, 0);
            case "connection" -> desk.connection(0, ConnectionPhase.DOWN);
            case "stale" -> {
                desk.waitSeconds(11);
                desk.timer();
            }
            case "one-sided" -> desk.quote(BTC_PERPETUAL, 29_999.5, 0);
            case "halt" -> desk.instrumentState(BTC_PERPETUAL, InstrumentState.HALTED);
            default -> desk.index(0, 0);
        }
        final int expected = trouble.equals("doubt") ? 0 : 1;

        assertThat(maker.take()).as("an index of 0 is no input").hasSize(expected);
        if (expected == 1) {
            assertThat(maker.lastStep()).isEqualTo("CANCEL BLOCKED 0");
        }
    }

    @Test
    void shouldAskAgainForACancelThatDidNotLeave() {
        rest();
        desk.operator(OperatorVerb.PAUSE, 0);
        maker.take();
        desk.outputs.takeAlerts();
        maker.outcome(CancelOrderDecoder.TEMPLATE_ID, 1, SendOutcome.SUPPRESSED);
        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.ORDER_SUPPRESSED);
        assertThat(desk.order(1).isCancelPending()).isFalse();
        assertThat(maker.take()).as("not at once").isEmpty();

        desk.waitSeconds(2);
        desk.timer();
        assertThat(maker.take()).containsExactly("CANCEL 1");
        maker.outcome(CancelOrderDecoder.TEMPLATE_ID, 1, SendOutcome.SEND_FAILED);
        desk.tickSeconds(2);
        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(desk.outputs.takeAlerts()).as("said once").doesNotContain(AlertCode.SEND_FAILED);

        desk.tickSeconds(4);
        assertThat(maker.take()).as("the venue may answer yet").isEmpty();
        desk.tickSeconds(1);
        assertThat(maker.take()).as("nothing was heard").containsExactly("CANCEL 1");
    }

    @Test
    void shouldCancelWhileTheMessageRateIsUsedUp() {
        desk.engineLimits(1, 60 * SECOND_NS);
        rest();
        maker.book(LONG + 500);
        assertThat(maker.take()).as("no message is left for an amendment").isEmpty();
        assertThat(maker.lastStep()).isEqualTo("WAIT RATE_LIMITED 0");

        desk.operator(OperatorVerb.PAUSE, 0);
        assertThat(maker.take()).containsExactly("CANCEL 1");
    }

    @Test
    void shouldKeepWhatStandsWhenAnAmendmentIsRefusedOrDoesNotLeave() {
        rest();
        maker.book(LONG + 300);
        assertThat(maker.take()).containsExactly("AMEND 1: 1800 at 30000.5");
        assertThat(desk.order(1).remaining()).as("either may stand").isEqualTo(scaled(-1_800));
        maker.outcome(AmendOrderDecoder.TEMPLATE_ID, 1, SendOutcome.SUPPRESSED);
        assertThat(desk.order(1).remaining()).isEqualTo(scaled(-1_500));
        assertThat(maker.take()).isEmpty();

        desk.waitSeconds(2);
        HedgingDesk.market(desk, 30_000);
        assertThat(maker.take()).containsExactly("AMEND 1: 1800 at 30000.5");
        maker.outcome(AmendOrderDecoder.TEMPLATE_ID, 1, SendOutcome.SEND_FAILED);
        assertThat(desk.order(1).remaining()).as("nobody knows").isEqualTo(scaled(-1_800));
        maker.accepted(1, 1_500, 30_000.5);
        assertThat(desk.order(1).remaining()).as("looked up").isEqualTo(scaled(-1_500));
    }

    @Test
    void shouldTakeOutAnOrderOfWhoseAmendmentNothingIsHeard() {
        rest();
        maker.book(LONG + 300);
        maker.take();
        for (int second = 0; second < 5; second++) {
            desk.waitSeconds(1);
            HedgingDesk.market(desk, 30_000);
        }

        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(maker.steps()).contains("CANCEL UNCONFIRMED 0");
    }

    @Test
    void shouldSendNothingNewToAnotherInstrumentUntilTheOldOrderIsGone() {
        rest();
        desk.perpetual(5, 0);
        desk.quote(5, 29_999.5, 30_000.5);
        maker.take();
        desk.hedge(0, DeskPolicy.band(0.1, Landing.TO_EDGE).with(5));

        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(maker.lastStep()).isEqualTo("CANCEL OTHER_INSTRUMENT 0");
        HedgingDesk.market(desk, 30_000);
        assertThat(maker.take()).isEmpty();
        desk.closed(1, OrderEnd.CANCELLED, 0);
        assertThat(maker.take()).containsExactly("REST 2: SELL 1500 at 30000.5");
    }

    @Test
    void shouldTakeBackWhatRestsWhenTheTacticTakes() {
        rest();
        maker.execution(settings -> settings.tactic(ExecutionTactic.TAKER));
        assertThat(maker.take()).containsExactly("CANCEL 1");
        desk.closed(1, OrderEnd.CANCELLED, 0);

        assertThat(maker.take()).containsExactly("TAKE 2: SELL 1500 at 29999.5");
    }

    @Test
    void shouldTradeNothingInANewSessionUntilTheOldOrderHasEnded() {
        rest();
        desk.genesis(2);
        desk.underlying(0);
        desk.perpetual(BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, DeskPolicy.band(0.1, Landing.TO_EDGE), LONG);
        maker.execution(settings -> {});
        desk.ready();

        assertThat(maker.take()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);
        desk.closed(1, OrderEnd.CANCELLED, 0);
        HedgingDesk.market(desk, 30_000);
        assertThat(maker.take()).containsExactly("REST 2: SELL 1500 at 30000.5");
    }

    @Test
    void shouldNotPlaceASecondOrderWhileTheFirstIsOfUnknownFate() {
        maker.book(LONG);
        maker.take();
        desk.outcome(1, SendOutcome.SEND_FAILED, SuppressReason.NONE);
        desk.tickSeconds(2);
        HedgingDesk.market(desk, 30_000);

        assertThat(maker.take()).as("both ends are not outside").containsExactly("CANCEL 1");
        desk.closed(1, OrderEnd.NEVER_EXISTED, 0);
        assertThat(maker.take()).containsExactly("REST 2: SELL 1500 at 30000.5");
    }

    @Test
    void shouldHoldTheRestingOrderAgainstThePositionLimitAtItsWorstEnd() {
        desk.limits(0, new DeskLimits().maxPositionUsd(1_000));
        maker.book(LONG);
        assertThat(maker.take()).containsExactly("REST 1: SELL 1000 at 30000.5");
        desk.sent(1);
        maker.accepted(1, 1_000, 30_000.5);
        maker.book(15_000);

        assertThat(maker.take()).as("no room beside what rests").containsExactly("CANCEL 1");
        assertThat(desk.engine.orders().worst(BTC_PERPETUAL, -1)).isEqualTo(scaled(-1_000));
    }

    @Test
    void shouldSendAnotherOrderWhenTheTotalOfThisOneWouldExceedTheLargest() {
        desk.limits(0, new DeskLimits().maxOrderUsd(2_000));
        rest();
        fill(1, 1_000);
        maker.book(LONG + 1_200);

        assertThat(maker.take()).containsExactly("CANCEL 1");
        assertThat(maker.lastStep()).isEqualTo("CANCEL ORDER_LIMIT 0");
    }

    @Test
    void shouldShowNoMoreThanTheDisplayOfAnIceberg() {
        final MakerDesk iceberg = MakerDesk.with(
                settings -> settings.tactic(ExecutionTactic.ICEBERG).displayLots(20));
        iceberg.book(LONG);
        assertThat(iceberg.take()).containsExactly("REST 1: SELL 200 at 30000.5");
        iceberg.desk.sent(1);
        iceberg.accepted(1, 200, 30_000.5);
        iceberg.desk.fill(1, 1, BTC_PERPETUAL, Side.SELL, 200, 30_000.5);
        iceberg.desk.closed(1, OrderEnd.FILLED, 200);

        assertThat(iceberg.take()).containsExactly("REST 2: SELL 200 at 30000.5");
    }

    @Test
    void shouldRefuseWhenThePriceIsOutsideTheCollar() {
        desk.limits(0, new DeskLimits().collarRate(0.00001));
        maker.book(LONG);

        assertThat(maker.take()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.PRICE_COLLAR);
    }

    @Test
    void shouldFollowTheOperatorsMultiples() {
        desk.operator(OperatorVerb.SET_TAKE_MULTIPLE, 0, 1);
        maker.book(LONG);
        assertThat(maker.take()).containsExactly("TAKE 1: SELL 1500 at 29999.5");
        desk.execute(desk.outputs.takeOrder());
        desk.operator(OperatorVerb.SET_CROSS_MULTIPLE, 0, 0.5);

        assertThat(desk.outputs.takeAlerts()).contains(AlertCode.COMMAND_REFUSED);
    }

    @Test
    void shouldMeasureTheShareThatRestingOrdersTraded() {
        maker.book(7_500);
        desk.execute(desk.outputs.takeNewOrders().get(0));
        desk.event(events -> events.fill()
                .tradeId(77)
                .orderId(2)
                .instrumentId(BTC_PERPETUAL)
                .side(Side.SELL)
                .amount(scaled(3_000))
                .price(scaled(30_000.5))
                .feeCurrency(Currency.COIN)
                .liquidity(Liquidity.MAKER));

        assertThat(desk.statistics(0).makerShare()).isEqualTo(3_000.0 / 4_500);
        assertThat(desk.statistics(0).tradedUsd()).isEqualTo(4_500);
    }

    @Test
    void shouldCountOneBreachForOneNeedAndItsTimeAsResting() {
        rest();
        desk.tickSeconds(4);
        fill(1, 1_500);

        assertThat(desk.statistics(0).band().breaches()).isEqualTo(1);
        assertThat(desk.statistics(0).band().answeredBreaches()).isEqualTo(1);
        assertThat(desk.statistics(0).band().outsideNs(BandTracker.Standing.RESTING))
                .isEqualTo(4 * SECOND_NS);
        assertThat(desk.statistics(0).band().outsideNs(BandTracker.Standing.LATENCY))
                .isZero();
    }

    @Test
    void shouldWorkATradeToTheTargetWholeAlthoughTheBandIsReachedBefore() {
        final MakerDesk target = MakerDesk.with(DeskPolicy.band(0.1, Landing.TO_TARGET), settings -> {});
        target.book(LONG);
        assertThat(target.take()).containsExactly("REST 1: SELL 4500 at 30000.5");
        target.desk.sent(1);
        target.accepted(1, 4_500, 30_000.5);
        target.desk.fill(1, 1, BTC_PERPETUAL, Side.SELL, 4_000, 30_000.5);

        assertThat(target.take()).as("500 go on resting").isEmpty();
        target.desk.fill(2, 1, BTC_PERPETUAL, Side.SELL, 500, 30_000.5);
        target.desk.closed(1, OrderEnd.FILLED, 4_500);
        assertThat(target.take()).isEmpty();
        target.book(LONG + 1_000);
        assertThat(target.take()).as("1,000 are inside the band").isEmpty();
    }

    @Test
    void shouldKeepAnIntervalsTradeDueUntilItIsFilled() {
        final MakerDesk clock = MakerDesk.with(DeskPolicy.every(10 * SECOND_NS), settings -> {});
        clock.book(LONG);
        clock.desk.waitSeconds(10);
        HedgingDesk.market(clock.desk, 30_000);
        assertThat(clock.take()).containsExactly("REST 1: SELL 4500 at 30000.5");
        clock.desk.sent(1);
        clock.accepted(1, 4_500, 30_000.5);
        clock.desk.waitSeconds(1);
        HedgingDesk.market(clock.desk, 30_000);

        assertThat(clock.take()).as("it is still wanted").isEmpty();
        assertThat(clock.desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);
    }
}
