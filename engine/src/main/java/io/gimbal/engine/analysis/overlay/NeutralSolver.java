package io.gimbal.engine.analysis.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes chosen Greeks of a book exactly zero with options, then its delta with the underlying, which has no other
 * Greek. With as many options as Greeks there is one answer; with more, the one of least {@code Σ cost x²}. J. Hull,
 * Options, Futures and Other Derivatives, sections on gamma and vega neutrality. Deterministic.
 */
public final class NeutralSolver {
    private NeutralSolver() {}

    /**
     * Solves {@code Σ_j perUnit[k][j] x_j = −greeks[k]} for every k.
     *
     * @param greeks    of the book, signed, in any unit each
     * @param perUnit   by Greek, then by option: what one unit of the option adds
     * @param costs     of one unit of each option, above 0
     * @param deltas    of one unit of each option
     * @param bookDelta of the book, signed
     * @return what to add, or why there is nothing
     */
    public static NeutralHedge solve(
            final double[] greeks,
            final double[][] perUnit,
            final double[] costs,
            final double[] deltas,
            final double bookDelta) {
        final int options = costs.length;
        if (!isUsable(greeks, perUnit, costs, deltas, bookDelta)) {
            return NeutralHedge.refused(NeutralStatus.UNUSABLE_INPUT);
        }
        if (options < greeks.length) {
            return NeutralHedge.refused(NeutralStatus.TOO_FEW_OPTIONS);
        }
        final double[][] system = new double[greeks.length][];
        final double[] scales = new double[greeks.length];
        for (int k = 0; k < greeks.length; k++) {
            scales[k] = largest(perUnit[k]);
            if (!(scales[k] > 0)) {
                return NeutralHedge.refused(NeutralStatus.SINGULAR);
            }
        }
        for (int k = 0; k < greeks.length; k++) {
            system[k] = normalRow(k, perUnit, costs, scales, options == greeks.length);
        }
        final double[] right = new double[greeks.length];
        for (int k = 0; k < greeks.length; k++) {
            right[k] = -greeks[k] / scales[k];
        }
        if (!DenseSystem.solve(system, right)) {
            return NeutralHedge.refused(NeutralStatus.SINGULAR);
        }
        return options == greeks.length
                ? answer(right, deltas, bookDelta)
                : answer(spread(right, perUnit, costs, scales), deltas, bookDelta);
    }

    private static boolean isUsable(
            final double[] greeks,
            final double[][] perUnit,
            final double[] costs,
            final double[] deltas,
            final double bookDelta) {
        boolean isUsable = perUnit.length == greeks.length
                && deltas.length == costs.length
                && isFinite(greeks)
                && isFinite(costs)
                && isFinite(deltas)
                && Double.isFinite(bookDelta);
        for (final double[] row : perUnit) {
            isUsable &= row.length == costs.length && isFinite(row);
        }
        for (final double cost : costs) {
            isUsable &= cost > 0;
        }
        return isUsable;
    }

    private static boolean isFinite(final double[] values) {
        for (final double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static double largest(final double[] values) {
        double largest = 0;
        for (final double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** A row of the square system itself, or of {@code A W Aᵀ} with W the inverse costs where options are to spare. */
    private static double[] normalRow(
            final int row,
            final double[][] perUnit,
            final double[] costs,
            final double[] scales,
            final boolean isSquare) {
        final double[] result = new double[scales.length];
        for (int l = 0; l < scales.length; l++) {
            if (isSquare) {
                result[l] = perUnit[row][l] / scales[row];
                continue;
            }
            for (int j = 0; j < costs.length; j++) {
                result[l] += perUnit[row][j] / scales[row] * (perUnit[l][j] / scales[l]) / costs[j];
            }
        }
        return result;
    }

    private static double[] spread(
            final double[] multipliers, final double[][] perUnit, final double[] costs, final double[] scales) {
        final double[] quantities = new double[costs.length];
        for (int j = 0; j < costs.length; j++) {
            for (int k = 0; k < multipliers.length; k++) {
                quantities[j] += perUnit[k][j] / scales[k] * multipliers[k] / costs[j];
            }
        }
        return quantities;
    }

    private static NeutralHedge answer(final double[] quantities, final double[] deltas, final double bookDelta) {
        double delta = bookDelta;
        final List<Double> options = new ArrayList<>();
        for (int j = 0; j < quantities.length; j++) {
            delta += quantities[j] * deltas[j];
            options.add(quantities[j]);
        }
        return new NeutralHedge(NeutralStatus.SOLVED, options, 0.0 - delta);
    }
}
