package io.gimbal.engine.app.configuration;

/** A book asks for something that the market at hand does not list; the message says what and what to change. */
public final class UnresolvableBookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param message what, where, what to do
     */
    public UnresolvableBookException(final String message) {
        super(message);
    }
}
