package io.gimbal.engine.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param identical   every output is the journaled one, byte for byte
 * @param inputs      executed
 * @param outputs     compared
 * @param neverSent   outputs made again that an unclean generation's sender never took
 * @param generations executed without a difference
 * @param wallNs      duration
 * @param difference  the first one, or null
 */
public record ReplayResult(
        boolean identical,
        long inputs,
        long outputs,
        long neverSent,
        int generations,
        long wallNs,
        @Nullable Difference difference) {
    /**
     * The first output that is not the journaled one.
     *
     * @param generation    in which it stands
     * @param outSequence   of the journaled record; 0 where there is none
     * @param causeSequence input that was being executed
     * @param what          event and field, both values
     */
    public record Difference(int generation, long outSequence, long causeSequence, String what) {}

    /** {@return inputs per second of wall time} */
    public double eventsPerSecond() {
        return wallNs > 0 ? inputs * 1e9 / wallNs : 0;
    }
}
