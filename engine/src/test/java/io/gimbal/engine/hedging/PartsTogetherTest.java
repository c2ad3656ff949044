package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.OTHER;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.CandidateDesk.SECOND;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.StrategyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where two parts meet in one decision: candidates, orders at rest, triggers and strategies. */
class PartsTogetherTest {
    private final PartsDesk parts = new PartsDesk(Landing.TO_TARGET, settings -> {}).two();
    private final EngineScenario desk = parts.desk;

    /** 0.15 coins too many: less than twice the band, so 4,500 dollars rest in the first perpetual. */
    private NewOrderDecoder resting() {
        parts.stage.coins(0.15);
        final NewOrderDecoder order = parts.rests();
        assertThat(parts.take()).containsExactly("0 REST 1: SELL 4500 at 30000.5");
        return order;
    }

    // ------------------------------------------------------------------ candidates and orders at rest

    @Test
    void shouldTakeBackWhatRestsBeforeAnotherInstrumentIsUsed() {
        final NewOrderDecoder order = resting();

        desk.instrumentState(PERPETUAL, InstrumentState.HALTED);
        assertThat(parts.take()).containsExactly("0 CANCEL 1");
        parts.stage.market(30_000);
        desk.timer();
        assertThat(parts.take()).as("nothing until it is gone").isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);

        parts.gone(order, 0);
        parts.stage.market(30_000);
        assertThat(parts.take()).containsExactly("1 REST 2: SELL 4500 at 30000.5");
    }

    @Test
    void shouldHedgeThroughTheOtherConnectionWhileAnOrderRestsBehindADeadOne() {
        final NewOrderDecoder order = resting();

        desk.connection(FIRST, ConnectionPhase.DOWN);
        parts.stage.market(30_000);
        assertThat(parts.take())
                .as("it may fill yet; and nothing is sent to the dead")
                .isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);

        parts.stage.coins(1);
        assertThat(parts.take()).as("whatever becomes of it").containsExactly("1 TAKE 2: SELL 25500 at 29999.5");
        desk.execute(desk.outputs.takeOrder());

        desk.connection(FIRST, ConnectionPhase.READY);
        assertThat(parts.take()).containsExactly("0 CANCEL 1");
        parts.gone(order, 4_500);
        desk.fill(order, 4_500, 30_000.5);
        parts.stage.market(30_000);
        assertThat(parts.take()).isEmpty();
        assertThat(parts.stage.delta()).isCloseTo(0, within(1e-3));
    }

    /** The second is in use and holds most; the first was left holding so many dollars, sold. */
    private static void leftTheFirst(final PartsDesk desks, final double usd) {
        desks.quietly(() -> {
            desks.desk.position(PERPETUAL, -usd, 30_000);
            desks.desk.connection(FIRST, ConnectionPhase.DOWN);
            desks.stage.market(30_000);
            desks.desk.position(OTHER, -60_000, 30_000);
            desks.stage.coins((60_000 + usd) / 30_000);
            desks.desk.connection(FIRST, ConnectionPhase.READY);
        });
        desks.stage.market(30_000);
        assertThat(desks.take()).isEmpty();
        assertThat(desks.stage.delta()).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorVerb.class,
            names = {"KILL", "PAUSE"})
    void shouldTakeBackWhatRestsBehindADeadConnectionOnceItIsBack(final OperatorVerb verb) {
        resting();
        desk.connection(FIRST, ConnectionPhase.DOWN);

        desk.operator(verb, 0);
        parts.stage.pass(20, 30_000);
        assertThat(parts.take()).as("nobody there to take it").isEmpty();

        desk.connection(FIRST, ConnectionPhase.READY);
        assertThat(parts.take()).containsExactly("0 CANCEL 1");
    }

    @Test
    void shouldGoOnWithWhatRestsWhereItsConnectionComesBackAndIsStillInUse() {
        final PartsDesk alone = new PartsDesk(Landing.TO_TARGET, settings -> {});
        alone.stage.candidate(PERPETUAL, FIRST).ready(FIRST);
        alone.stage.market(30_000);
        alone.stage.coins(0.15);
        final NewOrderDecoder order = alone.rests();
        alone.take();
        alone.desk.connection(FIRST, ConnectionPhase.DOWN);
        alone.stage.pass(20, 30_000);
        assertThat(alone.take()).isEmpty();
        assertThat(alone.desk.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);

        alone.desk.connection(FIRST, ConnectionPhase.READY);
        alone.stage.market(30_000);
        assertThat(alone.take()).as("the same order at the same price").isEmpty();
        alone.desk.fill(order, 4_500, 30_000.5);
        alone.desk.closed(order.orderId(), OrderEnd.FILLED, 4_500);
        assertThat(alone.stage.delta()).isCloseTo(0, within(1e-3));
    }

    @Test
    void shouldRestInACandidateThatIsBeingLeftNoMoreThanItHolds() {
        leftTheFirst(parts, 2_000);
        parts.stage.coins(62_000 / 30_000.0 - 0.15);
        final NewOrderDecoder order = parts.rests();
        assertThat(parts.take()).as("not all of 4,500").containsExactly("0 REST 1: BUY 2000 at 29999.5");

        parts.stage.pass(20, 30_000);
        assertThat(parts.take()).as("and it stays there").isEmpty();

        desk.fill(order, 2_000, 29_999.5);
        desk.closed(order.orderId(), OrderEnd.FILLED, 2_000);
        parts.stage.market(30_000);
        assertThat(parts.usd(PERPETUAL)).isZero();
        assertThat(parts.take()).as("the rest of it, TO_TARGET").containsExactly("1 REST 2: BUY 2500 at 29999.5");
    }

    @ParameterizedTest
    @EnumSource(
            value = ExecutionTactic.class,
            names = {"MAKER_FIRST", "TWAP", "ALMGREN_CHRISS", "ICEBERG", "TAKER"})
    void shouldNeverTurnAPositionInACandidateThatIsBeingLeft(final ExecutionTactic tactic) {
        final PartsDesk left = new PartsDesk(
                Landing.TO_TARGET,
                settings -> settings.tactic(tactic).displayLots(tactic == ExecutionTactic.ICEBERG ? 1_000 : 0));
        left.two();
        leftTheFirst(left, 2_000);
        left.stage.coins(1);
        for (int i = 0; i < 60; i++) {
            left.desk.outputs.takeNewOrders().forEach(order -> left.stage.execute(order, 30_000));
            assertThat(left.usd(PERPETUAL)).isBetween(-2_000.0, 0.0);
            left.stage.pass(5, 30_000);
        }
        assertThat(Math.abs(left.stage.delta())).isLessThanOrEqualTo(0.1);
        assertThat(left.usd(PERPETUAL)).isZero();
    }

    @Test
    void shouldNotAskTheSameQuoteAgainInACandidateThatIsBeingLeft() {
        final PartsDesk left = new PartsDesk(Landing.TO_TARGET, settings -> settings.tactic(ExecutionTactic.TAKER));
        left.two();
        left.stage.quote(PERPETUAL, 30_000);
        leftTheFirst(left, 2_000);
        left.stage.coins(62_000 / 30_000.0 - 0.15);
        assertThat(left.take()).containsExactly("0 TAKE 1: BUY 2000 at 30000.5");
        final NewOrderDecoder order = left.desk.outputs.takeOrder();
        left.accepted(order);

        left.gone(order, 0);
        left.desk.timer();
        assertThat(left.take()).as("what it was decided on is not what it said").isEmpty();
        assertThat(left.desk.outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);

        left.stage.quote(PERPETUAL, 30_000);
        assertThat(left.take()).containsExactly("0 TAKE 2: BUY 2000 at 30000.5");
    }

    @Test
    void shouldRestUpToTheCapWithoutLeavingForIt() {
        final PartsDesk capped = new PartsDesk(Landing.TO_TARGET, settings -> {});
        capped.stage.candidate(PERPETUAL, FIRST, 2, 4_500).candidate(OTHER, SECOND, 5, 1e9);
        capped.stage.ready(FIRST, SECOND);
        capped.stage.market(30_000);
        capped.stage.coins(0.15);
        assertThat(capped.take()).containsExactly("0 REST 1: SELL 4500 at 30000.5");
        capped.rests();

        capped.stage.pass(30, 30_000);

        assertThat(capped.take()).as("its own order is no lack of room").isEmpty();
    }

    @Test
    void shouldRollOnlyOnceNothingRests() {
        final PartsDesk rolling = new PartsDesk(Landing.TO_EDGE, settings -> {});
        rolling.stage.candidate(CandidateDesk.NEAR, FIRST, 1, 1e9).candidate(CandidateDesk.FAR, FIRST, 5, 1e9);
        rolling.stage
                .choice(event -> event.rollBeforeNs(2 * CandidateDesk.DAY_NS))
                .ready(FIRST);
        rolling.stage.market(30_000);
        rolling.stage.coins(1);
        rolling.desk.outputs.takeNewOrders().forEach(order -> {
            rolling.accepted(order);
            final double amount = order.amount() / 1e8;
            rolling.desk.fill(order, amount, 30_000);
            rolling.desk.closed(order.orderId(), OrderEnd.FILLED, amount);
        });
        rolling.stage.coins(1.05);
        rolling.take();
        final NewOrderDecoder order = rolling.rests();
        assertThat(order.instrumentId()).isEqualTo(CandidateDesk.NEAR);

        rolling.desk.at(CandidateDesk.NEAR_NS - CandidateDesk.DAY_NS);
        rolling.stage.market(30_000);
        assertThat(rolling.take()).isNotEmpty().containsOnly("2 CANCEL " + order.orderId());
        rolling.stage.coins(0.9);
        rolling.stage.market(30_000);
        assertThat(rolling.take())
                .as("inside the band, but the order may fill yet")
                .isEmpty();

        rolling.gone(order, 0);
        rolling.stage.market(30_000);
        assertThat(rolling.take())
                .as("both legs of the first step")
                .hasSize(2)
                .anyMatch(text -> text.startsWith("2 TAKE"))
                .anyMatch(text -> text.startsWith("3 TAKE"));
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorVerb.class,
            names = {"KILL", "PAUSE"})
    void shouldTakeBackWhatRestsAtAnOperatorsWord(final OperatorVerb verb) {
        resting();

        desk.operator(verb, 0);

        assertThat(parts.take()).containsExactly("0 CANCEL 1");
        parts.stage.coins(3);
        desk.waitSeconds(4);
        parts.stage.market(30_000);
        assertThat(parts.take()).isEmpty();
    }

    // ------------------------------------------------------------------ triggers and the gate

    @Test
    void shouldTakeBackWhatRestsWhenTheTriggerSaysNo() {
        TimingText.tell(desk, "trade_when = \"not between(00:00:30, 00:01)\"");
        final NewOrderDecoder order = resting();
        parts.stage.pass(25, 30_000);
        assertThat(parts.take()).isEmpty();

        parts.stage.pass(5, 30_000);
        assertThat(parts.take()).containsExactly("0 CANCEL 1");
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.NOT_TRIGGERED);
        parts.gone(order, 0);
        parts.stage.pass(25, 30_000);
        assertThat(parts.take()).isEmpty();

        desk.waitSeconds(5);
        parts.stage.market(30_000);
        assertThat(parts.take()).containsExactly("0 REST 2: SELL 4500 at 30000.5");
    }

    @Test
    void shouldTakeBackWhatRestsWhereOnlyAReMarkStillCallsForIt() {
        TimingText.tell(desk, "trade_on_remark = false", "remark_half_life_s = 3600");
        optionAndDelta(-1, 0.6, 0.12);
        final NewOrderDecoder order = parts.rests();
        assertThat(parts.take()).containsExactly("0 REST 1: SELL 3600 at 30000.5");

        desk.vol(CandidateDesk.CALL, 0.4, 0.1);
        final double remark = parts.stage.delta() - 0.12;
        assertThat(remark).isBetween(0.02, 0.09);
        assertThat(parts.take())
                .as("the need of before is offered as it is now")
                .hasSize(1)
                .allMatch(text -> text.startsWith("0 AMEND 1"));
        parts.accepted(order);

        desk.fill(order, 900, 30_000.5);
        parts.stage.market(30_000);
        assertThat(parts.stage.delta()).as("still outside, by the mark alone").isGreaterThan(0.1);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.IV_NOISE);
        assertThat(parts.take()).contains("0 CANCEL 1");
    }

    /** So many calls at a volatility, and coins that make the whole delta this; nothing is traded meanwhile. */
    private void optionAndDelta(final double calls, final double vol, final double delta) {
        parts.quietly(() -> {
            desk.forward(0, CandidateDesk.FAR_NS, 30_000);
            desk.vol(CandidateDesk.CALL, vol, 0.1);
            desk.position(CandidateDesk.CALL, calls, 0);
            parts.stage.market(30_000);
            parts.stage.coins(delta - parts.stage.delta());
        });
        assertThat(parts.stage.delta()).isCloseTo(delta, within(1e-8));
    }

    // ------------------------------------------------------------------ strategies

    private void cppi(final double equityUsd) {
        desk.cash(0, Currency.USD, equityUsd);
        desk.event(events -> DeskOutlook.forecast(events).underlyingId(0));
        desk.event(events ->
                DeskOutlook.strategy(events, StrategyKind.CPPI).underlyingId(0).bandShare(scaled(0.5)));
        parts.stage.market(30_000);
    }

    @ParameterizedTest
    @CsvSource({"801000, 5000", "800004, 20"})
    void shouldTakeAtOnceWhatALockInCashCallsFor(final double equityUsd, final double exposureUsd) {
        cppi(equityUsd);
        final NewOrderDecoder bought = desk.outputs.takeNewOrders().get(0);
        parts.accepted(bought);
        desk.fill(bought, bought.amount() / 1e8, 30_000);
        desk.closed(bought.orderId(), OrderEnd.FILLED, bought.amount() / 1e8);
        parts.take();
        assertThat(parts.usd(PERPETUAL)).as("five times the cushion").isEqualTo(exposureUsd);
        TimingText.tell(desk, "trade_when = \"between(12:00, 13:00)\"");

        desk.cash(0, Currency.USD, 799_000);

        assertThat(desk.outputs.takeAlerts()).contains(AlertCode.FLOOR_REACHED);
        assertThat(parts.take())
                .as("little enough to be rested for, and it is not noon")
                .containsExactly("0 TAKE 2: SELL " + (int) exposureUsd + " at 29999.5");
    }

    @Test
    void shouldTakeBackWhatRestsBeforeALockInCashTakes() {
        cppi(801_000);
        final NewOrderDecoder order = desk.outputs.takeNewOrders().get(0);
        parts.accepted(order);
        desk.fill(order, 2_000, 30_000);
        assertThat(parts.usd(PERPETUAL)).isEqualTo(2_000);
        parts.take();

        desk.cash(0, Currency.USD, 799_000);
        parts.stage.market(30_000);
        assertThat(parts.take())
                .as("what rests is a purchase, what is held goes at once")
                .contains("0 CANCEL 1");
        parts.gone(order, 2_000);
        parts.stage.market(30_000);
        desk.outputs.takeNewOrders().forEach(sale -> parts.stage.execute(sale, 30_000));
        parts.stage.market(30_000);

        assertThat(parts.usd(PERPETUAL)).isZero();
    }

    @Test
    void shouldOfferNothingWhileScalpingIsIdle() {
        desk.event(events -> DeskOutlook.forecast(events)
                .underlyingId(0)
                .startVol(scaled(0.1))
                .longRunVol(scaled(0.1)));
        optionAndDelta(1, 0.9, 0.15);
        final NewOrderDecoder order = parts.rests();
        parts.take();

        desk.event(events ->
                DeskOutlook.strategy(events, StrategyKind.GAMMA_SCALPING).underlyingId(0));
        parts.stage.market(30_000);

        assertThat(parts.take()).containsExactly("0 CANCEL " + order.orderId());
        parts.gone(order, 0);
        parts.stage.pass(5, 30_000);
        assertThat(parts.take()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RENT_NOT_PAID);
    }

    @Test
    void shouldMeasureFillsAtRestAndFeedTheBandWithThem() {
        desk.hedge(
                0,
                DeskPolicy.of("whalley-wilmott-edge:risk_aversion_per_usd=0.001")
                        .sense(DeltaSense.USD_NEUTRAL));
        desk.event(events -> DeskOutlook.forecast(events)
                .underlyingId(0)
                .costSource(CostSource.MEASURED)
                .priorFills(scaled(1)));
        desk.forward(0, CandidateDesk.FAR_NS, 30_000);
        desk.vol(CandidateDesk.CALL, 0.6, 0.1);
        parts.stage.market(30_000);
        desk.position(CandidateDesk.CALL, 10, 0);
        final double before = width();
        assertThat(before).isPositive();

        final NewOrderDecoder order = desk.outputs.takeNewOrders().get(0);
        parts.accepted(order);
        for (int i = 1; i <= 20; i++) {
            final int trade = i;
            desk.event(events -> events.fill()
                    .tradeId(trade)
                    .orderId(order.orderId())
                    .instrumentId(PERPETUAL)
                    .side(order.side())
                    .amount(scaled(10))
                    .price(order.price())
                    .liquidity(Liquidity.MAKER)
                    .feeCurrency(Currency.COIN));
        }
        parts.stage.pass(15, 30_000);

        assertThat(width()).as("resting costs less than taking").isPositive().isLessThan(before);
    }

    private double width() {
        desk.waitSeconds(1);
        parts.stage.market(30_000);
        return desk.outputs.lastDecision().bandHigh()
                - desk.outputs.lastDecision().bandLow();
    }

    // ------------------------------------------------------------------ operators

    @Test
    void shouldTakeOrRefuseWhatAnOperatorSetsByWhatIsThere() {
        desk.operator(OperatorVerb.SET_TAKE_MULTIPLE, 0, 1.2);
        assertThat(desk.outputs.takeAlerts()).doesNotContain(AlertCode.COMMAND_REFUSED);
        desk.operator(OperatorVerb.SET_TAKE_MULTIPLE, 0, 4);
        assertThat(desk.outputs.takeAlerts())
                .as("beyond the cross multiple of three")
                .contains(AlertCode.COMMAND_REFUSED);
        final EngineScenario taking = HedgingDesk.levelDesk();
        taking.operator(OperatorVerb.SET_TAKE_MULTIPLE, 0, 1.2);
        assertThat(taking.outputs.takeAlerts()).as("nothing rests there").contains(AlertCode.COMMAND_REFUSED);
        for (final OperatorVerb verb :
                new OperatorVerb[] {OperatorVerb.SET_FLOOR, OperatorVerb.SET_MULTIPLIER, OperatorVerb.SET_TARGET_VOL}) {
            desk.operator(verb, 0, 2);
            assertThat(desk.outputs.takeAlerts())
                    .as("%s without a strategy", verb)
                    .contains(AlertCode.COMMAND_REFUSED);
        }

        parts.stage.coins(0.15);
        assertThat(parts.take())
                .as("from 1.2 half-widths on it is taken, by the value that stands")
                .hasSize(2)
                .anyMatch(text -> text.startsWith("0 TAKE"));
    }

    // ------------------------------------------------------------------ overlay

    @Test
    void shouldRestForWhatIsWantedWhateverBecomesOfAnOptionUnderWay() {
        final OverlayDesk overlay = OverlayDesk.trading(event -> {});
        final EngineScenario options = overlay.desk;
        options.event(events -> MakerDesk.defaults(events.executionConfiguration()));
        options.operator(OperatorVerb.SET_TARGET, 0, 0.7);
        final NewOrderDecoder order = options.outputs.takeOrder();
        assertThat(order.isPostOnly()).isEqualTo(BooleanType.TRUE);
        final double wanted = order.amount() / 1e8;
        options.sent(order.orderId());
        options.accepted(order.orderId());

        overlay.proposeCall(1);
        final NewOrderDecoder call = options.outputs.takeOrder();
        assertThat(call.instrumentId()).isEqualTo(OverlayDesk.FAR_CALL);
        options.waitSeconds(1);
        overlay.market();

        assertThat(options.outputs.takeNewOrders()).isEmpty();
        assertThat(options.order(order.orderId()).isCancelPending()
                        || options.order(order.orderId()).wantedPrice() > 0)
                .as("the purchase at rest is reduced by what the call may bring, or taken back")
                .isTrue();
        options.waitNs(5 * SECOND_NS);
        options.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        overlay.market();
        final double after = options.outputs.takeNewOrders().stream()
                .mapToDouble(next -> next.amount() / 1e8)
                .sum();
        assertThat(after).isLessThan(wanted);
    }
}
