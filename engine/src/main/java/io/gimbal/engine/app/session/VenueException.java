package io.gimbal.engine.app.session;

/** A venue that a session cannot be opened on. The message is for people and never holds a secret. */
public final class VenueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a session cannot be opened. */
    public enum Reason {
        /** It does not answer, or went away while it was asked. */
        UNAVAILABLE,
        /** It refuses our credentials, or their scope is too narrow. */
        AUTHENTICATION,
        /** It is not what the configuration says, or does not list what is asked for. */
        CONFIGURATION
    }

    private final Reason reason;

    /**
     * Tells why.
     *
     * @param reason  what kind of trouble
     * @param message for people
     */
    public VenueException(final Reason reason, final String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return what kind of trouble} */
    public Reason reason() {
        return reason;
    }
}
