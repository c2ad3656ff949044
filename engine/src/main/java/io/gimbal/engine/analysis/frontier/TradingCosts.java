package io.gimbal.engine.analysis.frontier;

/**
 * What a trade is charged, basis points of its value, and an order whatever its size.
 *
 * @param takerFeeBp fee of an order that takes, from 0 to 1,000
 * @param slippageBp from the mid to the price an order that takes gets, half spread included, from 0 to 1,000
 * @param makerFeeBp fee of an order that rested, from -100 (a rebate) to 1,000
 * @param orderCostBp of an order that trades, gas for one, basis points of the price of a coin at the start, from 0 to 1,000
 */
public record TradingCosts(double takerFeeBp, double slippageBp, double makerFeeBp, double orderCostBp) {
    /** Six basis points all in where we take, no fee where we make. */
    public static final TradingCosts SIX_BP = new TradingCosts(5.0, 1.0, 0.0, 0.0);

    private static final double BP = 1e-4;
    private static final double MOST = 1_000.0;
    private static final double MOST_REBATE = -100.0;

    /**
     * Checks the ranges.
     *
     * @param takerFeeBp as above
     * @param slippageBp as above
     * @param makerFeeBp as above
     * @param orderCostBp as above
     * @throws IllegalArgumentException when one is out of range, or taking costs nothing
     */
    public TradingCosts {
        check(takerFeeBp >= 0 && takerFeeBp <= MOST, "takerFeeBp", takerFeeBp);
        check(slippageBp >= 0 && slippageBp <= MOST, "slippageBp", slippageBp);
        check(makerFeeBp >= MOST_REBATE && makerFeeBp <= MOST, "makerFeeBp", makerFeeBp);
        check(orderCostBp >= 0 && orderCostBp <= MOST, "orderCostBp", orderCostBp);
        check(takerFeeBp + slippageBp > 0, "takerFeeBp + slippageBp", takerFeeBp + slippageBp);
    }

    /**
     * What trades are charged where an order costs nothing beside.
     *
     * @param takerFeeBp as above
     * @param slippageBp as above
     * @param makerFeeBp as above
     * @throws IllegalArgumentException when one is out of range, or taking costs nothing
     */
    public TradingCosts(final double takerFeeBp, final double slippageBp, final double makerFeeBp) {
        this(takerFeeBp, slippageBp, makerFeeBp, 0.0);
    }

    /** {@return cost of an order whatever its size, share of the price of a coin at the start} */
    public double orderRate() {
        return orderCostBp * BP;
    }

    /** {@return all-in cost of taking, share of the value traded} */
    public double takerRate() {
        return (takerFeeBp + slippageBp) * BP;
    }

    /** {@return fee of making, share of the value traded} */
    public double makerRate() {
        return makerFeeBp * BP;
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
