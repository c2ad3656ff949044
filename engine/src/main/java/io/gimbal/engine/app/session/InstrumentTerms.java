package io.gimbal.engine.app.session;

import io.gimbal.feeds.InstrumentSpec;

/** Knows an instrument by its name: a venue's published products, or what venues list now. */
@FunctionalInterface
interface InstrumentTerms {
    /**
     * Defines an instrument.
     *
     * @param place        of the venue
     * @param name         the venue's
     * @param instrumentId dense, from 0
     * @param underlyingId dense, from 0
     * @return its definition
     */
    InstrumentSpec spec(int place, String name, int instrumentId, int underlyingId);
}
