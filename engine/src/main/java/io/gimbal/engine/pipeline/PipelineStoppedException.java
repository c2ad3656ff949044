package io.gimbal.engine.pipeline;

/** A pipeline stopped by a fault; the cause is what the failing thread met. */
public final class PipelineStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GateReason reason;

    PipelineStoppedException(final GateReason reason, final Throwable cause) {
        super("pipeline stopped: reason=" + reason + ", cause=" + cause, cause);
        this.reason = reason;
    }

    /** {@return the kind of fault} */
    public GateReason reason() {
        return reason;
    }
}
