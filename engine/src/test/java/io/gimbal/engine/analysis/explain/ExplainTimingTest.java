package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a trade back, or calls for one, besides the policy: the desk's triggers, re-marks, strategies. */
class ExplainTimingTest {
    private static final int CALL = 2;

    @TempDir
    private Path folder = Path.of("");

    private long input;

    private ExplainedDecision told(final Consumer<DeskJournal> happening) {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            happening.accept(desk);
            input = desk.lastInput();
        }
        return Explained.last(folder, input);
    }

    @Test
    void shouldNameTheTriggerThatSaysNotNow() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_when = \"outside and not between(00:00, 00:10)\"");
            desk.future(6_000);
        });

        assertThat(Explained.said(decision)).isEqualTo("HOLD NOT_TRIGGERED");
        assertThat(Explained.stop(decision)).isEqualTo("the desk's trigger");
        assertThat(Explained.gates(decision, Verdict.PASSED))
                .contains("outside the band", "smallest order", "back-off");
        assertThat(Explained.gates(decision, Verdict.NOT_REACHED))
                .contains("order size", "price collar", "message rate");
        assertThat(decision.summary()).isEqualTo("nothing to trade: the desk's own trigger says not now");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).as("what waits").isEqualByComparingTo("-6000");
        assertThat(size.agrees()).isTrue();
        assertThat(decision.made().tradeDelta()).isCloseTo(-0.2, within(1e-12));
        assertThat(decision.made().orderAmount()).isEqualByComparingTo("0");
        assertThat(decision.order()).isNull();
        assertThat(Explained.text(folder, input))
                .contains("STOPPED      the desk's trigger", "HOLD NOT_TRIGGERED")
                .doesNotContain("overruled");
    }

    @Test
    void shouldSayThatALimitWouldHaveStoppedWhatATriggerHoldsBack() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_when = \"false\"");
            desk.limits(limits -> limits.maxOrderUsd(DeskJournal.scaled(9)));
            desk.future(6_000);
        });

        assertThat(Explained.stop(decision)).isEqualTo("the desk's trigger");
        assertThat(Explained.gates(decision, Verdict.WOULD_STOP)).containsExactly("order size");
    }

    @Test
    void shouldPassATradeBeyondTheTriggersOverride() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_when = \"false\"");
            desk.future(9_010);
        });

        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(decision.gates()).extracting(ExplainedDecision.Gate::verdict).containsOnly(Verdict.PASSED);
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
    }

    @Test
    void shouldTellATradeThatOnlyTheTriggerCallsFor() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_also_when = \"deviation >= 0.5\"");
            desk.future(1_800);
        });

        assertThat(Explained.said(decision)).isEqualTo("TRADE TRIGGERED");
        assertThat(decision.summary()).endsWith("the desk's own trigger calls for a trade to the centre");
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(band.agrees()).as("the centre is the band").isTrue();
        assertThat(band.low()).isZero();
        assertThat(band.high()).isZero();
        assertThat(band.steps()).extracting(ExplainedDecision.Quantity::name).contains("the desk's trigger");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-1800");
        assertThat(size.agrees()).isTrue();
        assertThat(decision.gates()).extracting(ExplainedDecision.Gate::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void shouldLeaveTheBandToThePolicyWhereTheTriggerIsQuiet() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_also_when = \"deviation >= 0.5\"");
            desk.future(1_200);
        });

        assertThat(Explained.said(decision)).isEqualTo("HOLD INSIDE_BAND");
        assertThat(requireNonNull(decision.band()).high()).isEqualTo(0.1);
        assertThat(Explained.stop(decision)).isEqualTo("outside the band");
    }

    /** Short twenty calls far out of the money, hedged; then their volatility is marked up by three points. */
    private static void remark(final DeskJournal desk) {
        desk.call(CALL, 36_000);
        desk.vol(CALL, 0.6);
        desk.operator(OperatorVerb.PAUSE);
        desk.position(CALL, -20);
        desk.operator(OperatorVerb.RESUME);
    }

    @Test
    void shouldNameAReMarkThatIsTakenForNoise() {
        final double[] hedged = new double[1];
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.timing("trade_on_remark = false");
            remark(desk);
            input = desk.lastInput();
            final ExplainedDecision opening = Explained.last(folder, input);
            hedged[0] = opening.made().orderAmount().doubleValue();
            desk.fill(1, hedged[0] > 0 ? Side.BUY : Side.SELL, Math.abs(hedged[0]), 30_000);
            desk.closed(1, OrderEnd.FILLED, Math.abs(hedged[0]));
            desk.vol(CALL, 0.63);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(hedged[0]).as("calls sold are hedged by buying").isPositive();
        assertThat(Explained.said(decision)).isEqualTo("HOLD IV_NOISE");
        assertThat(Explained.stop(decision)).isEqualTo("not by re-marks alone");
        assertThat(Math.abs(decision.made().totalDelta())).isBetween(0.1, 0.3);
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
        assertThat(decision.summary()).contains("re-marked volatilities alone");
    }

    @Test
    void shouldSumTheLedgerToTheDeltaByTheDesksOwnRule() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("delta = \"minimum-variance:-0.25,-0.4,-0.2\"");
            desk.call(CALL, 30_000);
            desk.vol(CALL, 0.6);
            desk.position(CALL, -20);
        });

        final ExplainedDecision.Ledger ledger = requireNonNull(decision.ledger());
        final double change = ledger.lines().stream()
                .filter(line -> line.line().equals("the desk's rule of delta"))
                .mapToDouble(ExplainedDecision.Line::projected)
                .sum();
        final double sum = ledger.lines().stream()
                .filter(line -> line.countsIn().contains("COIN_NEUTRAL"))
                .mapToDouble(ExplainedDecision.Line::projected)
                .sum();
        assertThat(change)
                .as("calls lose volatility when the price rises: short ones are less short")
                .isPositive();
        assertThat(sum).isCloseTo(decision.made().totalDelta(), within(1e-9));
        assertThat(ledger.totals())
                .filteredOn(ExplainedDecision.Total::chosen)
                .singleElement()
                .satisfies(total ->
                        assertThat(total.projected()).isCloseTo(decision.made().totalDelta(), within(1e-9)));
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
    }

    private static void scalping(final DeskJournal desk) {
        desk.event(events -> events.forecastConfiguration()
                .intervalNs(DeskJournal.SECOND_NS)
                .halfLifeNs(60 * DeskJournal.SECOND_NS)
                .horizonNs(600 * DeskJournal.SECOND_NS)
                .flowHalfLifeNs(60 * DeskJournal.SECOND_NS)
                .startVol(DeskJournal.scaled(0.1))
                .longRunVol(DeskJournal.scaled(0.1))
                .alpha(DeskJournal.scaled(0.05))
                .beta(DeskJournal.scaled(0.9))
                .harConstant(DeskJournal.scaled(-0.5))
                .harDaily(DeskJournal.scaled(0.4))
                .harWeekly(DeskJournal.scaled(0.3))
                .harMonthly(DeskJournal.scaled(0.2))
                .harErrorVariance(DeskJournal.scaled(0.1))
                .feeRate(DeskJournal.scaled(0.0005))
                .spreadShare(DeskJournal.scaled(1))
                .impact(DeskJournal.scaled(0.7))
                .priorFills(DeskJournal.scaled(1))
                .dailyVolume(DeskJournal.scaled(10_000))
                .vpinBucket(DeskJournal.scaled(1))
                .window(30)
                .vpinBuckets(5)
                .fillHalfLife(10)
                .estimator(VolEstimator.EWMA)
                .costSource(CostSource.ASSUMED));
        desk.event(events -> events.strategyConfiguration()
                .kind(StrategyKind.GAMMA_SCALPING)
                .floor(DeskJournal.scaled(800_000))
                .multiplier(DeskJournal.scaled(5))
                .largestExposure(DeskJournal.scaled(3))
                .bandShare(DeskJournal.scaled(0.1))
                .targetVol(DeskJournal.scaled(0.2))
                .idleHalfWidth(DeskJournal.scaled(10))
                .costRate(DeskJournal.scaled(0.0006)));
    }

    @Test
    void shouldSayThatGammaDoesNotMakeItsRent() {
        final ExplainedDecision decision = told(desk -> {
            scalping(desk);
            desk.call(CALL, 30_000);
            desk.vol(CALL, 0.6);
            desk.position(CALL, 10);
            desk.waitSeconds(1);
            desk.market(30_000);
        });

        assertThat(Explained.said(decision)).isEqualTo("HOLD RENT_NOT_PAID");
        assertThat(decision.made().bandHigh() - decision.made().bandLow())
                .as("ten coins either side")
                .isCloseTo(20, within(1e-9));
        assertThat(Explained.stop(decision)).isEqualTo("outside the band");
        assertThat(decision.summary()).contains("gamma is not expected to make its theta");
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(band.agrees()).as("the policy alone says less").isFalse();
        assertThat(band.high()).isEqualTo(0.1);
        assertThat(Explained.text(folder, input)).contains("the policy did more than they say");
    }

    @Test
    void shouldKnowEveryReasonInWords() {
        for (final DecisionReason reason : DecisionReason.values()) {
            final String plain = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            final boolean isOfHedges = reason != DecisionReason.OVERLAY && reason != DecisionReason.NULL_VAL;
            assertThat(Texts.meaning(reason).equals(plain)).as(reason.name()).isEqualTo(!isOfHedges);
        }
    }
}
