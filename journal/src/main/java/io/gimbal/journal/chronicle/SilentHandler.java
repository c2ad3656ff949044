package io.gimbal.journal.chronicle;

import net.openhft.chronicle.core.onoes.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Hears the library's notes on its own speed and drops them. It would log each slow mapping on the thread that appends, and
 * nobody logs there: the lookup of the logger alone allocates kilobytes.
 */
final class SilentHandler implements ExceptionHandler {
    @Override
    public void on(final Class<?> source, final @Nullable String message, final @Nullable Throwable thrown) {}

    @Override
    public void on(final @Nullable Logger logger, final @Nullable String message, final @Nullable Throwable thrown) {}

    @Override
    public boolean isEnabled(final Class<?> source) {
        return false;
    }
}
