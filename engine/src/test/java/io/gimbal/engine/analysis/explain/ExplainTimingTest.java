package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import java.util.List;
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
    void shouldSayOfEveryConditionOfATriggerWhatItFound() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing(
                    "trade_when = \"outside and (deviation >= 2.5 or since_trade >= 5m) and not event(jump) and vol >"
                            + " 60%\"",
                    "override_multiple = 40");
            desk.future(6_000);
            desk.waitSeconds(1);
            desk.timer();
        });

        assertThat(Explained.said(decision)).isEqualTo("HOLD NOT_TRIGGERED");
        final ExplainedTrigger trigger = decision.working().triggers().get(0);
        assertThat(trigger.rule()).isEqualTo("trade_when");
        assertThat(trigger.expression())
                .isEqualTo("outside and (deviation >= 2.5 or since_trade >= 5m) and not event(jump) and vol > 60%");
        assertThat(trigger.atoms())
                .extracting(ExplainedTrigger.Atom::condition, ExplainedTrigger.Atom::truth)
                .containsExactly(
                        tuple("outside", ExplainedTrigger.Truth.TRUE),
                        tuple("deviation >= 2.5", ExplainedTrigger.Truth.FALSE),
                        tuple("since_trade >= 5m", ExplainedTrigger.Truth.TRUE),
                        tuple("event(jump)", ExplainedTrigger.Truth.FALSE),
                        tuple("vol > 60%", ExplainedTrigger.Truth.UNKNOWN));
        final ExplainedTrigger.Atom deviation = trigger.atoms().get(1);
        assertThat(deviation.value()).as("0.2 coins of 0.1").isCloseTo(2, within(1e-9));
        assertThat(deviation.threshold()).isEqualTo(2.5);
        assertThat(deviation.bound()).isEqualTo("at least");
        assertThat(deviation.unit()).isEqualTo("half-widths");
        assertThat(trigger.atoms().get(2).detail()).as("it never traded").isEqualTo("never");
        assertThat(trigger.atoms().get(4).detail()).as("it holds no options").isEqualTo("not known");
        assertThat(trigger.truth()).as("Kleene's and").isEqualTo(ExplainedTrigger.Truth.UNKNOWN);
        assertThat(trigger.effect()).isEqualTo(ExplainedTrigger.Effect.HOLDS_BACK);
        assertThat(trigger.overrideMultiple()).isEqualTo(40);
        assertThat(trigger.agrees()).isTrue();
        final ExplainedDecision.Gate gate = Explained.gate(decision, "the desk's trigger");
        assertThat(gate.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(gate.detail())
                .contains("deviation >= 2.5 false, it is 2 half-widths", "since_trade >= 5m true, never")
                .contains("event(jump) false, nothing of it waits", "vol > 60% unknown, not known");
    }

    @Test
    void shouldSetTheOneConditionThatIsMissingAgainstItsThreshold() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_when = \"outside and time >= 00:01\"");
            desk.waitSeconds(20);
            desk.future(6_000);
            desk.market(30_000);
        });

        assertThat(Explained.said(decision)).isEqualTo("HOLD NOT_TRIGGERED");
        final ExplainedDecision.Gate gate = Explained.gate(decision, "the desk's trigger");
        assertThat(gate.value()).isEqualTo(20);
        assertThat(gate.limit()).isEqualTo(60);
        assertThat(gate.bound()).isEqualTo("at least");
        assertThat(Explained.text(folder, input)).contains("time >= 00:01 false, it is 20 s of the day, UTC");
    }

    @Test
    void shouldSayThatATriggerLetThrough() {
        final ExplainedDecision decision = told(desk -> {
            desk.timing("trade_when = \"outside or false\"");
            desk.future(6_000);
        });

        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(Explained.gate(decision, "the desk's trigger").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(decision.working().triggers().get(0).effect()).isEqualTo(ExplainedTrigger.Effect.LETS_THROUGH);
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
        assertThat(decision.working().triggers().get(0).effect()).isEqualTo(ExplainedTrigger.Effect.OVERRIDDEN);
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
        final ExplainedTrigger trigger = decision.working().triggers().get(0);
        assertThat(trigger.rule()).isEqualTo("trade_also_when");
        assertThat(trigger.effect()).isEqualTo(ExplainedTrigger.Effect.CALLS);
        assertThat(trigger.atoms().get(0).value()).isCloseTo(0.6, within(1e-9));
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
        assertRentFails(requireNonNull(decision.working().strategy()));
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(band.agrees()).as("ten coins are the strategy's").isTrue();
        assertThat(band.high()).isEqualTo(10);
        assertThat(band.steps())
                .extracting(ExplainedDecision.Quantity::name)
                .contains("half-width below the target", "gamma does not make its rent");
        assertThat(Explained.text(folder, input))
                .contains("gamma scalping, rent not paid", "volatility that breaks even")
                .doesNotContain("did more than they say");
    }

    /** By a formula of this test's own: half gamma times the square of the move that is forecast. */
    private static void assertRentFails(final ExplainedStrategy strategy) {
        final double years = 30.0 / 365;
        final double gamma = 10
                * Math.exp(-Math.pow(0.3 * Math.sqrt(years), 2) / 2)
                / Math.sqrt(2 * Math.PI)
                / (30_000 * 0.6 * Math.sqrt(years));
        final double gain = 0.5 * gamma * 30_000 * 30_000 * 0.1 * 0.1 / 365;
        final double theta = -0.5 * gamma * 30_000 * 30_000 * 0.6 * 0.6 / 365;
        assertThat(strategy.state()).isEqualTo(ExplainedStrategy.State.RENT_NOT_PAID);
        assertThat(figure(strategy.inputs(), "net gamma G")).isCloseTo(gamma, within(1e-4 * gamma));
        assertThat(figure(strategy.steps(), "gain")).isCloseTo(gain, within(0.01));
        assertThat(figure(strategy.inputs(), "theta")).isCloseTo(theta, within(1.0));
        final double cost = figure(strategy.inputs(), "expected cost of trading");
        assertThat(figure(strategy.steps(), "left")).isCloseTo(gain + theta - cost, within(1.0));
        assertThat(figure(strategy.steps(), "volatility that breaks even"))
                .as("about what is paid for")
                .isBetween(0.6, 0.7);
        assertThat(strategy.agrees()).isTrue();
    }

    private static double figure(final List<ExplainedDecision.Quantity> quantities, final String name) {
        return requireNonNull(quantities.stream()
                .filter(quantity -> quantity.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value());
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
