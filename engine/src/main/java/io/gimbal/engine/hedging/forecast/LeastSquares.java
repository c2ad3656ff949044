package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.Cholesky;

/**
 * Weighted least squares kept as sums, fading if wanted, solved by Cholesky's factorisation. Reused; allocates nothing
 * after construction. Owned by one thread.
 */
final class LeastSquares {
    // Below this share of its diagonal a pivot is rounding: the unknowns cannot be told apart.
    private static final double SINGULAR = 1e-12;

    private final int size;
    private final double[] products;
    private final double[] moments;
    private final double[][] factor;

    LeastSquares(final int size) {
        this.size = size;
        products = new double[size * size];
        moments = new double[size];
        factor = new double[size][size];
    }

    void clear() {
        fade(0);
    }

    void fade(final double share) {
        for (int i = 0; i < products.length; i++) {
            products[i] *= share;
        }
        for (int i = 0; i < size; i++) {
            moments[i] *= share;
        }
    }

    void add(final double[] row, final double value, final double weight) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                products[i * size + j] += weight * row[i] * row[j];
            }
            moments[i] += weight * row[i] * value;
        }
    }

    /** False, and nothing promised of {@code answer}, where the unknowns cannot be told apart. */
    boolean solve(final double[] answer) {
        for (int i = 0; i < size; i++) {
            System.arraycopy(products, i * size, factor[i], 0, size);
        }
        if (!Cholesky.factorise(factor, size, SINGULAR)) {
            return false;
        }
        System.arraycopy(moments, 0, answer, 0, size);
        Cholesky.solve(factor, answer, size);
        return true;
    }

    long mixInto(final long hash) {
        long h = hash;
        for (final double product : products) {
            h = Bits.mix(h, product);
        }
        for (final double moment : moments) {
            h = Bits.mix(h, moment);
        }
        return h;
    }
}
