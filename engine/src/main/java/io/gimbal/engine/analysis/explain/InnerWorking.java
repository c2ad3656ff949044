package io.gimbal.engine.analysis.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What worked inside the engine beside policy and limits. Parts are null, or empty, where there is nothing of the kind,
 * where the book could not be valued, and where the state was not rebuilt.
 *
 * @param strategy  what says how much is held
 * @param forecast  what was forecast
 * @param triggers  the desk's own, those in force
 * @param execution how what is wanted was being worked
 * @param choice    among hedge candidates
 * @param overlay   proposals of the options overlay that the same input completed, re-checked; from the journal
 */
public record InnerWorking(
        @Nullable ExplainedStrategy strategy,
        @Nullable ExplainedForecast forecast,
        List<ExplainedTrigger> triggers,
        @Nullable ExplainedExecution execution,
        @Nullable ExplainedChoice choice,
        List<ExplainedOverlay> overlay) {
    static final InnerWorking NONE = new InnerWorking(null, null, List.of(), null, null, List.of());

    /**
     * Keeps lists that nobody changes.
     *
     * @param strategy  as above
     * @param forecast  as above
     * @param triggers  as above
     * @param execution as above
     * @param choice    as above
     * @param overlay   as above
     */
    public InnerWorking {
        triggers = List.copyOf(triggers);
        overlay = List.copyOf(overlay);
    }

    InnerWorking with(final List<ExplainedOverlay> proposals) {
        return new InnerWorking(strategy, forecast, triggers, execution, choice, proposals);
    }
}
