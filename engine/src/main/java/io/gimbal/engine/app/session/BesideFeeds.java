package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OverlaySettings;
import io.gimbal.engine.app.configuration.SurfaceSettings;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.overlay.OverlayFeed;
import io.gimbal.engine.pipeline.overlay.OverlayPlan;
import io.gimbal.engine.pipeline.overlay.OverlaySchedule;
import io.gimbal.engine.pipeline.surface.SurfaceFeed;
import io.gimbal.engine.pipeline.surface.SurfaceSchedule;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * What works beside the engine in a session: fits of smiles, and the options overlay, which follows also what the venue
 * answers and what the fits found. A stepped run's work is done where time stands still, and enters after the declared
 * delay. Owned by the ingest thread.
 */
final class BesideFeeds {
    private final @Nullable SurfaceFeed surface;
    private final @Nullable OverlayFeed overlay;

    private BesideFeeds(final @Nullable SurfaceFeed surface, final @Nullable OverlayFeed overlay) {
        this.surface = surface;
        this.overlay = overlay;
    }

    static BesideFeeds of(
            final Configuration configuration,
            final boolean isThreaded,
            final SessionSpan span,
            final SessionInstruments instruments) {
        return new BesideFeeds(
                configuration.surface().isEnabled()
                        ? surface(configuration.surface(), isThreaded, span, instruments.specs())
                        : null,
                overlay(configuration, isThreaded, span, instruments));
    }

    private static SurfaceFeed surface(
            final SurfaceSettings settings,
            final boolean isThreaded,
            final SessionSpan span,
            final List<InstrumentSpec> specs) {
        final SurfaceSchedule schedule = new SurfaceSchedule(
                span.playFromNs(),
                span.endNs(),
                settings.intervalNs(),
                isThreaded ? 0 : settings.delayNs(),
                settings.maxQuoteAgeNs());
        return new SurfaceFeed(specs, schedule, !isThreaded);
    }

    private static @Nullable OverlayFeed overlay(
            final Configuration configuration,
            final boolean isThreaded,
            final SessionSpan span,
            final SessionInstruments instruments) {
        final List<OverlayPlan> plans = new ArrayList<>();
        for (int book = 0; book < configuration.books().size(); book++) {
            final OverlaySettings settings = configuration.books().get(book).overlay();
            if (settings.isEnabled()) {
                plans.add(new OverlayPlan(
                        book,
                        settings.rules(),
                        settings.riskModel(),
                        settings.costs(configuration.fees()),
                        schedule(settings, isThreaded, span)));
            }
        }
        if (plans.isEmpty()) {
            return null;
        }
        final OverlayFeed feed = new OverlayFeed(instruments.specs(), plans, !isThreaded);
        instruments.holdings().forEach(holding -> feed.hold(holding.instrumentId(), holding.amount()));
        return feed;
    }

    private static OverlaySchedule schedule(
            final OverlaySettings settings, final boolean isThreaded, final SessionSpan span) {
        return new OverlaySchedule(
                span.tradeFromNs(),
                span.endNs(),
                settings.minIntervalNs(),
                settings.intervalNs(),
                isThreaded ? 0 : settings.delayNs(),
                settings.maxQuoteAgeNs(),
                settings.minDays(),
                settings.maxDays(),
                settings.maxOptions(),
                settings.maxSnapshotAgeNs());
    }

    /** A feed of the market, followed by whoever must. */
    Feed market(final Feed feed) {
        final SurfaceFeed fits = surface;
        return answers(fits == null ? feed : new ObservedFeed(feed, fits::observe));
    }

    /** A feed of what the venue answers, likewise. */
    Feed answers(final Feed feed) {
        final OverlayFeed proposals = overlay;
        return proposals == null ? feed : new ObservedFeed(feed, proposals::observe);
    }

    /** Adds what is worked out here to a pipeline, after the market's feeds; it hears the operator, too. */
    PipelineContext addTo(final PipelineContext pipeline) {
        if (surface != null) {
            pipeline.feed(surface);
        }
        return overlay == null
                ? pipeline
                : pipeline.operatorHeard(overlay::observe).feed(overlay);
    }

    /** {@return who does the work of a live run, to be run on a thread of their own} */
    List<Agent> agents() {
        final List<Agent> agents = new ArrayList<>();
        if (surface != null) {
            agents.addAll(surface.agents());
        }
        if (overlay != null) {
            agents.addAll(overlay.agents());
        }
        return agents;
    }
}
