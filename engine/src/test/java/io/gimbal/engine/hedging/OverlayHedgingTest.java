package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_PUT;
import static io.gimbal.engine.hedging.OverlayDesk.SPOT;
import static io.gimbal.engine.hedging.OverlayDesk.TICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proposals of the overlay that are traded, and what their orders do to book, budget and delta. */
class OverlayHedgingTest {
    @Test
    void shouldSendAnOrderPerLegOfAProposalThatPasses() {
        final OverlayDesk overlay = OverlayDesk.trading();

        overlay.proposeStraddle(4);

        final List<NewOrderDecoder> orders = overlay.desk.outputs.takeNewOrders();
        assertThat(orders).extracting(NewOrderDecoder::instrumentId).containsExactly(FAR_CALL, FAR_PUT);
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.side()).isEqualTo(Side.BUY);
            assertThat(order.amount()).isEqualTo(EngineScenario.scaled(4));
            assertThat(order.timeInForce()).isEqualTo(TimeInForce.IMMEDIATE_OR_CANCEL);
        });
        assertThat(orders.get(0).price())
                .as("two ticks through the ask")
                .isEqualTo(EngineScenario.scaled(overlay.ask(FAR_CALL) + 2 * TICK));
        final OptionGreeks call = overlay.evaluate(FAR_CALL);
        final double gamma = 8 * call.gamma() * SPOT * SPOT / 100;
        final double vega = 8 * call.vega() / 100;
        assertThat(overlay.takeDecisions()).hasSize(2).allSatisfy(decision -> {
            assertThat(decision.action()).isEqualTo(DecisionAction.TRADE);
            assertThat(decision.reason()).isEqualTo(DecisionReason.OVERLAY);
            assertThat(decision.check()).isEqualTo(OverlayCheck.ACCEPTED);
            assertThat(decision.gammaAfter() - decision.gammaBefore()).isCloseTo(gamma, within(1e-6 * gamma));
            assertThat(decision.vegaAfter() - decision.vegaBefore()).isCloseTo(vega, within(1e-6 * vega));
        });
    }

    @Test
    void shouldSaySinglyWhatTheBookHas() {
        final OverlayDesk overlay = OverlayDesk.trading();

        overlay.proposeCall(1);

        final OverlayDecisionDecoder decision = overlay.takeDecisions().get(0);
        final OptionGreeks near = overlay.evaluate(OverlayDesk.NEAR_CALL);
        assertThat(decision.gammaBefore()).isCloseTo(-20 * near.gamma() * SPOT * SPOT / 100, within(1e-3));
        assertThat(decision.vegaBefore()).isCloseTo(-20 * near.vega() / 100, within(1e-6));
        assertThat(decision.premiumUsd()).isCloseTo((overlay.ask(FAR_CALL) + 2 * TICK) * SPOT, within(1e-6));
        assertThat(decision.objectiveBefore()).isEqualTo(1_000);
        assertThat(decision.objectiveAfter()).isEqualTo(900);
        assertThat(decision.orderId()).isPositive();
    }

    @Test
    void shouldBookWhatFillsAndHedgeItsDelta() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.proposeCall(4);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        final double coinsBefore = overlay.desk.ledger(0).coinEquity();

        overlay.desk.fill(order, 4, overlay.ask(FAR_CALL));
        overlay.desk.closed(order.orderId(), OrderEnd.FILLED, 4);

        assertThat(overlay.desk.engine.position(FAR_CALL)).isEqualTo(EngineScenario.scaled(4));
        final double paid = 4 * (overlay.ask(FAR_CALL) - overlay.coins(FAR_CALL));
        assertThat(overlay.desk.ledger(0).coinEquity() - coinsBefore).isCloseTo(-paid, within(1e-9));
        final NewOrderDecoder hedge = overlay.desk.outputs.takeOrder();
        assertThat(hedge.instrumentId()).isEqualTo(BTC_PERPETUAL);
        assertThat(hedge.side()).isEqualTo(Side.SELL);
        final double delta = 4 * (overlay.evaluate(FAR_CALL).delta() - overlay.coins(FAR_CALL));
        final double residual = overlay.desk.outputs.lastDecision().totalDelta() - delta;
        assertThat(hedge.amount() / 1e8 / SPOT).isCloseTo(delta + residual, within(10 / SPOT));
        assertThat(overlay.desk.statistics(0).rebalances())
                .as("the option is no hedge of delta")
                .isEqualTo(1);
    }

    @Test
    void shouldNotHedgeWhatIsOnlyOnItsWay() {
        final OverlayDesk overlay = OverlayDesk.trading();

        overlay.proposeCall(4);
        overlay.desk.outputs.takeOrder();
        overlay.desk.waitSeconds(1);
        overlay.desk.timer();

        assertThat(overlay.desk.outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldTradeNoDeltaThatAnUnknownOrderMayUndo() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.proposeCall(4);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.outcome(order.orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        overlay.desk.waitSeconds(12);
        overlay.market();

        overlay.desk.operator(OperatorVerb.SET_TARGET, 0, 1.5);
        assertThat(overlay.desk.outputs.takeOrders())
                .as("with the call the delta is inside the band, without it outside")
                .isEmpty();
        assertThat(overlay.desk.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);

        overlay.desk.operator(OperatorVerb.SET_TARGET, 0, 10);
        final NewOrderDecoder hedge = overlay.desk.outputs.takeOrder();
        final double delta = 4 * (overlay.evaluate(FAR_CALL).delta() - overlay.coins(FAR_CALL));
        final double held = overlay.desk.outputs.lastDecision().totalDelta();
        assertThat(hedge.side()).isEqualTo(Side.BUY);
        assertThat(hedge.amount() / 1e8 / SPOT)
                .as("what the nearer end calls for")
                .isCloseTo(10 - held - delta, within(10 / SPOT));

        overlay.takeDecisions();
        overlay.proposalId++;
        overlay.leg(0, 1, FAR_PUT, 1, overlay.ask(FAR_PUT));
        assertThat(overlay.takeDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.check()).isEqualTo(OverlayCheck.IN_FLIGHT);
            assertThat(decision.reason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);
        });
    }

    @Test
    void shouldStartAgainFromWhatFilledInPart() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.proposeCall(4);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.fill(order, 1, overlay.ask(FAR_CALL));
        overlay.desk.closed(order.orderId(), OrderEnd.CANCELLED, 1);
        overlay.desk.executeAll();

        overlay.desk.waitSeconds(10);
        overlay.market();
        overlay.takeDecisions();
        overlay.proposeCall(3);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
        assertThat(overlay.desk.engine.position(FAR_CALL)).isEqualTo(EngineScenario.scaled(1));
    }

    @Test
    void shouldHedgeOnWhereAnOptionWasRejected() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.proposeCall(4);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.rejected(order.orderId());
        overlay.takeDecisions();
        overlay.desk.outputs.takeOrders();

        overlay.desk.position(FAR_CALL, 5, 0);
        assertThat(overlay.desk.outputs.takeNewOrders())
                .as("the delta is hedged at once")
                .extracting(NewOrderDecoder::instrumentId)
                .containsExactly(BTC_PERPETUAL);
        overlay.desk.waitSeconds(1);
        overlay.proposalId++;
        overlay.leg(0, 1, FAR_PUT, 1, overlay.ask(FAR_PUT));
        assertThat(overlay.takeDecisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo(DecisionReason.BACK_OFF));
    }

    @Test
    void shouldPayNoMorePremiumInADayThanPermitted() {
        final OverlayDesk overlay = OverlayDesk.trading(event -> event.maxPremiumPerDay(EngineScenario.scaled(20_000)));
        overlay.proposeCall(4);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.fill(order, 4, overlay.ask(FAR_CALL));
        overlay.desk.closed(order.orderId(), OrderEnd.FILLED, 4);
        overlay.desk.executeAll();
        overlay.takeDecisions();
        overlay.desk.waitSeconds(10);
        overlay.market();

        overlay.proposeCall(3);

        final double spent = 4 * overlay.ask(FAR_CALL) * SPOT;
        assertThat(spent).isBetween(11_000.0, 12_500.0);
        assertThat(overlay.takeDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.check()).isEqualTo(OverlayCheck.PREMIUM);
            assertThat(decision.premiumUsd()).isCloseTo(spent, within(100.0));
            assertThat(decision.value()).isGreaterThan(decision.limitValue());
        });

        overlay.desk.waitNs(OverlayDesk.DAY_NS);
        overlay.market();
        overlay.proposeCall(3);
        assertThat(overlay.takeChecks()).as("another day").containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRememberThePremiumOverARestart() {
        final OverlayDesk overlay = OverlayDesk.trading(event -> event.maxPremiumPerDay(EngineScenario.scaled(20_000)));
        overlay.proposeCall(6);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.fill(order, 6, overlay.ask(FAR_CALL));
        overlay.desk.closed(order.orderId(), OrderEnd.FILLED, 6);
        overlay.desk.executeAll();

        overlay.desk.genesis(2);
        overlay.desk.underlying(0);
        overlay.desk.perpetual(BTC_PERPETUAL, 0);
        overlay.desk.limits(0, new DeskLimits());
        overlay.open();
        overlay.configure();
        overlay.takeDecisions();
        overlay.proposalId = 0;
        overlay.proposeCall(3);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.PREMIUM);
    }

    @Test
    void shouldTradeThePartThatPassesWhereItBringsTheBookNearer() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.desk.quote(FAR_PUT, 0, 0);

        overlay.proposeStraddle(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED, OverlayCheck.QUOTE);
        assertThat(overlay.desk.outputs.takeNewOrders()).hasSize(1);
        assertThat(overlay.desk.outputs.takeAlerts()).contains(AlertCode.OVERLAY_REFUSED);
    }

    @Test
    void shouldTradeNoPartOfAProposalThatIsWithinLimitsAlready() {
        final OverlayDesk overlay = OverlayDesk.trading(
                event -> event.gammaLow(EngineScenario.scaled(-1e9)).vegaLow(EngineScenario.scaled(-1e9)));
        overlay.desk.quote(FAR_PUT, 0, 0);

        overlay.proposeStraddle(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.OBJECTIVE, OverlayCheck.QUOTE);
    }

    @Test
    void shouldTradeAllOrNothingWhereTold() {
        final OverlayDesk overlay = OverlayDesk.trading(event -> event.isWholeOnly(BooleanType.TRUE));
        overlay.desk.quote(FAR_PUT, 0, 0);
        overlay.desk.outputs.takeOrders();

        overlay.proposeStraddle(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.WHOLE_ONLY, OverlayCheck.QUOTE);
        assertThat(overlay.desk.outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldBeQuotedByTickersOnceConfigured() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.desk.quote(FAR_CALL, 0, 0);
        final double ask = overlay.ask(FAR_CALL);
        final double bid = overlay.bid(FAR_CALL);
        overlay.desk.event(events -> events.ticker()
                .instrumentId(FAR_CALL)
                .markVol(EngineScenario.scaled(OverlayDesk.VOL))
                .bidPrice(EngineScenario.scaled(bid))
                .bidAmount(EngineScenario.scaled(5))
                .askPrice(EngineScenario.scaled(ask))
                .askAmount(EngineScenario.scaled(5)));

        overlay.proposeCall(4);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldKnowAndSayTheSameInAReplay() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.proposeStraddle(4);
        overlay.desk.executeAll();
        overlay.desk.waitSeconds(12);
        overlay.market();
        overlay.proposeCall(2);
        overlay.proposalId++;
        overlay.leg(0, 2, FAR_CALL, 1, overlay.ask(FAR_CALL));

        final HedgeEngine again = new HedgeEngine((buffer, offset, length) -> true);
        overlay.desk.inputs.forEach(input -> input.playTo(again));

        assertThat(again.outputHash()).isEqualTo(overlay.desk.engine.outputHash());
        assertThat(again.stateHash()).isEqualTo(overlay.desk.engine.stateHash());
    }

    @Test
    void shouldKnowTheLegsOfAnUnfinishedProposal() {
        final OverlayDesk one = OverlayDesk.trading();
        final OverlayDesk other = OverlayDesk.trading();
        assertThat(one.desk.engine.stateHash()).isEqualTo(other.desk.engine.stateHash());
        one.proposalId = 1;
        other.proposalId = 1;

        one.leg(0, 2, FAR_CALL, 1, one.ask(FAR_CALL));
        other.leg(0, 2, FAR_CALL, 2, other.ask(FAR_CALL));

        assertThat(one.desk.engine.stateHash()).isNotEqualTo(other.desk.engine.stateHash());
    }
}
