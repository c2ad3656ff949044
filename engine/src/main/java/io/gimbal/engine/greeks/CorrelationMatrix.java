package io.gimbal.engine.greeks;

import java.util.Arrays;

/**
 * A checked correlation matrix R of some underlyings, and the risk √(x′Rx) of exposures x under it. Kept as the factor L of
 * R = L L′ (Cholesky with diagonal pivoting; Higham, Accuracy and Stability of Numerical Algorithms, section 10.3), so the
 * risk is the length of L′x: never the root of a negative number, and exact to rounding of the gross even where positions
 * cancel. Starts as the identity. Owned by one thread; allocates nothing after construction.
 */
public final class CorrelationMatrix {
    /** How far an element may be off its mirror image, 1 on the diagonal, and how negative a pivot may be. */
    public static final double TOLERANCE = 1e-12;

    /** Pivots up to this are taken as 0: the underlyings left are combinations of those before. */
    private static final double NO_PIVOT = 1e-14;

    private final int size;
    private final double[] factor;
    private final double[] trial;
    private final double[] rest;
    private final int[] order;
    private int rank;

    /**
     * Creates the identity: all independent.
     *
     * @param size how many underlyings
     */
    public CorrelationMatrix(final int size) {
        this.size = size;
        this.factor = new double[size * size];
        this.trial = new double[size * size];
        this.rest = new double[size * size];
        this.order = new int[size];
        for (int i = 0; i < size; i++) {
            factor[i * size + i] = 1.0;
        }
        rank = size;
    }

    /** {@return how many underlyings} */
    public int size() {
        return size;
    }

    /**
     * Takes a matrix if it is one; else everything stays as it was.
     *
     * @param rows its elements, row after row; not kept
     * @return OK, or why it was refused
     */
    public CorrelationStatus set(final double[] rows) {
        final CorrelationStatus status = check(rows);
        if (status != CorrelationStatus.OK) {
            return status;
        }
        final int newRank = decompose(rows);
        if (newRank < 0) {
            return CorrelationStatus.NOT_SEMIDEFINITE;
        }
        System.arraycopy(trial, 0, factor, 0, trial.length);
        rank = newRank;
        return CorrelationStatus.OK;
    }

    private CorrelationStatus check(final double[] rows) {
        if (rows.length != size * size) {
            return CorrelationStatus.WRONG_SIZE;
        }
        for (final double element : rows) {
            if (!(Math.abs(element) <= 1.0 + TOLERANCE)) {
                return CorrelationStatus.OUT_OF_RANGE;
            }
        }
        for (int i = 0; i < size; i++) {
            if (!(Math.abs(rows[i * size + i] - 1.0) <= TOLERANCE)) {
                return CorrelationStatus.NOT_UNIT_DIAGONAL;
            }
            for (int j = 0; j < i; j++) {
                if (!(Math.abs(rows[i * size + j] - rows[j * size + i]) <= TOLERANCE)) {
                    return CorrelationStatus.NOT_SYMMETRIC;
                }
            }
        }
        return CorrelationStatus.OK;
    }

    /** Fills the trial factor, column by column, largest remaining pivot first; -1 where it is not semidefinite. */
    private int decompose(final double[] rows) {
        System.arraycopy(rows, 0, rest, 0, rows.length);
        Arrays.fill(trial, 0.0);
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int column = 0; column < size; column++) {
            bringLargestTo(column);
            final int p = order[column];
            if (!(rest[p * size + p] > NO_PIVOT)) {
                return isNothingLeft(column) ? column : -1;
            }
            eliminate(column, p);
        }
        return size;
    }

    private void bringLargestTo(final int column) {
        int best = column;
        for (int i = column + 1; i < size; i++) {
            if (rest[order[i] * size + order[i]] > rest[order[best] * size + order[best]]) {
                best = i;
            }
        }
        final int swapped = order[column];
        order[column] = order[best];
        order[best] = swapped;
    }

    private void eliminate(final int column, final int p) {
        final double root = Math.sqrt(rest[p * size + p]);
        trial[p * size + column] = root;
        for (int i = column + 1; i < size; i++) {
            trial[order[i] * size + column] = rest[order[i] * size + p] / root;
        }
        for (int i = column + 1; i < size; i++) {
            final int row = order[i];
            for (int j = column + 1; j < size; j++) {
                rest[row * size + order[j]] -= trial[row * size + column] * trial[order[j] * size + column];
            }
        }
    }

    /** What no pivot was found in must be 0: in a semidefinite matrix no element exceeds the largest of the diagonal. */
    private boolean isNothingLeft(final int column) {
        for (int i = column; i < size; i++) {
            for (int j = column; j < size; j++) {
                if (!(Math.abs(rest[order[i] * size + order[j]]) <= TOLERANCE)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The risk of exposures.
     *
     * @param exposures one per underlying, each one standard deviation of money: sigma times delta cash
     * @return √(x′Rx), in their unit, at least 0
     */
    public double risk(final double[] exposures) {
        if (exposures.length != size) {
            throw new IllegalArgumentException("wrong size: exposures=" + exposures.length + ", size=" + size);
        }
        double squares = 0.0;
        for (int column = 0; column < rank; column++) {
            double sum = 0.0;
            for (int i = 0; i < size; i++) {
                sum = Math.fma(factor[i * size + column], exposures[i], sum);
            }
            squares = Math.fma(sum, sum, squares);
        }
        return Math.sqrt(squares);
    }
}
