package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedTrigger.Atom;
import io.gimbal.engine.analysis.explain.ExplainedTrigger.Effect;
import io.gimbal.engine.analysis.explain.ExplainedTrigger.Truth;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.engine.hedging.policy.TriggerView;
import io.gimbal.journal.codec.TriggerOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a trigger again, condition by condition, on a stack of its own, and writes it as the desk wrote it. Used once, by
 * one thread.
 */
final class TriggerReader {
    private static final int LOOSE = 1;
    private static final int TIGHT = 2;
    private static final int TIGHTEST = 3;
    private static final String NONE = "";

    /** What stands on the stack: a number or a truth. */
    private record Part(String text, int binding, double number, String unit, Truth truth) {
        String within(final int outer) {
            return binding <= outer ? '(' + text + ')' : text;
        }
    }

    private final List<Atom> atoms = new ArrayList<>();
    private final Deque<Part> stack = new ArrayDeque<>();
    private final TriggerProgram program;
    private final TriggerView view;

    private TriggerReader(final TriggerProgram program, final TriggerView view) {
        this.program = program;
        this.view = view;
    }

    /** Those in force. */
    static List<ExplainedTrigger> read(final BookInspection of) {
        final List<ExplainedTrigger> triggers = new ArrayList<>();
        if (of.tradeWhen().size() > 0) {
            triggers.add(new TriggerReader(of.tradeWhen(), of.triggerView()).asked(of.triggerOverride()));
        }
        if (of.tradeAlsoWhen().size() > 0) {
            triggers.add(new TriggerReader(of.tradeAlsoWhen(), of.triggerView()).asked(null));
        }
        return triggers;
    }

    private ExplainedTrigger asked(final @Nullable Double override) {
        for (int i = 0; i < program.size(); i++) {
            run(program.operation(i), program.operand(i));
        }
        final Part whole = stack.pop();
        return new ExplainedTrigger(
                override == null ? "trade_also_when" : "trade_when",
                whole.text(),
                whole.truth(),
                effect(whole.truth(), override),
                Texts.finite(view.deviation()),
                override,
                atoms,
                (whole.truth() == Truth.TRUE) == program.isTrue(view));
    }

    private Effect effect(final Truth truth, final @Nullable Double override) {
        if (override == null) {
            return truth == Truth.TRUE ? Effect.CALLS : Effect.SILENT;
        }
        if (truth == Truth.TRUE) {
            return Effect.LETS_THROUGH;
        }
        return view.deviation() > override ? Effect.OVERRIDDEN : Effect.HOLDS_BACK;
    }

    private void run(final TriggerOperation operation, final long operand) {
        switch (operation) {
            case NUMBER -> push(Texts.plain(operand), Texts.number(operand), NONE, Truth.UNKNOWN);
            case TRUE -> atom("true", Truth.TRUE, "always");
            case FALSE -> atom("false", Truth.FALSE, "never");
            case OUTSIDE ->
                atom(
                        "outside",
                        truth(view.isOutside()),
                        view.isOutside() ? "the delta is outside the policy's band" : "the delta is inside it");
            case EVENT -> event((int) Texts.number(operand));
            case AT_LEAST, AT_MOST, ABOVE, BELOW -> compare(operation);
            case AND, OR -> join(operation == TriggerOperation.AND);
            case NOT -> {
                final Part part = stack.pop();
                stack.push(new Part("not " + part.within(TIGHT), TIGHTEST, Double.NaN, NONE, not(part.truth())));
            }
            default ->
                push(TriggerWords.of(operation), view.number(operation), TriggerWords.unit(operation), Truth.UNKNOWN);
        }
    }

    private void push(final String text, final double number, final String unit, final Truth truth) {
        stack.push(new Part(text, TIGHTEST, number, unit, truth));
    }

    private void atom(final String condition, final Truth truth, final String detail) {
        atoms.add(new Atom(condition, truth, null, NONE, null, NONE, detail));
        push(condition, Double.NaN, NONE, truth);
    }

    private void event(final int bits) {
        final boolean isPending = view.isPending(bits);
        final String condition = "event(" + String.join(", ", Texts.events(bits)) + ')';
        atom(condition, truth(isPending), isPending ? "happened, and waits for an answer" : "nothing of it waits");
    }

    private void compare(final TriggerOperation operation) {
        final Part right = stack.pop();
        final Part left = stack.pop();
        final boolean isKnown = !Double.isNaN(left.number()) && !Double.isNaN(right.number());
        final boolean is = switch (operation) {
            case AT_LEAST -> left.number() >= right.number();
            case AT_MOST -> left.number() <= right.number();
            case ABOVE -> left.number() > right.number();
            default -> left.number() < right.number();
        };
        final String shown = left.unit().isEmpty() ? right.text() : TriggerWords.number(right.number(), left.unit());
        final String condition = left.text() + ' ' + TriggerWords.sign(operation) + ' ' + shown;
        final Truth truth = isKnown ? truth(is) : Truth.UNKNOWN;
        atoms.add(new Atom(
                condition,
                truth,
                Texts.finite(left.number()),
                TriggerWords.bound(operation),
                Texts.finite(right.number()),
                left.unit(),
                TriggerWords.absence(left.number())));
        push(condition, Double.NaN, NONE, truth);
    }

    private void join(final boolean isAll) {
        final Part right = stack.pop();
        final Part left = stack.pop();
        final int binding = isAll ? TIGHT : LOOSE;
        final String leftText = left.binding() < binding ? left.within(binding) : left.text();
        stack.push(new Part(
                leftText + (isAll ? " and " : " or ") + right.within(binding),
                binding,
                Double.NaN,
                NONE,
                isAll ? both(left.truth(), right.truth()) : not(both(not(left.truth()), not(right.truth())))));
    }

    private static Truth truth(final boolean is) {
        return is ? Truth.TRUE : Truth.FALSE;
    }

    private static Truth not(final Truth truth) {
        return switch (truth) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    private static Truth both(final Truth one, final Truth other) {
        if (one == Truth.FALSE || other == Truth.FALSE) {
            return Truth.FALSE;
        }
        return one == Truth.UNKNOWN || other == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.TRUE;
    }
}
