package io.gimbal.engine.hedging.instrument;

import java.util.Arrays;

/**
 * Balances a book across expiries with futures: their dollars must undo both its exposure to spot ({@code Σ x v =
 * −level}) and to the slope of the basis, that is to a parallel move of the annualised premium ({@code Σ x v τ =
 * −slope}), at least cost. Two equations make an optimum of two contracts, so every pair is tried. Owned by the engine
 * thread, reused; allocates at construction only.
 */
public final class ContractBalance {
    private static final double SAME_EXPIRY = 1e-9;

    private final double[] lotUsd;
    private final double[] years;
    private final double[] costs;
    private final long[] caps;
    private final long[] lots;
    private int count;
    private int first;
    private int second;
    private double levelLeft;
    private double slopeLeft;
    private double costUsd;

    /**
     * Makes room.
     *
     * @param capacity most contracts, at least 1
     */
    public ContractBalance(final int capacity) {
        lotUsd = new double[capacity];
        years = new double[capacity];
        costs = new double[capacity];
        caps = new long[capacity];
        lots = new long[capacity];
    }

    /** Forgets all contracts. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a contract.
     *
     * @param newLotUsd v, dollars of delta of one lot: its price times its coins, above 0
     * @param newYears  τ to delivery, 0 for a perpetual
     * @param newCost   USD per lot traded, at least 0
     * @param newCap    most lots on either side, 0 where it cannot be traded
     * @return its index, from 0; -1 where there is no room
     */
    public int contract(final double newLotUsd, final double newYears, final double newCost, final long newCap) {
        if (count == lots.length) {
            return -1;
        }
        final boolean isUsable = newLotUsd > 0
                && newLotUsd < Double.POSITIVE_INFINITY
                && newYears >= 0
                && newYears < Double.POSITIVE_INFINITY
                && newCost >= 0;
        lotUsd[count] = newLotUsd;
        years[count] = newYears;
        costs[count] = newCost;
        caps[count] = isUsable ? Math.max(newCap, 0) : 0;
        return count++;
    }

    /**
     * Balances.
     *
     * @param levelUsd of the book, {@code Σ n Δ F}, USD, signed
     * @param slopeUsd of the book, {@code Σ n Δ F τ}, USD years, signed
     * @return whether it is balanced; otherwise nothing is to be traded
     */
    public BalanceStatus solve(final double levelUsd, final double slopeUsd) {
        Arrays.fill(lots, 0);
        levelLeft = levelUsd;
        slopeLeft = slopeUsd;
        costUsd = 0;
        if (!(Math.abs(levelUsd) < Double.POSITIVE_INFINITY && Math.abs(slopeUsd) < Double.POSITIVE_INFINITY)) {
            return BalanceStatus.INPUT_UNUSABLE;
        }
        double least = Double.POSITIVE_INFINITY;
        boolean isPair = false;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (caps[i] > 0 && caps[j] > 0 && Math.abs(years[j] - years[i]) > SAME_EXPIRY) {
                    isPair = true;
                    final double cost = costOfPair(i, j, levelUsd, slopeUsd);
                    if (cost < least) {
                        least = cost;
                        first = i;
                        second = j;
                    }
                }
            }
        }
        if (!(least < Double.POSITIVE_INFINITY)) {
            return isPair ? BalanceStatus.BEYOND_CAPS : BalanceStatus.TOO_FEW_CONTRACTS;
        }
        round(levelUsd, slopeUsd);
        return BalanceStatus.BALANCED;
    }

    private double costOfPair(final int i, final int j, final double level, final double slope) {
        final double ofFirst = Math.abs(amount(i, j, level, slope));
        final double ofSecond = Math.abs(amount(j, i, level, slope));
        final boolean isWithinCaps = ofFirst <= caps[i] && ofSecond <= caps[j];
        return isWithinCaps ? costs[i] * ofFirst + costs[j] * ofSecond : Double.POSITIVE_INFINITY;
    }

    /** Lots of one contract of a pair, not yet whole. */
    private double amount(final int of, final int other, final double level, final double slope) {
        return (level * years[other] - slope) / (lotUsd[of] * (years[of] - years[other]));
    }

    /**
     * Of the four ways to round the pair, the one that leaves least; a USD year counts over the mean time to delivery.
     */
    private void round(final double level, final double slope) {
        final long lowFirst = (long) Math.floor(amount(first, second, level, slope));
        final long lowSecond = (long) Math.floor(amount(second, first, level, slope));
        double least = Double.POSITIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            final long ofFirst = lowFirst + (corner & 1);
            final long ofSecond = lowSecond + (corner >> 1);
            final double a = ofFirst * lotUsd[first];
            final double b = ofSecond * lotUsd[second];
            final double levelRest = level + a + b;
            final double slopeRest = slope + a * years[first] + b * years[second];
            final double scaled = 2 * slopeRest / (years[first] + years[second]);
            final double rest = levelRest * levelRest + scaled * scaled;
            final boolean isWithinCaps = Math.abs(ofFirst) <= caps[first] && Math.abs(ofSecond) <= caps[second];
            if (isWithinCaps && rest < least) {
                least = rest;
                lots[first] = ofFirst;
                lots[second] = ofSecond;
                levelLeft = levelRest;
                slopeLeft = slopeRest;
            }
        }
        costUsd = costs[first] * Math.abs(lots[first]) + costs[second] * Math.abs(lots[second]);
    }

    /**
     * {@return lots of a contract to add, signed}
     *
     * @param index of the contract
     */
    public long lots(final int index) {
        return lots[index];
    }

    /** {@return exposure to spot that is left, USD, signed} */
    public double levelLeftUsd() {
        return levelLeft;
    }

    /** {@return exposure to the premium that is left, USD years, signed} */
    public double slopeLeftUsd() {
        return slopeLeft;
    }

    /**
     * {@return whether what is left is within limits}
     *
     * @param levelLimit USD, at least 0
     * @param slopeLimit USD years, at least 0
     */
    public boolean isWithin(final double levelLimit, final double slopeLimit) {
        return Math.abs(levelLeft) <= levelLimit && Math.abs(slopeLeft) <= slopeLimit;
    }

    /** {@return cost of the trades, USD} */
    public double costUsd() {
        return costUsd;
    }
}
