package io.gimbal.engine.pipeline;

/** Why the {@link Gate} stands as it does. */
public enum GateReason {
    /** Commands may leave. */
    OPEN(false, true),

    /** Nobody has armed the gate yet. */
    NOT_ARMED(false, true),

    /** The operator stopped trading. */
    OPERATOR_KILL(false, true),

    /** The pipeline is closing in good order. */
    SHUTDOWN(false, true),

    /** The engine or its handler threw. */
    ENGINE_FAULT(true, false),

    /** The sender or the order gateway threw. */
    SENDER_FAULT(true, false),

    /** The ingest loop or a feed threw. */
    INGEST_FAULT(true, false),

    /** The journal of inputs refused a record. */
    IN_JOURNAL_REFUSED(true, false),

    /** The journal of outputs refused a record. */
    OUT_JOURNAL_REFUSED(true, false),

    /** The engine said more than the sender takes away. */
    OUT_RING_FULL(true, false),

    /** Send outcomes pile up: the engine no longer listens. */
    OUTCOME_RING_FULL(true, false),

    /** An input or an output broke the contract of its port. */
    CONTRACT_BROKEN(true, false);

    private final boolean fault;
    private final boolean cancels;

    GateReason(final boolean fault, final boolean cancels) {
        this.fault = fault;
        this.cancels = cancels;
    }

    /** {@return whether this is a software or storage fault, after which the gate never opens again} */
    public boolean isFault() {
        return fault;
    }

    /**
     * {@return whether a cancel may still leave: it can only take risk off the venue's book, so whoever stops trading in
     * good order wants it out; after a fault nothing we say is trusted any more}
     */
    public boolean letsCancelsPass() {
        return cancels;
    }
}
