package io.gimbal.engine.analysis.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a strategy came to what it wants held.
 *
 * @param kind        as the journal names it
 * @param parameters  as an operator left them
 * @param inputs      of the formula
 * @param steps       of the formula, in order
 * @param targetDelta coins that it wants, as worked out here; null where the target is the desk's
 * @param state       {@code WORKING}; {@code CASH_LOCKED} at its floor; {@code RENT_NOT_PAID}; {@code BLIND} without an
 *                    input, so that what is held is held; {@code BROKE} without equity
 * @param fresh       whether the valuation was young enough for it to act on
 * @param agrees      whether that is what the policy was asked for
 */
public record ExplainedStrategy(
        String kind,
        List<ExplainedDecision.Quantity> parameters,
        List<ExplainedDecision.Quantity> inputs,
        List<ExplainedDecision.Quantity> steps,
        @Nullable Double targetDelta,
        State state,
        boolean fresh,
        boolean agrees) {
    /** What it is doing. */
    public enum State {
        /** By its formula. */
        WORKING,
        /** The floor was reached: nothing is held at risk. */
        CASH_LOCKED,
        /** Gamma is not expected to make its rent: it trades less. */
        RENT_NOT_PAID,
        /** An input is absent: what is held is held. */
        BLIND,
        /** No equity: nothing is to be held. */
        BROKE
    }

    /**
     * Keeps lists that nobody changes.
     *
     * @param kind        as above
     * @param parameters  as above
     * @param inputs      as above
     * @param steps       as above
     * @param targetDelta as above
     * @param state       as above
     * @param fresh       as above
     * @param agrees      as above
     */
    public ExplainedStrategy {
        parameters = List.copyOf(parameters);
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }
}
