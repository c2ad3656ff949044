package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pricing.Cholesky;
import java.util.Arrays;

/**
 * A convex quadratic program, {@code min ½ z'Pz + q'z} subject to {@code Gz ≤ h}, by the primal-dual
 * predictor-corrector method: S. Mehrotra, SIAM Journal on Optimization 2 (1992). A linear program is the case P = 0.
 * Every variable must be bounded by rows of G on one side at least and some z must satisfy all rows strictly.
 * Deterministic: a bounded number of steps of plain arithmetic.
 */
final class InteriorPoint {
    private static final int MAX_STEPS = 80;
    private static final double TOLERANCE = 1e-13;
    private static final double CLOSE = 1e-6;
    private static final double TO_BOUNDARY = 0.995;
    private static final double REGULAR = 1e-14;

    /** The gap must not run ahead of what is wrong with the rows: near a corner too early, steps get stuck. */
    private static final double CENTRED = 0.1;

    private final double[][] quadratic;
    private final double[] linear;
    private final double[][] rows;
    private final double[] limits;
    private final int variables;
    private final int constraints;
    private final double[] point;
    private final double[] slack;
    private final double[] dual;
    private final double[] dualRest;
    private final double[] primalRest;
    private final double[] complement;
    private final double[] pointStep;
    private final double[] slackStep;
    private final double[] dualStep;
    private final double[][] normal;

    InteriorPoint(final double[][] quadratic, final double[] linear, final double[][] rows, final double[] limits) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.rows = rows;
        this.limits = limits;
        variables = linear.length;
        constraints = limits.length;
        point = new double[variables];
        slack = new double[constraints];
        dual = new double[constraints];
        dualRest = new double[variables];
        primalRest = new double[constraints];
        complement = new double[constraints];
        pointStep = new double[variables];
        slackStep = new double[constraints];
        dualStep = new double[constraints];
        normal = new double[variables][variables];
    }

    /** Solves; whether it came to within tolerance. */
    boolean solve() {
        start();
        for (int step = 0; step < MAX_STEPS; step++) {
            residuals();
            final boolean isDone =
                    gap() < TOLERANCE && largest(dualRest) < TOLERANCE * 10 && largest(primalRest) < TOLERANCE * 10;
            if (isDone || !advance()) {
                return isClose();
            }
        }
        residuals();
        return isClose();
    }

    private boolean isClose() {
        return gap() < CLOSE && largest(primalRest) < CLOSE && largest(dualRest) < CLOSE;
    }

    /** The solution. */
    double[] point() {
        return Arrays.copyOf(point, variables);
    }

    /** What each row's limit is worth at the solution, at least 0; 0 where the row does not bind. */
    double[] multipliers() {
        return Arrays.copyOf(dual, constraints);
    }

    /** Mean product of slack and dual, what is missing to the optimum per row. */
    double gap() {
        double sum = 0;
        for (int i = 0; i < constraints; i++) {
            sum += slack[i] * dual[i];
        }
        return sum / constraints;
    }

    /**
     * What the objective can fall by at most, by convexity and duality, whatever residuals are left.
     *
     * @param ranges by variable: how far it can be from the solution
     */
    double missing(final double[] ranges) {
        residuals();
        double sum = 0;
        for (int i = 0; i < constraints; i++) {
            sum += dual[i] * Math.max(slack[i] - primalRest[i], 0);
        }
        for (int j = 0; j < variables; j++) {
            sum += ranges[j] * Math.abs(dualRest[j]);
        }
        return sum;
    }

    private void start() {
        for (int i = 0; i < constraints; i++) {
            slack[i] = Math.max(limits[i], 1);
            dual[i] = 1;
        }
    }

    private void residuals() {
        for (int j = 0; j < variables; j++) {
            double value = linear[j];
            for (int k = 0; k < variables; k++) {
                value += quadratic[j][k] * point[k];
            }
            dualRest[j] = value;
        }
        for (int i = 0; i < constraints; i++) {
            double value = slack[i] - limits[i];
            for (int j = 0; j < variables; j++) {
                value += rows[i][j] * point[j];
                dualRest[j] += rows[i][j] * dual[i];
            }
            primalRest[i] = value;
        }
    }

    private static double largest(final double[] values) {
        double largest = 0;
        for (final double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private boolean advance() {
        factorMatrix();
        if (!Cholesky.factorise(normal, variables, 0)) {
            return false;
        }
        final double gap = gap();
        for (int i = 0; i < constraints; i++) {
            complement[i] = slack[i] * dual[i];
        }
        direction();
        final double length = Math.min(reach(slack, slackStep), reach(dual, dualStep));
        double ahead = 0;
        for (int i = 0; i < constraints; i++) {
            ahead += (slack[i] + length * slackStep[i]) * (dual[i] + length * dualStep[i]);
        }
        final double ratio = ahead / constraints / gap;
        final double wrong = Math.max(largest(dualRest), largest(primalRest));
        final double centre = Math.max(ratio * ratio * ratio * gap, Math.min(gap, CENTRED * wrong));
        for (int i = 0; i < constraints; i++) {
            complement[i] = slack[i] * dual[i] + slackStep[i] * dualStep[i] - centre;
        }
        direction();
        move(Math.min(TO_BOUNDARY * Math.min(reach(slack, slackStep), reach(dual, dualStep)), 1));
        return true;
    }

    private void factorMatrix() {
        for (int j = 0; j < variables; j++) {
            System.arraycopy(quadratic[j], 0, normal[j], 0, variables);
            normal[j][j] += REGULAR;
        }
        for (int i = 0; i < constraints; i++) {
            final double weight = dual[i] / slack[i];
            for (int j = 0; j < variables; j++) {
                final double scaled = weight * rows[i][j];
                for (int k = 0; k <= j && scaled != 0; k++) {
                    normal[j][k] += scaled * rows[i][k];
                }
            }
        }
    }

    private void direction() {
        for (int j = 0; j < variables; j++) {
            pointStep[j] = -dualRest[j];
        }
        for (int i = 0; i < constraints; i++) {
            final double pull = (dual[i] * primalRest[i] - complement[i]) / slack[i];
            for (int j = 0; j < variables; j++) {
                pointStep[j] -= rows[i][j] * pull;
            }
        }
        Cholesky.solve(normal, pointStep, variables);
        for (int i = 0; i < constraints; i++) {
            double along = 0;
            for (int j = 0; j < variables; j++) {
                along += rows[i][j] * pointStep[j];
            }
            slackStep[i] = -primalRest[i] - along;
            dualStep[i] = -(complement[i] + dual[i] * slackStep[i]) / slack[i];
        }
    }

    /** How far a step may go, at most twice, before one of the values is 0. */
    private static double reach(final double[] values, final double[] steps) {
        double reach = 2;
        for (int i = 0; i < values.length; i++) {
            if (steps[i] < 0) {
                reach = Math.min(reach, -values[i] / steps[i]);
            }
        }
        return Math.min(reach, 1 / TO_BOUNDARY);
    }

    private void move(final double length) {
        for (int j = 0; j < variables; j++) {
            point[j] += length * pointStep[j];
        }
        for (int i = 0; i < constraints; i++) {
            slack[i] += length * slackStep[i];
            dual[i] += length * dualStep[i];
        }
    }
}
