package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.DAY_NS;
import static io.gimbal.engine.hedging.CandidateDesk.FAR;
import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.LINEAR;
import static io.gimbal.engine.hedging.CandidateDesk.OTHER;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.CandidateDesk.SECOND;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SplitReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A desk of one coin too many, worth 30,000 dollars, whose candidates show 10,000 dollars each. */
class SplitHedgingTest {
    private static final double INDEX = 30_000;
    private static final double TOUCH = 10_000;

    private final CandidateDesk stage = new CandidateDesk();
    private final EngineScenario desk = stage.desk;

    private void splitting(final int most) {
        splitting(most, 10, 0);
    }

    private void splitting(final int most, final double withinBp, final double orderUsd) {
        stage.choice(event -> event.maxSplits((short) most)
                .splitWithin(scaled(withinBp * 1e-4))
                .splitOrderUsd(scaled(orderUsd)));
    }

    private void quotes(final double first, final double second) {
        stage.quote(PERPETUAL, INDEX, first);
        stage.quote(OTHER, INDEX, second);
    }

    /** Two perpetuals at the same terms, each of its own connection. */
    private void twoVenues(final int most) {
        stage.candidate(PERPETUAL, FIRST).candidate(OTHER, SECOND);
        splitting(most);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        stage.takeOrders();
    }

    private List<NewOrderDecoder> executeAll() {
        final List<NewOrderDecoder> orders = stage.outputs.takeNewOrders();
        orders.forEach(order -> stage.execute(order, INDEX));
        return orders;
    }

    @Test
    void shouldTakeBothTouchesAndLetTheRestWaitForOtherQuotes() {
        twoVenues(4);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 10000 at 29999.5", "1 SELL 10000 at 29999.5");

        stage.coins(1);
        assertThat(stage.takeOrders())
                .as("of these quotes everything was taken")
                .isEmpty();
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.NO_QUOTE);

        quotes(TOUCH, TOUCH);
        assertThat(stage.takeOrders()).as("one touch holds it").containsExactly("0 SELL 10000 at 29999.5");
    }

    @Test
    void shouldSendOneOrderWhereTheTouchHoldsIt() {
        twoVenues(4);
        quotes(30_000, 30_000);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 30000 at 29999.5");
        assertThat(stage.splits()).isEmpty();
    }

    @Test
    void shouldSendOneOrderWhereTheDeskDoesNotSplit() {
        twoVenues(1);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 30000 at 29999.5");
        assertThat(stage.splits()).isEmpty();
    }

    /** Each part is an order with its own decision: what was sent before is in flight for the next. */
    @Test
    void shouldDecideEachPartAndExplainWhoGotWhat() {
        twoVenues(4);
        final int before = stage.outputs.all.size();
        stage.coins(1);

        final List<HedgeDecisionDecoder> decisions = stage.outputs.decisions(before).stream()
                .filter(decision -> decision.action() == DecisionAction.TRADE)
                .toList();
        assertThat(decisions).extracting(HedgeDecisionDecoder::orderId).containsExactly(1L, 2L);
        final double part = TOUCH / INDEX;
        assertThat(decisions.get(0).inFlightDelta()).isZero();
        assertThat(decisions.get(0).tradeDelta()).isCloseTo(-1, within(1e-3));
        assertThat(decisions.get(1).inFlightDelta()).isCloseTo(-part, within(1e-9));
        assertThat(decisions.get(1).tradeDelta()).isCloseTo(-1 + part, within(1e-3));
        assertThat(stage.splits()).hasSize(2).allSatisfy(split -> {
            assertThat(split.needDelta()).isCloseTo(-1, within(1e-9));
            assertThat(split.partDelta()).isCloseTo(-part, within(1e-9));
            assertThat(split.leftDelta()).isCloseTo(-1 + 2 * part, within(1e-9));
            assertThat(split.amount()).isEqualTo(scaled(-TOUCH));
            assertThat(split.visibleAmount()).isEqualTo(scaled(TOUCH));
            assertThat(split.reason()).isEqualTo(SplitReason.WHOLE_TOUCH);
            assertThat(split.tradingRate()).isCloseTo(5e-4 + 0.5 / INDEX, within(1e-12));
            assertThat(split.impactUsd()).isCloseTo(1e-5 / 1e3 * Math.pow(TOUCH, 1.5), within(1e-9));
            assertThat(split.costUsd()).isCloseTo(TOUCH * (5e-4 + 0.5 / INDEX) + split.impactUsd(), within(1e-9));
        });
        assertThat(stage.splits()).extracting(split -> split.orderId()).containsExactly(1L, 2L);
    }

    /** Both in flight: the delta counts both, one venue's loss is an interval, the other's fill stands. */
    @Test
    void shouldReckonEachPartInFlightOnItsOwn() {
        twoVenues(4);
        stage.coins(1);
        final List<NewOrderDecoder> orders = stage.outputs.takeNewOrders();
        orders.forEach(order -> desk.sent(order.orderId()));
        assertThat(stage.lastDecision().inFlightDelta()).isCloseTo(-TOUCH / INDEX, within(1e-9));

        stage.execute(orders.get(0), INDEX);
        desk.connection(SECOND, ConnectionPhase.DOWN);
        quotes(3 * TOUCH, 3 * TOUCH);

        assertThat(stage.takeOrders())
                .as("10,000 are certain whatever became of the other")
                .containsExactly("0 SELL 10000 at 29999.5");
    }

    @Test
    void shouldGoOnThroughTheOtherWhereOneHaltsMidWay() {
        twoVenues(4);
        stage.coins(1);
        final List<NewOrderDecoder> orders = stage.outputs.takeNewOrders();
        stage.execute(orders.get(1), INDEX);
        desk.sent(orders.get(0).orderId());
        desk.instrumentState(PERPETUAL, InstrumentState.HALTED);
        desk.closed(orders.get(0).orderId(), OrderEnd.CANCELLED, 0);
        desk.waitSeconds(3);
        desk.index(0, INDEX);
        for (int i = 0; i < 3; i++) {
            stage.quote(OTHER, INDEX, TOUCH);
            executeAll().forEach(order -> assertThat(order.instrumentId()).isEqualTo(OTHER));
        }

        assertThat(stage.delta()).isBetween(-0.1, 0.1);
        assertThat(desk.engine.position(OTHER)).isEqualTo(scaled(-30_000));
    }

    @Test
    void shouldWaitWhereNobodyShowsASmallestOrder() {
        twoVenues(4);
        quotes(5, 5);
        stage.coins(1);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastDecision().action()).isEqualTo(DecisionAction.REFUSE);
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.NO_QUOTE);
        assertThat(stage.splits()).hasSize(2).allSatisfy(split -> {
            assertThat(split.reason()).isEqualTo(SplitReason.NO_DEPTH);
            assertThat(split.leftDelta()).isCloseTo(-1, within(1e-9));
        });

        stage.coins(1);
        assertThat(stage.splits()).as("said once").hasSize(2);

        stage.quote(OTHER, INDEX, TOUCH);
        assertThat(stage.takeOrders()).containsExactly("1 SELL 10000 at 29999.5");
    }

    /** A book without a side is no book: what carries the hedge is left, and the other's touch is taken. */
    @Test
    void shouldGoOnWhereOneShowsNothingAtAll() {
        twoVenues(4);
        stage.quote(PERPETUAL, INDEX, 0);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("1 SELL 10000 at 29999.5");
        assertThat(stage.lastSplit(PERPETUAL).reason()).isEqualTo(SplitReason.NOT_TRADABLE);
    }

    @Test
    void shouldTakeTheCheaperTouchWholeAndOfTheDearerTheRest() {
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(OTHER, SECOND, 7, 1e9);
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(22_000, 22_000);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 22000 at 29999.5", "1 SELL 8000 at 29999.5");
        assertThat(stage.lastSplit(OTHER).reason()).isEqualTo(SplitReason.LEVELLED);
        assertThat(stage.lastSplit(OTHER).leftDelta()).isZero();
    }

    @Test
    void shouldWaitRatherThanPayMoreThanTheDeskPermits() {
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(OTHER, SECOND, 16, 1e9);
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 10000 at 29999.5");
        assertThat(stage.lastSplit(OTHER).reason()).isEqualTo(SplitReason.TOO_DEAR);
        assertThat(stage.lastSplit(OTHER).leftDelta()).isCloseTo(-2.0 / 3, within(1e-9));
    }

    /** Ten ticks of half a dollar are 1.7 bp: what is unseen there costs less than 2 bp more elsewhere. */
    @Test
    void shouldReckonWhatIsBeyondTheTouchAtTheLimitPrice() {
        final CandidateDesk deep =
                new CandidateDesk(new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).offsetTicks(10));
        deep.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(OTHER, SECOND, 7, 1e9);
        deep.choice(event -> event.maxSplits((short) 4).splitWithin(scaled(1e-3)));
        deep.ready(FIRST, SECOND);
        deep.desk.index(0, INDEX);
        deep.quote(PERPETUAL, INDEX, TOUCH);
        deep.quote(OTHER, INDEX, TOUCH);
        deep.coins(1);

        assertThat(deep.takeOrders()).containsExactly("0 SELL 30000 at 29994.5");
        assertThat(deep.lastSplit(PERPETUAL).reason()).isEqualTo(SplitReason.BEYOND_TOUCH);
        assertThat(deep.lastSplit(PERPETUAL).beyondRate()).isCloseTo(5 / INDEX, within(1e-12));
        assertThat(deep.lastSplit(OTHER).reason()).isEqualTo(SplitReason.CHEAPER_ELSEWHERE);
    }

    @Test
    void shouldMakeAsManyOrdersAsPaidFor() {
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(OTHER, SECOND, 5, 1e9);
        splitting(4, 10, 100);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(29_000, 40_000);
        stage.coins(1);

        assertThat(stage.takeOrders())
                .as("one order of the deeper saves another")
                .containsExactly("1 SELL 30000 at 29999.5");
    }

    /** Funding that shorts receive makes up for a fee; the doubt about it does not count where there is none. */
    @Test
    void shouldReckonWithFunding() {
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).candidate(OTHER, SECOND, 8, 1e9);
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.event(events -> events.funding().instrumentId(OTHER).currentRate(scaled(0.0002)));
        desk.index(0, INDEX);
        quotes(TOUCH, 25_000);
        stage.coins(1);

        assertThat(stage.lastSplit(OTHER).holdingRate()).isLessThan(-3e-4);
        assertThat(stage.lastSplit(OTHER).amount()).isEqualTo(scaled(-25_000));
        assertThat(stage.lastSplit(PERPETUAL).amount()).isEqualTo(scaled(-5_000));
    }

    @Test
    void shouldSplitOverInstrumentsOfUnlikeLots() {
        stage.candidate(PERPETUAL, FIRST).candidate(LINEAR, SECOND).candidate(FAR, SECOND);
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        stage.quote(PERPETUAL, INDEX, TOUCH);
        stage.quote(LINEAR, INDEX, 0.4);
        stage.halfSpread(FAR, 2.5);
        stage.quote(FAR, INDEX, TOUCH);
        stage.coins(1);

        final List<NewOrderDecoder> orders = executeAll();
        assertThat(orders).hasSize(3);
        assertThat(stage.delta()).isCloseTo(0, within(0.001));
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.amount())
                        .isPositive()
                        .isLessThanOrEqualTo(scaled(order.instrumentId() == LINEAR ? 0.4 : TOUCH)));
    }

    @Test
    void shouldHoldEachPartToItsCapAndAllToTheLimit() {
        stage.candidate(PERPETUAL, FIRST, 5, 4_000).candidate(OTHER, SECOND, 5, 1e9);
        desk.limits(0, new DeskLimits().maxPositionUsd(12_000).maxOrderUsd(9_000));
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        stage.coins(1);

        final List<NewOrderDecoder> orders = executeAll();
        assertThat(orders)
                .extracting(CandidateDesk::text)
                .containsExactly("0 SELL 4000 at 29999.5", "1 SELL 8000 at 29999.5");
        quotes(TOUCH, TOUCH);
        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.POSITION);
    }

    /** Room that both parts counted on is there once: what the later one does not get waits. */
    @Test
    void shouldSayWhatALimitOfAllCutsOffTheLaterPart() {
        stage.candidate(PERPETUAL, FIRST).candidate(OTHER, SECOND);
        desk.limits(0, new DeskLimits().maxPositionUsd(12_000));
        splitting(4);
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        stage.coins(0.6);

        final double sent = stage.outputs.takeNewOrders().stream()
                .mapToDouble(order -> order.amount() / 1e8)
                .sum();
        assertThat(sent).isEqualTo(12_000);
        assertThat(stage.splits())
                .hasSize(2)
                .allSatisfy(split -> assertThat(split.leftDelta()).isCloseTo(-0.2, within(1e-3)));
    }

    @Test
    void shouldKeepToTheMessageRate() {
        desk.engineLimits(1, EngineScenario.SECOND_NS);
        twoVenues(4);
        stage.coins(1);

        assertThat(stage.takeOrders()).hasSize(1);
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.MESSAGE_RATE);
        assertThat(stage.splits())
                .extracting(split -> split.reason())
                .containsExactly(SplitReason.WHOLE_TOUCH, SplitReason.REFUSED);
        assertThat(stage.lastSplit(OTHER).costUsd()).isZero();

        desk.waitSeconds(1);
        desk.index(0, INDEX);
        assertThat(stage.takeOrders())
                .as("the other's touch is still there")
                .containsExactly("1 SELL 10000 at 29999.5");
    }

    /** A position on the other side is netted before anything is added elsewhere. */
    @Test
    void shouldTakeBackWhatTheOtherHoldsAgainstIt() {
        stage.candidate(PERPETUAL, FIRST).candidate(OTHER, SECOND);
        splitting(4);
        stage.ready(FIRST, SECOND);
        stage.coins(-1.0 / 3);
        desk.position(OTHER, 4_000, INDEX);
        desk.position(PERPETUAL, 6_000, INDEX);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        assertThat(stage.takeOrders()).as("level").isEmpty();
        stage.coins(0.8 - 1.0 / 3);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 10000 at 29999.5", "1 SELL 4000 at 29999.5");
        assertThat(stage.lastSplit(OTHER).reason()).isEqualTo(SplitReason.TAKES_BACK);
        assertThat(stage.lastSplit(PERPETUAL).reason()).isEqualTo(SplitReason.WHOLE_TOUCH);
    }

    /** What is beyond the take multiple is taken from both, with even impact; the rest of it rests at the one in use. */
    @Test
    void shouldSplitWhatAMakerTakes() {
        desk.event(events -> events.executionConfiguration()
                .tactic(ExecutionTactic.MAKER_FIRST)
                .takeMultiple(scaled(2))
                .crossMultiple(scaled(50))
                .resizeLots(1)
                .repegTicks(1)
                .depthShare(scaled(1))
                .horizonNs(60 * EngineScenario.SECOND_NS)
                .slices(1)
                .underlyingId(0));
        twoVenues(4);
        stage.coins(0.8);

        assertThat(stage.takeOrders())
                .containsExactly("0 SELL 9000 at 29999.5", "1 SELL 9000 at 29999.5", "0 SELL 6000 at 30000.5");
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.OUTSIDE_BAND);
    }

    @Test
    void shouldNotRollWhatASplitPutElsewhere() {
        twoVenues(4);
        stage.coins(0.7);
        executeAll();
        for (int i = 0; i < 20; i++) {
            desk.waitSeconds(5);
            desk.index(0, INDEX);
            quotes(TOUCH, TOUCH);
            executeAll();
        }

        assertThat(stage.delta()).isBetween(-0.1, 0.1);
        assertThat(desk.engine.position(OTHER)).as("stays where it was put").isEqualTo(scaled(-TOUCH));
    }

    @Test
    void shouldRefuseASplitThatCannotBeMeant() {
        final long bad = desk.engine.badInputs();
        stage.candidate(PERPETUAL, FIRST);
        stage.choice(event -> event.maxSplits((short) 0));
        stage.choice(event -> event.maxSplits((short) 9));
        stage.choice(event -> event.maxSplits((short) 2).splitWithin(scaled(-1e-4)));
        stage.choice(event -> event.maxSplits((short) 2).splitWithin(scaled(1.5)));
        stage.choice(event -> event.maxSplits((short) 2).splitOrderUsd(-1));

        assertThat(desk.engine.badInputs() - bad).isEqualTo(5);
    }

    /** What a journal of an earlier language says of the choice: its message ends before splits were known. */
    @Test
    void shouldNeverSplitByAnOlderJournal() {
        stage.candidate(PERPETUAL, FIRST).candidate(OTHER, SECOND);
        stage.choice(event -> event.horizonNs(DAY_NS));
        stage.ready(FIRST, SECOND);
        desk.index(0, INDEX);
        quotes(TOUCH, TOUCH);
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 30000 at 29999.5");
    }
}
