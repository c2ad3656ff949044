package io.gimbal.engine.app.session;

import io.gimbal.engine.analysis.ReplayResult;

/** The journal of an earlier generation is not what this engine makes of its inputs: nothing may be traded on it. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(final ReplayResult.Difference difference) {
        super("recovery stopped: this code does not make the outputs that the journal holds: generation="
                + difference.generation() + ", out sequence=" + difference.outSequence() + ", cause="
                + difference.causeSequence() + ", " + difference.what()
                + "; start on another directory, or with the code that wrote this one");
    }
}
