package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a desk that rests and slices: a part of what is wanted is no disagreement, and what waits says so. */
class ExplainTacticsTest {
    @TempDir
    private Path folder = Path.of("");

    private static DeskJournal desk(final Path folder, final ExecutionTactic tactic) {
        final DeskJournal desk = DeskJournal.level(folder);
        desk.book(PolicySpec.parse("fixed-band-edge:half_width_coins=0.1"));
        desk.execution(tactic);
        return desk;
    }

    /** So many dollars are bid and offered. */
    private static void quote(final DeskJournal desk, final double bid, final double usd) {
        desk.event(events -> events.quote()
                .instrumentId(DeskJournal.PERPETUAL)
                .bidPrice(DeskJournal.scaled(bid))
                .bidAmount(DeskJournal.scaled(usd))
                .askPrice(DeskJournal.scaled(bid + 1))
                .askAmount(DeskJournal.scaled(usd)));
    }

    @Test
    void shouldTellAnOrderThatRestsForAllThatIsWanted() {
        final long input;
        try (DeskJournal desk = desk(folder, ExecutionTactic.MAKER_FIRST)) {
            desk.future(4_500);
            input = desk.lastInput();
            desk.accepted(1, 1_500, 30_000.5);
            desk.waitSeconds(2);
            desk.fill(1, Side.SELL, 1_500, 30_000.5);
            desk.closed(1, OrderEnd.FILLED, 1_500);
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(decision.made().limitPrice()).as("the touch of its own side").isEqualByComparingTo("30000.5");
        assertThat(decision.gates()).extracting(ExplainedDecision.Gate::verdict).containsOnly(Verdict.PASSED);
        assertThat(Explained.gate(decision, "price collar").detail()).isEqualTo("limit price 30,000.5");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-1500");
        assertThat(size.tactic()).isEqualTo("MAKER_FIRST");
        assertThat(size.agrees()).isTrue();
        final ExplainedExecution.Maker maker =
                requireNonNull(requireNonNull(decision.working().execution()).maker());
        assertThat(maker.deviation()).as("4,500 dollars").isCloseTo(0.15, within(1e-9));
        assertThat(maker.takeBeyond()).as("twice the half-width").isCloseTo(0.2, within(1e-9));
        assertThat(maker.takeDistance()).isCloseTo(0.05, within(1e-9));
        assertThat(maker.crossBeyond()).isCloseTo(0.3, within(1e-9));
        assertThat(maker.needAtTouch()).as("to the edge").isCloseTo(0.05, within(1e-9));
        assertThat(maker.needLots()).isEqualTo(150);
        assertThat(maker.restLots()).isEqualTo(-150);
        assertThat(maker.takeLots()).isZero();
        assertThat(maker.step()).isEqualTo("PLACE");
        final ExplainedDecision.Order order = requireNonNull(decision.order());
        assertThat(order.fate()).isEqualTo("FILLED");
        assertThat(order.slippageUsd()).as("half a dollar a coin is earned").isCloseTo(-0.5 * 0.05, within(1e-9));
        assertThat(Explained.text(folder, input))
                .contains("ExecutionStep", "PLACE", "RESTING")
                .doesNotContain("the order decided upon is another one", "overruled");
    }

    @Test
    void shouldSayThatAnOrderRestsWhereNothingNewIsSent() {
        final long input;
        try (DeskJournal desk = desk(folder, ExecutionTactic.MAKER_FIRST)) {
            desk.future(4_500);
            desk.accepted(1, 1_500, 30_000.5);
            desk.waitSeconds(2);
            quote(desk, 29_999.5, 100_000);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final ExplainedExecution execution = requireNonNull(decision.working().execution());
        assertThat(execution.tactic()).isEqualTo("MAKER_FIRST");
        assertThat(execution.needSide()).isEqualTo("SELL");
        assertThat(execution.deadlineS()).as("a minute less two seconds").isEqualTo(58);
        final ExplainedExecution.Resting rests = requireNonNull(execution.resting());
        assertThat(rests.price()).isEqualByComparingTo("30000.5");
        assertThat(rests.remaining()).isEqualByComparingTo("-1500");
        assertThat(rests.ageS()).isEqualTo(2);
        assertThat(rests.unchangedS()).isEqualTo(2);
        assertThat(rests.touchTicks()).as("it is at the touch").isZero();
        assertThat(rests.lots()).isEqualTo(-150);
        assertThat(rests.wantedLots()).isEqualTo(-150);
        assertThat(Explained.gate(decision, "nothing working it off").value()).isEqualTo(2);
        assertThat(Explained.text(folder, input))
                .contains("order 1 rests: -1,500 of BTC-PERPETUAL at 30,000.5", "2.000 s old", "0 ticks behind it");
        assertThat(Explained.said(decision)).isEqualTo("HOLD RESTING");
        assertThat(Explained.stop(decision)).isEqualTo("nothing working it off");
        assertThat(Explained.gates(decision, Verdict.PASSED)).contains("outside the band", "smallest order");
        assertThat(Explained.gates(decision, Verdict.NOT_REACHED)).contains("order size", "price collar");
        assertThat(requireNonNull(decision.inFlight()).orders())
                .extracting(ExplainedDecision.Working::orderId)
                .containsExactly(1L);
        assertThat(decision.made().inFlightDelta())
                .as("what rests is not on its way")
                .isZero();
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
    }

    /** Half a lot is kept for where it rests: the order changes by five lots or not at all. */
    @Test
    void shouldSayWhatARestingOrderWouldHaveToChangeBy() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("fixed-band-edge:half_width_coins=0.1"));
            desk.execution(ExecutionTactic.MAKER_FIRST, 5);
            desk.future(4_500);
            desk.accepted(1, 1_500, 30_000.5);
            desk.waitSeconds(3);
            desk.future(4_530);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("HOLD RESTING");
        final ExplainedExecution.Resting rests =
                requireNonNull(requireNonNull(decision.working().execution()).resting());
        assertThat(rests.resizeLots()).isEqualTo(5);
        assertThat(Explained.gate(decision, "nothing working it off").detail())
                .contains("order 1 rests: -1,500 at 30,000.5", "-150 lots, wanted -150: re-sized from a change of 5");
    }

    @Test
    void shouldSayNeedLotAndThresholdOfWhatIsTooSmallToTrade() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("fixed-time:interval_s=1"));
            desk.execution(ExecutionTactic.MAKER_FIRST, 5);
            desk.future(4);
            desk.waitSeconds(1);
            desk.timer();
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.input(folder, input).decisions().stream()
                .filter(made -> made.made().reason().equals("BELOW_LOT"))
                .findFirst()
                .orElseThrow();

        final ExplainedDecision.Gate gate = Explained.gate(decision, "smallest order");
        assertThat(gate.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(gate.value()).as("4 of 10 dollars").isCloseTo(0.4, within(1e-9));
        assertThat(gate.limit()).as("the nearest lot").isEqualTo(0.5);
        assertThat(gate.bound()).isEqualTo("above");
        assertThat(gate.unit()).isEqualTo("lots");
        assertThat(gate.detail()).isEqualTo("a lot is 0.00033333333 coins, 10 USD, the smallest order 1");
    }

    @Test
    void shouldSayThatWhatWasBegunGoesOnInsideTheBand() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.execution(ExecutionTactic.MAKER_FIRST);
            desk.future(4_500);
            desk.accepted(1, 4_500, 30_000.5);
            desk.fill(1, Side.SELL, 3_000, 30_000.5);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(decision.made().totalDelta()).as("back inside 0.1").isCloseTo(0.05, within(1e-9));
        assertThat(Explained.said(decision)).isEqualTo("HOLD RESTING");
        assertThat(Explained.stop(decision)).isEqualTo("nothing working it off");
        final ExplainedDecision.Gate band = Explained.gate(decision, "outside the band");
        assertThat(band.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(band.limit()).as("the target, where it ends").isZero();
        assertThat(band.detail()).endsWith("where what was begun ends");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-1500");
        assertThat(size.landing()).isZero();
        assertThat(size.agrees()).isTrue();
    }

    @Test
    void shouldEndWhatWasBegunAtTheTarget() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.execution(ExecutionTactic.MAKER_FIRST);
            desk.future(4_500);
            desk.accepted(1, 4_500, 30_000.5);
            desk.fill(1, Side.SELL, 4_500, 30_000.5);
            desk.closed(1, OrderEnd.FILLED, 4_500);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("HOLD INSIDE_BAND");
        assertThat(Explained.stop(decision)).isEqualTo("outside the band");
        assertThat(Explained.gate(decision, "outside the band").limit())
                .as("the band itself again")
                .isEqualTo(-0.1);
        assertThat(decision.size()).as("nothing is wanted").isNull();
    }

    @Test
    void shouldTellWhatATacticTakesOfANeedThatIsFarOut() {
        final long input;
        try (DeskJournal desk = desk(folder, ExecutionTactic.MAKER_FIRST)) {
            desk.future(9_000);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(size.wantedAmount()).isEqualByComparingTo("-6000");
        assertThat(decision.made().orderAmount().doubleValue())
                .as("some of it, now")
                .isBetween(-5_990.0, -10.0);
        assertThat(size.part()).isTrue();
        assertThat(size.agrees()).isTrue();
        assertThat(Explained.text(folder, input))
                .contains("the order is a part of it: maker first")
                .doesNotContain("the order decided upon is another one");
    }

    @Test
    void shouldTellASliceFromTheWhole() {
        final long first;
        final long between;
        try (DeskJournal desk = desk(folder, ExecutionTactic.TWAP)) {
            quote(desk, 29_999.5, 3_000);
            desk.future(12_000);
            first = desk.lastInput();
            desk.fill(1, Side.SELL, 1_500, 29_999.5);
            desk.closed(1, OrderEnd.FILLED, 1_500);
            desk.waitSeconds(2);
            quote(desk, 29_999.5, 3_000);
            between = desk.lastInput();
        }

        final ExplainedDecision slice = Explained.last(folder, first);
        assertThat(slice.made().orderAmount()).isEqualByComparingTo("-1500");
        final ExplainedDecision.Size size = requireNonNull(slice.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-9000");
        assertThat(size.permittedAmount()).isEqualByComparingTo("-9000");
        assertThat(size.part()).isTrue();
        assertThat(size.agrees()).isTrue();
        assertThat(Explained.text(folder, first)).contains("the order is a part of it: twap");
        final ExplainedDecision waits = Explained.last(folder, between);
        assertThat(Explained.said(waits)).isEqualTo("HOLD RESTING");
        assertThat(Explained.stop(waits)).isEqualTo("nothing working it off");
        assertThat(requireNonNull(waits.size()).wantedAmount()).isEqualByComparingTo("-7500");
        assertThat(requireNonNull(waits.size()).agrees()).isTrue();
        assertThat(requireNonNull(waits.size()).part()).as("nothing was sent").isFalse();
    }

    @Test
    void shouldRefuseANeedThatWaitsLikeAnyOther() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.execution(ExecutionTactic.MAKER_FIRST);
            desk.future(4_500);
            desk.accepted(1, 4_500, 30_000.5);
            desk.fill(1, Side.SELL, 3_000, 30_000.5);
            desk.waitSeconds(11);
            desk.index(30_000);
            desk.forward(30_000);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isIn("REFUSE STALE_QUOTE", "HOLD INSIDE_BAND");
        assertThat(Explained.gate(decision, "quote age").value()).isEqualTo(11.0);
        assertThat(Explained.gate(decision, "quote age").verdict())
                .isEqualTo(decision.made().action().equals("REFUSE") ? Verdict.STOPPED : Verdict.WOULD_STOP);
    }

    @Test
    void shouldNotEndTheStoryOfARestingOrderWhereOnlyItsCancelWasSuppressed() {
        final long input;
        try (DeskJournal desk = desk(folder, ExecutionTactic.MAKER_FIRST)) {
            desk.future(4_500);
            input = desk.lastInput();
            desk.accepted(1, 1_500, 30_000.5);
            desk.future(0);
            desk.outcome(1, CancelOrderDecoder.TEMPLATE_ID, SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED);
            desk.fill(1, Side.SELL, 500, 30_000.5);
            desk.closed(1, OrderEnd.CANCELLED, 500);
        }

        final ExplainedDecision.Order order =
                requireNonNull(Explained.last(folder, input).order());

        assertThat(order.fate()).isEqualTo("PARTLY_FILLED");
        assertThat(order.filledAmount()).isEqualByComparingTo("500");
        assertThat(order.events())
                .extracting(Explanation.Event::name)
                .containsExactly("OrderAccepted", "CommandOutcome", "Fill", "OrderClosed");
    }
}
