package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The scan-risk model: the worst loss of all positions on an index over a grid of price moves and three volatilities (up,
 * as it is, down; a shock fades with {@code (30 days / time to expiry)^0.3}), plus contingencies for net short options and
 * for futures that offset each other across expiries. Each index stands alone. In the delivery window positions count with
 * the part of the window that is left.
 */
final class PortfolioMargin {
    /** Which of the open orders are taken as filled. */
    enum Fills {
        NONE,
        BUYS,
        SELLS
    }

    private final MarginRules rules;
    private final ExactMoney flow = new ExactMoney();
    private final ScenarioPrices scenarios;
    private final long[] results;

    PortfolioMargin(final ExchangeState state, final MarginRules rules) {
        this.rules = rules;
        scenarios = new ScenarioPrices(state, rules);
        results = new long[scenarios.count()];
    }

    long initial(final Collection<Holding> holdings) {
        long worst = risk(holdings, Fills.NONE);
        if (holdings.stream().anyMatch(holding -> holding.buys != 0)) {
            worst = Math.max(worst, risk(holdings, Fills.BUYS));
        }
        if (holdings.stream().anyMatch(holding -> holding.sells != 0)) {
            worst = Math.max(worst, risk(holdings, Fills.SELLS));
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
        Arrays.fill(results, 0);
        for (final Holding holding : holdings) {
            final long size = size(holding, fills);
            if (size != 0 && holding.instrument.markPrice() > 0) {
                addResults(holding.instrument, size);
            }
        }
        long worst = 0;
        for (final long result : results) {
            worst = Math.max(worst, -result);
        }
        return worst;
    }

    private void addResults(final ExchangeInstrument instrument, final long size) {
        final long[] prices = scenarios.prices(instrument);
        instrument.addFlow(flow.clear(), -size, instrument.markPrice());
        final long present = flow.rounded();
        for (int i = 0; i < results.length; i++) {
            instrument.addFlow(flow.clear(), -size, prices[i]);
            results[i] += Math.round((flow.rounded() - present) * instrument.deltaDecay);
        }
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
