package io.gimbal.engine.greeks;

import java.util.Arrays;

/**
 * Greeks of several underlyings, added up in US dollars: per underlying, per group and altogether. What a group is, the
 * caller says by an array: a book, a desk, a venue. Sums run in order of underlying, so the same state gives the same bits.
 * On demand: takes an underlying's last valuation when told, adds when asked. Owned by the engine thread; allocates nothing
 * after construction.
 */
public final class GreeksRollUp {
    private final int[] groupOf;
    private final GreeksTotals[] underlyings;
    private final GreeksTotals[] groups;
    private final GreeksTotals all = new GreeksTotals();

    /**
     * Creates a roll-up of nothing.
     *
     * @param groupOf the group of each underlying, by its dense id
     * @param groups  how many there are; one may be empty
     * @throws IllegalArgumentException where an underlying's group is not one of them
     */
    public GreeksRollUp(final int[] groupOf, final int groups) {
        this.groupOf = Arrays.copyOf(groupOf, groupOf.length);
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] < 0 || groupOf[i] >= groups) {
                throw new IllegalArgumentException(
                        "no such group: underlying=" + i + ", group=" + groupOf[i] + ", groups=" + groups);
            }
        }
        this.underlyings = totals(groupOf.length);
        this.groups = totals(groups);
    }

    private static GreeksTotals[] totals(final int count) {
        final GreeksTotals[] totals = new GreeksTotals[count];
        for (int i = 0; i < count; i++) {
            totals[i] = new GreeksTotals();
        }
        return totals;
    }

    /**
     * Takes an underlying's last valuation.
     *
     * @param underlying its dense id
     * @param greeks     that valued it
     */
    public void take(final int underlying, final GreeksAggregator greeks) {
        underlyings[underlying].clear();
        underlyings[underlying].add(greeks);
    }

    /**
     * Forgets an underlying: it counts nothing until it is taken again.
     *
     * @param underlying its dense id
     */
    public void forget(final int underlying) {
        underlyings[underlying].clear();
    }

    /**
     * One underlying as it was taken.
     *
     * @param underlying its dense id
     * @return its totals; zeros before
     */
    public GreeksTotals underlying(final int underlying) {
        return underlyings[underlying];
    }

    /**
     * Adds up one group.
     *
     * @param group from 0
     * @return the sum of its underlyings as they were taken; overwritten by the next call for this group
     */
    public GreeksTotals group(final int group) {
        final GreeksTotals sum = groups[group];
        sum.clear();
        for (int i = 0; i < underlyings.length; i++) {
            if (groupOf[i] == group) {
                sum.add(underlyings[i]);
            }
        }
        return sum;
    }

    /**
     * Adds up everything.
     *
     * @return the sum of all underlyings; overwritten by the next call
     */
    public GreeksTotals all() {
        all.clear();
        for (final GreeksTotals underlying : underlyings) {
            all.add(underlying);
        }
        return all;
    }
}
