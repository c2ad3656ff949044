package io.gimbal.engine.analysis.exact;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The best no-trade band of a hedger with constant absolute risk aversion and proportional costs, by dynamic
 * programming on a binomial tree of the price and a grid of holdings.
 *
 * <p>S. Hodges, A. Neuberger, "Optimal replication of contingent claims under transaction costs", Review of Futures
 * Markets 8 (1989); M. Davis, V. Panas, T. Zariphopoulou, "European option pricing with transaction costs", SIAM
 * Journal on Control and Optimization 31 (1993). What is kept is the certainty loss {@code w(h) = ln Q(h) / γ + h
 * S}, in dollars, of which Q is the least expected {@code exp(−γ × wealth)} with no cash and holding h. It is
 * convex in h. Going back one step it is {@code ln E exp(γ (w' − h (S' − S))) / γ}; buying or selling to h' from h
 * adds {@code k S |h' − h|}, which the two sweeps allow. They leave w where its slope is within ±kS: the ends of
 * that region are the edges, interpolated between the midpoints of the grid. Prices go by exp(±σ√δ) with the
 * probabilities that leave them without drift.
 *
 * <p>Immutable once solved. Time goes with steps² × log points plus holdings in the band; memory with steps² and
 * steps × points.
 */
public final class ExactBand {
    private final ExactBandProblem problem;
    private final double[] grid;
    private final double[][] losses;
    private final double[] lower;
    private final double[] upper;
    private final double up;
    private final double upShare;
    private final double[] bare;

    private ExactBand(final ExactBandProblem problem) {
        final ExactLattice lattice = problem.lattice();
        final int steps = lattice.steps();
        this.problem = problem;
        grid = new double[lattice.points()];
        for (int j = 0; j < grid.length; j++) {
            grid[j] = lattice.lowest() + j * lattice.spacing();
        }
        losses = new double[steps + 1][grid.length];
        lower = new double[first(steps)];
        upper = new double[lower.length];
        bare = new double[grid.length];
        up = problem.vol() * Math.sqrt(problem.claim().years() / steps);
        final double rise = DeterministicMath.exp(up);
        upShare = 1 / (1 + rise);
    }

    /**
     * Solves a problem.
     *
     * @param problem terms, costs and lattice
     * @return the band at all nodes
     */
    public static ExactBand solve(final ExactBandProblem problem) {
        final ExactBand band = new ExactBand(problem);
        band.settle();
        for (int step = problem.lattice().steps() - 1; step >= 0; step--) {
            for (int ups = 0; ups <= step; ups++) {
                band.stepBack(step, ups);
            }
        }
        return band;
    }

    /**
     * Price at a node.
     *
     * @param step from 0 to all steps
     * @param ups  moves up until then, 0 to {@code step}
     * @return USD per coin
     */
    public double price(final int step, final int ups) {
        return problem.spot() * DeterministicMath.exp((2 * ups - step) * up);
    }

    /**
     * Edge below which coins are bought.
     *
     * @param step from 0, below the steps of the lattice
     * @param ups  moves up until then, 0 to {@code step}
     * @return coins; minus infinity if below the grid, the highest holding if above
     */
    public double lower(final int step, final int ups) {
        return lower[node(step, ups)];
    }

    /**
     * Edge above which coins are sold.
     *
     * @param step from 0, below the steps of the lattice
     * @param ups  moves up until then, 0 to {@code step}
     * @return coins; infinity if nowhere on the grid
     */
    public double upper(final int step, final int ups) {
        return upper[node(step, ups)];
    }

    /**
     * Half the distance of the edges.
     *
     * @param step from 0, below the steps of the lattice
     * @param ups  moves up until then, 0 to {@code step}
     * @return coins, at least 0; infinity if an edge is not on the grid
     */
    public double halfWidth(final int step, final int ups) {
        return (upper(step, ups) - lower(step, ups)) / 2;
    }

    /**
     * Middle of the edges.
     *
     * @param step from 0, below the steps of the lattice
     * @param ups  moves up until then, 0 to {@code step}
     * @return coins; not finite if an edge is not on the grid
     */
    public double centre(final int step, final int ups) {
        return (upper(step, ups) + lower(step, ups)) / 2;
    }

    /**
     * Certainty loss now from a holding marked at the price: what is paid to be rid of the options and of hedging
     * them.
     *
     * @param point of the grid of holdings, from 0
     * @return USD, below 0 if options are worth more to the hedger than their hedging costs
     */
    public double loss(final int point) {
        return losses[0][point];
    }

    private void settle() {
        final int steps = problem.lattice().steps();
        final double rate = problem.liquidated() ? problem.costRate() : 0;
        for (int ups = 0; ups <= steps; ups++) {
            final double price = price(steps, ups);
            final double paid = problem.claim().payoff(price);
            for (int j = 0; j < grid.length; j++) {
                losses[ups][j] = rate * price * Math.abs(grid[j]) - paid;
            }
        }
    }

    private void stepBack(final int step, final int ups) {
        final double price = price(step, ups);
        final double rise = price(step + 1, ups + 1) - price;
        final double fall = price(step + 1, ups) - price;
        final double cost = problem.costRate() * price;
        final int last = grid.length - 1;
        final int low = firstAbove(-cost, ups, rise, fall);
        bare[low] = bare(ups, low, rise, fall);
        int high = low;
        while (high < last) {
            bare[high + 1] = bare(ups, high + 1, rise, fall);
            if (!(bare[high + 1] - bare[high] <= cost * problem.lattice().spacing())) {
                break;
            }
            high++;
        }
        final int node = node(step, ups);
        lower[node] = low == 0 ? Double.NEGATIVE_INFINITY : edge(-cost, low, ups, rise, fall);
        upper[node] = high == last ? Double.POSITIVE_INFINITY : edge(cost, high, ups, rise, fall);
        sweep(losses[ups], low, high, cost * problem.lattice().spacing());
    }

    /** The two sweeps: from outside, trade to the edge. */
    private void sweep(final double[] row, final int low, final int high, final double costPerPoint) {
        System.arraycopy(bare, low, row, low, high - low + 1);
        for (int j = low - 1; j >= 0; j--) {
            row[j] = row[j + 1] + costPerPoint;
        }
        for (int j = high + 1; j < row.length; j++) {
            row[j] = row[j - 1] + costPerPoint;
        }
    }

    /** First point from which the slope to the next is above a bound; the last point if none: slopes rise. */
    private int firstAbove(final double slope, final int ups, final double rise, final double fall) {
        final double bound = slope * problem.lattice().spacing();
        int from = 0;
        int to = grid.length - 1;
        while (from < to) {
            final int middle = (from + to) >>> 1;
            if (bare(ups, middle + 1, rise, fall) - bare(ups, middle, rise, fall) > bound) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Where the slope passes a value near a point: interpolated between the midpoints of the cells beside it. */
    private double edge(final double slope, final int point, final int ups, final double rise, final double fall) {
        if (point == 0 || point == grid.length - 1) {
            return grid[point];
        }
        final double here = bare(ups, point, rise, fall);
        final double spacing = problem.lattice().spacing();
        final double before = (here - bare(ups, point - 1, rise, fall)) / spacing;
        final double after = (bare(ups, point + 1, rise, fall) - here) / spacing;
        final double share = after > before ? (slope - before) / (after - before) : 0.5;
        return grid[point] + spacing * (Math.min(Math.max(share, 0), 1) - 0.5);
    }

    private double bare(final int ups, final int point, final double rise, final double fall) {
        final double aversion = problem.riskAversion();
        final double held = grid[point];
        final double afterRise = aversion * (losses[ups + 1][point] - held * rise);
        final double afterFall = aversion * (losses[ups][point] - held * fall);
        final double most = Math.max(afterRise, afterFall);
        final double other = DeterministicMath.exp(Math.min(afterRise, afterFall) - most);
        final double share = afterRise >= afterFall ? upShare : 1 - upShare;
        return (most + DeterministicMath.log(share + (1 - share) * other)) / aversion;
    }

    private static int first(final int step) {
        return step * (step + 1) / 2;
    }

    private int node(final int step, final int ups) {
        if (!(step >= 0 && step < problem.lattice().steps() && ups >= 0 && ups <= step)) {
            throw new IllegalArgumentException("no node: step " + step + ", ups " + ups);
        }
        return first(step) + ups;
    }
}
