package io.gimbal.journal;

/** Another writer holds the journal. The message names the directory and, where known, the process. */
public final class JournalBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the refusal.
     *
     * @param message what, where
     */
    public JournalBusyException(final String message) {
        super(message);
    }
}
