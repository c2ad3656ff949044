package io.gimbal.engine.pipeline.overlay;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The best trade of whole lots, by branch and bound over relaxations. Bounded: where too many are needed the best trade
 * found so far stands, unproven. Deterministic.
 */
final class LotBranching {
    private static final int MAX_NODES = 400;
    private static final double WHOLE = 1e-6;
    private static final double PROOF = 1e-7;

    private final OverlayObjective objective;
    private final LotSearch search;
    private final long[] best;
    private double bestValue;
    private boolean isProven;

    /** Bounds between which is still to be searched. */
    private static final class Node {
        private final long[] lowest;
        private final long[] highest;

        private Node(final long[] lowest, final long[] highest) {
            this.lowest = lowest;
            this.highest = highest;
        }
    }

    LotBranching(final OverlayObjective objective, final long[] start) {
        this.objective = objective;
        search = new LotSearch(objective);
        best = start.clone();
        bestValue = objective.value(best);
    }

    /** Searches; whether the result is proven best to seven digits. */
    boolean run(final long[] lowest, final long[] highest) {
        final Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(lowest.clone(), highest.clone()));
        isProven = true;
        for (int nodes = 0; !open.isEmpty(); nodes++) {
            if (nodes == MAX_NODES) {
                return false;
            }
            expand(open.pop(), open);
        }
        return isProven;
    }

    long[] best() {
        return best.clone();
    }

    private void expand(final Node node, final Deque<Node> open) {
        final OverlayRelaxation relaxation = new OverlayRelaxation(objective, node.lowest, node.highest);
        if (!relaxation.solve()) {
            isProven = false;
            return;
        }
        final double[] point = relaxation.solution();
        consider(point, node);
        if (relaxation.bound() >= bestValue - PROOF * (1 + Math.abs(bestValue))) {
            return;
        }
        final int option = leastWhole(point, node);
        if (option < 0) {
            isProven = false;
            return;
        }
        final long floor = Math.min((long) Math.floor(point[option]), node.highest[option] - 1);
        final long below = Math.max(floor, node.lowest[option]);
        final long[] upper = node.highest.clone();
        upper[option] = below;
        final long[] lower = node.lowest.clone();
        lower[option] = below + 1;
        final Node under = new Node(node.lowest, upper);
        final Node over = new Node(lower, node.highest);
        final boolean isUnderNearer = point[option] - below < 0.5;
        open.push(isUnderNearer ? over : under);
        open.push(isUnderNearer ? under : over);
    }

    private void consider(final double[] point, final Node node) {
        final long[] rounded = new long[point.length];
        for (int j = 0; j < rounded.length; j++) {
            final long nearest = (long) Math.rint(point[j]);
            rounded[j] = Math.min(Math.max(nearest, node.lowest[j]), node.highest[j]);
        }
        final double value = search.better(rounded);
        if (value < bestValue) {
            bestValue = value;
            System.arraycopy(rounded, 0, best, 0, best.length);
        }
    }

    /**
     * The option furthest from whole lots; where all are whole the widest range left; -1 where nothing is left to part.
     */
    private static int leastWhole(final double[] point, final Node node) {
        int option = -1;
        double most = WHOLE;
        for (int j = 0; j < point.length; j++) {
            final double part = Math.abs(point[j] - Math.rint(point[j]));
            if (part > most && node.highest[j] > node.lowest[j]) {
                most = part;
                option = j;
            }
        }
        for (int j = 0; j < point.length && option < 0; j++) {
            option = node.highest[j] > node.lowest[j] ? j : option;
        }
        return option;
    }
}
