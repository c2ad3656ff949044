package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.TriggerOperation;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a trigger can be true at all, and whether it can be false. The trigger's own numbers cut the range of each
 * quantity into finitely many stretches; it is asked once for each combination of them, of {@code outside} and of the
 * events it names.
 * What is not known makes no trigger true that is false of everything known.
 */
final class TriggerTruth {
    /** Combinations beyond which nothing is said. */
    static final int MOST_COMBINATIONS = 1 << 14;

    private final Map<TriggerQuantity, List<Long>> cuts = new EnumMap<>(TriggerQuantity.class);
    private final Map<Object, Integer> choices = new LinkedHashMap<>();
    private final Map<Object, Integer> chosen = new LinkedHashMap<>();

    /** What a trigger can be. */
    enum Verdict {
        /** True at one time and false at another, or too long to tell. */
        OPEN,

        /** False, whatever happens. */
        NEVER,

        /** True whenever all it asks for is known. */
        ALWAYS
    }

    private TriggerTruth(final TriggerExpression expression) {
        final Map<TriggerQuantity, Set<Long>> numbers = new EnumMap<>(TriggerQuantity.class);
        collect(expression, numbers);
        numbers.forEach((quantity, found) -> {
            cuts.put(quantity, List.copyOf(found));
            choices.put(quantity, 2 * found.size() + 1);
        });
    }

    /** {@return what a trigger can be} */
    static Verdict of(final TriggerExpression expression) {
        return new TriggerTruth(expression).verdict(expression);
    }

    private void collect(final TriggerExpression expression, final Map<TriggerQuantity, Set<Long>> numbers) {
        if (expression instanceof final TriggerExpression.Join join) {
            join.parts().forEach(part -> collect(part, numbers));
        } else if (expression instanceof final TriggerExpression.Not not) {
            collect(not.part(), numbers);
        } else if (expression instanceof final TriggerExpression.Compare compare) {
            numbers.computeIfAbsent(compare.quantity(), key -> new TreeSet<>()).add(compare.number());
        } else if (expression instanceof final TriggerExpression.Between between) {
            numbers.computeIfAbsent(TriggerQuantity.TIME, key -> new TreeSet<>())
                    .addAll(List.of(between.from(), between.to()));
        } else if (expression instanceof final TriggerExpression.Events events) {
            events.events().forEach(event -> choices.put(event, 2));
        } else if (expression instanceof final TriggerExpression.Word word
                && word.operation() == TriggerOperation.OUTSIDE) {
            choices.put(word.operation(), 2);
        }
    }

    private Verdict verdict(final TriggerExpression expression) {
        long combinations = 1;
        for (final int count : choices.values()) {
            combinations *= count;
            if (combinations > MOST_COMBINATIONS) {
                return Verdict.OPEN;
            }
        }
        boolean isEverTrue = false;
        boolean isEverFalse = false;
        for (long i = 0; i < combinations && !(isEverTrue && isEverFalse); i++) {
            if (choose(i)) {
                final boolean is = isTrue(expression);
                isEverTrue |= is;
                isEverFalse |= !is;
            }
        }
        if (isEverTrue && isEverFalse) {
            return Verdict.OPEN;
        }
        return isEverTrue ? Verdict.ALWAYS : Verdict.NEVER;
    }

    /** Chooses one of all combinations; false where a quantity would be below zero, which none can be. */
    private boolean choose(final long combination) {
        long rest = combination;
        for (final Map.Entry<Object, Integer> choice : choices.entrySet()) {
            final int stretch = (int) (rest % choice.getValue());
            rest /= choice.getValue();
            chosen.put(choice.getKey(), stretch);
            if (stretch == 0
                    && choice.getKey() instanceof final TriggerQuantity quantity
                    && cuts(quantity).get(0) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isTrue(final TriggerExpression expression) {
        if (expression instanceof final TriggerExpression.Join join) {
            return join.isAll()
                    ? join.parts().stream().allMatch(this::isTrue)
                    : join.parts().stream().anyMatch(this::isTrue);
        }
        if (expression instanceof final TriggerExpression.Not not) {
            return !isTrue(not.part());
        }
        if (expression instanceof final TriggerExpression.Compare compare) {
            return isTrue(compare.operation(), side(compare.quantity(), compare.number()));
        }
        if (expression instanceof final TriggerExpression.Between between) {
            final boolean hasBegun = side(TriggerQuantity.TIME, between.from()) >= 0;
            final boolean hasNotEnded = side(TriggerQuantity.TIME, between.to()) < 0;
            return between.from() < between.to() ? hasBegun && hasNotEnded : hasBegun || hasNotEnded;
        }
        if (expression instanceof final TriggerExpression.Events events) {
            return events.events().stream().anyMatch(event -> chosen(event) > 0);
        }
        return switch (((TriggerExpression.Word) expression).operation()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> chosen(TriggerOperation.OUTSIDE) > 0;
        };
    }

    /** Stretches and numbers take turns: below the first number, at it, above it and below the second, and so on. */
    private int side(final TriggerQuantity quantity, final long number) {
        return Integer.compare(chosen(quantity), 2 * cuts(quantity).indexOf(number) + 1);
    }

    private static boolean isTrue(final TriggerOperation operation, final int side) {
        return switch (operation) {
            case AT_LEAST -> side >= 0;
            case AT_MOST -> side <= 0;
            case ABOVE -> side > 0;
            default -> side < 0;
        };
    }

    private List<Long> cuts(final TriggerQuantity quantity) {
        return cuts.getOrDefault(quantity, List.of());
    }

    private int chosen(final Object choice) {
        return chosen.getOrDefault(choice, 0);
    }
}
