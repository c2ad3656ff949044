package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When the delta leaves a fixed band. The book of these scenarios is a position of N dollars in a dated future at the
 * spot price of 30,000, that is N / 30,000 coins of delta; a lot of the hedge is 10 dollars.
 */
class FixedBandHedgingTest {
    private static final int FUTURE = 1;
    private static final long EXPIRY_NS = START_NS + 30 * 86_400 * SECOND_NS;

    private final EngineScenario desk = EngineScenario.btcDesk();
    private final Outputs outputs = desk.outputs;

    /** A desk that is ready to trade, its future worth as many dollars as told, at a spot of 30,000. */
    private void trading(final DeskPolicy policy, final double futureUsd) {
        desk.future(FUTURE, 0, EXPIRY_NS);
        desk.hedge(0, policy);
        desk.position(FUTURE, futureUsd, 30_000);
        spot(30_000);
        desk.ready();
    }

    private void spot(final double price) {
        desk.quote(BTC_PERPETUAL, price - 0.5, price + 0.5);
        desk.index(0, price);
        desk.forward(0, EXPIRY_NS, price);
    }

    @Test
    void shouldSellTheWholeDeviationWhenLongBeyondTheBandAndLandingOnTarget() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.OUTSIDE_BAND);
    }

    @Test
    void shouldBuyAtTheAskWhenShortBeyondTheBand() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), -30_000);

        assertThat(outputs.takeOrders()).containsExactly("BUY 30000 at 30000.5");
    }

    @Test
    void shouldOnlyReachTheEdgeWhenLandingOnEdge() {
        trading(DeskPolicy.band(0.1, Landing.TO_EDGE), 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 27000 at 29999.5");
    }

    @Test
    void shouldRoundUpToTheLotThatIsInsideWhenLandingOnEdge() {
        trading(DeskPolicy.band(0.1, Landing.TO_EDGE), 30_001);

        assertThat(outputs.takeOrders()).containsExactly("SELL 27010 at 29999.5");
    }

    @ParameterizedTest
    @CsvSource({"30004.9, 30000", "30005.1, 30010", "-30004.9, 30000", "-30005.1, 30010"})
    void shouldRoundToTheNearestLotWhenLandingOnTarget(final double futureUsd, final String lots) {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), futureUsd);

        final String side = futureUsd > 0 ? "SELL " + lots + " at 29999.5" : "BUY " + lots + " at 30000.5";
        assertThat(outputs.takeOrders()).containsExactly(side);
    }

    @ParameterizedTest
    @CsvSource({"2999.9, false", "3000.1, true", "-2999.9, false", "-3000.1, true"})
    void shouldTradeOnlyBeyondTheEdgeOfTheBand(final double futureUsd, final boolean isTraded) {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), futureUsd);

        assertThat(outputs.takeOrders()).hasSize(isTraded ? 1 : 0);
        assertThat(outputs.lastReason()).isEqualTo(isTraded ? DecisionReason.OUTSIDE_BAND : DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldHoldAnythingBelowOneLotWhenTheBandIsNarrowerThanALot() {
        trading(DeskPolicy.band(0, Landing.TO_TARGET), 9.9);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);

        desk.position(FUTURE, 10.1, 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 10 at 29999.5");
    }

    @Test
    void shouldFollowTheSpotWhenItMovesUpAndDown() {
        trading(DeskPolicy.band(0.02, Landing.TO_TARGET).sense(DeltaSense.USD_NEUTRAL), 0);
        desk.cash(0, Currency.COIN, 1);
        assertThat(desk.executeAll()).containsExactly("SELL 30000 at 29999.5");

        spot(31_000);
        final double heldAfterUp = desk.ledger(0).projected(DeltaSense.USD_NEUTRAL);
        spot(30_000);

        assertThat(heldAfterUp)
                .as("a short of 30,000 USD against one coin stays level")
                .isCloseTo(0, within(2e-5));
        assertThat(outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldSellMoreOnTheWayUpThanItBuysOnTheWayDownWhenLongAStraddle() {
        desk.call(2, 0, EXPIRY_NS, 30_000);
        desk.put(3, 0, EXPIRY_NS, 30_000);
        desk.position(2, 10, 0);
        desk.position(3, 10, 0);
        desk.hedge(0, DeskPolicy.band(0.1, Landing.TO_TARGET));
        spot(30_000);
        desk.vol(2, 0.6, 0);
        desk.vol(3, 0.6, 0);
        desk.ready();
        desk.executeAll();
        final double level = desk.ledger(0).hedgeDelta();

        spot(31_500);
        final NewOrderDecoder up = outputs.takeOrder();
        assertThat(up.side()).isEqualTo(Side.SELL);
        desk.execute(up);
        spot(30_000);
        final NewOrderDecoder down = outputs.takeOrder();
        assertThat(down.side()).isEqualTo(Side.BUY);
        desk.execute(down);

        assertThat(desk.ledger(0).hedgeDelta())
                .as("back where it was, within a lot")
                .isCloseTo(level, within(5e-4));
        assertThat(down.price()).as("bought back cheaper than sold").isLessThan(up.price());
    }

    @Test
    void shouldAimAtTheTargetDeltaTheDeskWants() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET).target(0.5), 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 15000 at 29999.5");
    }

    @Test
    void shouldReachThroughTheTouchByTheConfiguredTicks() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET).offsetTicks(3), 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29998");

        desk.position(FUTURE, -60_000, 30_000);
        assertThat(outputs.takeOrders())
                .as("one is in flight, so this one covers both")
                .containsExactly("BUY 90000 at 30002");
    }

    @Test
    void shouldRoundOffGridQuotesTowardsTheSideThatMustBeReached() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 3_000);
        desk.quote(BTC_PERPETUAL, 29_999.7, 30_000.3);

        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
        desk.position(FUTURE, -60_000, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("BUY 90000 at 30000.5");
    }

    @Test
    void shouldSayEverythingOfItsOrder() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);

        final NewOrderDecoder order = outputs.takeOrder();
        assertThat(order.orderId()).isEqualTo(1);
        assertThat(order.causeSequence()).isEqualTo(desk.lastSequence());
        assertThat(order.engineTimeNs()).isEqualTo(START_NS);
        assertThat(order.referencePrice()).isEqualTo(30_000_00000000L);
        assertThat(order.maxAgeNs()).isEqualTo(SECOND_NS);
        assertThat(order.instrumentId()).isEqualTo(BTC_PERPETUAL);
        assertThat(order.underlyingId()).isZero();
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(outputs.lastDecision().action()).isEqualTo(DecisionAction.TRADE);
        assertThat(outputs.lastDecision().orderId()).isEqualTo(1);
        assertThat(outputs.lastDecision().orderAmount()).isEqualTo(-30_000_00000000L);
        assertThat(outputs.lastDecision().tradeDelta()).isEqualTo(-1.0);
        assertThat(outputs.lastDecision().totalDelta()).isEqualTo(1.0);
        assertThat(outputs.lastDecision().inFlightDelta()).isZero();
        assertThat(outputs.lastDecision().bandLow()).isEqualTo(-0.1);
        assertThat(outputs.lastDecision().bandHigh()).isEqualTo(0.1);
    }

    @Test
    void shouldNotOrderAgainWhileAnOrderForTheDeviationIsInFlight() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);
        final NewOrderDecoder order = outputs.takeOrder();

        spot(30_001);
        desk.timer();
        desk.sent(order.orderId());
        spot(30_000);
        desk.accepted(order.orderId());
        desk.timer();

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.IN_FLIGHT);
    }

    @Test
    void shouldOrderOnlyTheRestWhenTheDeviationGrowsWhileAnOrderIsInFlight() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");

        desk.position(FUTURE, 45_000, 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 15000 at 29999.5");
    }

    @Test
    void shouldDecideAgainOnWhatIsLeftWhenAnOrderIsFilledInPartAndCancelled() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);
        final NewOrderDecoder order = outputs.takeOrder();
        desk.sent(order.orderId());

        desk.fill(order, 20_000, 29_999.5);
        assertThat(outputs.takeOrders()).as("the rest may still trade").isEmpty();
        desk.closed(order.orderId(), OrderEnd.CANCELLED, 20_000);
        assertThat(outputs.takeOrders()).as("that quote had no more to give").isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BACK_OFF);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);

        assertThat(outputs.takeOrders()).containsExactly("SELL 10000 at 29999.5");
    }

    @Test
    void shouldBeLevelAndSilentWhenItsOrderWasFilled() {
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET), 30_000);
        desk.execute(outputs.takeOrder());

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(desk.ledger(0).projected(DeltaSense.COIN_NEUTRAL)).isZero();
        assertThat(desk.engine.orders().size()).isZero();
    }

    @Test
    void shouldHedgeInCoinsWhenTheHedgeInstrumentIsLinear() {
        desk.linearPerpetual(5, 0, 0.001);
        desk.quote(5, 29_990, 29_991);
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET).with(5), 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 1 at 29990");

        desk.position(FUTURE, 30_000 + 7.5, 30_000);
        desk.position(FUTURE, 30_000 + 3_015, 30_000);
        assertThat(outputs.takeOrders()).as("0.1005 coins, half a lot stays").containsExactly("SELL 0.1 at 29990");
    }

    @Test
    void shouldUseTheCoarserTickWhenThePriceIsAboveItsStep() {
        desk.event(e -> e.instrumentDefinition()
                .instrumentId(6)
                .underlyingId(0)
                .kind(InstrumentKind.PERPETUAL)
                .settlement(Settlement.INVERSE)
                .contractSize(EngineScenario.scaled(10))
                .minAmount(EngineScenario.scaled(100))
                .tickSize(EngineScenario.scaled(0.5))
                .tickStepAbove(EngineScenario.scaled(30_000))
                .tickSizeAbove(EngineScenario.scaled(5)));
        desk.quote(6, 29_999.5, 30_001);
        trading(DeskPolicy.band(0.1, Landing.TO_TARGET).with(6), -30_000);
        assertThat(outputs.takeOrders()).containsExactly("BUY 30000 at 30005");

        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 60000 at 29999.5");
    }

    @Test
    void shouldNotSendLessThanTheSmallestOrderOfTheVenue() {
        desk.event(e -> e.instrumentDefinition()
                .instrumentId(6)
                .underlyingId(0)
                .kind(InstrumentKind.PERPETUAL)
                .settlement(Settlement.INVERSE)
                .contractSize(EngineScenario.scaled(10))
                .minAmount(EngineScenario.scaled(100))
                .tickSize(EngineScenario.scaled(0.5)));
        desk.quote(6, 29_999.5, 30_000.5);
        trading(DeskPolicy.band(0.001, Landing.TO_TARGET).with(6), 90);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.BELOW_LOT);

        desk.position(FUTURE, 100, 30_000);
        assertThat(outputs.takeOrders()).containsExactly("SELL 100 at 29999.5");
    }
}
