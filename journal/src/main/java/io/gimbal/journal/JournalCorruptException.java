package io.gimbal.journal;

/** A journal on disk is not what was written. The message says where, what was expected and what was found. */
public final class JournalCorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    /**
     * Describes the damage.
     *
     * @param sequence the record concerned, or the last good one before it when its own number is unreadable
     * @param message  what, where, expected, found
     */
    public JournalCorruptException(final long sequence, final String message) {
        super(message);
        this.sequence = sequence;
    }

    /**
     * Describes the damage and what brought it to light.
     *
     * @param sequence the record concerned, or the last good one before it when its own number is unreadable
     * @param message  what, where, expected, found
     * @param cause    the failure below
     */
    public JournalCorruptException(final long sequence, final String message, final Throwable cause) {
        super(message, cause);
        this.sequence = sequence;
    }

    /** {@return the sequence of the record concerned} */
    public long sequence() {
        return sequence;
    }
}
