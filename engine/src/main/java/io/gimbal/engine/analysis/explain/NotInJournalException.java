package io.gimbal.engine.analysis.explain;

/** A journal does not hold what was asked for; the message says what it holds. */
public final class NotInJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInJournalException(final String message) {
        super(message);
    }
}
