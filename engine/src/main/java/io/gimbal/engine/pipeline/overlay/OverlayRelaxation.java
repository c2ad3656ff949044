package io.gimbal.engine.pipeline.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The overlay without whole lots, between bounds on each option: a convex program whose variables are shares of what
 * may be bought and sold and of what limits may be exceeded by, so that all are of like size. Limits can always be
 * exceeded at a price, so there is always a solution.
 */
final class OverlayRelaxation {
    private final OverlayObjective objective;
    private final OverlayProblem problem;
    private final long[] lowest;
    private final long[] highest;
    private final long[] base;
    private final List<Trade> trades = new ArrayList<>();
    private final List<Excess> excesses = new ArrayList<>();
    private final double[] solution;
    private double bound = Double.NEGATIVE_INFINITY;

    /** A side of an option with room to trade: lots run from the base in units of the span. */
    private record Trade(int option, int side, double span) {}

    /** Something that may be exceeded: Σ slope · share + level ≤ limit + unit · excess, by trades. */
    private static final class Excess {
        private final double[] slopes;
        private final double limit;
        private final double penalty;

        private Excess(final double[] slopes, final double limit, final double penalty) {
            this.slopes = slopes;
            this.limit = limit;
            this.penalty = penalty;
        }
    }

    OverlayRelaxation(final OverlayObjective objective, final long[] lowest, final long[] highest) {
        this.objective = objective;
        this.lowest = lowest;
        this.highest = highest;
        problem = objective.problem();
        solution = new double[lowest.length];
        base = new long[lowest.length];
        for (int j = 0; j < base.length; j++) {
            base[j] = Math.min(Math.max(0, lowest[j]), highest[j]);
            solution[j] = base[j];
        }
    }

    /** Solves; whether it came to within tolerance. */
    boolean solve() {
        collectTrades();
        if (trades.isEmpty()) {
            bound = objective.value(base);
            return true;
        }
        double constant = objective.riskUsd(base) + objective.costUsd(base);
        constant += collectLimits() + collectMargin();
        final int size = trades.size() + excesses.size();
        final double[][] quadratic = new double[size][size];
        final double[] linear = new double[size];
        fillObjective(quadratic, linear);
        final double scale = normalise(quadratic, linear);
        final InteriorPoint program = new InteriorPoint(quadratic, linear, rows(size), limits(size));
        final boolean isSolved = program.solve();
        final double[] point = program.point();
        for (int t = 0; t < trades.size(); t++) {
            final Trade trade = trades.get(t);
            solution[trade.option()] += trade.side() * trade.span() * point[t];
        }
        bound = constant + scale * (value(quadratic, linear, point) - program.missing(ranges(size)));
        return isSolved;
    }

    /** Lots, not whole. */
    double[] solution() {
        return solution;
    }

    /** The objective is nowhere below it between these bounds, where the program was solved. */
    double bound() {
        return bound;
    }

    private void collectTrades() {
        for (int j = 0; j < lowest.length; j++) {
            final long bought = Math.max(highest[j], 0) - Math.max(lowest[j], 0);
            final long sold = Math.max(-lowest[j], 0) - Math.max(-highest[j], 0);
            if (bought > 0) {
                trades.add(new Trade(j, 1, bought));
            }
            if (sold > 0) {
                trades.add(new Trade(j, -1, sold));
            }
        }
    }

    /** Rows of both limits of every factor; what cannot be moved is returned as a constant. */
    private double collectLimits() {
        double constant = 0;
        final double[] exposures = objective.exposures(base).clone();
        for (int k = 0; k < exposures.length; k++) {
            final OverlayFactor factor = problem.factors().get(k);
            final double[] slopes = new double[trades.size()];
            final double[] falling = new double[trades.size()];
            for (int t = 0; t < slopes.length; t++) {
                slopes[t] = slope(t, k);
                falling[t] = -slopes[t];
            }
            constant += collect(slopes, factor.highest() - exposures[k], factor.penaltyUsd());
            constant += collect(falling, exposures[k] - factor.lowest(), factor.penaltyUsd());
        }
        return constant;
    }

    private double collectMargin() {
        final double[] slopes = new double[trades.size()];
        for (int t = 0; t < slopes.length; t++) {
            final Trade trade = trades.get(t);
            final OverlayOption option = problem.options().get(trade.option());
            slopes[t] = trade.span() * (trade.side() > 0 ? option.boughtMargin() : option.soldMargin());
        }
        return collect(slopes, problem.marginHeadroomUsd() - objective.marginUsd(base), problem.marginPenalty());
    }

    private double collect(final double[] slopes, final double limit, final double penalty) {
        double unit = 0;
        for (final double slope : slopes) {
            unit = Math.max(unit, Math.abs(slope));
        }
        if (penalty == 0 || limit == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (unit == 0) {
            return penalty * Math.max(-limit, 0);
        }
        final double[] scaled = new double[slopes.length];
        for (int t = 0; t < slopes.length; t++) {
            scaled[t] = slopes[t] / unit;
        }
        excesses.add(new Excess(scaled, limit / unit, penalty * unit));
        return 0;
    }

    private double slope(final int trade, final int factor) {
        final Trade of = trades.get(trade);
        return of.side() * of.span() * objective.perLot(of.option(), factor);
    }

    private void fillObjective(final double[][] quadratic, final double[] linear) {
        final double[] exposures = objective.exposures(base).clone();
        for (int t = 0; t < trades.size(); t++) {
            final Trade trade = trades.get(t);
            final double signed = trade.side() * trade.span();
            linear[t] = trade.span() * problem.options().get(trade.option()).costUsd()
                    + signed * objective.impact(trade.option()) * base[trade.option()];
            for (int k = 0; k < exposures.length; k++) {
                for (int l = 0; l < exposures.length; l++) {
                    linear[t] += slope(t, k) * objective.riskWeight(k, l) * exposures[l];
                }
            }
            for (int other = 0; other < trades.size(); other++) {
                quadratic[t][other] = curvature(t, other, exposures.length);
            }
        }
        for (int e = 0; e < excesses.size(); e++) {
            linear[trades.size() + e] = excesses.get(e).penalty;
        }
    }

    private double curvature(final int trade, final int other, final int factors) {
        final Trade a = trades.get(trade);
        final Trade b = trades.get(other);
        double sum =
                a.option() == b.option() ? a.side() * a.span() * b.side() * b.span() * objective.impact(a.option()) : 0;
        for (int k = 0; k < factors; k++) {
            for (int l = 0; l < factors; l++) {
                sum += slope(trade, k) * objective.riskWeight(k, l) * slope(other, l);
            }
        }
        return sum;
    }

    private static double normalise(final double[][] quadratic, final double[] linear) {
        double scale = Double.MIN_NORMAL;
        for (int i = 0; i < linear.length; i++) {
            scale = Math.max(scale, Math.max(Math.abs(linear[i]), quadratic[i][i]));
        }
        for (int i = 0; i < linear.length; i++) {
            linear[i] /= scale;
            for (int k = 0; k < linear.length; k++) {
                quadratic[i][k] /= scale;
            }
        }
        return scale;
    }

    private double[][] rows(final int size) {
        final List<double[]> rows = new ArrayList<>();
        for (int t = 0; t < trades.size(); t++) {
            rows.add(unit(size, t, 1));
            rows.add(unit(size, t, -1));
        }
        for (int e = 0; e < excesses.size(); e++) {
            final double[] row = unit(size, trades.size() + e, -1);
            System.arraycopy(excesses.get(e).slopes, 0, row, 0, trades.size());
            rows.add(row);
            rows.add(unit(size, trades.size() + e, -1));
        }
        return rows.toArray(new double[0][]);
    }

    private static double[] unit(final int size, final int index, final double value) {
        final double[] row = new double[size];
        row[index] = value;
        return row;
    }

    private double[] limits(final int size) {
        final double[] limits = new double[2 * size];
        for (int t = 0; t < trades.size(); t++) {
            limits[2 * t] = 1;
        }
        for (int e = 0; e < excesses.size(); e++) {
            limits[2 * (trades.size() + e)] = excesses.get(e).limit;
        }
        return limits;
    }

    /** Shares run from 0 to 1; an excess from 0 to what all trades together can make it. */
    private double[] ranges(final int size) {
        final double[] ranges = new double[size];
        Arrays.fill(ranges, 1);
        for (int e = 0; e < excesses.size(); e++) {
            ranges[trades.size() + e] = trades.size() + Math.abs(excesses.get(e).limit);
        }
        return ranges;
    }

    private static double value(final double[][] quadratic, final double[] linear, final double[] point) {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
            value += linear[i] * point[i];
            for (int k = 0; k < point.length; k++) {
                value += 0.5 * point[i] * quadratic[i][k] * point[k];
            }
        }
        return value;
    }
}
