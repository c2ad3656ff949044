package io.gimbal.engine.hedging;

/**
 * Told whenever a book was looked at and something was decided, also where nothing is published of it. Called inside the
 * engine, on its thread, before that decision is published and after its order, if any; must change nothing.
 */
@FunctionalInterface
public interface EvaluationWatch {
    /** Looks at nothing. */
    EvaluationWatch NONE = (underlyingId, nowNs, isValued) -> {};

    /**
     * A book was looked at; {@link HedgeInspection#book} shows it as it was decided upon.
     *
     * @param underlyingId dense id
     * @param nowNs        engine time of the decision
     * @param isValued     whether the book could be valued; if not, ledger, view and target are those of an earlier one
     */
    void onEvaluation(int underlyingId, long nowNs, boolean isValued);
}
