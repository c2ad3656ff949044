package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * SSVI by three unknowns: the logarithm of theta over the squared standard deviation, rho / sqrt(1 - rho^2), and where phi
 * stands between 0 and its largest value. Every point is free of butterflies.
 */
final class ThetaForm implements SliceForm {
    private static final int UNKNOWNS = 3;
    private static final int LEVEL = 0;
    private static final int TILT = 1;
    private static final int STEEPNESS = 2;
    private static final double LARGEST_LEVEL = 3.0;
    private static final double LARGEST_TILT = 7.0;
    private static final double LARGEST_STEEPNESS = 12.0;
    // Below 1, because the first condition is strict and rounding must not cross it.
    private static final double SHARE_OF_LARGEST_PHI = 0.9999;
    private static final double STEP = 1e-5;

    private final SviParameters above = new SviParameters();
    private final SviParameters below = new SviParameters();
    private double stdDev = 1.0;

    @Override
    public int size() {
        return UNKNOWNS;
    }

    @Override
    public void scale(final double newStdDev) {
        stdDev = newStdDev;
    }

    @Override
    public void project(final double[] unknowns) {
        RawForm.clamp(unknowns, LEVEL, -LARGEST_LEVEL, LARGEST_LEVEL);
        RawForm.clamp(unknowns, TILT, -LARGEST_TILT, LARGEST_TILT);
        RawForm.clamp(unknowns, STEEPNESS, -LARGEST_STEEPNESS, LARGEST_STEEPNESS);
    }

    /** Writes the middle of the box: variance as scaled, no tilt, moderate wings. */
    void start(final double[] unknowns) {
        unknowns[LEVEL] = 0.0;
        unknowns[TILT] = 0.0;
        unknowns[STEEPNESS] = -1.0;
    }

    // Differences of the five parameters: the largest phi is a minimum of two, and its kink needs no case of its own.
    @Override
    public void write(final double[] unknowns, final SviParameters out, final double[] jacobian) {
        for (int i = 0; i < UNKNOWNS; i++) {
            final double here = unknowns[i];
            unknowns[i] = here + STEP;
            slice(unknowns, above);
            unknowns[i] = here - STEP;
            slice(unknowns, below);
            unknowns[i] = here;
            jacobian[i] = difference(above.a(), below.a());
            jacobian[UNKNOWNS + i] = difference(above.b(), below.b());
            jacobian[2 * UNKNOWNS + i] = difference(above.rho(), below.rho());
            jacobian[3 * UNKNOWNS + i] = difference(above.m(), below.m());
            jacobian[4 * UNKNOWNS + i] = difference(above.sigma(), below.sigma());
        }
        slice(unknowns, out);
    }

    private void slice(final double[] unknowns, final SviParameters out) {
        final double theta = stdDev * stdDev * DeterministicMath.exp(unknowns[LEVEL]);
        final double tilt = unknowns[TILT];
        final double rho = tilt / Math.sqrt(1.0 + tilt * tilt);
        final double share = SHARE_OF_LARGEST_PHI / (1.0 + DeterministicMath.exp(-unknowns[STEEPNESS]));
        SsviForm.toSvi(theta, rho, share * SsviForm.largestPhi(theta, rho), out);
    }

    private static double difference(final double up, final double down) {
        return (up - down) / (2.0 * STEP);
    }
}
