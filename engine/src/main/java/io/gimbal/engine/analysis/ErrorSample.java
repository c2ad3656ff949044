package io.gimbal.engine.analysis;

import java.util.Arrays;

/** Absolute errors as they come, kept whole so that their quantiles are exact. Owned by one thread. */
final class ErrorSample {
    private static final int FIRST_CAPACITY = 1024;
    private static final double MEDIAN = 0.5;
    private static final double P999 = 0.999;

    private double[] errors = new double[FIRST_CAPACITY];
    private int size;

    void add(final double absoluteError) {
        if (size == errors.length) {
            errors = Arrays.copyOf(errors, 2 * size);
        }
        errors[size++] = absoluteError;
    }

    void addAll(final ErrorSample other) {
        for (int i = 0; i < other.size; i++) {
            add(other.errors[i]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    GreekErrors summary() {
        final double[] sorted = Arrays.copyOf(errors, size);
        Arrays.sort(sorted);
        return new GreekErrors(size, quantile(sorted, 1.0), quantile(sorted, P999), quantile(sorted, MEDIAN));
    }

    /** Nearest rank: the smallest error that at least this share of the rows do not exceed. */
    private static double quantile(final double[] sorted, final double share) {
        return sorted.length == 0 ? 0.0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
