package io.gimbal.engine.analysis.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the desk's triggers, asked again.
 *
 * @param rule             {@code trade_when} or {@code trade_also_when}
 * @param expression       as it runs
 * @param truth            of the whole
 * @param effect           of that
 * @param deviation        of the delta from the middle of the band, half-widths
 * @param overrideMultiple beyond which {@code trade_when} blocks nothing; null of the other
 * @param atoms            every condition of the expression, in its order
 * @param agrees           whether the engine's own run says the same
 */
public record ExplainedTrigger(
        String rule,
        String expression,
        Truth truth,
        Effect effect,
        @Nullable Double deviation,
        @Nullable Double overrideMultiple,
        List<Atom> atoms,
        boolean agrees) {
    /** S. Kleene's three values. */
    public enum Truth {
        /** It holds. */
        TRUE,
        /** It does not. */
        FALSE,
        /** A quantity is not known; as a whole that is no. */
        UNKNOWN
    }

    /** What a trigger does. */
    public enum Effect {
        /** The policy's trade may be made. */
        LETS_THROUGH,
        /** The policy's trade waits. */
        HOLDS_BACK,
        /** It would wait, but the delta is beyond the override. */
        OVERRIDDEN,
        /** A trade to the centre is called for. */
        CALLS,
        /** It calls for nothing. */
        SILENT
    }

    /**
     * One condition.
     *
     * @param condition as written
     * @param truth     of it
     * @param value     found; null where it is not known, infinite, or no number
     * @param bound     {@code at least}, {@code at most}, {@code above}, {@code below}; empty where it compares nothing
     * @param threshold compared with; null where it compares nothing
     * @param unit      of both
     * @param detail    in words
     */
    public record Atom(
            String condition,
            Truth truth,
            @Nullable Double value,
            String bound,
            @Nullable Double threshold,
            String unit,
            String detail) {}

    /**
     * Keeps a list that nobody changes.
     *
     * @param rule             as above
     * @param expression       as above
     * @param truth            as above
     * @param effect           as above
     * @param deviation        as above
     * @param overrideMultiple as above
     * @param atoms            as above
     * @param agrees           as above
     */
    public ExplainedTrigger {
        atoms = List.copyOf(atoms);
    }
}
