package io.gimbal.engine.hedging.execution;

import java.util.Arrays;

/**
 * Splits an order over the visible books of several venues at least cost: lots go where the price after fees is best,
 * level by level. Exact, with smallest orders and with costs per order too: sets of venues are tried one by one where
 * those matter, and within a set taking the best level first is best. As much as possible is filled; among ways to fill
 * that much the cheapest is taken, among equal ones that of the lower indices. Owned by the engine thread, reused;
 * allocates at construction only.
 *
 * <p>A lot is the same quantity of coins on every venue; what the venues count in is for the caller to convert. A
 * venue's fee, the worth of its latency, its margin and its currency all go into its fee rate.
 */
public final class BookSweep {
    /** More sets than 2 to this many are not tried. */
    public static final int MAX_VENUES = 10;

    private static final long MAX_LOTS = 1L << 40;

    private final int maxLevels;
    private final double[] feeRates;
    private final double[] orderCosts;
    private final long[] minLots;
    private final boolean[] isTradable;
    private final int[] levels;
    private final double[][] prices;
    private final long[][] depths;
    private final long[] trial;
    private final long[] best;
    private int venues;
    private boolean isBuy;
    private double limitPrice;
    private double lotCoins;
    private double trialCost;
    private long trialLots;
    private double bestCost;
    private long bestLots;

    /**
     * Makes room.
     *
     * @param maxVenues from 1 to {@link #MAX_VENUES}
     * @param maxLevels of one side of one book, at least 1
     */
    public BookSweep(final int maxVenues, final int maxLevels) {
        if (!(maxVenues >= 1 && maxVenues <= MAX_VENUES && maxLevels >= 1)) {
            throw new IllegalArgumentException("room: maxVenues=" + maxVenues + ", maxLevels=" + maxLevels);
        }
        this.maxLevels = maxLevels;
        feeRates = new double[maxVenues];
        orderCosts = new double[maxVenues];
        minLots = new long[maxVenues];
        isTradable = new boolean[maxVenues];
        levels = new int[maxVenues];
        prices = new double[maxVenues][maxLevels];
        depths = new long[maxVenues][maxLevels];
        trial = new long[maxVenues];
        best = new long[maxVenues];
    }

    /**
     * Begins a split and forgets the last.
     *
     * @param newIsBuy      whether asks are lifted
     * @param newLimitPrice worst price before fees, USD per coin; infinite for a purchase or 0 for a sale where there
     *                      is none
     * @param newLotCoins   coins of one lot, above 0, the same on every venue
     */
    public void start(final boolean newIsBuy, final double newLimitPrice, final double newLotCoins) {
        venues = 0;
        lotCoins = newLotCoins;
        isBuy = newIsBuy;
        limitPrice = newLimitPrice;
    }

    /**
     * Adds a venue.
     *
     * @param feeRate       of taking, share of the price, below 0 for a rebate, above -1
     * @param costPerOrder  USD, gas for instance, at least 0
     * @param newMinLots    smallest order, at least 1
     * @param newIsTradable false for one that is halted, disconnected or out of bounds
     * @return its index, from 0; -1 where there is no room
     */
    public int venue(
            final double feeRate, final double costPerOrder, final long newMinLots, final boolean newIsTradable) {
        if (venues == feeRates.length) {
            return -1;
        }
        final boolean isUsable = feeRate > -1 && feeRate < 1 && costPerOrder >= 0 && newMinLots >= 1;
        feeRates[venues] = feeRate;
        orderCosts[venues] = costPerOrder;
        minLots[venues] = newMinLots;
        isTradable[venues] = newIsTradable && isUsable;
        levels[venues] = 0;
        return venues++;
    }

    /**
     * Adds a level of the side that is taken, best first.
     *
     * @param venue its index
     * @param price USD per coin, above 0, not better than the level before
     * @param lots  visible, from 1 to 2^40
     * @return whether it was taken; a level out of order, beyond the limit price or beyond the room, and all after it,
     *     is not
     */
    public boolean level(final int venue, final double price, final long lots) {
        final int count = levels[venue];
        final boolean isOrdered =
                count == 0 || (isBuy ? price >= prices[venue][count - 1] : price <= prices[venue][count - 1]);
        final boolean isWithinLimit = isBuy ? price <= limitPrice : price >= limitPrice;
        if (!(price > 0 && price < Double.POSITIVE_INFINITY && lots >= 1 && lots <= MAX_LOTS)
                || !isOrdered
                || !isWithinLimit
                || count == maxLevels) {
            return false;
        }
        prices[venue][count] = price;
        depths[venue][count] = lots;
        levels[venue] = count + 1;
        return true;
    }

    /**
     * Splits.
     *
     * @param wantedLots at least 1
     * @return how it ended
     */
    public SplitStatus solve(final long wantedLots) {
        Arrays.fill(best, 0);
        bestLots = 0;
        bestCost = 0;
        if (!(wantedLots >= 1 && lotCoins > 0 && limitPrice >= 0)) {
            return SplitStatus.INPUT_UNUSABLE;
        }
        final int all = tradableSet();
        fill(all, wantedLots, false);
        if (isWithoutSetChoice(all)) {
            keepBetter();
        } else {
            for (int set = 1; set <= all; set++) {
                if ((set & ~all) == 0 && fill(set, wantedLots, true)) {
                    keepBetter();
                }
            }
        }
        if (bestLots == 0) {
            return SplitStatus.NOTHING;
        }
        return bestLots == wantedLots ? SplitStatus.FILLED : SplitStatus.PARTIAL;
    }

    private int tradableSet() {
        int set = 0;
        for (int v = 0; v < venues; v++) {
            set |= isTradable[v] && levels[v] > 0 ? 1 << v : 0;
        }
        return set;
    }

    private boolean isWithoutSetChoice(final int set) {
        for (int v = 0; v < venues; v++) {
            if (isIn(set, v) && (orderCosts[v] > 0 || (trial[v] > 0 && trial[v] < minLots[v]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(final int set, final int venue) {
        return (set & (1 << venue)) != 0;
    }

    /** Fills from the venues of a set, each with its smallest order at least where that is asked for. */
    private boolean fill(final int set, final long wanted, final boolean isEachUsed) {
        Arrays.fill(trial, 0);
        trialCost = 0;
        trialLots = 0;
        if (isEachUsed && !fillSmallestOrders(set, wanted)) {
            return false;
        }
        int venue = cheapest(set);
        while (trialLots < wanted && venue >= 0) {
            take(venue, Math.min(leftOnLevel(venue), wanted - trialLots));
            venue = cheapest(set);
        }
        return true;
    }

    private boolean fillSmallestOrders(final int set, final long wanted) {
        for (int v = 0; v < venues; v++) {
            if (!isIn(set, v)) {
                continue;
            }
            while (trial[v] < minLots[v] && levelOf(v) < levels[v]) {
                take(v, Math.min(leftOnLevel(v), minLots[v] - trial[v]));
            }
            trialCost += orderCosts[v];
            if (trial[v] < minLots[v] || trialLots > wanted) {
                return false;
            }
        }
        return true;
    }

    private int cheapest(final int set) {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            final int level = levelOf(v);
            if (isIn(set, v) && level < levels[v] && marginal(v, level) < least) {
                least = marginal(v, level);
                cheapest = v;
            }
        }
        return cheapest;
    }

    private double marginal(final int venue, final int level) {
        final double price = prices[venue][level];
        return isBuy ? price * (1 + feeRates[venue]) : -price * (1 - feeRates[venue]);
    }

    private int levelOf(final int venue) {
        long below = trial[venue];
        int level = 0;
        while (level < levels[venue] && below >= depths[venue][level]) {
            below -= depths[venue][level++];
        }
        return level;
    }

    private long leftOnLevel(final int venue) {
        long sum = 0;
        int level = 0;
        while (level < levels[venue]) {
            sum += depths[venue][level++];
            if (sum > trial[venue]) {
                return sum - trial[venue];
            }
        }
        return 0;
    }

    private void take(final int venue, final long lots) {
        trialCost += marginal(venue, levelOf(venue)) * lotCoins * lots;
        trial[venue] += lots;
        trialLots += lots;
    }

    private void keepBetter() {
        if (trialLots > bestLots || (trialLots == bestLots && trialLots > 0 && trialCost < bestCost)) {
            bestLots = trialLots;
            bestCost = trialCost;
            System.arraycopy(trial, 0, best, 0, venues);
        }
    }

    /**
     * {@return lots for a venue}
     *
     * @param venue its index
     */
    public long lots(final int venue) {
        return best[venue];
    }

    /** {@return lots that have a venue} */
    public long filledLots() {
        return bestLots;
    }

    /** {@return USD with fees and costs per order: paid for a purchase; received, below 0, for a sale} */
    public double cost() {
        return bestCost;
    }

    /**
     * {@return the worst price that a venue's part reaches, before fees, for its limit; NaN where it gets none}
     *
     * @param venue its index
     */
    public double reach(final int venue) {
        long sum = 0;
        for (int level = 0; level < levels[venue] && best[venue] > 0; level++) {
            sum += depths[venue][level];
            if (sum >= best[venue]) {
                return prices[venue][level];
            }
        }
        return Double.NaN;
    }
}
