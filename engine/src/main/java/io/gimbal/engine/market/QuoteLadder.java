package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;

/**
 * Prices and amounts that a maker wants in one book, best first: bids below the mark and offers above it, on
 * the grid, each level behind the one before. Reused from book to book by one thread; allocates nothing.
 *
 * <p>An option worth less than a tick is bid for at one tick, in the smallest amount: a price grid cannot say less.
 */
final class QuoteLadder {
    private static final long DEFAULT_USD = 100_000L;
    private static final long DEFAULT_COINS = 5L * Decimals.ONE;
    private static final long WIDE_SHARE = 10L;
    private static final double MOST_AMOUNT = 1e17;

    final long[] bids;
    final long[] asks;
    final long[] bidAmounts;
    final long[] askAmounts;
    private final MakerSettings settings;

    QuoteLadder(final MakerSettings settings) {
        this.settings = settings;
        bids = new long[settings.levels()];
        asks = new long[settings.levels()];
        bidAmounts = new long[settings.levels()];
        askAmounts = new long[settings.levels()];
    }

    int levels() {
        return bids.length;
    }

    /** Fills in; a level of amount 0 is not wanted. */
    void set(final InstrumentSpec spec, final long mark, final MarketTable table) {
        final int id = spec.instrumentId();
        setBids(spec, mark, gap(spec, mark, table.bidGap(id)));
        setAsks(spec, mark, gap(spec, mark, table.askGap(id)));
        final long bid = amount(spec, table.bidAmount(id));
        final long ask = amount(spec, table.askAmount(id));
        for (int level = 0; level < bids.length; level++) {
            bidAmounts[level] = bids[level] > 0 ? lots(spec, bid * (level + 1.0)) : 0;
            askAmounts[level] = lots(spec, ask * (level + 1.0));
        }
        if (bids[0] > mark) {
            bidAmounts[0] = spec.minAmount();
        }
    }

    private void setBids(final InstrumentSpec spec, final long mark, final long gap) {
        bids[0] = spec.tickBelow(Math.max(mark - gap, 0));
        bids[0] = bids[0] > 0 ? bids[0] : spec.tickSize();
        for (int level = 1; level < bids.length; level++) {
            final long wanted = bids[0] - level * step(spec, gap);
            final long behind = bids[level - 1] - spec.tickAt(Math.max(bids[level - 1] - 1, 0));
            bids[level] = Math.max(spec.tickBelow(Math.max(Math.min(wanted, behind), 0)), 0);
        }
    }

    private void setAsks(final InstrumentSpec spec, final long mark, final long gap) {
        asks[0] = spec.tickAbove(Math.max(mark + gap, bids[0] + spec.tickAt(bids[0])));
        for (int level = 1; level < asks.length; level++) {
            final long wanted = asks[0] + level * step(spec, gap);
            asks[level] = spec.tickAbove(Math.max(wanted, asks[level - 1] + spec.tickAt(asks[level - 1])));
        }
    }

    private long step(final InstrumentSpec spec, final long gap) {
        return Math.max(gap / 2, spec.tickSize());
    }

    private long gap(final InstrumentSpec spec, final long mark, final long ofMarket) {
        final long gap = ofMarket == Decimals.ABSENT ? Math.max(mark / WIDE_SHARE, spec.tickAt(mark)) : ofMarket;
        return Math.max((long) Math.min(gap * settings.spread(), MOST_AMOUNT), 1);
    }

    private long amount(final InstrumentSpec spec, final long ofMarket) {
        final long otherwise = spec.isUsdAmount() ? DEFAULT_USD * Decimals.ONE : DEFAULT_COINS;
        return ofMarket == Decimals.ABSENT ? otherwise : ofMarket;
    }

    private long lots(final InstrumentSpec spec, final double amount) {
        final long scaled = (long) Math.min(amount * settings.depth(), MOST_AMOUNT);
        return Math.max(scaled - scaled % spec.lot(), spec.minAmount());
    }
}
