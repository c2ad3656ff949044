package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.feeds.InstrumentSpec;

/** The sender's own limits, from the configuration and not from the engine: only hedge instruments may trade. */
final class SenderLimits {
    private static final int CANCEL_RESERVE_SHARE = 4;

    private SenderLimits() {}

    static LastLookContext of(final Configuration configuration, final SessionInstruments instruments) {
        final int maxMessages = configuration.rate().maxMessages();
        final int reserve = maxMessages / CANCEL_RESERVE_SHARE + 1;
        final LastLookContext limits = new LastLookContext()
                .messages(maxMessages + reserve, reserve, configuration.rate().windowNs());
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            final InstrumentSpec hedge = instruments.specs().get(instruments.hedgeId(book, settings));
            limits.underlying(
                    book, settings.limits().maxOrderUsd(), settings.limits().collarRate());
            limits.instrument(hedge.instrumentId(), book, hedge.kind(), hedge.settlement());
        }
        return limits;
    }
}
