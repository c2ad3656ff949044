package io.gimbal.engine.hedging.execution;

import java.util.Arrays;

/**
 * Splits a need over instruments at least cost, in whole lots: what is poured in rises everywhere to one level of marginal
 * cost. Of each instrument the costs of n lots worth x USD are {@code rate x + beyond (x − d)₊ + impact x^(3/2)}: fee,
 * half-spread and carry; what an amount beyond the visible depth d costs more; and the square-root law of impact of B. Tóth
 * and others, Physical Review X 1 (2011). With one level of marginal cost for all the costs, which are convex, are least
 * (R. Almgren, N. Chriss's condition of one multiplier); whole lots come from moving single lots until no move helps.
 *
 * <p>As much as possible is covered; among ways to cover that much the cheapest is taken. Smallest orders, costs per order
 * and the most parts are kept to by trying the sets of instruments one by one where those matter. Exact for instruments
 * whose lots are of one size; else what is left is less than a lot of any with room. Owned by the engine thread, reused;
 * allocates at construction only.
 */
public final class WaterFill {
    /** More sets than 2 to this many are not tried. */
    public static final int MAX_CANDIDATES = 8;

    private static final long MAX_LOTS = 1L << 40;
    private static final int BISECTIONS = 64;
    private static final int MAX_MOVES = 256;
    private static final double HALF = 0.5;
    private static final double IMPACT_POWER = 1.5;
    private static final double LOT_TOLERANCE = 1e-9;

    private final double[] lotCoins;
    private final double[] lotUsd;
    private final double[] rates;
    private final double[] beyondRates;
    private final double[] impacts;
    private final long[] minLots;
    private final long[] depths;
    private final long[] maxLots;
    private final boolean[] isUsable;
    private final long[] trial;
    private final long[] best;
    private int count;
    private double need;
    private double leftShare;
    private int maxParts;
    private double orderUsd;
    private double left;
    private double bestLeft;
    private double bestCost;

    /**
     * Makes room.
     *
     * @param capacity most instruments, from 1 to {@link #MAX_CANDIDATES}
     */
    public WaterFill(final int capacity) {
        if (!(capacity >= 1 && capacity <= MAX_CANDIDATES)) {
            throw new IllegalArgumentException("room: capacity=" + capacity);
        }
        lotCoins = new double[capacity];
        lotUsd = new double[capacity];
        rates = new double[capacity];
        beyondRates = new double[capacity];
        impacts = new double[capacity];
        minLots = new long[capacity];
        depths = new long[capacity];
        maxLots = new long[capacity];
        isUsable = new boolean[capacity];
        trial = new long[capacity];
        best = new long[capacity];
    }

    /**
     * Begins a split and forgets the last.
     *
     * @param newNeed      coins to trade, above 0
     * @param newLeftShare what of a lot may be left: 0 rounds the last lot up, 0.5 to the nearest; from 0 to 1
     * @param newMaxParts  most instruments that get a part, at least 1
     * @param newOrderUsd  cost of each order, USD, at least 0
     */
    public void start(
            final double newNeed, final double newLeftShare, final int newMaxParts, final double newOrderUsd) {
        count = 0;
        need = newNeed;
        leftShare = newLeftShare;
        maxParts = newMaxParts;
        orderUsd = newOrderUsd;
    }

    /**
     * Adds an instrument; its costs must be said next.
     *
     * @param newLotCoins coins of one lot, above 0
     * @param newLotUsd   USD of one lot, above 0
     * @param newMinLots  smallest order, at least 1
     * @param newDepth    lots at the touch, at least 0
     * @param newMaxLots  most it may get, at most 2^40; less than the smallest order is nothing
     * @return its place, from 0; -1 where there is no room
     */
    public int candidate(
            final double newLotCoins,
            final double newLotUsd,
            final long newMinLots,
            final long newDepth,
            final long newMaxLots) {
        if (count == rates.length) {
            return -1;
        }
        lotCoins[count] = newLotCoins;
        lotUsd[count] = newLotUsd;
        minLots[count] = newMinLots;
        depths[count] = newDepth;
        maxLots[count] = newMaxLots;
        costs(count, Double.NaN, Double.NaN, Double.NaN);
        return count++;
    }

    /**
     * Says what an instrument costs.
     *
     * @param index      its place
     * @param rate       share of the price, either sign
     * @param beyondRate of an amount beyond the depth, what it costs more, share of the price, at least 0
     * @param impact     share of the price per root USD, at least 0
     */
    public void costs(final int index, final double rate, final double beyondRate, final double impact) {
        rates[index] = rate;
        beyondRates[index] = beyondRate;
        impacts[index] = impact;
        final boolean isFinite = Math.abs(rate) + beyondRate + impact < Double.POSITIVE_INFINITY;
        isUsable[index] = isFinite
                && beyondRate >= 0
                && impact >= 0
                && lotCoins[index] > 0
                && lotUsd[index] > 0
                && lotCoins[index] + lotUsd[index] < Double.POSITIVE_INFINITY
                && minLots[index] >= 1
                && depths[index] >= 0
                && maxLots[index] >= minLots[index]
                && maxLots[index] <= MAX_LOTS;
    }

    /**
     * Splits.
     *
     * @return how it ended; what cannot be covered is left
     */
    public SplitStatus solve() {
        Arrays.fill(best, 0);
        bestLeft = need;
        bestCost = 0;
        final boolean isMeant = need > 0
                && need < Double.POSITIVE_INFINITY
                && leftShare >= 0
                && leftShare <= 1
                && maxParts >= 1
                && orderUsd >= 0;
        if (!isMeant) {
            return SplitStatus.INPUT_UNUSABLE;
        }
        final int all = usableSet();
        fill(all, false);
        if (isWithoutSetChoice()) {
            keep(cost());
        } else {
            for (int set = 1; set <= all; set++) {
                if ((set & ~all) == 0 && Integer.bitCount(set) <= maxParts && fill(set, true)) {
                    keepBetter();
                }
            }
        }
        if (parts(best) == 0) {
            return SplitStatus.NOTHING;
        }
        return bestLeft == 0 ? SplitStatus.FILLED : SplitStatus.PARTIAL;
    }

    private int usableSet() {
        int set = 0;
        for (int i = 0; i < count; i++) {
            set |= isUsable[i] ? 1 << i : 0;
        }
        return set;
    }

    private static boolean isIn(final int set, final int index) {
        return (set & (1 << index)) != 0;
    }

    private int parts(final long[] lots) {
        int parts = 0;
        for (int i = 0; i < count; i++) {
            parts += lots[i] > 0 ? 1 : 0;
        }
        return parts;
    }

    /** Whether what was tried with all of them keeps to everything that the sets are for. */
    private boolean isWithoutSetChoice() {
        for (int i = 0; i < count; i++) {
            if (trial[i] > 0 && trial[i] < minLots[i]) {
                return false;
            }
        }
        return orderUsd == 0 && parts(trial) <= maxParts;
    }

    /** Fills from a set, with each one's smallest order at least where that is asked for; false where that is too much. */
    private boolean fill(final int set, final boolean isEachUsed) {
        Arrays.fill(trial, 0);
        left = need;
        for (int i = 0; i < count; i++) {
            if (isEachUsed && isIn(set, i)) {
                if (left - (minLots[i] - 1) * lotCoins[i] <= stop(i)) {
                    return false;
                }
                give(i, minLots[i]);
            }
        }
        pour(set);
        topUp(set);
        exchange(set, isEachUsed);
        return true;
    }

    private void give(final int i, final long lots) {
        trial[i] += lots;
        left -= lots * lotCoins[i];
    }

    /** What may be left without one more lot. */
    private double stop(final int i) {
        return (leftShare + LOT_TOLERANCE) * lotCoins[i];
    }

    /** Whole lots below the level at which all of it, in parts of lots, would stand. */
    private void pour(final int set) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            if (isIn(set, i)) {
                low = Math.min(low, rates[i] * lotUsd[i] / lotCoins[i]);
                high = Math.max(high, level(i, (double) maxLots[i]));
            }
        }
        for (int k = 0; k < BISECTIONS; k++) {
            final double middle = low + HALF * (high - low);
            if (coinsAt(set, middle) < need) {
                low = middle;
            } else {
                high = middle;
            }
        }
        raise(set, low);
        raise(set, high);
    }

    /** Lots at a level of marginal cost, as far as the need goes. */
    private void raise(final int set, final double level) {
        for (int i = 0; i < count; i++) {
            final long room = isIn(set, i) ? (long) Math.floor(left / lotCoins[i] + LOT_TOLERANCE) : 0;
            final long more = isIn(set, i) ? (long) Math.floor(lotsAt(i, level)) - trial[i] : 0;
            give(i, Math.max(Math.min(more, room), 0));
        }
    }

    private double coinsAt(final int set, final double level) {
        double coins = 0;
        for (int i = 0; i < count; i++) {
            coins += isIn(set, i) ? Math.max(lotsAt(i, level), (double) trial[i]) * lotCoins[i] : 0;
        }
        return coins;
    }

    /** Marginal cost, USD per coin, where so many lots are taken. */
    private double level(final int i, final double lots) {
        return (rates[i] + beyondRates[i]) * lotUsd[i] / lotCoins[i] + impactStep(i) * Math.sqrt(lots) / lotCoins[i];
    }

    private double impactStep(final int i) {
        return IMPACT_POWER * impacts[i] * lotUsd[i] * Math.sqrt(lotUsd[i]);
    }

    /** Parts of lots whose marginal cost is at most a level. */
    private double lotsAt(final int i, final double level) {
        final double spare = level * lotCoins[i] - rates[i] * lotUsd[i];
        if (!(spare > 0)) {
            return 0;
        }
        final double atTouch = root(i, spare);
        final double depth = (double) depths[i];
        final double lots = atTouch <= depth ? atTouch : Math.max(root(i, spare - beyondRates[i] * lotUsd[i]), depth);
        return Math.min(lots, (double) maxLots[i]);
    }

    private double root(final int i, final double spare) {
        if (!(spare > 0)) {
            return 0;
        }
        final double ratio = impacts[i] > 0 ? spare / impactStep(i) : Double.POSITIVE_INFINITY;
        return ratio * ratio;
    }

    /** Single lots where they cost least per coin; of small lots a share of what is left at a time. */
    private void topUp(final int set) {
        for (int move = 0; move < MAX_MOVES; move++) {
            final int cheapest = cheapestToAdd(set);
            if (cheapest < 0) {
                return;
            }
            final long share = (long) (left / (lotCoins[cheapest] * (count + 1)));
            give(cheapest, Math.min(Math.max(share, 1), maxLots[cheapest] - trial[cheapest]));
        }
    }

    private int cheapestToAdd(final int set) {
        int cheapest = -1;
        for (int i = 0; i < count; i++) {
            final boolean isRoom = isIn(set, i) && trial[i] < maxLots[i] && left > stop(i);
            if (isRoom && (cheapest < 0 || perCoin(i, 1) < perCoin(cheapest, 1))) {
                cheapest = i;
            }
        }
        return cheapest;
    }

    private double perCoin(final int i, final int step) {
        return (costOf(i, trial[i] + step) - costOf(i, trial[i])) / lotCoins[i];
    }

    /** Moves lots while that is cheaper and covers as much. */
    private void exchange(final int set, final boolean isEachUsed) {
        for (int move = 0; move < MAX_MOVES; move++) {
            int from = -1;
            int to = -1;
            double least = 0;
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    final double change = mayMove(set, a, b, isEachUsed) ? moved(a, b) : 0;
                    if (change < least) {
                        least = change;
                        from = a;
                        to = b;
                    }
                }
            }
            if (from < 0) {
                return;
            }
            give(from, -1);
            give(to, 1);
        }
    }

    private boolean mayMove(final int set, final int from, final int to, final boolean isEachUsed) {
        if (from == to || !isIn(set, from) || !isIn(set, to)) {
            return false;
        }
        final long fewest = isEachUsed ? minLots[from] : 0;
        final double after = left + lotCoins[from] - lotCoins[to];
        final boolean isCovered = after <= Math.max(left, stop(to)) && after > (leftShare - 1) * lotCoins[to];
        return isCovered && trial[from] > fewest && trial[to] < maxLots[to];
    }

    private double moved(final int from, final int to) {
        return costOf(to, trial[to] + 1)
                - costOf(to, trial[to])
                + costOf(from, trial[from] - 1)
                - costOf(from, trial[from]);
    }

    private double costOf(final int i, final long lots) {
        final double usd = lots * lotUsd[i];
        final double beyond = Math.max(lots - depths[i], 0) * lotUsd[i];
        return rates[i] * usd + beyondRates[i] * beyond + impacts[i] * usd * Math.sqrt(usd);
    }

    private double cost() {
        double usd = orderUsd * parts(trial);
        for (int i = 0; i < count; i++) {
            usd += trial[i] > 0 ? costOf(i, trial[i]) : 0;
        }
        return usd;
    }

    /** What is left and could have been traded with more room; 0 where it is the rounding. */
    private double trulyLeft() {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = trial[i] > 0 ? Math.max(largest, stop(i)) : largest;
        }
        return left > largest ? left : 0;
    }

    private double smallestLot() {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            smallest = isUsable[i] ? Math.min(smallest, lotCoins[i]) : smallest;
        }
        return smallest;
    }

    private void keepBetter() {
        final double cost = cost();
        final double more = bestLeft - trulyLeft();
        final double even = HALF * smallestLot();
        if (more > even || (more >= -even && parts(best) > 0 && cost < bestCost)) {
            keep(cost);
        }
    }

    private void keep(final double cost) {
        bestLeft = trulyLeft();
        bestCost = cost;
        System.arraycopy(trial, 0, best, 0, count);
    }

    /**
     * {@return lots for an instrument}
     *
     * @param index its place
     */
    public long lots(final int index) {
        return best[index];
    }

    /** {@return coins that nothing was found for; 0 where only less than a lot is left} */
    public double leftCoins() {
        return bestLeft;
    }

    /** {@return USD, costs per order included} */
    public double costUsd() {
        return bestCost;
    }

    /**
     * {@return USD of an instrument's part, without the cost per order}
     *
     * @param index its place
     */
    public double costUsd(final int index) {
        return best[index] == 0 ? 0 : costOf(index, best[index]);
    }

    /**
     * {@return USD of the impact of an instrument's part}
     *
     * @param index its place
     */
    public double impactUsd(final int index) {
        final double usd = best[index] * lotUsd[index];
        return best[index] == 0 ? 0 : impacts[index] * usd * Math.sqrt(usd);
    }
}
