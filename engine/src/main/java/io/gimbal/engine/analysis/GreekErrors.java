package io.gimbal.engine.analysis;

/**
 * How far one computed Greek is from the published one over many rows: absolute errors in the published unit. Quantiles
 * are by nearest rank, not interpolated.
 *
 * @param rows        compared
 * @param maxAbsError the largest error; 0 where no row was compared
 * @param p999        the error that 99.9 % of the rows do not exceed
 * @param median      the error that half of the rows do not exceed
 */
public record GreekErrors(int rows, double maxAbsError, double p999, double median) {}
