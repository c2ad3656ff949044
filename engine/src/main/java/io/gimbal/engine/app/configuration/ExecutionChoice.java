package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.ExecutionTactic;

/**
 * Section {@code execution}, with what {@code book.execution} changed.
 *
 * @param tactic        how a need becomes orders
 * @param takeMultiple  half-widths times 1e8
 * @param crossMultiple half-widths times 1e8
 * @param resizeLots    smallest change of size worth an amendment
 * @param repegTicks    smallest move of the touch worth an amendment
 * @param horizonNs     longest time a need may take, nanoseconds
 * @param slices        of a schedule
 * @param urgency       κT times 1e8
 * @param displayLots   most lots that rest at a time, 0 for all
 * @param depthShare    of the visible size, times 1e8
 */
public record ExecutionChoice(
        ExecutionTactic tactic,
        long takeMultiple,
        long crossMultiple,
        long resizeLots,
        long repegTicks,
        long horizonNs,
        int slices,
        long urgency,
        long displayLots,
        long depthShare) {
    static ExecutionChoice of(final Values values) {
        return new ExecutionChoice(
                values.constant(ExecutionSchema.TACTIC, ExecutionTactic.class),
                values.number(ExecutionSchema.TAKE_MULTIPLE),
                values.number(ExecutionSchema.CROSS_MULTIPLE),
                values.number(ExecutionSchema.RESIZE_LOTS),
                values.number(ExecutionSchema.REPEG_TICKS),
                values.secondsAsNs(ExecutionSchema.HORIZON_S),
                values.count(ExecutionSchema.SLICES),
                values.number(ExecutionSchema.URGENCY),
                values.number(ExecutionSchema.DISPLAY_LOTS),
                values.number(ExecutionSchema.DEPTH_SHARE));
    }

    /** {@return whether it is one order that takes, which needs no saying} */
    public boolean isTaker() {
        return tactic == ExecutionTactic.TAKER;
    }
}
