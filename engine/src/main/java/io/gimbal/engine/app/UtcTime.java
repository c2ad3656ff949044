package io.gimbal.engine.app;

import java.time.DateTimeException;
import java.time.Instant;

/** Moments as verbs take them. Pure. */
final class UtcTime {
    private static final long NS = 1_000_000_000L;

    private UtcTime() {}

    /** Epoch nanoseconds of an option's text; a usage error where it is no UTC time. */
    static long ns(final String option, final String text) {
        try {
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS), instant.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw new VerbException(
                    ExitCode.USAGE, option + " is a UTC time such as 2023-04-13T00:00:00Z: value=" + text);
        }
    }
}
