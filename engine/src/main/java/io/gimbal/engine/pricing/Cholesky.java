package io.gimbal.engine.pricing;

/**
 * Cholesky's factorisation {@code A = L L'} of a small symmetric positive definite matrix, in its lower half, and systems
 * solved by it. Source: G. Golub and C. Van Loan, "Matrix Computations" (2013), section 4.2. Stateless; allocates
 * nothing; the same bits on every JDK.
 */
public final class Cholesky {
    private Cholesky() {}

    /**
     * Factorises the leading block in place.
     *
     * @param matrix        its lower half is read and overwritten; the rest is not looked at
     * @param size          of the block, at most the matrix's
     * @param smallestPivot share of its diagonal, from 0, down to which a pivot counts as rounding
     * @return whether the block is positive definite; if not its lower half is spoilt
     */
    public static boolean factorise(final double[][] matrix, final int size, final double smallestPivot) {
        for (int j = 0; j < size; j++) {
            double pivot = matrix[j][j];
            final double whole = pivot;
            for (int k = 0; k < j; k++) {
                pivot -= matrix[j][k] * matrix[j][k];
            }
            if (!(pivot > smallestPivot * whole && pivot > 0 && whole < Double.POSITIVE_INFINITY)) {
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

    /**
     * Solves for a right side in place.
     *
     * @param factor of {@link #factorise}
     * @param right  right side; the answer afterwards
     * @param size   of the block
     */
    public static void solve(final double[][] factor, final double[] right, final int size) {
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
