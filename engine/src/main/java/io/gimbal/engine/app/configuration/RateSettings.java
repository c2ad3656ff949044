package io.gimbal.engine.app.configuration;

/**
 * Section {@code rate}.
 *
 * @param maxMessages commands per window
 * @param windowNs    length of the window, nanoseconds
 */
public record RateSettings(int maxMessages, long windowNs) {
    static RateSettings of(final Values values) {
        return new RateSettings(values.count(Schema.MAX_MESSAGES), values.millisecondsAsNs(Schema.WINDOW_MS));
    }
}
