package io.gimbal.engine.app.configuration;

/**
 * Section {@code surface}.
 *
 * @param isEnabled     whether smiles are fitted at all
 * @param intervalNs    between two fits, nanoseconds
 * @param delayNs       in stepped runs, from the quotes of a fit to the entry of its smiles, nanoseconds
 * @param maxQuoteAgeNs older quotes are left out of a fit, nanoseconds
 */
public record SurfaceSettings(boolean isEnabled, long intervalNs, long delayNs, long maxQuoteAgeNs) {
    static SurfaceSettings of(final Values values) {
        return new SurfaceSettings(
                values.flag(Schema.SURFACE_ENABLED),
                values.secondsAsNs(Schema.SURFACE_INTERVAL_S),
                values.millisecondsAsNs(Schema.SURFACE_DELAY_MS),
                values.secondsAsNs(Schema.SURFACE_MAX_QUOTE_AGE_S));
    }
}
