package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.HedgeCandidateSettings;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.feeds.InstrumentSpec;

/**
 * The sender's own limits, from the configuration and not from the engine: only hedge instruments may trade, and options where
 * the overlay does.
 */
final class SenderLimits {
    private SenderLimits() {}

    static LastLookContext of(
            final Configuration configuration, final SessionInstruments instruments, final long startNs) {
        final LastLookContext limits = new LastLookContext()
                .messagesBeside(
                        configuration.rate().maxMessages(), configuration.rate().windowNs());
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            limits.underlying(
                    book, settings.limits().maxOrderUsd(), settings.limits().collarRate());
            for (final HedgeCandidateSettings candidate : settings.hedges()) {
                if (candidate.isCross()) {
                    final int underlying = configuration.underlyingOf(book, candidate);
                    final InstrumentSpec hedge = instruments.spec(underlying, candidate.instrument());
                    limits.underlying(
                            underlying,
                            settings.limits().maxOrderUsd(),
                            settings.limits().collarRate());
                    limits.instrument(hedge.instrumentId(), underlying, hedge.kind(), hedge.settlement());
                }
            }
            for (final String name : SessionInstruments.hedgeNames(settings, startNs)) {
                final InstrumentSpec hedge = instruments.spec(book, name);
                limits.instrument(hedge.instrumentId(), book, hedge.kind(), hedge.settlement());
            }
        }
        for (final InstrumentSpec spec : instruments.specs()) {
            if (configuration.overlay().isEnabled() && spec.isOption()) {
                limits.instrument(spec.instrumentId(), spec.underlyingId(), spec.kind(), spec.settlement());
            }
        }
        return limits;
    }
}
