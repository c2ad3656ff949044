package io.gimbal.engine.hedging.instrument;

/**
 * A symmetric positive definite system by Cholesky's factorisation in place. Owned by the engine thread, reused;
 * allocates at construction only.
 */
final class SymmetricSystem {
    /** A pivot below this share of its diagonal counts as none. */
    private static final double SMALLEST_PIVOT = 1e-12;

    private final double[][] factor;

    SymmetricSystem(final int capacity) {
        factor = new double[capacity][capacity];
    }

    void entry(final int row, final int column, final double value) {
        factor[row][column] = value;
    }

    /** Factorises the leading block, of which the lower half was set; whether it is positive definite. */
    boolean factorise(final int size) {
        for (int j = 0; j < size; j++) {
            double pivot = factor[j][j];
            final double whole = pivot;
            for (int k = 0; k < j; k++) {
                pivot -= factor[j][k] * factor[j][k];
            }
            if (!(pivot > SMALLEST_PIVOT * whole && whole < Double.POSITIVE_INFINITY)) {
                return false;
            }
            factor[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < size; i++) {
                double value = factor[i][j];
                for (int k = 0; k < j; k++) {
                    value -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = value / factor[j][j];
            }
        }
        return true;
    }

    /** Solves for a right side in place, after a factorisation. */
    void solve(final double[] right, final int size) {
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= factor[i][k] * right[k];
            }
            right[i] /= factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                right[i] -= factor[k][i] * right[k];
            }
            right[i] /= factor[i][i];
        }
    }
}
