package io.gimbal.engine.pricing.instrument;

/** The inverse of a small square matrix by Gauss-Jordan elimination with row pivots. */
final class InverseMatrix {
    private InverseMatrix() {}

    /**
     * Inverts a matrix.
     *
     * @param matrix square; destroyed
     * @param out    receives the inverse
     * @return false where a pivot is 0 or NaN: there is no inverse
     */
    static boolean of(final double[][] matrix, final double[][] out) {
        final int size = matrix.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                out[i][j] = i == j ? 1.0 : 0.0;
            }
        }
        for (int column = 0; column < size; column++) {
            final int pivot = pivotOf(matrix, column);
            swap(matrix, column, pivot);
            swap(out, column, pivot);
            if (!(Math.abs(matrix[column][column]) > 0.0)) {
                return false;
            }
            eliminate(matrix, out, column);
        }
        return true;
    }

    private static int pivotOf(final double[][] matrix, final int column) {
        int pivot = column;
        for (int row = column + 1; row < matrix.length; row++) {
            if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                pivot = row;
            }
        }
        return pivot;
    }

    private static void swap(final double[][] matrix, final int one, final int other) {
        final double[] row = matrix[one];
        matrix[one] = matrix[other];
        matrix[other] = row;
    }

    private static void eliminate(final double[][] matrix, final double[][] out, final int column) {
        final double reciprocal = 1.0 / matrix[column][column];
        scale(matrix[column], reciprocal);
        scale(out[column], reciprocal);
        for (int row = 0; row < matrix.length; row++) {
            if (row != column) {
                final double factor = -matrix[row][column];
                addScaled(matrix[row], factor, matrix[column]);
                addScaled(out[row], factor, out[column]);
            }
        }
    }

    private static void scale(final double[] row, final double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }

    private static void addScaled(final double[] row, final double factor, final double[] other) {
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.fma(factor, other[i], row[i]);
        }
    }
}
