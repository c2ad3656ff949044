package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Paths of a written call whose stock is traded at equal intervals, for nothing. Each gives what writing and hedging
 * cost, premium not counted, under both ways of keeping the account: {@link #PLAIN} and {@link #DISCOUNTED}.
 */
final class ClockHedge implements PathBlock {
    /** Quantity: the account bears no interest and nothing is discounted. */
    static final int PLAIN = 0;

    /** Quantity: the account bears interest and the cost is discounted to the start. */
    static final int DISCOUNTED = 1;

    /** How many quantities there are. */
    static final int QUANTITIES = 2;

    private final HedgedCall call;
    private final HedgeGrid grid;
    private final DoubleBinaryOperator shares;

    private ClockHedge(final HedgedCall call, final int steps, final DoubleBinaryOperator shares) {
        this.call = call;
        this.shares = shares;
        grid = HedgeGrid.equal(call, steps);
    }

    /**
     * Holds the delta.
     *
     * @param call  what is written
     * @param steps trades until expiry, the one at the start included, at least 1
     * @return the simulation
     */
    static ClockHedge byDelta(final HedgedCall call, final int steps) {
        return new ClockHedge(call, steps, call::delta);
    }

    /**
     * Holds one share whenever the stock is seen above the strike, none below.
     *
     * @param call  what is written
     * @param steps looks at the stock until expiry, the one at the start included, at least 1
     * @return the simulation
     */
    static ClockHedge byStopLoss(final HedgedCall call, final int steps) {
        return new ClockHedge(call, steps, (moneyness, left) -> moneyness > 0 ? 1.0 : 0.0);
    }

    @Override
    public void simulate(final SplitMix64 random, final int paths, final List<Moments> out) {
        for (int path = 0; path < paths; path++) {
            one(random, out);
        }
    }

    private void one(final SplitMix64 random, final List<Moments> out) {
        double moneyness = grid.start();
        double spot = call.spot();
        double worth = spot;
        double plain = 0.0;
        double discounted = 0.0;
        for (int step = 0; step < grid.steps(); step++) {
            final double held = shares.applyAsDouble(moneyness, grid.yearsLeft(step));
            moneyness = grid.next(step, moneyness, random);
            final double nextSpot = call.strike() * DeterministicMath.exp(moneyness);
            final double nextWorth = grid.discount(step + 1) * nextSpot;
            plain -= held * (nextSpot - spot);
            discounted -= held * (nextWorth - worth);
            spot = nextSpot;
            worth = nextWorth;
        }
        final double payoff = Math.max(spot - call.strike(), 0.0);
        out.get(PLAIN).add(plain + payoff);
        out.get(DISCOUNTED).add(discounted + grid.discount(grid.steps()) * payoff);
    }
}
