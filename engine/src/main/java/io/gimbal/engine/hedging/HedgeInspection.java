package io.gimbal.engine.hedging;

import org.jspecify.annotations.Nullable;

/**
 * A window on how the hedgers of an engine come to their decisions, for analysis: shows, changes nothing. What it shows
 * is the present; owned by the thread that drives the engine.
 */
public final class HedgeInspection {
    private final Session session;
    private final Hedgers hedgers;

    HedgeInspection(final Session session, final Hedgers hedgers) {
        this.session = session;
        this.hedgers = hedgers;
    }

    /**
     * Has every decision watched from now on.
     *
     * @param watch told of each; takes the place of an earlier one
     */
    public void watch(final EvaluationWatch watch) {
        session.watch(watch);
    }

    /**
     * Looks at one book.
     *
     * @param underlyingId dense id
     * @return what its hedger last saw and decided; null when it is not configured
     */
    public @Nullable BookInspection book(final int underlyingId) {
        final Hedger hedger = hedgers.find(underlyingId);
        return hedger == null || !hedger.settings().isConfigured() ? null : new BookInspection(hedger, session);
    }
}
