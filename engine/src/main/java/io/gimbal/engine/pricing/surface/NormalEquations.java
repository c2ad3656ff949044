package io.gimbal.engine.pricing.surface;

import java.util.Arrays;

/**
 * What a least-squares problem looks like about a point: cost, gradient and the Gauss-Newton approximation of the
 * Hessian, summed residual by residual; and the solution of the damped linear system. A reusable holder.
 */
final class NormalEquations {
    private final int capacity;
    private final double[] hessian;
    private final double[] gradient;
    private final double[] factor;
    private int size;
    private double cost;

    NormalEquations(final int capacity) {
        this.capacity = capacity;
        hessian = new double[capacity * capacity];
        gradient = new double[capacity];
        factor = new double[capacity * capacity];
    }

    void clear(final int newSize) {
        size = newSize;
        cost = 0.0;
        Arrays.fill(hessian, 0.0);
        Arrays.fill(gradient, 0.0);
    }

    /** Adds weight times residual squared; {@code row} is the residual's derivative by each unknown. */
    void add(final double residual, final double weight, final double[] row) {
        cost += weight * residual * residual;
        for (int i = 0; i < size; i++) {
            final double weighted = weight * row[i];
            gradient[i] += weighted * residual;
            for (int j = 0; j <= i; j++) {
                hessian[i * capacity + j] += weighted * row[j];
            }
        }
    }

    /** Adds to the cost alone what a bounded influence takes away from a square. */
    void addCost(final double more) {
        cost += more;
    }

    double cost() {
        return cost;
    }

    /**
     * Solves (H + damping diag(H)) step = -gradient by Cholesky's decomposition.
     *
     * @return false where the matrix is not positive definite in the arithmetic at hand
     */
    boolean solve(final double damping, final double[] step) {
        return decompose(damping) && substitute(step);
    }

    private boolean decompose(final double damping) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                final double product = product(i, j, j);
                factor[i * capacity + j] = (hessian[i * capacity + j] - product) / factor[j * capacity + j];
            }
            final double diagonal = hessian[i * capacity + i];
            final double pivot = diagonal + damping * diagonal + Double.MIN_NORMAL - product(i, i, i);
            if (!(pivot > 0.0 && pivot <= Double.MAX_VALUE)) {
                return false;
            }
            factor[i * capacity + i] = Math.sqrt(pivot);
        }
        return true;
    }

    private double product(final int i, final int j, final int length) {
        double sum = 0.0;
        for (int n = 0; n < length; n++) {
            sum += factor[i * capacity + n] * factor[j * capacity + n];
        }
        return sum;
    }

    private boolean substitute(final double[] step) {
        for (int i = 0; i < size; i++) {
            double rest = -gradient[i];
            for (int j = 0; j < i; j++) {
                rest -= factor[i * capacity + j] * step[j];
            }
            step[i] = rest / factor[i * capacity + i];
        }
        boolean isFinite = true;
        for (int i = size - 1; i >= 0; i--) {
            double rest = step[i];
            for (int j = i + 1; j < size; j++) {
                rest -= factor[j * capacity + i] * step[j];
            }
            step[i] = rest / factor[i * capacity + i];
            isFinite &= Math.abs(step[i]) <= Double.MAX_VALUE;
        }
        return isFinite;
    }
}
