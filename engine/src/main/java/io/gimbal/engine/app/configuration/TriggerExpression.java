package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.TriggerOperation;
import java.util.List;
import java.util.stream.Collectors;

/** A trigger as it was meant: conditions joined by {@code and}, {@code or} and {@code not}. Immutable. */
sealed interface TriggerExpression {
    /**
     * One step of the postfix form.
     *
     * @param operation what it does
     * @param operand   times 1e8; 0 where it takes none
     */
    record Step(TriggerOperation operation, long operand) {}

    /** {@return the expression in one defined form, which reads back to the same expression} */
    String text();

    /** Appends the steps that leave its truth on the stack. */
    void compile(List<Step> steps);

    /** {@return how tightly it binds: 1 for or, 2 for and, 3 for all else} */
    default int binding() {
        return Join.TIGHTEST;
    }

    /** At least two parts, of which all or any must be true. */
    record Join(boolean isAll, List<TriggerExpression> parts) implements TriggerExpression {
        private static final int TIGHTEST = 3;

        public Join {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part.binding() <= binding() ? '(' + part.text() + ')' : part.text())
                    .collect(Collectors.joining(isAll ? " and " : " or "));
        }

        @Override
        public void compile(final List<Step> steps) {
            parts.get(0).compile(steps);
            for (final TriggerExpression part : parts.subList(1, parts.size())) {
                part.compile(steps);
                steps.add(new Step(isAll ? TriggerOperation.AND : TriggerOperation.OR, 0));
            }
        }

        @Override
        public int binding() {
            return isAll ? 2 : 1;
        }
    }

    /** The contrary. */
    record Not(TriggerExpression part) implements TriggerExpression {
        @Override
        public String text() {
            return part.binding() < binding() ? "not (" + part.text() + ')' : "not " + part.text();
        }

        @Override
        public void compile(final List<Step> steps) {
            part.compile(steps);
            steps.add(new Step(TriggerOperation.NOT, 0));
        }
    }

    /** A word of its own: outside, true, false. */
    record Word(String word, TriggerOperation operation) implements TriggerExpression {
        @Override
        public String text() {
            return word;
        }

        @Override
        public void compile(final List<Step> steps) {
            steps.add(new Step(operation, 0));
        }
    }

    /** A quantity beside a number. */
    record Compare(TriggerQuantity quantity, String sign, TriggerOperation operation, long number)
            implements TriggerExpression {
        @Override
        public String text() {
            return quantity.word() + ' ' + sign + ' ' + quantity.unit().text(number);
        }

        @Override
        public void compile(final List<Step> steps) {
            steps.add(new Step(quantity.operation(), 0));
            steps.add(new Step(TriggerOperation.NUMBER, number));
            steps.add(new Step(operation, 0));
        }
    }

    /** A stretch of every day, from its start on and until before its end; over midnight where the end is the earlier. */
    record Between(long from, long to) implements TriggerExpression {
        @Override
        public String text() {
            return "between(" + TriggerUnit.CLOCK.text(from) + ", " + TriggerUnit.CLOCK.text(to) + ')';
        }

        @Override
        public void compile(final List<Step> steps) {
            new Compare(TriggerQuantity.TIME, ">=", TriggerOperation.AT_LEAST, from).compile(steps);
            new Compare(TriggerQuantity.TIME, "<", TriggerOperation.BELOW, to).compile(steps);
            steps.add(new Step(from < to ? TriggerOperation.AND : TriggerOperation.OR, 0));
        }
    }

    /** Something that happened and waits for an answer. */
    record Events(List<HedgeEvent> events) implements TriggerExpression {
        public Events {
            events = List.copyOf(events);
        }

        @Override
        public String text() {
            return events.stream().map(HedgeEvent::word).collect(Collectors.joining(", ", "event(", ")"));
        }

        @Override
        public void compile(final List<Step> steps) {
            long bits = 0;
            for (final HedgeEvent event : events) {
                bits |= event.bit();
            }
            steps.add(new Step(TriggerOperation.EVENT, bits * Decimals.ONE));
        }
    }
}
