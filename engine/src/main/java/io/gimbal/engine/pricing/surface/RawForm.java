package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * Raw SVI by five unknowns: the logarithm of the least variance, of b and of sigma, rho / sqrt(1 - rho^2), and m over the
 * standard deviation. Every point has a positive variance, |rho| below 1, and b and sigma above 0.
 */
final class RawForm implements SliceForm {
    private static final int LEVEL = 0;
    private static final int WINGS = 1;
    private static final int TILT = 2;
    private static final int CENTRE = 3;
    private static final int WIDTH = 4;

    // Boxes, in multiples of the standard deviation s or the total variance s^2: log of 1e-6 and of 4, of 1e-6 and of
    // 100, of 0.05 and of 50. A turn narrower than 0.05 s would be a kink that quotes cannot tell.
    private static final double LEAST_LEVEL = -13.815510557964274;
    private static final double LARGEST_LEVEL = 1.3862943611198906;
    private static final double LEAST_WINGS = -13.815510557964274;
    private static final double LARGEST_WINGS = 4.605170185988092;
    private static final double LARGEST_TILT = 20.0;
    private static final double LARGEST_CENTRE = 20.0;
    private static final double LEAST_WIDTH = -2.995732273553991;
    private static final double LARGEST_WIDTH = 3.912023005428146;

    private double stdDev = 1.0;

    @Override
    public int size() {
        return RAW;
    }

    @Override
    public void scale(final double newStdDev) {
        stdDev = newStdDev;
    }

    @Override
    public void project(final double[] unknowns) {
        clamp(unknowns, LEVEL, LEAST_LEVEL, LARGEST_LEVEL);
        clamp(unknowns, WINGS, LEAST_WINGS, LARGEST_WINGS);
        clamp(unknowns, TILT, -LARGEST_TILT, LARGEST_TILT);
        clamp(unknowns, CENTRE, -LARGEST_CENTRE, LARGEST_CENTRE);
        clamp(unknowns, WIDTH, LEAST_WIDTH, LARGEST_WIDTH);
    }

    static void clamp(final double[] unknowns, final int index, final double least, final double largest) {
        unknowns[index] = Math.min(Math.max(unknowns[index], least), largest);
    }

    @Override
    public void write(final double[] unknowns, final SviParameters out, final double[] jacobian) {
        final double least = stdDev * stdDev * DeterministicMath.exp(unknowns[LEVEL]);
        final double b = stdDev * DeterministicMath.exp(unknowns[WINGS]);
        final double sigma = stdDev * DeterministicMath.exp(unknowns[WIDTH]);
        final double tilt = unknowns[TILT];
        final double root = 1.0 / Math.sqrt(1.0 + tilt * tilt);
        final double rho = tilt * root;
        final double dip = b * sigma * root;
        out.set(least - dip, b, rho, stdDev * unknowns[CENTRE], sigma);
        Arrays.fill(jacobian, 0, RAW * RAW, 0.0);
        jacobian[LEVEL] = least;
        jacobian[WINGS] = -dip;
        jacobian[TILT] = dip * rho * root;
        jacobian[WIDTH] = -dip;
        jacobian[RAW + WINGS] = b;
        jacobian[2 * RAW + TILT] = root * root * root;
        jacobian[3 * RAW + CENTRE] = stdDev;
        jacobian[4 * RAW + WIDTH] = sigma;
    }

    /** Finds the unknowns of a valid slice, moved into the box. */
    void read(final SviParameters slice, final double[] unknowns) {
        final double rho = slice.rho();
        unknowns[LEVEL] = DeterministicMath.log(slice.leastVariance() / (stdDev * stdDev));
        unknowns[WINGS] = DeterministicMath.log(slice.b() / stdDev);
        unknowns[TILT] = rho / Math.sqrt((1.0 - rho) * (1.0 + rho));
        unknowns[CENTRE] = slice.m() / stdDev;
        unknowns[WIDTH] = DeterministicMath.log(slice.sigma() / stdDev);
        project(unknowns);
    }
}
