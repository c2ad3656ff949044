package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * Solves for the values of an {@link ExerciseBoundary} at its nodes, by Newton's method over all of them at once, and keeps
 * the inverse of the Jacobian. The equations are logarithms, right side over left. For rates not below the yield the square of
 * g is interpolated between nodes, t ln t at its start; for others g, which starts as sqrt t (J. Evans, R. Kuske and
 * J. Keller, "American options on assets with dividends near expiry", Mathematical Finance 12, 2002). Where the one does not
 * settle the other is tried. Belongs to one thread.
 */
final class BoundarySystem {
    /** The bound on Newton's steps. */
    private static final int MAX_STEPS = 60;

    private static final double SETTLED = 1e-11;

    /** A step lowers no g by more than this share of it, and raises it by no more than twice. */
    private static final double LARGEST_CUT = 0.7;

    private static final double LARGEST_RISE = 2.0;
    private static final double FIRST_SLOPE = 1.5;

    private static final int NODES = BoundaryGrid.NODES;
    private static final int POINTS = BoundaryGrid.POINTS;

    private final double[] heights = new double[NODES];
    private final double[] samples = new double[NODES];
    private final double[] residuals = new double[NODES];
    private final double[] heightsThere = new double[POINTS];
    private final double[] slopesTop = new double[POINTS];
    private final double[] slopesBottom = new double[POINTS];
    private final double[][] jacobian = new double[NODES][NODES];
    private final double[][] inverse = new double[NODES][NODES];
    private double rate;
    private double yield;
    private double vol;
    private double years;
    private double logLimit;
    private boolean isSquared;
    private double densityTop;
    private double densityBottom;
    private double shareBottom;

    BoundarySystem() {}

    /**
     * Solves; inputs as {@link ExerciseBoundary} says.
     *
     * @return false where it does not settle
     */
    boolean solve(final double ofRate, final double ofYield, final double ofVol, final double ofYears) {
        rate = ofRate;
        yield = ofYield;
        vol = ofVol;
        years = ofYears;
        logLimit = rate < yield ? DeterministicMath.log(rate / yield) : 0.0;
        return settles(rate >= yield) || settles(rate < yield);
    }

    /** {@return whether the square of g is interpolated, else g itself} */
    boolean isSquared() {
        return isSquared;
    }

    private boolean settles(final boolean bySquares) {
        isSquared = bySquares;
        guess();
        for (int step = 0; step < MAX_STEPS; step++) {
            final double change = step();
            if (!(change < Double.POSITIVE_INFINITY)) {
                return false;
            }
            if (change < SETTLED) {
                return true;
            }
        }
        return false;
    }

    /** {@return g at a node after the first, whose g is 0} */
    double height(final int node) {
        return heights[node];
    }

    /** {@return an element of the inverse of the equations' derivatives by the g} */
    double inverse(final int row, final int column) {
        return inverse[row][column];
    }

    // Grows as sqrt t first and levels off at the boundary of the perpetual option.
    private void guess() {
        final double variance = vol * vol;
        final double slope = 0.5 - (rate - yield) / variance;
        final double root = Math.sqrt(slope * slope + 2.0 * rate / variance);
        final double exponent = slope > 0.0 ? -2.0 * rate / variance / (slope + root) : slope - root;
        final double highest = logLimit - DeterministicMath.log(exponent / (exponent - 1.0));
        for (int i = 0; i < NODES; i++) {
            final double free = FIRST_SLOPE * vol * Math.sqrt(years) * BoundaryGrid.rootOfShare(i);
            heights[i] = highest > 0.0 && highest <= Double.MAX_VALUE ? free * highest / (free + highest) : free;
        }
    }

    private double step() {
        for (int i = 0; i < NODES; i++) {
            samples[i] = isSquared ? heights[i] * heights[i] : heights[i];
        }
        for (int i = 0; i < NODES; i++) {
            equation(i);
        }
        if (!InverseMatrix.of(jacobian, inverse)) {
            return Double.NaN;
        }
        double largest = 0.0;
        for (int i = 0; i < NODES; i++) {
            double change = 0.0;
            for (int j = 0; j < NODES; j++) {
                change = Math.fma(-inverse[i][j], residuals[j], change);
            }
            largest = Math.max(largest, Math.abs(change));
            heights[i] += damped(change, heights[i]);
        }
        return largest;
    }

    private static double damped(final double change, final double height) {
        return Math.min(Math.max(change, -LARGEST_CUT * height), LARGEST_RISE * height);
    }

    private void equation(final int node) {
        final double share = BoundaryGrid.rootOfShare(node);
        final double time = years * share * share;
        final double deviation = vol * Math.sqrt(years) * share;
        final double drift = (rate - yield - 0.5 * vol * vol) * time;
        final double lower = (logLimit - heights[node] + drift) / deviation;
        final double upper = lower + deviation;
        integrate(node, time, deviation, drift);

        final double byRate = time / deviation * rate;
        final double byYield = time / deviation * yield;
        final double density = DeterministicMath.normalPdf(lower) / deviation;
        final double upperDensity = DeterministicMath.normalPdf(upper) / deviation;
        final double top = density + byRate * densityTop;
        final double bottom = upperDensity
                + DeterministicMath.normalCdf(upper)
                + byYield * densityBottom
                + time * yield * shareBottom;
        residuals[node] = DeterministicMath.log(top)
                - DeterministicMath.log(bottom)
                - (rate - yield) * time
                - logLimit
                + heights[node];
        fillRow(node, byRate / top, byYield / bottom);
        final double topSlope = -lower * density / deviation;
        final double bottomSlope = upperDensity * (1.0 - upper / deviation);
        jacobian[node][node] += 1.0 - topSlope / top + bottomSlope / bottom;
    }

    private void integrate(final int node, final double time, final double deviation, final double drift) {
        densityTop = 0.0;
        densityBottom = 0.0;
        shareBottom = 0.0;
        for (int point = 0; point < POINTS; point++) {
            final double gone = BoundaryGrid.rootGone(point);
            final double timeLeft = time * BoundaryGrid.rootLeft(point) * BoundaryGrid.rootLeft(point);
            final double weight = BoundaryGrid.weight(point);
            final double there = heightAt(BoundaryGrid.weights(node, point));
            final double spread = deviation * gone;
            final double lower = (there - heights[node] + drift * gone * gone) / spread;
            final double upper = lower + spread;
            final double carried = weight * DeterministicMath.exp(yield * timeLeft);
            final double top = weight * DeterministicMath.exp(rate * timeLeft) * DeterministicMath.normalPdf(lower);
            final double bottom = carried * DeterministicMath.normalPdf(upper);
            densityTop += top;
            densityBottom += bottom;
            shareBottom += gone * carried * DeterministicMath.normalCdf(upper);
            slopesTop[point] = -top * lower / spread;
            slopesBottom[point] = bottom * (1.0 - upper / spread);
            heightsThere[point] = there;
        }
    }

    private double heightAt(final double[] weights) {
        double sample = 0.0;
        for (int k = 0; k < NODES; k++) {
            sample = Math.fma(weights[k], samples[k], sample);
        }
        return isSquared ? Math.sqrt(Math.max(sample, 0.0)) : Math.max(sample, 0.0);
    }

    private void fillRow(final int node, final double perTop, final double perBottom) {
        final double[] row = jacobian[node];
        Arrays.fill(row, 0.0);
        double own = 0.0;
        for (int point = 0; point < POINTS; point++) {
            final double slope = perTop * slopesTop[point] - perBottom * slopesBottom[point];
            own -= slope;
            if (heightsThere[point] > 0.0) {
                addScaled(row, slope, heightsThere[point], BoundaryGrid.weights(node, point));
            }
        }
        row[node] += own;
    }

    // The derivative of g there by g at a node: the weight, of squares times g at the node over g there.
    private void addScaled(final double[] row, final double slope, final double there, final double[] weights) {
        for (int k = 0; k < NODES; k++) {
            final double own = isSquared ? heights[k] / there : 1.0;
            row[k] = Math.fma(slope * own, weights[k], row[k]);
        }
    }
}
