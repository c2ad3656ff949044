package io.gimbal.engine.app;

/** What the process says to whoever started it. Stable: scripts and supervisors depend on these numbers. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;

    /** The software is wrong; the message has a stack trace. */
    static final int SOFTWARE_FAULT = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** A limit was breached, or a replay diverged. */
    static final int BREACH_OR_DIVERGENCE = 3;

    /** Data that was read is damaged, incomplete or missing. */
    static final int BAD_DATA = 65;

    /** The venue cannot be reached. */
    static final int VENUE_UNAVAILABLE = 69;

    /** The venue refuses our credentials. */
    static final int AUTHENTICATION = 77;

    /** The configuration is wrong. */
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
