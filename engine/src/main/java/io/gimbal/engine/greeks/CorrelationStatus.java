package io.gimbal.engine.greeks;

/** Whether numbers are a correlation matrix, and if not, why. */
public enum CorrelationStatus {
    /** They are. */
    OK,
    /** Their number is not the square of the size. */
    WRONG_SIZE,
    /** One is NaN, infinite, or outside -1 to 1 by more than the tolerance. */
    OUT_OF_RANGE,
    /** One of the diagonal is not 1. */
    NOT_UNIT_DIAGONAL,
    /** One differs from its mirror image. */
    NOT_SYMMETRIC,
    /** No random variables can have these correlations: some portfolio would have a negative variance. */
    NOT_SEMIDEFINITE
}
