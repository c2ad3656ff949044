package io.gimbal.engine.analysis.overlay;

/** Cholesky's factorisation of a small symmetric matrix, in its lower half. Deterministic. */
final class Cholesky {
    private Cholesky() {}

    /** Factorises in place; whether the matrix is positive definite. */
    static boolean factorise(final double[][] matrix, final int size) {
        for (int j = 0; j < size; j++) {
            double pivot = matrix[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= matrix[j][k] * matrix[j][k];
            }
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                return false;
            }
            final double root = Math.sqrt(pivot);
            matrix[j][j] = root;
            for (int i = j + 1; i < size; i++) {
                double value = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    value -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = value / root;
            }
        }
        return true;
    }

    /** Solves for a right side in place. */
    static void solve(final double[][] factor, final double[] right, final int size) {
        for (int i = 0; i < size; i++) {
            double value = right[i];
            for (int k = 0; k < i; k++) {
                value -= factor[i][k] * right[k];
            }
            right[i] = value / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double value = right[i];
            for (int k = i + 1; k < size; k++) {
                value -= factor[k][i] * right[k];
            }
            right[i] = value / factor[i][i];
        }
    }
}
