package io.gimbal.engine.pipeline.overlay;

/** How an overlay was decided. */
public enum OverlayStatus {
    /** Trading is better than not, and every limit holds afterwards. */
    TRADE,
    /** Nothing is worth its cost, and every limit holds as it is. */
    NO_TRADE,
    /** A limit stays exceeded after the best trade there is, or after none: the excesses say which and by how much. */
    LIMITS_EXCEEDED,
    /** A number is out of range: nothing is proposed and the complaint says why. */
    UNUSABLE_INPUT
}
