package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import java.util.function.Predicate;

/**
 * The world's takers. Noise comes at random times and takes a little from the best price of a random book, either side.
 * Toxic flow knows the index a step ahead and takes from futures and perpetuals whose quotes that step will leave behind.
 * All by seed. Owned by the exchange's thread.
 */
final class OrderFlow {
    private static final double NS_PER_SECOND = 1e9;
    private static final double FUTURES_SHARE = 0.6;
    private static final double MOST_OF_BEST = 0.5;

    private final Exchange exchange;
    private final Account noise;
    private final Account toxic;
    private final FlowSettings settings;
    private final SplitMix64 random;
    private List<ExchangeInstrument> options = List.of();
    private List<ExchangeInstrument> futures = List.of();
    private long nextNs;

    OrderFlow(
            final Exchange exchange,
            final Account noise,
            final Account toxic,
            final FlowSettings settings,
            final long seed) {
        this.exchange = exchange;
        this.noise = noise;
        this.toxic = toxic;
        this.settings = settings;
        this.random = new SplitMix64(seed);
        choose(instrument -> true);
        this.nextNs = exchange.nowNs();
        schedule();
    }

    /** Instruments were listed: trades them too, and no more what is gone. */
    void onListing() {
        choose(instrument -> instrument.state() != InstrumentState.DELIVERED);
    }

    private void choose(final Predicate<ExchangeInstrument> which) {
        options = exchange.instruments().stream()
                .filter(which)
                .filter(instrument -> instrument.spec().isOption())
                .toList();
        futures = exchange.instruments().stream()
                .filter(which)
                .filter(instrument -> !instrument.spec().isOption())
                .toList();
    }

    /** When the next uninformed trade is due, epoch nanoseconds. */
    long nextTimeNs() {
        return nextNs;
    }

    /**
     * Makes the uninformed trade that is due.
     *
     * @param maker puts the book in order after it
     */
    void trade(final MarketMaker maker) {
        schedule();
        final boolean isFuture = random.nextDouble() < FUTURES_SHARE;
        final List<ExchangeInstrument> group =
                (isFuture && !futures.isEmpty()) || options.isEmpty() ? futures : options;
        final double which = random.nextDouble();
        final Side side = random.nextDouble() < 0.5 ? Side.BUY : Side.SELL;
        final double share = -settings.noiseShare() * DeterministicMath.log(1.0 - random.nextDouble());
        if (!group.isEmpty()) {
            final ExchangeInstrument instrument = group.get((int) (which * group.size()));
            take(noise, instrument, side, Math.min(share, MOST_OF_BEST));
            maker.quote(instrument);
        }
    }

    /**
     * Trades on what is about to happen.
     *
     * @param now   what the market said last
     * @param ahead what it will say next
     * @param maker puts the books in order after it
     */
    void tradeAhead(final MarketTable now, final MarketTable ahead, final MarketMaker maker) {
        for (final ExchangeInstrument instrument : futures) {
            final int underlying = instrument.spec().underlyingId();
            final long before = now.index(underlying);
            final long after = ahead.index(underlying);
            if (before > 0 && after != before && instrument.state() == InstrumentState.OPEN) {
                final double worth = (double) instrument.markPrice() * after / before;
                pickOff(instrument, worth, maker);
            }
        }
    }

    private void pickOff(final ExchangeInstrument instrument, final double worth, final MarketMaker maker) {
        final long bid = instrument.book().bestBid();
        final long ask = instrument.book().bestAsk();
        final boolean isCheap = ask > 0 && worth > ask;
        final boolean isDear = bid > 0 && worth < bid;
        if ((isCheap || isDear) && random.nextDouble() < settings.toxicShare()) {
            take(toxic, instrument, isCheap ? Side.BUY : Side.SELL, settings.toxicDepth());
            maker.quote(instrument);
        }
    }

    /** Takes a share of the best price's amount, in whole lots; nothing where that is too little or the book is closed. */
    private void take(final Account account, final ExchangeInstrument instrument, final Side side, final double share) {
        final boolean isBuy = side == Side.BUY;
        final long price =
                isBuy ? instrument.book().bestAsk() : instrument.book().bestBid();
        final long there =
                isBuy ? instrument.book().bestAskAmount() : instrument.book().bestBidAmount();
        final long wanted = (long) (there * share);
        final long amount = Math.max(
                wanted - wanted % instrument.spec().lot(), instrument.spec().minAmount());
        if (instrument.state() == InstrumentState.OPEN && price > 0 && amount <= there && share > 0.0) {
            exchange.place(
                    account,
                    OrderRequest.limit(instrument, side, amount, price).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        }
    }

    private void schedule() {
        if (settings.noisePerSecond() > 0.0) {
            final double seconds = -DeterministicMath.log(1.0 - random.nextDouble()) / settings.noisePerSecond();
            nextNs += Math.max((long) (seconds * NS_PER_SECOND), 1L);
        } else {
            nextNs = Feed.EXHAUSTED;
        }
    }
}
