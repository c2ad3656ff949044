package io.gimbal.engine.analysis.overlay;

/**
 * A small system of linear equations, by elimination with partial pivoting. Deterministic; rows of like size expected.
 */
final class DenseSystem {
    /** A pivot below this share of the largest entry counts as none. */
    private static final double SMALLEST_PIVOT = 1e-12;

    private DenseSystem() {}

    /**
     * Solves in place.
     *
     * @param matrix square; overwritten
     * @param right  right side; the solution afterwards
     * @return whether the matrix is regular
     */
    static boolean solve(final double[][] matrix, final double[] right) {
        final int size = right.length;
        double largest = 0;
        for (final double[] row : matrix) {
            for (final double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int column = 0; column < size; column++) {
            swap(matrix, right, column, pivotRow(matrix, column));
            if (!(Math.abs(matrix[column][column]) > SMALLEST_PIVOT * largest)) {
                return false;
            }
            eliminate(matrix, right, column);
        }
        for (int row = size - 1; row >= 0; row--) {
            double value = right[row];
            for (int column = row + 1; column < size; column++) {
                value -= matrix[row][column] * right[column];
            }
            right[row] = value / matrix[row][row];
        }
        return true;
    }

    private static int pivotRow(final double[][] matrix, final int column) {
        int pivot = column;
        for (int row = column + 1; row < matrix.length; row++) {
            if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                pivot = row;
            }
        }
        return pivot;
    }

    private static void swap(final double[][] matrix, final double[] right, final int a, final int b) {
        final double[] row = matrix[a];
        matrix[a] = matrix[b];
        matrix[b] = row;
        final double value = right[a];
        right[a] = right[b];
        right[b] = value;
    }

    private static void eliminate(final double[][] matrix, final double[] right, final int column) {
        for (int row = column + 1; row < right.length; row++) {
            final double factor = matrix[row][column] / matrix[column][column];
            for (int k = column; k < right.length; k++) {
                matrix[row][k] -= factor * matrix[column][k];
            }
            right[row] -= factor * right[column];
        }
    }
}
