package io.gimbal.engine.pricing.instrument;

/**
 * The terms of a {@link Jet}: one for each {@link Greek}, at its index. A term's exponents count how often the Greek
 * differentiates by each role. Every divisor of a term is a term too, so products can be cut to these without loss.
 */
final class Monomials {
    private static final Greek[] GREEKS = Greek.values();

    /** How many. */
    static final int COUNT = GREEKS.length;

    private static final int[][] EXPONENTS = exponents();

    /** Total order of each term, 0 to 3. */
    static final int[] DEGREE = degrees();

    /** What turns a Taylor coefficient into its Greek: the factorials of the exponents, and the calendar's sign. */
    static final double[] TO_GREEK = weights();

    /** All pairs of terms whose product is a term: left factor, right factor, product; in the order of the product. */
    static final int[] LEFT = pairs(0);

    static final int[] RIGHT = pairs(1);
    static final int[] PRODUCT = pairs(2);

    private Monomials() {}

    /** The term of a first derivative; -1 for a role that nothing differentiates by. */
    static int ofRole(final Role role) {
        return switch (role) {
            case UNDERLYING -> Greek.DELTA.index();
            case VOL -> Greek.VEGA.index();
            case TIME -> Greek.THETA.index();
            case RATE, CARRY -> Greek.RHO.index();
            case STRIKE -> Greek.DUAL_DELTA.index();
            case SIDE, OTHER -> -1;
        };
    }

    private static int[][] exponents() {
        final int[][] exponents = new int[COUNT][Role.values().length];
        for (final Greek greek : GREEKS) {
            final Greek lower = greek.lower();
            final Role by = greek.by();
            if (lower != null && by != null) {
                final int[] own = exponents[greek.index()];
                System.arraycopy(exponents[lower.index()], 0, own, 0, own.length);
                own[by.index()]++;
            }
        }
        return exponents;
    }

    private static int[] degrees() {
        final int[] degrees = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            for (final int exponent : EXPONENTS[i]) {
                degrees[i] += exponent;
            }
        }
        return degrees;
    }

    private static double[] weights() {
        final double[] weights = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            weights[i] = EXPONENTS[i][Role.TIME.index()] == 1 ? -1.0 : 1.0;
            for (final int exponent : EXPONENTS[i]) {
                for (int factor = 2; factor <= exponent; factor++) {
                    weights[i] *= factor;
                }
            }
        }
        return weights;
    }

    private static int[] pairs(final int which) {
        final int[] found = new int[COUNT * COUNT];
        int size = 0;
        for (int product = 0; product < COUNT; product++) {
            for (int left = 0; left < COUNT; left++) {
                final int right = quotient(product, left);
                if (right >= 0) {
                    found[size++] = which == 0 ? left : which == 1 ? right : product;
                }
            }
        }
        final int[] exact = new int[size];
        System.arraycopy(found, 0, exact, 0, size);
        return exact;
    }

    private static int quotient(final int product, final int divisor) {
        for (int candidate = 0; candidate < COUNT; candidate++) {
            if (isProduct(product, divisor, candidate)) {
                return candidate;
            }
        }
        return -1;
    }

    private static boolean isProduct(final int product, final int left, final int right) {
        for (int role = 0; role < EXPONENTS[product].length; role++) {
            if (EXPONENTS[product][role] != EXPONENTS[left][role] + EXPONENTS[right][role]) {
                return false;
            }
        }
        return true;
    }
}
