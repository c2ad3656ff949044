package io.gimbal.engine.analysis.explain;

import java.util.List;

/**
 * What was forecast.
 *
 * @param estimator  of the volatility, as the journal names it
 * @param costSource whose cost of a trade policies take, as the journal names it
 * @param figures    each with its unit; value null while it is not known
 */
public record ExplainedForecast(String estimator, String costSource, List<ExplainedDecision.Quantity> figures) {
    /**
     * Keeps a list that nobody changes.
     *
     * @param estimator  as above
     * @param costSource as above
     * @param figures    as above
     */
    public ExplainedForecast {
        figures = List.copyOf(figures);
    }
}
