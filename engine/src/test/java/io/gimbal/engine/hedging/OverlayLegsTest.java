package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_PUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayConfigurationEncoder;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Legs that do not make a proposal, proposals that come again, and what cannot be meant. */
class OverlayLegsTest {
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
    void shouldRefuseAProposalOfWhichALegIsMissing() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        assertThat(overlay.takeDecisions()).as("not yet").isEmpty();

        overlay.proposeCall(1);

        assertThat(overlay.takeChecks()).containsExactly(OverlayCheck.LEGS, OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseLegsOutOfOrder() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.leg(1, 2, FAR_PUT, 4, overlay.ask(FAR_PUT));
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        overlay.leg(2, 3, FAR_PUT, 4, overlay.ask(FAR_PUT));

        assertRefused(overlay, OverlayCheck.LEGS, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseALegThatComesTwice() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        assertThat(overlay.takeChecks()).as("the first of the two").containsExactly(OverlayCheck.LEGS);

        overlay.leg(1, 2, FAR_PUT, 4, overlay.ask(FAR_PUT));
        assertThat(overlay.takeChecks())
                .as("the second and its rest are one whole proposal")
                .containsExactly(OverlayCheck.ACCEPTED, OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseTwoLegsOfOneOption() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        overlay.leg(1, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));

        assertRefused(overlay, OverlayCheck.LEGS, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseLegsOfDifferentProposals() {
        final OverlayDesk overlay = desk();
        overlay.proposalId = 7;
        overlay.leg(0, 2, FAR_CALL, 4, overlay.ask(FAR_CALL));
        overlay.proposalId = 8;
        overlay.leg(1, 2, FAR_PUT, 4, overlay.ask(FAR_PUT));

        assertRefused(overlay, OverlayCheck.LEGS, DecisionReason.OVERLAY);
    }

    @Test
    void shouldRefuseLegsThatDifferInWhatTheyShare() {
        final OverlayDesk overlay = desk();
        overlay.proposalId++;
        overlay.legOfClaim(0, 2, FAR_CALL, overlay.desk.nowNs(), 1_000, 900);
        overlay.legOfClaim(1, 2, FAR_PUT, overlay.desk.nowNs(), 1_000, 899);
        overlay.legOfClaim(0, 2, FAR_CALL, overlay.desk.nowNs(), 1_000, 900);
        overlay.legOfClaim(1, 2, FAR_PUT, overlay.desk.nowNs() - 1, 1_000, 900);
        overlay.legOfClaim(0, 2, FAR_CALL, overlay.desk.nowNs(), 1_000, 900);
        overlay.legOfClaim(1, 3, FAR_PUT, overlay.desk.nowNs(), 1_000, 900);

        assertRefused(overlay, OverlayCheck.LEGS, DecisionReason.OVERLAY);
    }

    @Test
    void shouldJudgeAProposalOnce() {
        final OverlayDesk overlay = desk();
        overlay.proposeCall(1);
        final NewOrderDecoder order = overlay.desk.outputs.takeOrder();
        overlay.desk.closed(order.orderId(), OrderEnd.CANCELLED, 0);
        overlay.takeDecisions();
        overlay.desk.waitSeconds(11);
        overlay.market();

        overlay.leg(0, 1, FAR_CALL, 1, overlay.ask(FAR_CALL));

        assertRefused(overlay, OverlayCheck.REPEATED, DecisionReason.OVERLAY);
    }

    @Test
    void shouldSayARefusalOnceUntilAnotherBegins() {
        final OverlayDesk overlay = desk();
        overlay.desk.outputs.takeAlerts();
        overlay.desk.instrumentState(FAR_CALL, InstrumentState.HALTED);

        overlay.proposeCall(4);
        overlay.proposeCall(4);
        assertThat(overlay.desk.outputs.takeAlerts()).containsExactly(AlertCode.OVERLAY_REFUSED);

        overlay.desk.instrumentState(FAR_CALL, InstrumentState.OPEN);
        overlay.desk.quote(FAR_CALL, 0, 0);
        overlay.proposeCall(4);
        assertThat(overlay.desk.outputs.takeAlerts()).containsExactly(AlertCode.OVERLAY_REFUSED);
    }

    @Test
    void shouldTakeNoLegOfWhatIsNoOptionOfTheBookOrOutOfRange() {
        final OverlayDesk overlay = desk();
        overlay.proposalId = 1;
        overlay.leg(0, 1, BTC_PERPETUAL, 4, 100);
        overlay.leg(0, 1, 77, 4, 0.1);
        overlay.leg(0, 1, FAR_CALL, 0, 0.1);
        overlay.leg(0, 1, FAR_CALL, 4, 0);
        overlay.leg(0, 0, FAR_CALL, 4, 0.1);
        overlay.leg(0, 17, FAR_CALL, 4, 0.1);
        overlay.leg(3, 3, FAR_CALL, 4, 0.1);
        overlay.claim(overlay.desk.nowNs(), Double.NaN, 1);
        overlay.claim(overlay.desk.nowNs(), 1, Double.NEGATIVE_INFINITY);
        overlay.proposalId = 0;
        overlay.leg(0, 1, FAR_CALL, 4, 0.1);

        assertThat(overlay.desk.engine.badInputs()).isEqualTo(10);
        assertThat(overlay.takeDecisions()).isEmpty();
    }

    @Test
    void shouldTakeNoLegWhereNoOverlayIsConfigured() {
        final OverlayDesk overlay = new OverlayDesk();
        overlay.open();

        overlay.proposeStraddle(4);

        assertThat(overlay.desk.engine.badInputs()).isEqualTo(2);
        assertThat(overlay.takeDecisions()).isEmpty();
    }

    @Test
    void shouldTakeNoConfigurationThatCannotBeMeant() {
        final List<Consumer<OverlayConfigurationEncoder>> wrongs = List.of(
                event -> event.gammaLow(1),
                event -> event.gammaHigh(-1),
                event -> event.vegaLow(1),
                event -> event.vegaHigh(-1),
                event -> event.expiryVega(-1),
                event -> event.maxPremiumPerDay(-1),
                event -> event.maxLegAmount(-1),
                event -> event.valueCollar(-1),
                event -> event.maxSnapshotAgeNs(-1),
                event -> event.maxQuoteAgeNs(-1),
                event -> event.minIntervalNs(-1),
                event -> event.priceToleranceTicks(-1),
                event -> event.priceToleranceTicks(10_001),
                event -> event.underlyingId(3));

        for (final Consumer<OverlayConfigurationEncoder> wrong : wrongs) {
            final OverlayDesk overlay = desk(wrong);
            assertThat(overlay.desk.engine.badInputs()).isEqualTo(1);
            overlay.proposeStraddle(4);
            assertThat(overlay.takeDecisions()).isEmpty();
        }
    }
}
