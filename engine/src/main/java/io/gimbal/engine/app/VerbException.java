package io.gimbal.engine.app;

/** A verb cannot do what was asked, for a reason the user can mend. */
final class VerbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * Ends a verb.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message  what, where, what to do
     */
    VerbException(final int exitCode, final String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
