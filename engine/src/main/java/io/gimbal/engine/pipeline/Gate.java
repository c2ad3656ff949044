package io.gimbal.engine.pipeline;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one switch between the engine's commands and the venue. Any thread may close it or look at it; the sender looks
 * before every command. Guarantees: a command whose check began after {@link #close} or {@link #kill} returned does not
 * leave; of several faults the first stays the reason, and so does the first of several orderly reasons, but a fault
 * replaces an orderly reason; after a fault or a shutdown it never opens again.
 */
public final class Gate {
    private final AtomicReference<GateReason> reason;

    private Gate(final GateReason initial) {
        reason = new AtomicReference<>(initial);
    }

    /** {@return a gate that is open from the start: backtests and paper trading} */
    public static Gate open() {
        return new Gate(GateReason.OPEN);
    }

    /** {@return a gate that stays closed until {@link #arm()}: live trading} */
    public static Gate unarmed() {
        return new Gate(GateReason.NOT_ARMED);
    }

    /**
     * Opens a gate that nobody armed yet or that the operator killed.
     *
     * @return whether it is open now; false after a fault or a shutdown
     */
    public boolean arm() {
        while (true) {
            final GateReason current = reason();
            if (current.isFault() || current == GateReason.SHUTDOWN) {
                return false;
            }
            if (reason.compareAndSet(current, GateReason.OPEN)) {
                return true;
            }
        }
    }

    /**
     * Closes the gate for the operator.
     *
     * @return whether this call closed it; false when it was closed already
     */
    public boolean kill() {
        return close(GateReason.OPERATOR_KILL);
    }

    /**
     * Closes the gate.
     *
     * @param why any reason but {@link GateReason#OPEN}
     * @return whether {@code why} is the reason now because of this call
     * @throws IllegalArgumentException when {@code why} is no reason to close
     */
    public boolean close(final GateReason why) {
        if (why == GateReason.OPEN) {
            throw new IllegalArgumentException("a gate is not closed by: reason=" + why);
        }
        while (true) {
            final GateReason current = reason();
            if (!isReplacedBy(current, why)) {
                return false;
            }
            if (reason.compareAndSet(current, why)) {
                return true;
            }
        }
    }

    /** {@return whether commands may leave} */
    public boolean isOpen() {
        return reason.get() == GateReason.OPEN;
    }

    /** {@return {@link GateReason#OPEN} or why it is closed} */
    public GateReason reason() {
        return Objects.requireNonNull(reason.get());
    }

    private static boolean isReplacedBy(final GateReason current, final GateReason why) {
        return switch (current) {
            case OPEN, NOT_ARMED -> true;
            case OPERATOR_KILL -> why.isFault() || why == GateReason.SHUTDOWN;
            default -> why.isFault() && !current.isFault();
        };
    }
}
