package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;

/**
 * Paths of a written call hedged by several rules on the same prices, each trade costing a share of its value, the
 * first and the last too. Quantity i is what rule i cost in all over the value of the call: payoff less premium, less
 * the gains of the hedge, plus costs. Without interest.
 */
final class CostlyHedge implements PathBlock {
    private final HedgedCall call;
    private final HedgeGrid grid;
    private final double costRate;
    private final List<BandRule> rules;

    /**
     * Sets up.
     *
     * @param call     what is written; its rate is 0
     * @param grid     looks at the market until expiry, the one at the start included
     * @param costRate share of the value traded
     * @param rules    hedgers
     */
    CostlyHedge(final HedgedCall call, final HedgeGrid grid, final double costRate, final List<BandRule> rules) {
        this.call = call;
        this.grid = grid;
        this.costRate = costRate;
        this.rules = List.copyOf(rules);
    }

    @Override
    public void simulate(final SplitMix64 random, final int paths, final List<Moments> out) {
        final double[] held = new double[rules.size()];
        final double[] cost = new double[rules.size()];
        final double price = call.value();
        for (int path = 0; path < paths; path++) {
            final double spot = hedge(random, held, cost);
            final double loss = Math.max(spot - call.strike(), 0.0) - price;
            for (int rule = 0; rule < held.length; rule++) {
                final double unwound = costRate * Math.abs(held[rule]) * spot;
                out.get(rule).add((loss + cost[rule] + unwound) / price);
            }
        }
    }

    private double hedge(final SplitMix64 random, final double[] held, final double[] cost) {
        double moneyness = grid.start();
        double spot = call.spot();
        for (int rule = 0; rule < held.length; rule++) {
            held[rule] = 0.0;
            cost[rule] = 0.0;
        }
        for (int step = 0; step < grid.steps(); step++) {
            final BandRule.Look market = new BandRule.Look(spot, moneyness, grid.yearsLeft(step));
            moneyness = grid.next(step, moneyness, random);
            final double next = call.strike() * DeterministicMath.exp(moneyness);
            for (int rule = 0; rule < held.length; rule++) {
                final double shares = rules.get(rule).held(held[rule], market);
                cost[rule] += costRate * Math.abs(shares - held[rule]) * spot - shares * (next - spot);
                held[rule] = shares;
            }
            spot = next;
        }
        return spot;
    }
}
