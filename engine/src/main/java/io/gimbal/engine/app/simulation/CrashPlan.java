package io.gimbal.engine.app.simulation;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides at which passage of which {@link CrashPoint} the process dies next. Once dead it stays dead until
 * {@link #revive()}: whatever the dying code still does reaches neither disk nor wire. Counts deaths by point.
 */
final class CrashPlan {
    /** Ends the code of a process that is dead. */
    static final class ProcessDeath extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProcessDeath(final CrashPoint point) {
            super("the simulated process died: point=" + point);
        }
    }

    private final Map<CrashPoint, Long> deaths = new EnumMap<>(CrashPoint.class);
    private @Nullable CrashPoint point;
    private long passagesLeft;
    private boolean isDead;

    /**
     * Plans the next death.
     *
     * @param newPoint where
     * @param passage  1 for the first time it is passed
     */
    void dieAt(final CrashPoint newPoint, final long passage) {
        point = newPoint;
        passagesLeft = passage;
    }

    /** Lets the process live. */
    void live() {
        point = null;
    }

    /**
     * Passes a point.
     *
     * @param passed which
     * @throws ProcessDeath when the process dies here, or is dead
     */
    void pass(final CrashPoint passed) {
        if (isDead) {
            throw new ProcessDeath(passed);
        }
        if (passed == point && --passagesLeft == 0) {
            isDead = true;
            point = null;
            deaths.merge(passed, 1L, Long::sum);
            throw new ProcessDeath(passed);
        }
    }

    /** {@return whether the process is dead} */
    boolean isDead() {
        return isDead;
    }

    /** Starts the next process. */
    void revive() {
        isDead = false;
    }

    /** {@return deaths so far by point} */
    Map<CrashPoint, Long> deaths() {
        return deaths;
    }
}
