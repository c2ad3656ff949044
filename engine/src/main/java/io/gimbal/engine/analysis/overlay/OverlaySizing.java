package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.pipeline.overlay.OverlaySolver;

/** How a study of the overlay sizes its options, looked at once a day. */
public enum OverlaySizing {
    /** By {@link OverlaySolver}: least risk, cost and excess together. */
    OVERLAY,
    /** By {@link OverlaySolver#solveLinear}: the same limits at least cost, risk not looked at, for comparison. */
    LINEAR,
    /** The option at the money makes the book's gamma zero, by {@link NeutralSolver}, for comparison. */
    GAMMA_NEUTRAL,
    /** The option at the money makes the book's vega zero, for comparison. */
    VEGA_NEUTRAL
}
