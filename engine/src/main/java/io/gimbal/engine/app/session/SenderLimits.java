package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.LimitSettings;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.feeds.InstrumentSpec;

/**
 * The sender's own limits, from the configuration and not from the engine: only hedge instruments may trade, and options where
 * their book's overlay does.
 */
final class SenderLimits {
    private SenderLimits() {}

    static LastLookContext of(
            final Configuration configuration, final SessionInstruments instruments, final long startNs) {
        final LastLookContext limits = new LastLookContext()
                .messagesBeside(
                        configuration.rate().maxMessages(), configuration.rate().windowNs());
        for (int underlying = 0; underlying < configuration.underlyings(); underlying++) {
            final LimitSettings settings =
                    configuration.books().get(configuration.bookOf(underlying)).limits();
            limits.underlying(underlying, settings.maxOrderUsd(), settings.collarRate());
        }
        for (int book = 0; book < configuration.books().size(); book++) {
            for (final int id : instruments.hedgeIds(configuration, book, startNs)) {
                final InstrumentSpec hedge = instruments.specs().get(id);
                limits.instrument(hedge.instrumentId(), hedge.underlyingId(), hedge.kind(), hedge.settlement());
            }
        }
        for (final InstrumentSpec spec : instruments.specs()) {
            final BookSettings settings = configuration.books().get(configuration.bookOf(spec.underlyingId()));
            if (settings.overlay().isEnabled() && spec.isOption()) {
                limits.instrument(spec.instrumentId(), spec.underlyingId(), spec.kind(), spec.settlement());
            }
        }
        return limits;
    }
}
