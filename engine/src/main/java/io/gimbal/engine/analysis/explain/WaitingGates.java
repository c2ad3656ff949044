package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.InFlight;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Working;
import io.gimbal.engine.analysis.explain.ExplainedTrigger.Atom;
import io.gimbal.engine.analysis.explain.ExplainedTrigger.Effect;
import io.gimbal.engine.analysis.explain.ExplainedTrigger.Truth;
import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The questions of what makes a trade wait though the policy calls for it: an order on its way, the desk's trigger, the
 * noise of re-marks, an order that is too small at its own price, one that rests or a slice that is not due.
 */
final class WaitingGates {
    private static final int MOST_ORDERS = 3;
    private static final String NONE = "";
    private static final String LOTS = "lots";
    private static final String SECONDS = "s";

    private final SizeReader size;
    private final InnerWorking working;
    private final List<GateQuestion> questions;
    private final InspectedDecision made;

    WaitingGates(
            final SizeReader size,
            final InnerWorking working,
            final List<GateQuestion> questions,
            final InspectedDecision made) {
        this.size = size;
        this.working = working;
        this.questions = questions;
        this.made = made;
    }

    /** Positions alone are outside, and what is on its way leads back inside: which order, and for how long. */
    void covered(final InFlight flight) {
        if (made.inFlightDelta() == 0) {
            return;
        }
        questions.add(new GateQuestion(
                "nothing on its way covers it",
                !size.isCovered(),
                DecisionAction.HOLD,
                DecisionReason.IN_FLIGHT,
                flight.orders().stream()
                        .map(Working::ageS)
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .orElse(null),
                null,
                NONE,
                "s since the oldest was sent",
                Texts.text(
                                "positions alone %+.6f, with what is on its way %+.6f coins; ",
                                made.totalDelta(), made.totalDelta() + made.inFlightDelta())
                        + orders(flight.orders())));
    }

    /** The first of them; every one stands among what is in flight. */
    private static String orders(final List<Working> orders) {
        final String first =
                orders.stream().limit(MOST_ORDERS).map(WaitingGates::order).collect(Collectors.joining("; "));
        return orders.size() > MOST_ORDERS ? first + "; and " + (orders.size() - MOST_ORDERS) + " more" : first;
    }

    private static String order(final Working order) {
        return "order " + order.orderId() + ": " + Texts.grouped(order.remaining()) + " of " + order.instrument()
                + (order.delta() == null ? NONE : Texts.text(", %+.6f coins", order.delta()))
                + (order.ageS() == null ? NONE : Texts.text(", sent %.3f s ago", order.ageS())) + ", " + order.state();
    }

    void ask() {
        trigger();
        if (made.reason() == DecisionReason.IV_NOISE) {
            waits("not by re-marks alone", null, null, NONE, NONE, Texts.meaning(made.reason()));
        }
        atItsPrice();
        workedOff();
    }

    private void waits(
            final String gate,
            final @Nullable Double value,
            final @Nullable Double limit,
            final String bound,
            final String unit,
            final String detail) {
        questions.add(
                new GateQuestion(gate, false, DecisionAction.HOLD, made.reason(), value, limit, bound, unit, detail));
    }

    // ------------------------------------------------------------------ the desk's trigger

    private void trigger() {
        working.triggers().stream()
                .filter(trigger -> trigger.overrideMultiple() != null)
                .forEach(this::trigger);
    }

    /** One condition that is not met stands as value and limit; of several each stands in the words. */
    private void trigger(final ExplainedTrigger trigger) {
        final boolean isOfPolicy = made.reason() != DecisionReason.EVENT && made.reason() != DecisionReason.TRIGGERED;
        final List<Atom> unmet = trigger.atoms().stream()
                .filter(atom -> atom.truth() != Truth.TRUE)
                .toList();
        final Atom only = unmet.size() == 1 ? unmet.get(0) : null;
        questions.add(new GateQuestion(
                "the desk's trigger",
                trigger.effect() != Effect.HOLDS_BACK || !isOfPolicy,
                DecisionAction.HOLD,
                DecisionReason.NOT_TRIGGERED,
                only == null ? null : only.value(),
                only == null ? null : only.threshold(),
                only == null ? NONE : only.bound(),
                only == null ? NONE : only.unit(),
                trigger.rule() + " = " + trigger.expression() + " is "
                        + Figures.word(trigger.truth().name()) + ": "
                        + trigger.atoms().stream().map(WaitingGates::atom).collect(Collectors.joining("; "))));
    }

    static String atom(final Atom atom) {
        final String found =
                atom.value() == null ? atom.detail() : "it is " + Figures.number(atom.value(), atom.unit());
        return atom.condition() + " " + Figures.word(atom.truth().name()) + ", " + found;
    }

    // ------------------------------------------------------------------ how it is worked

    /** An order that rests, or is taken through the spread, is sized by the delta that the book has at that price. */
    private void atItsPrice() {
        final ExplainedExecution execution = working.execution();
        final ExplainedExecution.Maker maker = execution == null ? null : execution.maker();
        if (made.reason() != DecisionReason.BELOW_LOT || size.wanted() == 0) {
            return;
        }
        if (maker == null || maker.needAtTouch() == null || maker.needLots() == null) {
            waits("smallest order at its price", null, null, NONE, NONE, "nothing is left of it at the far touch");
            return;
        }
        waits(
                "smallest order at its price",
                maker.needAtTouch() / maker.lotDelta(),
                maker.smallestLots() - 0.5,
                "at least",
                LOTS,
                Texts.text(
                        "at the touch it needs %.8g coins, nearest %d lots of %.8g coins; the smallest order is %d",
                        maker.needAtTouch(), maker.needLots(), maker.lotDelta(), maker.smallestLots()));
    }

    private void workedOff() {
        if (made.reason() != DecisionReason.RESTING) {
            return;
        }
        final ExplainedExecution execution = working.execution();
        final ExplainedExecution.Resting rests = execution == null ? null : execution.resting();
        final ExplainedExecution.Plan plan = execution == null ? null : execution.plan();
        if (rests != null) {
            waits("nothing working it off", rests.ageS(), null, NONE, "s since it was sent", resting(rests));
        } else if (plan != null && plan.nextS() != null) {
            waits(
                    "nothing working it off",
                    plan.nextS(),
                    0.0,
                    "at most",
                    "s to the next slice",
                    Texts.text(
                            "slice %d of %d; %d of %d lots held back",
                            plan.slice(), plan.slices(), plan.heldLots(), plan.lots()));
        } else {
            waits("nothing working it off", null, null, NONE, SECONDS, Texts.meaning(made.reason()));
        }
    }

    private static String resting(final ExplainedExecution.Resting rests) {
        final List<String> said = new ArrayList<>();
        said.add("order " + rests.orderId() + " rests: " + Texts.grouped(rests.remaining()) + " at "
                + Texts.grouped(rests.price()));
        if (rests.wantedLots() != null) {
            said.add(Texts.text(
                    "%d lots, wanted %d: re-sized from a change of %d",
                    rests.lots(), rests.wantedLots(), rests.resizeLots()));
        }
        if (rests.touchTicks() != null) {
            said.add(
                    Texts.text("%d ticks behind the touch: re-pegged from %d", rests.touchTicks(), rests.repegTicks()));
        }
        if (rests.amendPending() || rests.cancelPending()) {
            said.add(rests.cancelPending() ? "its cancel is unanswered" : "its amendment is unanswered");
        }
        return String.join("; ", said);
    }
}
