package io.gimbal.journal;

/** The file system has less free space than the reserve asks for. The message says how much of each. */
public final class JournalSpaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the refusal.
     *
     * @param message what, where
     */
    public JournalSpaceException(final String message) {
        super(message);
    }
}
