package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The scan-risk model: the worst loss of all positions on an index over a grid of price moves and three volatilities (up,
 * as it is, down; a shock fades with {@code (30 days / time to expiry)^0.3}), plus contingencies for net short options and
 * for futures that offset each other across expiries. Each index stands alone. In the delivery window positions count with
 * the part of the window that is left.
 */
final class PortfolioMargin {
    private static final double SHOCK_DAYS = 30;
    private static final double SHOCK_POWER = 0.30;
    private static final double LARGEST_FALL = -0.9;
    private static final double DAY_NS = 86_400e9;

    /** Which of the open orders are taken as filled. */
    enum Fills {
        NONE,
        BUYS,
        SELLS
    }

    private final ExchangeState state;
    private final MarginRules rules;
    private final ExactMoney flow = new ExactMoney();

    PortfolioMargin(final ExchangeState state, final MarginRules rules) {
        this.state = state;
        this.rules = rules;
    }

    long initial(final Collection<Holding> holdings) {
        long worst = 0;
        for (final Fills fills : Fills.values()) {
            worst = Math.max(worst, risk(holdings, fills));
        }
        return Decimals.multiply(worst, rules.initialFactor());
    }

    long maintenance(final Collection<Holding> holdings) {
        return risk(holdings, Fills.NONE);
    }

    private long risk(final Collection<Holding> holdings, final Fills fills) {
        final TreeMap<String, TreeMap<Integer, Holding>> byIndex = new TreeMap<>();
        for (final Holding holding : holdings) {
            byIndex.computeIfAbsent(holding.instrument.indexName(), key -> new TreeMap<>())
                    .put(holding.instrument.id(), holding);
        }
        long sum = 0;
        for (final TreeMap<Integer, Holding> group : byIndex.values()) {
            sum += worstLoss(group.values(), fills) + contingency(group.values(), fills);
        }
        return sum;
    }

    private long worstLoss(final Collection<Holding> holdings, final Fills fills) {
        long worst = 0;
        for (int step = -rules.scanSteps(); step <= rules.scanSteps(); step++) {
            final double move = rules.scanRange() * step / rules.scanSteps();
            for (int vol = -1; vol <= 1; vol++) {
                long result = 0;
                for (final Holding holding : holdings) {
                    result += result(holding, fills, move, vol);
                }
                worst = Math.max(worst, -result);
            }
        }
        return worst;
    }

    private long result(final Holding holding, final Fills fills, final double move, final int vol) {
        final ExchangeInstrument instrument = holding.instrument;
        final long size = size(holding, fills);
        if (size == 0 || instrument.markPrice() <= 0) {
            return 0;
        }
        final double shock = instrument.spec().isOption() ? shock(instrument, vol) : 0;
        final long moved = Math.max(1, state.valuation.scenarioPrice(instrument, state.nowNs, move, shock));
        instrument.addFlow(flow.clear(), -size, moved);
        final long then = flow.rounded();
        instrument.addFlow(flow.clear(), -size, instrument.markPrice());
        return Math.round((then - flow.rounded()) * instrument.deltaDecay);
    }

    private double shock(final ExchangeInstrument option, final int vol) {
        if (vol == 0) {
            return 0;
        }
        final double days = Math.max(1, (option.spec().expiryNs() - state.nowNs) / DAY_NS);
        final double fade = StrictMath.pow(SHOCK_DAYS / days, SHOCK_POWER);
        return vol > 0 ? rules.volShockUp() * fade : Math.max(LARGEST_FALL, -rules.volShockDown() * fade);
    }

    private long contingency(final Collection<Holding> holdings, final Fills fills) {
        long options = 0;
        long longFutures = 0;
        long shortFutures = 0;
        long unit = Decimals.ONE;
        for (final Holding holding : holdings) {
            final ExchangeInstrument instrument = holding.instrument;
            final long size = size(holding, fills);
            if (instrument.spec().isOption()) {
                options += size;
            } else {
                final long coins = instrument.coins(size);
                longFutures += Math.max(0, coins);
                shortFutures += Math.max(0, -coins);
            }
            unit = instrument.isInverse() ? Decimals.ONE : instrument.indexPrice;
        }
        final long coins = Decimals.multiply(rules.shortContingency(), Math.max(0, -options))
                + Decimals.multiply(rules.calendarContingency(), Math.min(longFutures, shortFutures));
        return Decimals.multiply(coins, unit);
    }

    private static long size(final Holding holding, final Fills fills) {
        return switch (fills) {
            case NONE -> holding.size;
            case BUYS -> holding.size + holding.buys;
            case SELLS -> holding.size - holding.sells;
        };
    }
}
