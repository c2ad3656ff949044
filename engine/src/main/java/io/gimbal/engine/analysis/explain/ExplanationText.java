package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Gate;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An {@link Explanation} for people, as lines of text. Used once, by one thread. */
public final class ExplanationText {
    private static final int NAME_WIDTH = 38;
    private static final int FORMULA_WIDTH = 46;
    private static final double PERCENT = 100;

    private final List<String> lines = new ArrayList<>();
    private final Explanation of;

    private ExplanationText(final Explanation of) {
        this.of = of;
    }

    /**
     * Writes an explanation.
     *
     * @param of what was found
     * @return lines without their ends
     */
    public static List<String> lines(final Explanation of) {
        return new ExplanationText(of).write();
    }

    private List<String> write() {
        head();
        of.decisions().forEach(this::decision);
        if (of.whyNone() != null) {
            line("");
            line("No decision: %s.", of.whyNone());
        }
        events("Also made of this input", of.outputs(), true);
        events("What the journal holds of that moment", of.context(), false);
        if (!of.notes().isEmpty()) {
            line("");
            of.notes().forEach(note -> line("Note: %s.", note));
        }
        return List.copyOf(lines);
    }

    private void head() {
        line("%s: generation %d, %s, written by code %s", of.journal(), of.generation(), of.mode(), of.codeHash());
        if (of.asked().time() != null) {
            line(
                    "nearest decision to %s: output %d",
                    of.asked().time(), of.asked().sequence());
        }
        if (of.whyNotRebuilt() != null) {
            line("");
            line("NOT REBUILT: %s.", of.whyNotRebuilt());
            line("What follows is what the journal itself holds.");
        }
        line("");
        line(
                "Cause: input %d, %s, received %s",
                of.cause().sequence(), of.cause().name(), of.cause().time());
        line("  %s", Figures.fields(of.cause().event()));
    }

    // ------------------------------------------------------------------ one decision

    private void decision(final ExplainedDecision decision) {
        line("");
        line(
                "%s %s: %s",
                decision.sequence() == null ? "Unpublished decision" : "Decision " + decision.sequence(),
                decision.coin(),
                decision.summary());
        line(
                "  %s %s at %s%s",
                decision.made().action(),
                decision.made().reason(),
                decision.time(),
                decision.byTimer() ? ", by the policy's own timer, before the input was applied" : "");
        if (decision.whyUnpublished() != null) {
            line("  not published: %s", decision.whyUnpublished());
        }
        if (decision.seen() != null) {
            seen(decision.seen());
        }
        if (decision.ledger() != null) {
            ledger(decision.ledger());
        }
        if (decision.policy() != null) {
            policy(decision.policy(), decision.made());
        }
        lines.addAll(WorkingText.held(decision.working()));
        band(decision);
        lines.addAll(WorkingText.triggers(decision.working()));
        if (decision.inFlight() != null) {
            inFlight(decision.inFlight());
        }
        gates(decision.gates());
        if (decision.size() != null) {
            size(decision.size());
        }
        lines.addAll(WorkingText.worked(decision.working()));
        order(decision);
    }

    private void seen(final ExplainedDecision.Seen seen) {
        section("What was seen");
        line("  %-24s %14s   %s", "index", Figures.usd(seen.index()), Figures.age(seen.indexAgeS()));
        final ExplainedDecision.Hedge hedge = seen.hedge();
        if (hedge == null) {
            line("  hedge instrument: not defined");
        } else {
            line(
                    "  %-24s %14s   %s; bid %s, ask %s, %s, position %s %s",
                    hedge.name(),
                    Figures.usd(hedge.mid()),
                    Figures.age(hedge.ageS()),
                    Figures.usd(hedge.bid()),
                    Figures.usd(hedge.ask()),
                    hedge.state(),
                    Texts.grouped(hedge.position()),
                    hedge.unit());
        }
        for (final ExplainedDecision.Expiry expiry : seen.expiries()) {
            line(
                    "  %-24s %14s   %s; %s",
                    "to " + expiry.expiry(),
                    Figures.usd(expiry.forward()),
                    Figures.age(expiry.forwardAgeS()),
                    expiry.options() == 0
                            ? "no options held"
                            : expiry.options() + " options, oldest volatility "
                                    + Figures.age(expiry.oldestVolAgeS()) + ", "
                                    + expiry.oldestVol());
        }
        line("  volatilities from        %14s", seen.volSource());
    }

    private void ledger(final ExplainedDecision.Ledger ledger) {
        section("Delta ledger, coins");
        line("  %-28s %16s %16s   %s", "", "raw", "projected", "counts in");
        for (final ExplainedDecision.Line entry : ledger.lines()) {
            line(
                    "  %-28s %16s %16s   %s",
                    entry.line(),
                    Figures.coins(entry.raw()),
                    Figures.coins(entry.projected()),
                    Figures.words(entry.countsIn()));
        }
        for (final ExplainedDecision.Total total : ledger.totals()) {
            line(
                    "  %-28s %16s %16s   %s",
                    "= " + Figures.word(total.sense()),
                    Figures.coins(total.raw()),
                    Figures.coins(total.projected()),
                    total.chosen() ? "<- the desk's sense" : "");
        }
        for (final ExplainedDecision.ExpiryLine expiry : ledger.expiries()) {
            line(
                    "  to %s: forward %s, beta %.6f, options %s, premium %s, futures %s, gamma %.4e%s",
                    expiry.expiry(),
                    Figures.usd(expiry.forward()),
                    expiry.beta(),
                    Figures.coins(expiry.optionDelta()),
                    Figures.coins(expiry.premiumAdjustment()),
                    Figures.coins(expiry.futuresDelta()),
                    expiry.gamma(),
                    expiry.windowFraction() < 1
                            ? Texts.text(", %.1f %% of the delivery window left", PERCENT * expiry.windowFraction())
                            : "");
        }
        line(
                "  net gamma %.6e coins per USD, vega %s USD per vol point, theta %s USD per day",
                ledger.gamma(), Figures.usd(ledger.vegaPerVolPoint()), Figures.usd(ledger.thetaPerDay()));
    }

    private void policy(final ExplainedDecision.Policy policy, final ExplainedDecision.Made made) {
        section("Policy");
        line("  %s%s", policy.name(), policy.meaning().isEmpty() ? "" : ": " + policy.meaning());
        for (final ExplainedDecision.Quantity parameter : policy.parameters()) {
            line("  %-28s %s", parameter.name(), Figures.number(parameter.value(), parameter.unit()));
        }
        line(
                "  target %s coins in the sense %s; hedges %s %% of the delta; forwards count %s",
                Figures.number(policy.targetDelta(), ""),
                Figures.word(made.sense()),
                Figures.number(PERCENT * policy.hedgeRatio(), ""),
                Figures.word(policy.projection()));
        if (!policy.hedgeOn().isEmpty()) {
            line("  also trades to the centre on %s", String.join(", ", policy.hedgeOn()));
        }
    }

    private void band(final ExplainedDecision decision) {
        final ExplainedDecision.Made made = decision.made();
        final ExplainedDecision.Band band = decision.band();
        section("Band, coins");
        if (band != null) {
            band.inputs()
                    .forEach(input -> line(
                            "  %s %s",
                            Figures.padded(input.name(), NAME_WIDTH), Figures.number(input.value(), input.unit())));
            band.steps()
                    .forEach(step -> line(
                            "  %s %s = %s",
                            Figures.padded(step.name(), NAME_WIDTH),
                            Figures.padded(step.formula(), FORMULA_WIDTH),
                            Figures.number(step.value(), step.unit())));
        }
        if (band == null && decision.seen() != null) {
            line("  none: the policy was not asked, because the book could not be valued");
            return;
        }
        line("  decided: trade below %s and above %s", Figures.coins(made.bandLow()), Figures.coins(made.bandHigh()));
        if (made.innerLow() != null && made.innerHigh() != null && made.centre() != null) {
            line(
                    "           land on %s from below, on %s from above; centre %s",
                    Figures.coins(made.innerLow()), Figures.coins(made.innerHigh()), Figures.coins(made.centre()));
        }
        line(
                "           delta %s of positions, %s with what is in flight; target %s",
                Figures.coins(made.totalDelta()),
                Figures.coins(made.totalDelta() + made.inFlightDelta()),
                Figures.coins(made.targetDelta()));
        if (band != null && band.fallback() != null) {
            line("           a simpler band stands in: %s", band.fallback());
        }
        if (band != null && !band.agrees()) {
            line("           the steps above do not give this band: the policy did more than they say");
        }
    }

    private void inFlight(final ExplainedDecision.InFlight flight) {
        section("In flight before it");
        if (flight.orders().isEmpty()) {
            line("  nothing");
            return;
        }
        for (final ExplainedDecision.Working order : flight.orders()) {
            line(
                    "  order %d: %s of %s, %s left (%s coins), %s%s",
                    order.orderId(),
                    Texts.grouped(order.amount()),
                    order.instrument(),
                    Texts.grouped(order.remaining()),
                    Figures.coins(order.delta()),
                    order.state(),
                    order.ageS() == null ? "" : Texts.text(", sent %.3f s before", order.ageS()));
        }
        final boolean isCertain = flight.lowestDelta() == flight.highestDelta();
        line(
                "  expected to add %s coins%s",
                Figures.coins(flight.expectedDelta()),
                isCertain
                        ? ""
                        : "; the outcome of some is unknown, so the delta is anything from "
                                + Figures.coins(flight.lowestDelta())
                                + " to " + Figures.coins(flight.highestDelta()));
    }

    private void gates(final List<Gate> gates) {
        if (gates.isEmpty()) {
            return;
        }
        section("Gates, in order");
        for (final Gate gate : gates) {
            final boolean isNumber = gate.value() != null || gate.limit() != null;
            final String numbers = isNumber ? Figures.number(gate.value(), "") + limit(gate) + " " + gate.unit() : "";
            final String detail = gate.detail().isEmpty() ? "" : (isNumber ? "; " : "") + gate.detail();
            line("  %-11s  %-36s %s%s", verdict(gate.verdict()), gate.gate(), numbers, detail);
        }
    }

    private static String limit(final Gate gate) {
        return gate.limit() == null ? "" : " (" + gate.bound() + " " + Figures.number(gate.limit(), "") + ")";
    }

    private static String verdict(final Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "ok";
            case STOPPED -> "STOPPED";
            case WOULD_STOP -> "would stop";
            case NOT_REACHED -> "not asked";
            case OVERRULED -> "overruled";
        };
    }

    private void size(final ExplainedDecision.Size size) {
        section("Size");
        if (size.expectedDelta() != size.decidedUpon()) {
            line(
                    "  unknown orders: decided upon %s, the end that calls for the least trade",
                    Figures.coins(size.decidedUpon()));
        }
        line(
                "  from %s to %s: %s coins, %s lots of %.8g coins = %s %s",
                Figures.coins(size.decidedUpon()),
                Figures.coins(size.landing()),
                Figures.coins(size.wantedDelta()),
                Figures.number(size.lots(), ""),
                size.lotDelta(),
                Texts.grouped(size.wantedAmount()),
                size.unit());
        line(
                "  limits: an order of %s USD, a position of %s USD (before it %s): %s %s let through%s",
                Figures.usd(size.maxOrderUsd()),
                Figures.usd(size.maxPositionUsd()),
                Figures.usd(size.worstPositionUsd()),
                Texts.grouped(size.permittedAmount()),
                size.unit(),
                size.permittedAmount().compareTo(size.wantedAmount()) == 0 ? ", all of it" : "");
        if (size.part()) {
            line("  the order is a part of it: %s", Figures.word(size.tactic()));
        }
        if (!size.agrees()) {
            line("  the order decided upon is another one: see the outputs below for how it was worked");
        }
    }

    private void order(final ExplainedDecision decision) {
        section("Order");
        final ExplainedDecision.Order order = decision.order();
        if (order == null) {
            line("  none: %s", decision.made().meaning());
            return;
        }
        line(
                "  order %d: %s %s %s of %s at %s or better, mid %s: %s",
                order.orderId(),
                order.side(),
                Texts.grouped(order.amount()),
                order.unit(),
                order.instrument(),
                Texts.grouped(order.limitPrice()),
                Texts.grouped(order.referencePrice()),
                order.fate());
        if (order.averagePrice() != null) {
            line(
                    "  filled %s %s at %s on average; %s USD against the mid; fee %s %s",
                    Texts.grouped(order.filledAmount()),
                    order.unit(),
                    Figures.usd(order.averagePrice()),
                    Texts.text("%+,.2f", order.slippageUsd()),
                    order.fee().toPlainString(),
                    "COIN".equals(order.feeCurrency()) ? decision.coin() : String.valueOf(order.feeCurrency()));
        }
        if (order.secondsToEnd() != null) {
            line("  last heard of %s s after the decision", Figures.number(order.secondsToEnd(), ""));
        }
        order.events()
                .forEach(event -> line(
                        "  input %d %s %s  %s",
                        event.sequence(), event.time(), event.name(), Figures.fields(event.event())));
    }

    // ------------------------------------------------------------------ events by the schema

    private void events(final String title, final List<Explanation.Event> events, final boolean isCaused) {
        final List<Explanation.Event> shown = events.stream()
                .filter(event -> !isCaused || !isExplained(event))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        section(title);
        for (final Explanation.Event event : shown) {
            line(
                    "  %s %s  %s%s",
                    event.queue().equals("in") ? "input" : "output",
                    event.sequence() == 0 ? "never journaled" : Long.toString(event.sequence()),
                    event.name() + " ",
                    Figures.fields(event.event()));
        }
    }

    private boolean isExplained(final Explanation.Event event) {
        return of.decisions().stream()
                .anyMatch(decision ->
                        decision.sequence() != null && decision.sequence() == event.sequence() && event.sequence() > 0);
    }

    private void section(final String title) {
        line("");
        line("  %s", title);
    }

    private void line(final String format, final @Nullable Object... values) {
        lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
