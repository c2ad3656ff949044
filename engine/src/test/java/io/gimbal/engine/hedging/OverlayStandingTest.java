package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.FAR_PUT;
import static io.gimbal.engine.hedging.OverlayDesk.NEAR_CALL;
import static io.gimbal.engine.hedging.OverlayDesk.NEAR_PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegDecoder;
import io.gimbal.journal.codec.OverlayReportDecoder;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * When the overlay cannot help, or an operator takes part: the desk says so with its numbers, and goes on hedging its
 * delta whatever becomes of the options.
 */
class OverlayStandingTest {
    private static OverlayDesk desk() {
        final OverlayDesk overlay = OverlayDesk.trading();
        overlay.desk.outputs.takeOrders();
        overlay.desk.outputs.takeAlerts();
        return overlay;
    }

    private static void find(final OverlayDesk overlay, final OverlayFinding finding, final double excess) {
        overlay.desk.event(events -> events.overlayLeg()
                .snapshotTimeNs(overlay.desk.nowNs())
                .instrumentId(-1)
                .underlyingId(0)
                .finding(finding)
                .gammaExcess(excess)
                .vegaExcess(7));
    }

    private static List<OverlayReportDecoder> reports(final OverlayDesk overlay) {
        return overlay.desk.outputs.all.stream()
                .filter(message -> Outputs.templateId(message) == OverlayReportDecoder.TEMPLATE_ID)
                .map(message -> new OverlayReportDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder()))
                .toList();
    }

    private static void assertDeltaIsStillHedged(final OverlayDesk overlay) {
        overlay.desk.outputs.takeOrders();
        overlay.desk.position(NEAR_CALL, -15, 0);
        final NewOrderDecoder hedge = overlay.desk.outputs.takeOrder();
        assertThat(hedge.instrumentId()).isEqualTo(BTC_PERPETUAL);
        assertThat(hedge.side()).as("short calls are hedged by a purchase").isEqualTo(Side.BUY);
    }

    @ParameterizedTest
    @EnumSource(
            value = OverlayFinding.class,
            names = {"CLEAR", "STOPPED", "NULL_VAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldSayOnceThatItCannotHelpAndHedgeTheDeltaAllTheSame(final OverlayFinding finding) {
        final OverlayDesk overlay = desk();

        find(overlay, finding, 1_234);
        find(overlay, finding, 1_300);

        assertThat(reports(overlay)).singleElement().satisfies(report -> {
            assertThat(report.finding()).isEqualTo(finding);
            assertThat(report.gammaExcess()).isEqualTo(1_234);
            assertThat(report.vegaExcess()).isEqualTo(7);
            assertThat(report.underlyingId()).isZero();
            assertThat(report.vega())
                    .as("the book's own")
                    .isCloseTo(-20 * overlay.evaluate(NEAR_CALL).vega() / 100, within(1e-6));
        });
        assertThat(overlay.desk.outputs.takeAlerts()).containsExactly(AlertCode.OVERLAY_HELPLESS);
        assertThat(overlay.desk.engine.badInputs()).isZero();
        assertDeltaIsStillHedged(overlay);
    }

    @Test
    void shouldSayWhenItCanHelpAgain() {
        final OverlayDesk overlay = desk();
        find(overlay, OverlayFinding.OVERDUE, 0);
        overlay.proposeStraddle(4);
        find(overlay, OverlayFinding.OUT_OF_REACH, 5);

        assertThat(reports(overlay))
                .as("a proposal that brings the book inside says so too")
                .extracting(OverlayReportDecoder::finding)
                .containsExactly(OverlayFinding.OVERDUE, OverlayFinding.CLEAR, OverlayFinding.OUT_OF_REACH);
    }

    @Test
    void shouldTakeNoFindingThatCannotBeMeant() {
        final OverlayDesk overlay = desk();

        find(overlay, OverlayFinding.OUT_OF_REACH, Double.NaN);
        find(overlay, OverlayFinding.OUT_OF_REACH, -1);
        find(overlay, OverlayFinding.OUT_OF_REACH, Double.POSITIVE_INFINITY);
        find(overlay, OverlayFinding.NULL_VAL, 0);
        overlay.desk.event(events -> events.overlayLeg().underlyingId(0).amount(1));
        overlay.desk.event(events -> events.overlayLeg().underlyingId(3));

        assertThat(reports(overlay)).isEmpty();
        assertThat(overlay.desk.engine.badInputs()).isEqualTo(6);
    }

    @Test
    void shouldKnowTheSameInAReplay() {
        final OverlayDesk overlay = desk();
        find(overlay, OverlayFinding.NO_DEPTH, 3);
        overlay.desk.operator(OperatorVerb.SET_OVERLAY, 0, 0);
        overlay.desk.operator(OperatorVerb.SET_VEGA_HIGH, 0, 12);
        final HedgeEngine again = new HedgeEngine((buffer, offset, length) -> true);

        overlay.desk.inputs.forEach(input -> input.playTo(again));

        assertThat(again.outputHash()).isEqualTo(overlay.desk.engine.outputHash());
        assertThat(again.stateHash()).isEqualTo(overlay.desk.engine.stateHash());
        assertThat(again.stateHash()).isNotEqualTo(desk().desk.engine.stateHash());
    }

    @Test
    void shouldHoldProposalsAgainstLimitsAsAnOperatorChangedThem() {
        final OverlayDesk wide = desk();
        wide.proposeStraddle(0.5);
        assertThat(wide.takeChecks()).containsOnly(OverlayCheck.ACCEPTED);

        final OverlayDesk narrow = desk();
        narrow.desk.operator(OperatorVerb.SET_DAILY_PREMIUM, 0, 100);
        narrow.proposeStraddle(0.5);
        assertThat(narrow.takeChecks()).containsOnly(OverlayCheck.PREMIUM);
        narrow.desk.operator(OperatorVerb.SET_DAILY_PREMIUM, 0, 1_000_000);
        narrow.desk.operator(OperatorVerb.SET_EXPIRY_VEGA, 0, 1);
        narrow.proposeStraddle(0.5);
        assertThat(narrow.takeChecks()).containsOnly(OverlayCheck.EXPIRY_VEGA);
        narrow.desk.operator(OperatorVerb.SET_EXPIRY_VEGA, 0, 0);
        narrow.desk.operator(OperatorVerb.SET_VEGA_LOW, 0, -1e6);
        narrow.desk.operator(OperatorVerb.SET_VEGA_HIGH, 0, 0);
        narrow.desk.operator(OperatorVerb.SET_GAMMA_LOW, 0, -1e6);
        narrow.proposeStraddle(60);
        assertThat(narrow.takeChecks()).as("more than a leg may be").containsOnly(OverlayCheck.LOTS);
        narrow.desk.operator(OperatorVerb.SET_GAMMA_HIGH, 0, 1);
        narrow.proposeStraddle(18);
        assertThat(narrow.takeChecks()).as("it would be long").containsOnly(OverlayCheck.GAMMA);
        narrow.desk.operator(OperatorVerb.SET_GAMMA_HIGH, 0, 1e9);
        narrow.proposeStraddle(18);
        assertThat(narrow.takeChecks()).as("it would be long").containsOnly(OverlayCheck.VEGA);
        assertThat(narrow.desk.outputs.takeAlerts()).doesNotContain(AlertCode.COMMAND_REFUSED);
    }

    @Test
    void shouldTradeNoOptionsWhileStoppedAndTheDeltaOnAndOptionsAgainAfterwards() {
        final OverlayDesk overlay = desk();
        overlay.desk.operator(OperatorVerb.SET_OVERLAY, 0, 0);

        overlay.proposeStraddle(4);

        assertThat(overlay.takeDecisions()).hasSize(2).allSatisfy(decision -> {
            assertThat(decision.check()).isEqualTo(OverlayCheck.BLOCKED);
            assertThat(decision.reason()).isEqualTo(DecisionReason.PAUSED);
        });
        assertDeltaIsStillHedged(overlay);
        overlay.desk.executeAll();
        overlay.desk.operator(OperatorVerb.SET_OVERLAY, 0, 1);
        overlay.proposeStraddle(4);
        assertThat(overlay.takeChecks()).containsOnly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldTellTheOperatorOfAWordThatCannotBeMeant() {
        final OverlayDesk overlay = desk();
        overlay.desk.operator(OperatorVerb.SET_GAMMA_LOW, 0, 1);
        overlay.desk.operator(OperatorVerb.SET_GAMMA_HIGH, 0, -1);
        overlay.desk.operator(OperatorVerb.SET_VEGA_LOW, 0, 1);
        overlay.desk.operator(OperatorVerb.SET_VEGA_HIGH, 0, -1);
        overlay.desk.operator(OperatorVerb.SET_EXPIRY_VEGA, 0, -1);
        overlay.desk.operator(OperatorVerb.SET_DAILY_PREMIUM, 0, -1);
        overlay.desk.operator(OperatorVerb.SET_OVERLAY, 0, 0.5);
        overlay.desk.operator(OperatorVerb.SET_OVERLAY, 0, 2);

        assertThat(overlay.desk.outputs.takeAlerts()).hasSize(8).containsOnly(AlertCode.COMMAND_REFUSED);
        overlay.proposeStraddle(4);
        assertThat(overlay.takeChecks()).as("nothing changed").containsOnly(OverlayCheck.ACCEPTED);
    }

    @Test
    void shouldRefuseAnOperatorsWordWhereThereIsNoOverlay() {
        final OverlayDesk overlay = new OverlayDesk();
        overlay.open();
        overlay.desk.outputs.takeAlerts();

        overlay.desk.operator(OperatorVerb.SET_GAMMA_LOW, 0, -1);

        assertThat(overlay.desk.outputs.takeAlerts()).containsExactly(AlertCode.COMMAND_REFUSED);
    }

    @Test
    void shouldRefuseAProposalOnABookThatChangedMeanwhile() {
        final OverlayDesk overlay = desk();
        final long snapshotNs = overlay.desk.nowNs();
        overlay.desk.position(NEAR_CALL, 10, 0);
        overlay.desk.position(NEAR_PUT, 10, 0);
        overlay.desk.executeAll();
        overlay.desk.outputs.takeOrders();
        overlay.proposalId++;

        overlay.claim(snapshotNs, 1_000, 900);

        assertThat(overlay.takeDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.check()).as("the book is long now").isEqualTo(OverlayCheck.GAMMA);
            assertThat(decision.value()).isGreaterThan(decision.limitValue());
        });
        assertThat(overlay.desk.outputs.takeOrders()).isEmpty();
    }

    @Test
    void shouldHedgeTheDeltaOfTheLegThatFilledWhereTheOtherDidNot() {
        final OverlayDesk overlay = desk();
        overlay.proposeStraddle(4);
        final List<NewOrderDecoder> legs = overlay.desk.outputs.takeNewOrders();
        overlay.desk.rejected(legs.get(1).orderId());
        overlay.desk.fill(legs.get(0), 2, overlay.ask(FAR_CALL));
        overlay.desk.closed(legs.get(0).orderId(), OrderEnd.CANCELLED, 2);

        assertThat(overlay.desk.outputs.takeNewOrders())
                .as("half a call came and no put: its delta is sold")
                .singleElement()
                .satisfies(hedge -> {
                    final double delta = 2 * (overlay.evaluate(FAR_CALL).delta() - overlay.coins(FAR_CALL));
                    assertThat(hedge.instrumentId()).isEqualTo(BTC_PERPETUAL);
                    assertThat(hedge.side()).isEqualTo(Side.SELL);
                    assertThat(hedge.amount() / 1e8 / OverlayDesk.SPOT).isCloseTo(delta, within(0.1));
                });
        overlay.desk.executeAll();
        overlay.desk.waitSeconds(11);
        overlay.market();
        overlay.takeDecisions();
        overlay.proposalId++;
        overlay.leg(0, 1, FAR_PUT, 4, overlay.ask(FAR_PUT));
        assertThat(overlay.takeDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.check()).isEqualTo(OverlayCheck.ACCEPTED);
            assertThat(decision.gammaBefore())
                    .as("the book as it is, with what filled")
                    .isCloseTo(gamma(overlay), within(0.1));
        });
    }

    private static double gamma(final OverlayDesk overlay) {
        final double near = overlay.evaluate(NEAR_CALL).gamma();
        final double far = overlay.evaluate(FAR_CALL).gamma();
        return (-20 * near + 2 * far) * OverlayDesk.SPOT * OverlayDesk.SPOT / 100;
    }

    @Test
    void shouldJudgeAProposalThatIsTooLateForItsMarketByItsAge() {
        final OverlayDesk overlay = desk();
        final long snapshotNs = overlay.desk.nowNs();
        overlay.desk.waitNs(2 * SECOND_NS + 1);
        overlay.market();
        overlay.desk.outputs.takeOrders();
        overlay.proposalId++;

        overlay.claim(snapshotNs, 1_000, 900);

        final List<OverlayDecisionDecoder> decisions = overlay.takeDecisions();
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.check()).isEqualTo(OverlayCheck.SNAPSHOT_AGE);
            assertThat(decision.value()).isEqualTo(2e9 + 1);
            assertThat(decision.limitValue()).isEqualTo(2e9);
        });
        assertThat(overlay.desk.engine.position(FAR_CALL)).isZero();
        assertDeltaIsStillHedged(overlay);
    }

    /** A journal of version 4 ends before the finding; its legs are traded as they were. */
    @Test
    void shouldTakeALegOfTheVersionBefore() {
        final OverlayDesk overlay = desk();
        overlay.proposeCall(1);
        final int block = OverlayLegDecoder.findingEncodingOffset();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + block;
        final byte[] old = Arrays.copyOf(Outputs.last(overlay.desk.inputs).copy(), length);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(old), 0)
                .blockLength(block)
                .version(4);
        final OverlayDesk other = desk();
        other.desk.raw(old);

        assertThat(other.desk.engine.badInputs()).isZero();
        assertThat(overlay.takeDecisions()).hasSize(1);
        assertThat(other.takeDecisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.check()).isEqualTo(OverlayCheck.ACCEPTED));
        assertThat(reports(other)).as("nothing was said of a finding").isEmpty();
        other.desk.raw(Arrays.copyOf(old, length - 1));
        assertThat(other.desk.engine.badInputs()).isEqualTo(1);
    }
}
