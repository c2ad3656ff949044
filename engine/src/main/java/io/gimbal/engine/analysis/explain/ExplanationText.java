package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Gate;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An {@link Explanation} for people, as lines of text. Used once, by one thread. */
public final class ExplanationText {
    private static final int NAME_WIDTH = 38;
    private static final int FORMULA_WIDTH = 46;
    private static final int MOST_DECIMALS = 8;
    private static final double PERCENT = 100;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e12;
    private static final Set<String> SAID_ALREADY = Set.of("event", "causeSequence", "engineTimeNs");

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
            line("nearest decision to %s: output %d", of.asked().time(), of.asked().sequence());
        }
        if (of.whyNotRebuilt() != null) {
            line("");
            line("NOT REBUILT: %s.", of.whyNotRebuilt());
            line("What follows is what the journal itself holds.");
        }
        line("");
        line("Cause: input %d, %s, received %s", of.cause().sequence(), of.cause().name(), of.cause().time());
        line("  %s", fields(of.cause().event()));
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
        band(decision);
        if (decision.inFlight() != null) {
            inFlight(decision.inFlight());
        }
        gates(decision.gates());
        if (decision.size() != null) {
            size(decision.size());
        }
        order(decision);
    }

    private void seen(final ExplainedDecision.Seen seen) {
        section("What was seen");
        line("  %-24s %14s   %s", "index", usd(seen.index()), age(seen.indexAgeS()));
        final ExplainedDecision.Hedge hedge = seen.hedge();
        if (hedge == null) {
            line("  hedge instrument: not defined");
        } else {
            line(
                    "  %-24s %14s   %s; bid %s, ask %s, %s, position %s %s",
                    hedge.name(),
                    usd(hedge.mid()),
                    age(hedge.ageS()),
                    usd(hedge.bid()),
                    usd(hedge.ask()),
                    hedge.state(),
                    Texts.grouped(hedge.position()),
                    hedge.unit());
        }
        for (final ExplainedDecision.Expiry expiry : seen.expiries()) {
            line(
                    "  %-24s %14s   %s; %s",
                    "to " + expiry.expiry(),
                    usd(expiry.forward()),
                    age(expiry.forwardAgeS()),
                    expiry.options() == 0
                            ? "no options held"
                            : expiry.options() + " options, oldest volatility " + age(expiry.oldestVolAgeS()) + ", "
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
                    entry.line(), coins(entry.raw()), coins(entry.projected()), words(entry.countsIn()));
        }
        for (final ExplainedDecision.Total total : ledger.totals()) {
            line(
                    "  %-28s %16s %16s   %s",
                    "= " + word(total.sense()),
                    coins(total.raw()),
                    coins(total.projected()),
                    total.chosen() ? "<- the desk's sense" : "");
        }
        for (final ExplainedDecision.ExpiryLine expiry : ledger.expiries()) {
            line(
                    "  to %s: forward %s, beta %.6f, options %s, premium %s, futures %s, gamma %.4e%s",
                    expiry.expiry(),
                    usd(expiry.forward()),
                    expiry.beta(),
                    coins(expiry.optionDelta()),
                    coins(expiry.premiumAdjustment()),
                    coins(expiry.futuresDelta()),
                    expiry.gamma(),
                    expiry.windowFraction() < 1
                            ? Texts.text(", %.1f %% of the delivery window left", PERCENT * expiry.windowFraction())
                            : "");
        }
        line(
                "  net gamma %.6e coins per USD, vega %s USD per vol point, theta %s USD per day",
                ledger.gamma(), usd(ledger.vegaPerVolPoint()), usd(ledger.thetaPerDay()));
    }

    private void policy(final ExplainedDecision.Policy policy, final ExplainedDecision.Made made) {
        section("Policy");
        line("  %s%s", policy.name(), policy.meaning().isEmpty() ? "" : ": " + policy.meaning());
        for (final ExplainedDecision.Quantity parameter : policy.parameters()) {
            line("  %-28s %s", parameter.name(), number(parameter.value(), parameter.unit()));
        }
        line(
                "  target %s coins in the sense %s; hedges %s %% of the delta; forwards count %s",
                number(policy.targetDelta(), ""),
                word(made.sense()),
                number(PERCENT * policy.hedgeRatio(), ""),
                word(policy.projection()));
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
                            "  %s %s", padded(input.name(), NAME_WIDTH), number(input.value(), input.unit())));
            band.steps()
                    .forEach(step -> line(
                            "  %s %s = %s",
                            padded(step.name(), NAME_WIDTH),
                            padded(step.formula(), FORMULA_WIDTH),
                            number(step.value(), step.unit())));
        }
        if (band == null && decision.seen() != null) {
            line("  none: the policy was not asked, because the book could not be valued");
            return;
        }
        line("  decided: trade below %s and above %s", coins(made.bandLow()), coins(made.bandHigh()));
        if (made.innerLow() != null && made.innerHigh() != null && made.centre() != null) {
            line(
                    "           land on %s from below, on %s from above; centre %s",
                    coins(made.innerLow()), coins(made.innerHigh()), coins(made.centre()));
        }
        line(
                "           delta %s of positions, %s with what is in flight; target %s",
                coins(made.totalDelta()), coins(made.totalDelta() + made.inFlightDelta()), coins(made.targetDelta()));
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
                    "  order %d: %s of %s, %s left (%s coins), %s",
                    order.orderId(),
                    Texts.grouped(order.amount()),
                    order.instrument(),
                    Texts.grouped(order.remaining()),
                    coins(order.delta()),
                    order.state());
        }
        final boolean isCertain = flight.lowestDelta() == flight.highestDelta();
        line(
                "  expected to add %s coins%s",
                coins(flight.expectedDelta()),
                isCertain
                        ? ""
                        : "; the outcome of some is unknown, so the delta is anything from " + coins(flight.lowestDelta())
                                + " to " + coins(flight.highestDelta()));
    }

    private void gates(final List<Gate> gates) {
        if (gates.isEmpty()) {
            return;
        }
        section("Gates, in order");
        for (final Gate gate : gates) {
            final boolean isNumber = gate.value() != null || gate.limit() != null;
            final String numbers = isNumber ? number(gate.value(), "") + limit(gate) + " " + gate.unit() : "";
            final String detail = gate.detail().isEmpty() ? "" : (isNumber ? "; " : "") + gate.detail();
            line("  %-11s  %-36s %s%s", verdict(gate.verdict()), gate.gate(), numbers, detail);
        }
    }

    private static String limit(final Gate gate) {
        return gate.limit() == null ? "" : " (" + gate.bound() + " " + number(gate.limit(), "") + ")";
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
                    coins(size.decidedUpon()));
        }
        line(
                "  from %s to %s: %s coins, %s lots of %.8g coins = %s %s",
                coins(size.decidedUpon()),
                coins(size.landing()),
                coins(size.wantedDelta()),
                number(size.lots(), ""),
                size.lotDelta(),
                Texts.grouped(size.wantedAmount()),
                size.unit());
        line(
                "  limits: an order of %s USD, a position of %s USD (before it %s): %s %s let through%s",
                usd(size.maxOrderUsd()),
                usd(size.maxPositionUsd()),
                usd(size.worstPositionUsd()),
                Texts.grouped(size.permittedAmount()),
                size.unit(),
                size.permittedAmount().compareTo(size.wantedAmount()) == 0 ? ", all of it" : "");
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
                    usd(order.averagePrice()),
                    Texts.text("%+,.2f", order.slippageUsd()),
                    order.fee().toPlainString(),
                    "COIN".equals(order.feeCurrency()) ? decision.coin() : String.valueOf(order.feeCurrency()));
        }
        if (order.secondsToEnd() != null) {
            line("  last heard of %s s after the decision", number(order.secondsToEnd(), ""));
        }
        order.events()
                .forEach(event -> line(
                        "  input %d %s %s  %s", event.sequence(), event.time(), event.name(), fields(event.event())));
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
                    fields(event.event()));
        }
    }

    private boolean isExplained(final Explanation.Event event) {
        return of.decisions().stream()
                .anyMatch(decision -> decision.sequence() != null
                        && decision.sequence() == event.sequence()
                        && event.sequence() > 0);
    }

    /** Every field that says something, times as times. */
    private static String fields(final JsonNode event) {
        final StringBuilder text = new StringBuilder();
        event.properties().forEach(field -> {
            if (!SAID_ALREADY.contains(field.getKey()) && !field.getValue().isNull()) {
                text.append(text.length() == 0 ? "" : " ").append(field.getKey()).append('=');
                text.append(value(field.getKey(), field.getValue()));
            }
        });
        return text.toString();
    }

    private static String value(final String name, final JsonNode value) {
        final boolean isTime = (name.endsWith("TimeNs") || name.equals("expiryNs")) && value.asLong() > 0;
        if (isTime) {
            return Texts.time(value.asLong());
        }
        return value.isNumber() ? plain(value.decimalValue()) : value.asText();
    }

    private static String plain(final BigDecimal value) {
        final BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > NAME_WIDTH ? stripped.toString() : stripped.toPlainString();
    }

    // ------------------------------------------------------------------ numbers

    private static String coins(final @Nullable Double value) {
        return value == null ? "-" : Texts.text("%+,.6f", value);
    }

    private static String usd(final @Nullable Double value) {
        return value == null ? "-" : Texts.text("%,.2f", value);
    }

    private static String age(final @Nullable Double seconds) {
        return seconds == null ? "none yet" : Texts.text("%.3f s old", seconds);
    }

    private static String number(final @Nullable Double value, final String unit) {
        if (value == null) {
            return "not known";
        }
        final double size = Math.abs(value);
        final boolean isPlain = size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        final String text = isPlain ? Texts.grouped(rounded(value)) : Texts.text("%.6e", value);
        return unit.isEmpty() ? text : text + " " + unit;
    }

    private static BigDecimal rounded(final double value) {
        return BigDecimal.valueOf(value).setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static String word(final String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String words(final List<String> names) {
        return word(String.join(", ", names));
    }

    private static String padded(final String text, final int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private void section(final String title) {
        line("");
        line("  %s", title);
    }

    private void line(final String format, final @Nullable Object... values) {
        lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
