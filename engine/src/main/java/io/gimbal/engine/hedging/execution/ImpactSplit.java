package io.gimbal.engine.hedging.execution;

import java.util.Arrays;

/**
 * Splits an order over venues whose books are not seen deep enough: each costs {@code φ q + b q^(3/2)}, fees and
 * half-spread plus the square-root law of impact ({@code b = Y σ S / √V} of B. Tóth and others, Physical Review X 1
 * (2011)). The continuous split has every marginal cost at one multiplier λ, {@code q = ((λ − φ)₊ / (1.5 b))²}, found
 * by bisection; whole lots come from it by moving single lots until no move helps, which is optimal because the costs
 * are convex. Owned by the engine thread, reused; allocates at construction only.
 */
public final class ImpactSplit {
    /** More sets than 2 to this many are not tried. */
    public static final int MAX_VENUES = 10;

    private static final long MAX_LOTS = 1L << 40;
    private static final int BISECTIONS = 120;
    private static final int MAX_MOVES = 10_000;
    private static final double HALF = 0.5;

    private final double[] feesUsd;
    private final double[] impacts;
    private final long[] minLots;
    private final long[] maxLots;
    private final boolean[] isTradable;
    private final long[] trial;
    private final long[] best;
    private int venues;
    private double lotCoins;
    private double bestCost;

    /**
     * Makes room.
     *
     * @param maxVenues from 1 to {@link #MAX_VENUES}
     */
    public ImpactSplit(final int maxVenues) {
        if (!(maxVenues >= 1 && maxVenues <= MAX_VENUES)) {
            throw new IllegalArgumentException("room: maxVenues=" + maxVenues);
        }
        feesUsd = new double[maxVenues];
        impacts = new double[maxVenues];
        minLots = new long[maxVenues];
        maxLots = new long[maxVenues];
        isTradable = new boolean[maxVenues];
        trial = new long[maxVenues];
        best = new long[maxVenues];
    }

    /**
     * Begins a split and forgets the last.
     *
     * @param newLotCoins coins of one lot, above 0, the same on every venue
     */
    public void start(final double newLotCoins) {
        venues = 0;
        lotCoins = newLotCoins;
    }

    /**
     * Adds a venue.
     *
     * @param feeUsd        φ, fee and half-spread, USD per coin, either sign
     * @param impact        b, USD per coin to the power 3/2, above 0
     * @param newMinLots    smallest order, at least 1
     * @param newMaxLots    most it may get, at most 2^40
     * @param newIsTradable false for one that is halted, disconnected or out of bounds
     * @return its index, from 0; -1 where there is no room
     */
    public int venue(
            final double feeUsd,
            final double impact,
            final long newMinLots,
            final long newMaxLots,
            final boolean newIsTradable) {
        if (venues == feesUsd.length) {
            return -1;
        }
        final boolean isFinite = Math.abs(feeUsd) < Double.POSITIVE_INFINITY && impact < Double.POSITIVE_INFINITY;
        feesUsd[venues] = feeUsd;
        impacts[venues] = impact;
        minLots[venues] = newMinLots;
        maxLots[venues] = newMaxLots;
        isTradable[venues] = newIsTradable
                && isFinite
                && impact > 0
                && newMinLots >= 1
                && newMaxLots >= newMinLots
                && newMaxLots <= MAX_LOTS;
        return venues++;
    }

    /**
     * Splits.
     *
     * @param wantedLots at least 1
     * @return how it ended; what no set of venues can take exactly is cut to what they can
     */
    public SplitStatus solve(final long wantedLots) {
        Arrays.fill(best, 0);
        bestCost = 0;
        if (!(wantedLots >= 1 && lotCoins > 0 && lotCoins < Double.POSITIVE_INFINITY)) {
            return SplitStatus.INPUT_UNUSABLE;
        }
        long bestLots = 0;
        for (int set = 1; set < (1 << venues); set++) {
            final long lots = Math.min(wantedLots, most(set));
            final boolean isCandidate = lots >= Math.max(bestLots, least(set)) && lots > 0;
            if (isCandidate) {
                split(set, lots);
                final double cost = cost(trial);
                if (lots > bestLots || cost < bestCost) {
                    bestLots = lots;
                    bestCost = cost;
                    System.arraycopy(trial, 0, best, 0, venues);
                }
            }
        }
        if (bestLots == 0) {
            return SplitStatus.NOTHING;
        }
        return bestLots == wantedLots ? SplitStatus.FILLED : SplitStatus.PARTIAL;
    }

    private static boolean isIn(final int set, final int venue) {
        return (set & (1 << venue)) != 0;
    }

    /** Most lots a set can take; 0 for a set with a venue that does not trade. */
    private long most(final int set) {
        long most = 0;
        for (int v = 0; v < venues; v++) {
            if (isIn(set, v) && !isTradable[v]) {
                return 0;
            }
            most += isIn(set, v) ? maxLots[v] : 0;
        }
        return most;
    }

    private long least(final int set) {
        long least = 0;
        for (int v = 0; v < venues; v++) {
            least += isIn(set, v) ? minLots[v] : 0;
        }
        return least;
    }

    private void split(final int set, final long lots) {
        final double multiplier = multiplier(set, lots);
        long given = 0;
        for (int v = 0; v < venues; v++) {
            final double wanted = isIn(set, v) ? Math.floor(coinsAt(v, multiplier) / lotCoins) : 0;
            trial[v] = isIn(set, v) ? Math.min(Math.max((long) wanted, minLots[v]), maxLots[v]) : 0;
            given += trial[v];
        }
        for (int move = 0; move < MAX_MOVES && given != lots; move++) {
            final boolean isMissing = given < lots;
            trial[isMissing ? cheapestToAdd(set) : dearestToDrop(set)] += isMissing ? 1 : -1;
            given += isMissing ? 1 : -1;
        }
        exchange(set);
    }

    /** Coins of a venue where its marginal cost is the multiplier: the closed form. */
    private double coinsAt(final int venue, final double multiplier) {
        final double root = Math.max(multiplier - feesUsd[venue], 0) / (1.5 * impacts[venue]);
        return root * root;
    }

    private double multiplier(final int set, final long lots) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            if (isIn(set, v)) {
                low = Math.min(low, feesUsd[v]);
                high = Math.max(high, feesUsd[v] + 1.5 * impacts[v] * Math.sqrt(maxLots[v] * lotCoins));
            }
        }
        for (int i = 0; i < BISECTIONS; i++) {
            final double middle = low + HALF * (high - low);
            if (lotsAt(set, middle) < lots) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double lotsAt(final int set, final double multiplier) {
        double sum = 0;
        for (int v = 0; v < venues; v++) {
            if (isIn(set, v)) {
                sum += Math.min(Math.max(coinsAt(v, multiplier) / lotCoins, (double) minLots[v]), (double) maxLots[v]);
            }
        }
        return sum;
    }

    private double costOf(final int venue, final long lots) {
        final double coins = lots * lotCoins;
        return coins * (feesUsd[venue] + impacts[venue] * Math.sqrt(coins));
    }

    private double step(final int venue, final int direction) {
        return costOf(venue, trial[venue] + direction) - costOf(venue, trial[venue]);
    }

    private int cheapestToAdd(final int set) {
        int cheapest = -1;
        for (int v = 0; v < venues; v++) {
            final boolean isRoom = isIn(set, v) && trial[v] < maxLots[v];
            if (isRoom && (cheapest < 0 || step(v, 1) < step(cheapest, 1))) {
                cheapest = v;
            }
        }
        return cheapest;
    }

    private int dearestToDrop(final int set) {
        int dearest = -1;
        for (int v = 0; v < venues; v++) {
            final boolean isRoom = isIn(set, v) && trial[v] > minLots[v];
            if (isRoom && (dearest < 0 || step(v, -1) < step(dearest, -1))) {
                dearest = v;
            }
        }
        return dearest;
    }

    private void exchange(final int set) {
        for (int move = 0; move < MAX_MOVES; move++) {
            final int to = cheapestToAdd(set);
            final int from = dearestToDrop(set);
            if (to < 0 || from < 0 || to == from || !(step(to, 1) + step(from, -1) < 0)) {
                return;
            }
            trial[to]++;
            trial[from]--;
        }
    }

    private double cost(final long[] lots) {
        double sum = 0;
        for (int v = 0; v < venues; v++) {
            sum += costOf(v, lots[v]);
        }
        return sum;
    }

    /**
     * {@return lots for a venue}
     *
     * @param venue its index
     */
    public long lots(final int venue) {
        return best[venue];
    }

    /** {@return expected cost beyond the mid, USD} */
    public double costUsd() {
        return bestCost;
    }
}
