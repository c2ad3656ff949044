package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_NS;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_PUT;
import static io.gimbal.engine.hedging.OverlayDesk.NEAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.SPOT;
import static io.gimbal.engine.hedging.OverlayDesk.TICK;
import static io.gimbal.engine.hedging.OverlayDesk.VOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayConfigurationEncoder;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every check of a proposal refuses what it is for, says so with its numbers, and nothing is sent. The proposal is the
 * same each time and passes where nothing is wrong, see {@link OverlayHedgingTest}.
 */
class OverlayRefusalTest {
    private static void assertRefused(
            final OverlayDesk overlay, final OverlayCheck check, final DecisionReason reason) {
        final List<OverlayDecisionDecoder> decisions = overlay.takeDecisions();
        assertThat(decisions).isNotEmpty().allSatisfy(decision -> {
            assertThat(decision.check()).isEqualTo(check);
            assertThat(decision.reason()).isEqualTo(reason);
            assertThat(decision.action()).isEqualTo(DecisionAction.REFUSE);
            assertThat(decision.orderId()).isZero();
        });
        assertThat(overlay.desk.outputs.takeNewOrders())
                .as("no option is ordered")
                .extracting(NewOrderDecoder::instrumentId)
                .doesNotContain(FAR_CALL, FAR_PUT);
        assertThat(overlay.desk.engine.badInputs()).as("it was well-formed").isZero();
    }

    private static OverlayDesk desk() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.desk.outputs.takeOrders();
        return overlay;
    }

    private static OverlayDesk desk(final Consumer<OverlayConfigurationEncoder> change) {
        final OverlayDesk overlay = OverlayDesk.trading(change);
        overlay.desk.outputs.takeOrders();
        return overlay;
    }

    @Test
    void shouldRefuseWhilePaused() {
        final OverlayDesk overlay = desk();
        overlay.desk.operator(OperatorVerb.PAUSE, 0);

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.PAUSED);
    }

    @Test
    void shouldRefuseOnceKilled() {
        final OverlayDesk overlay = desk();
        overlay.desk.operator(OperatorVerb.KILL, 0);

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.KILLED);
    }

    @Test
    void shouldRefuseWhileNotConnected() {
        final OverlayDesk overlay = desk();
        overlay.desk.connection(0, ConnectionPhase.DOWN);

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.NOT_READY);
    }

    @Test
    void shouldRefuseWhereTheDeltaCouldNotBeHedged() {
        final OverlayDesk overlay = desk();
        overlay.desk.quote(BTC_PERPETUAL, 0, 0);

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.NO_QUOTE);
    }

    @Test
    void shouldRefuseOnAStaleIndex() {
        final OverlayDesk overlay = desk();
        overlay.desk.waitSeconds(11);
        overlay.desk.quote(BTC_PERPETUAL, SPOT - 0.5, SPOT + 0.5);

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.STALE_INDEX);
    }

    @Test
    void shouldRefuseWhileAnOrderOfAnEarlierSessionIsInDoubt() {
        final OverlayDesk overlay = desk();
        overlay.proposeCall(1);
        overlay.desk.outputs.takeOrders();
        overlay.desk.genesis(2);
        overlay.desk.underlying(0);
        overlay.desk.perpetual(BTC_PERPETUAL, 0);
        overlay.desk.limits(0, new DeskLimits());
        overlay.open();
        overlay.configure();
        overlay.desk.outputs.takeOrders();
        overlay.takeDecisions();

        overlay.proposeStraddle(4);

        assertRefused(overlay, OverlayCheck.BLOCKED, DecisionReason.ORDER_UNKNOWN);
    }

    @Test
    void shouldRefuseAnOldSnapshot() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;

        overlay.claim(overlay.desk.nowNs() - 2 * SECOND_NS - 1, 2, 1);

        assertRefused(overlay, OverlayCheck.SNAPSHOT_AGE, DecisionReason.STALE_QUOTE);
    }

    @Test
    void shouldTakeASnapshotOfTheGreatestAgeAndRefuseOneOfTheFuture() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.claim(overlay.desk.nowNs() + 1, 2, 1);
        assertRefused(overlay, OverlayCheck.SNAPSHOT_AGE, DecisionReason.STALE_QUOTE);

        overlay.proposalId++;
        overlay.claim(overlay.desk.nowNs() - 2 * SECOND_NS, 2, 1);
        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseTooSoonAfterAnAcceptedOne() {
        final OverlayDesk overlay = desk();
        overlay.proposeCall(1);
        overlay.desk.executeAll();
        overlay.desk.executeAll();
        overlay.takeDecisions();
        overlay.desk.waitNs(10 * SECOND_NS - 1);
        overlay.market();
        overlay.desk.outputs.takeOrders();

        overlay.proposeStraddle(1);

        assertRefused(overlay, OverlayCheck.MIN_INTERVAL, DecisionReason.INTERVAL_NOT_DUE);
        overlay.desk.waitNs(1);
        overlay.proposeStraddle(1);
        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED, OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseWhileAnOptionOrderIsUnderWay() {
        final OverlayDesk overlay = desk();
        overlay.proposeCall(1);
        overlay.desk.outputs.takeOrders();
        overlay.takeDecisions();
        overlay.desk.waitSeconds(10);
        overlay.market();

        overlay.proposeStraddle(1);

        assertRefused(overlay, OverlayCheck.IN_FLIGHT, DecisionReason.IN_FLIGHT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 1_000.0001, 5_000})
    void shouldRefuseWhatImprovesNothing(final double after) {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;

        overlay.claim(overlay.desk.nowNs(), 1_000, after);

        assertRefused(overlay, OverlayCheck.OBJECTIVE, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseAHaltedOption() {
        final OverlayDesk overlay = desk();
        overlay.desk.instrumentState(FAR_CALL, InstrumentState.HALTED);

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.STATE, DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldRefuseAnOptionInItsDeliveryWindow() {
        final OverlayDesk overlay = desk();
        overlay.desk.position(NEAR_CALL, 0, 0);
        overlay.desk.position(OverlayDesk.NEAR_PUT, 0, 0);
        overlay.desk.at(FAR_NS - 29 * 60 * SECOND_NS);
        overlay.market();
        overlay.desk.outputs.takeOrders();

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.STATE, DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldRefuseWhatIsQuotedOnOneSide() {
        final OverlayDesk overlay = desk();
        overlay.desk.quote(FAR_CALL, 0, overlay.ask(FAR_CALL));

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.QUOTE, DecisionReason.NO_QUOTE);
    }

    @Test
    void shouldRefuseAnOldQuote() {
        final OverlayDesk overlay = desk(event -> event.maxQuoteAgeNs(SECOND_NS));
        overlay.desk.waitNs(SECOND_NS + 1);

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.QUOTE, DecisionReason.STALE_QUOTE);
    }

    @Test
    void shouldRefuseAnOptionOfAnOldVolatilityThatNobodyHolds() {
        final OverlayDesk overlay = desk();
        overlay.desk.waitSeconds(11);
        overlay.desk.quote(BTC_PERPETUAL, SPOT - 0.5, SPOT + 0.5);
        overlay.desk.index(0, SPOT);
        overlay.desk.forward(0, OverlayDesk.NEAR_NS, SPOT);
        overlay.desk.forward(0, FAR_NS, SPOT);
        overlay.desk.vol(NEAR_CALL, VOL, overlay.coins(NEAR_CALL));
        overlay.desk.vol(OverlayDesk.NEAR_PUT, VOL, overlay.coins(NEAR_CALL));
        overlay.desk.quote(FAR_CALL, overlay.bid(FAR_CALL), overlay.ask(FAR_CALL));
        overlay.desk.outputs.takeOrders();

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.QUOTE, DecisionReason.STALE_VOL);
    }

    @Test
    void shouldRefuseAnOptionOfAnOldForwardThatNobodyHolds() {
        final OverlayDesk overlay = desk();
        overlay.desk.waitSeconds(11);
        overlay.desk.quote(BTC_PERPETUAL, SPOT - 0.5, SPOT + 0.5);
        overlay.desk.index(0, SPOT);
        overlay.desk.forward(0, OverlayDesk.NEAR_NS, SPOT);
        for (int option = NEAR_CALL; option <= FAR_PUT; option++) {
            overlay.desk.vol(option, VOL, OverlayDesk.grid(overlay.coins(option)));
        }
        overlay.desk.quote(FAR_CALL, overlay.bid(FAR_CALL), overlay.ask(FAR_CALL));
        overlay.desk.outputs.takeOrders();

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.QUOTE, DecisionReason.STALE_FORWARD);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void shouldRefuseWhereTheTouchMoved(final int ticks) {
        final OverlayDesk overlay = desk();
        final double ask = overlay.ask(FAR_CALL) + ticks * TICK;
        overlay.desk.quote(FAR_CALL, ask - 2 * TICK, ask);

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.PRICE_MOVED, DecisionReason.PRICE_MOVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void shouldTradeWhereItMovedByTheTolerance(final int ticks) {
        final OverlayDesk overlay = desk();
        final double ask = overlay.ask(FAR_CALL) + ticks * TICK;
        overlay.desk.quote(FAR_CALL, ask - 2 * TICK, ask);

        overlay.proposeCall(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseAPriceFarFromOurOwnValue() {
        final OverlayDesk overlay = desk();
        overlay.desk.vol(FAR_CALL, VOL - 0.10, overlay.coins(FAR_CALL));

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.VALUE_COLLAR, DecisionReason.PRICE_COLLAR);
    }

    @Test
    void shouldRefuseAPriceFarFromTheVenuesMark() {
        final OverlayDesk overlay = desk();
        overlay.desk.vol(FAR_CALL, VOL, 0.5 * overlay.coins(FAR_CALL));

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.VALUE_COLLAR, DecisionReason.PRICE_COLLAR);
    }

    @Test
    void shouldRefuseParedLotsAndTooManyOfThem() {
        final OverlayDesk overlay = desk(event -> event.gammaHigh(scaled(1e9)).vegaHigh(scaled(1e9)));
        overlay.proposeCall(0.05);
        assertRefused(overlay, OverlayCheck.LOTS, DecisionReason.BELOW_LOT);
        overlay.proposeCall(0.15);
        assertRefused(overlay, OverlayCheck.LOTS, DecisionReason.ORDER_SIZE);
        overlay.proposeCall(20.1);
        assertRefused(overlay, OverlayCheck.LOTS, DecisionReason.ORDER_SIZE);
        overlay.proposeCall(20);
        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseMoreThanAnOrderMayBe() {
        final OverlayDesk overlay = desk();
        overlay.desk.limits(0, new DeskLimits().maxOrderUsd(100_000));

        overlay.proposeCall(3.4);

        assertRefused(overlay, OverlayCheck.ORDER_LIMITS, DecisionReason.ORDER_SIZE);
        overlay.proposeCall(3.3);
        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseMoreThanAPositionMayBe() {
        final OverlayDesk overlay = desk();
        overlay.desk.position(FAR_CALL, 2, 0);
        overlay.desk.executeAll();
        overlay.desk.limits(0, new DeskLimits().maxPositionUsd(100_000));

        overlay.proposeCall(1.5);

        assertRefused(overlay, OverlayCheck.ORDER_LIMITS, DecisionReason.POSITION);
    }

    @Test
    void shouldRefuseMorePremiumThanADayMayCost() {
        final OverlayDesk overlay = desk(event -> event.maxPremiumPerDay(scaled(10_000)));

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.PREMIUM, DecisionReason.ORDER_SIZE);
    }

    @Test
    void shouldAddThePremiumsOfAllLegs() {
        final OverlayDesk overlay = desk(event -> event.maxPremiumPerDay(scaled(13_000)));

        overlay.proposeStraddle(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED, OverlayCheck.PREMIUM);
    }

    @Test
    void shouldRefuseWhatTakesGammaFurtherOut() {
        final OverlayDesk overlay = desk(event -> event.vegaLow(scaled(-1e9)));
        overlay.proposalId++;

        overlay.leg(0, 1, FAR_CALL, -2, overlay.bid(FAR_CALL));

        assertRefused(overlay, OverlayCheck.GAMMA, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseWhatTakesVegaFurtherOut() {
        final OverlayDesk overlay = desk(event -> event.gammaLow(scaled(-1e9)));
        overlay.proposalId++;

        overlay.leg(0, 1, FAR_CALL, -2, overlay.bid(FAR_CALL));

        assertRefused(overlay, OverlayCheck.VEGA, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseWhatOvershootsToTheOtherSide() {
        final OverlayDesk overlay = desk(event -> event.vegaHigh(scaled(10)).vegaLow(scaled(-600)));

        overlay.proposeCall(20);

        assertRefused(overlay, OverlayCheck.VEGA, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseTooMuchVegaOfOneExpiry() {
        final OverlayDesk overlay = desk(event -> event.expiryVega(scaled(100)));

        overlay.proposeCall(4);

        assertRefused(overlay, OverlayCheck.EXPIRY_VEGA, DecisionReason.OVERLAY);
    }

    @Test
    void shouldKeepAMessageForTheHedge() {
        final OverlayDesk overlay = desk();
        overlay.desk.waitSeconds(2);
        overlay.desk.engineLimits(2, SECOND_NS);
        overlay.market();
        overlay.desk.executeAll();
        overlay.desk.waitSeconds(2);

        overlay.proposeStraddle(4);
        assertRefused(overlay, OverlayCheck.MESSAGE_RATE, DecisionReason.MESSAGE_RATE);

        overlay.proposeCall(4);
        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }
}
