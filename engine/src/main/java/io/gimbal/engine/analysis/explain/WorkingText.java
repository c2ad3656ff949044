package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@link InnerWorking} of a decision for people, as lines of text. Used once, by one thread. */
final class WorkingText {
    private static final int NAME_WIDTH = 38;
    private static final int FORMULA_WIDTH = 46;
    private static final double PERCENT = 100;
    private static final double BASIS_POINTS = 1e4;

    private final List<String> lines = new ArrayList<>();

    private WorkingText() {}

    /** What says how much is held, and what was forecast. */
    static List<String> held(final InnerWorking of) {
        final WorkingText text = new WorkingText();
        if (of.strategy() != null) {
            text.strategy(of.strategy());
        }
        if (of.forecast() != null) {
            text.forecast(of.forecast());
        }
        return text.lines;
    }

    /** What the desk's triggers say. */
    static List<String> triggers(final InnerWorking of) {
        final WorkingText text = new WorkingText();
        of.triggers().forEach(text::trigger);
        return text.lines;
    }

    /** How it is worked, with what, and what the overlay made of its options. */
    static List<String> worked(final InnerWorking of) {
        final WorkingText text = new WorkingText();
        if (of.execution() != null && !of.execution().tactic().equals("TAKER")) {
            text.execution(of.execution());
        }
        if (of.choice() != null) {
            text.choice(of.choice());
        }
        of.overlay().forEach(text::overlay);
        return text.lines;
    }

    // ------------------------------------------------------------------ strategy and forecasts

    private void strategy(final ExplainedStrategy strategy) {
        section("Strategy");
        line(
                "  %s, %s%s",
                Figures.word(strategy.kind()),
                Figures.word(strategy.state().name()),
                strategy.fresh() ? "" : "; the valuation is too old to act on");
        strategy.parameters().forEach(this::given);
        strategy.inputs().forEach(this::given);
        strategy.steps().forEach(this::formula);
        if (!strategy.agrees()) {
            line("  the steps above do not give what the policy was asked for");
        }
    }

    private void given(final Quantity quantity) {
        line("  %s %s", Figures.padded(quantity.name(), NAME_WIDTH), Figures.number(quantity.value(), quantity.unit()));
    }

    private void formula(final Quantity step) {
        line(
                "  %s %s = %s",
                Figures.padded(step.name(), NAME_WIDTH),
                Figures.padded(step.formula(), FORMULA_WIDTH),
                Figures.number(step.value(), step.unit()));
    }

    private void forecast(final ExplainedForecast forecast) {
        section("Forecasts");
        line(
                "  volatility by %s; cost of a trade %s",
                Figures.word(forecast.estimator()), Figures.word(forecast.costSource()));
        forecast.figures().stream().filter(figure -> figure.value() != null).forEach(this::given);
    }

    private void trigger(final ExplainedTrigger trigger) {
        section("Trigger " + trigger.rule());
        line(
                "  %s is %s: %s",
                trigger.expression(),
                Figures.word(trigger.truth().name()),
                Figures.word(trigger.effect().name()));
        trigger.atoms().forEach(atom -> line("  %s", WaitingGates.atom(atom)));
        if (trigger.overrideMultiple() != null) {
            line(
                    "  blocks nothing beyond %s half-widths, the delta is at %s",
                    Figures.number(trigger.overrideMultiple(), ""), Figures.number(trigger.deviation(), ""));
        }
        if (!trigger.agrees()) {
            line("  the engine's own run says otherwise");
        }
    }

    // ------------------------------------------------------------------ execution

    private void execution(final ExplainedExecution execution) {
        section("Execution, after it");
        line(
                "  %s; %s%s",
                Figures.word(execution.tactic()),
                execution.needSide() == null
                        ? "nothing is being worked off"
                        : "working off a need to " + Figures.word(execution.needSide()),
                execution.deadlineS() == null ? "" : Texts.text(", %.3f s left", execution.deadlineS()));
        if (execution.resting() != null) {
            resting(execution.resting());
        }
        if (execution.maker() != null) {
            maker(execution.maker());
        }
        final ExplainedExecution.Plan plan = execution.plan();
        if (plan != null) {
            line(
                    "  slice %d of %d, %s; %d of %d lots held back; %s to %s; next in %s",
                    plan.slice(),
                    plan.slices(),
                    Figures.word(plan.side()),
                    plan.heldLots(),
                    plan.lots(),
                    plan.begun(),
                    plan.ends(),
                    Figures.number(plan.nextS(), "s"));
        }
    }

    private void resting(final ExplainedExecution.Resting rests) {
        line(
                "  order %d rests: %s of %s at %s, %s%s%s",
                rests.orderId(),
                Texts.grouped(rests.remaining()),
                rests.instrument(),
                Texts.grouped(rests.price()),
                rests.state(),
                rests.ageS() == null ? "" : Texts.text(", %.3f s old", rests.ageS()),
                rests.unchangedS() == null ? "" : Texts.text(", unchanged for %.3f s", rests.unchangedS()));
        line(
                "  its touch is %s: %s ticks behind it, re-pegged from %d; %d lots, wanted %s, re-sized from %d",
                Figures.usd(rests.touch()),
                whole(rests.touchTicks()),
                rests.repegTicks(),
                rests.lots(),
                whole(rests.wantedLots()),
                rests.resizeLots());
    }

    private static String whole(final @Nullable Long value) {
        return value == null ? "-" : value.toString();
    }

    private void maker(final ExplainedExecution.Maker maker) {
        line(
                "  deviation %s of H %s coins; taken beyond %s H = %s (%s to go), all of it beyond %s H = %s",
                Figures.coins(maker.deviation()),
                Figures.number(maker.halfWidth(), ""),
                Figures.number(maker.takeMultiple(), ""),
                Figures.number(maker.takeBeyond(), ""),
                Figures.coins(maker.takeDistance()),
                Figures.number(maker.crossMultiple(), ""),
                Figures.number(maker.crossBeyond(), ""));
        line(
                "  at the touch it needs %s coins, %s lots of %.8g; smallest order %d, most that may rest %s lots",
                Figures.number(maker.needAtTouch(), ""),
                whole(maker.needLots()),
                maker.lotDelta(),
                maker.smallestLots(),
                maker.mostLots() == Long.MAX_VALUE ? "any" : Long.toString(maker.mostLots()));
        line(
                "  answer: rest %d lots, take %d; %s, %s",
                maker.restLots(), maker.takeLots(), Figures.word(maker.step()), Figures.word(maker.reason()));
    }

    // ------------------------------------------------------------------ candidates

    private void choice(final ExplainedChoice choice) {
        section("Hedge candidates, USD to the horizon");
        line("  %s: %s", choice.chosen() == null ? "none" : choice.chosen(), choice.meaning());
        line(
                "  compared %s before, for a hedge of %s USD over %s days, turnover %s, cost of capital %s %% a year",
                choice.comparedAgoS() == null ? "never" : Texts.text("%.3f s", choice.comparedAgoS()),
                Figures.usd(choice.sizeUsd()),
                Figures.number(choice.horizonDays(), ""),
                Figures.number(choice.turnover(), ""),
                Figures.number(PERCENT * choice.marginCostRate(), ""));
        line(
                "  another would save %s, and would have to save more than %s",
                Figures.usd(choice.savingUsd()), Figures.usd(choice.hurdleUsd()));
        line(
                "  %-24s %9s %10s %10s %10s %10s %10s %10s   %s",
                "", "premium/y", "total", "trading", "carry", "capital", "risk", "in or out", "status");
        choice.candidates().forEach(this::candidate);
        final ExplainedChoice.Curve basis = choice.basis();
        if (basis != null) {
            line(
                    "  basis of %d futures: %s, level %.3f %% a year, slope %.3f %% a year per year",
                    basis.futures(), Figures.word(basis.shape()), PERCENT * basis.level(), PERCENT * basis.slope());
        }
        if (!choice.agrees()) {
            line("  these terms do not give these costs: the engine did more than they say");
        }
    }

    private void candidate(final ExplainedChoice.Candidate candidate) {
        line(
                "  %-24s %9s %10s %10s %10s %10s %10s %10s   %s%s",
                (candidate.chosen() ? "> " : "  ") + candidate.instrument(),
                candidate.premiumPerYear() == null ? "-" : Texts.text("%.3f %%", PERCENT * candidate.premiumPerYear()),
                Figures.usd(candidate.totalUsd()),
                Figures.usd(candidate.tradingUsd()),
                Figures.usd(candidate.carryUsd()),
                Figures.usd(candidate.capitalUsd()),
                Figures.usd(candidate.riskUsd()),
                Figures.usd(candidate.onceUsd()),
                Figures.word(candidate.status()),
                candidate.whyNot() == null ? "" : ", now " + candidate.whyNot());
        if (candidate.spreadRate() != null && candidate.carryRate() != null && candidate.carryError() != null) {
            line(
                    "    fee and half-spread %.3f bp, carry %.3f +- %.3f bp, holds %s coins, one coin counts as %.4f",
                    BASIS_POINTS * candidate.spreadRate(),
                    BASIS_POINTS * candidate.carryRate(),
                    BASIS_POINTS * candidate.carryError(),
                    Figures.coins(candidate.heldDelta()),
                    candidate.weight());
        }
    }

    // ------------------------------------------------------------------ overlay

    private void overlay(final ExplainedOverlay proposal) {
        section("Options overlay, proposal " + proposal.proposalId());
        line(
                "  decided on a snapshot of %s, %.3f s before; objective %s to %s USD; %d of %d legs sent",
                proposal.snapshot(),
                proposal.snapshotAgeS(),
                Figures.usd(proposal.objectiveBefore()),
                Figures.usd(proposal.objectiveAfter()),
                proposal.accepted(),
                proposal.legs().size());
        line(
                "  gamma %s to %s USD per 1 %%, vega %s to %s USD per vol point, premium of the day %s USD",
                Figures.usd(proposal.gammaBefore()),
                Figures.usd(proposal.gammaAfter()),
                Figures.usd(proposal.vegaBefore()),
                Figures.usd(proposal.vegaAfter()),
                Figures.usd(proposal.premiumUsd()));
        for (final ExplainedOverlay.Leg leg : proposal.legs()) {
            line(
                    "  %s of %s at %s: %s, %s%s",
                    Texts.grouped(leg.amount()),
                    leg.instrument(),
                    leg.limitPrice().toPlainString(),
                    leg.check(),
                    leg.meaning(),
                    leg.orderId() == 0
                            ? Texts.text(" (%.8g, limit %.8g)", leg.value(), leg.limit())
                            : ", order " + leg.orderId());
        }
    }

    private void section(final String title) {
        line("");
        line("  %s", title);
    }

    private void line(final String format, final @Nullable Object... values) {
        lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
