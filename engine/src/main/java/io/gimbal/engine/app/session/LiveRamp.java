package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.RampSettings;

/**
 * How large live orders may be after a start: a first size that doubles with each step. Pure; time is passed in.
 *
 * @param settings first size, length of a step, orders in a step
 * @param startNs  when live trading began, epoch nanoseconds
 */
record LiveRamp(RampSettings settings, long startNs) {
    private static final int MOST_DOUBLINGS = 62;

    /** {@return steps that have passed, from 0} */
    long step(final long nowNs) {
        return Math.max(nowNs - startNs, 0) / settings.stepNs();
    }

    /**
     * The cap on one order.
     *
     * @param step   steps that have passed
     * @param mostUsd what holds once the ramp is over, USD times 1e8
     * @return USD times 1e8
     */
    long capUsd(final long step, final long mostUsd) {
        final int doublings = (int) Math.min(step, MOST_DOUBLINGS);
        final boolean isBeyond = settings.orderUsd() > mostUsd >> doublings;
        return isBeyond ? mostUsd : Math.min(settings.orderUsd() << doublings, mostUsd);
    }

    /** {@return whether the ramp caps nothing any more} */
    boolean isOver(final long step, final long mostUsd) {
        return capUsd(step, mostUsd) == mostUsd;
    }

    /** {@return when a step begins, epoch nanoseconds} */
    long beginNs(final long step) {
        return startNs + step * settings.stepNs();
    }
}
