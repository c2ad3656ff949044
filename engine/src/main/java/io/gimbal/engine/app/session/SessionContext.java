package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a session is made of.
 *
 * @param configuration effective settings; at least one book
 * @param venue         market, account and orders
 * @param mode          kind of run, told in GENESIS
 * @param directory     of the journal; made when absent
 * @param pace          how fast market time runs
 * @param isThreaded    whether engine and I/O run on threads of their own; else one thread steps through virtual time
 * @param codeHash      of the running code, told in GENESIS
 * @param codeVersion   of the running code, told in GENESIS
 * @param ackFile       witness of returned appends for kill tests, or null
 */
public record SessionContext(
        Configuration configuration,
        SessionVenue venue,
        RunMode mode,
        Path directory,
        Pace pace,
        boolean isThreaded,
        long codeHash,
        String codeVersion,
        @Nullable Path ackFile) {
    /**
     * Checks what cannot be meant.
     *
     * @param configuration as above
     * @param venue         as above
     * @param mode          as above
     * @param directory     as above
     * @param pace          as above
     * @param isThreaded    as above
     * @param codeHash      as above
     * @param codeVersion   as above
     * @param ackFile       as above
     */
    public SessionContext {
        if (configuration.books().isEmpty()) {
            throw new IllegalArgumentException("a session needs at least one book");
        }
        if (isThreaded && pace.isMax()) {
            throw new IllegalArgumentException("threads need a pace: only a stepped session runs as fast as it can");
        }
    }
}
