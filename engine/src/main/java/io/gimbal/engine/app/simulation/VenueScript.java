package io.gimbal.engine.app.simulation;

import io.gimbal.engine.app.session.LocalExchange;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.codec.Side;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the venue and others on the account do of themselves, at random times: the platform locks and opens again, a manual
 * trade goes through, cash comes in or goes out. Steps with the exchange. Owned by the simulation's thread.
 */
final class VenueScript implements Feed {
    private static final String PLATFORM = "";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOCK_NS = 120 * SECOND_NS;
    private static final long TRADE_USD = 50_000L;
    private static final double LOCKS = 0.2;
    private static final double TRADES = 0.6;

    private final Feed exchangeFeed;
    private final LocalExchange venue;
    private final SplittableRandom random;
    private final String hedge;
    private final String currency;
    private final long meanGapNs;
    private final Map<SimulatedFault, Long> counts;
    private long nextNs;
    private long unlockNs = EXHAUSTED;

    VenueScript(
            final Feed exchangeFeed,
            final LocalExchange venue,
            final SplittableRandom random,
            final Desk desk,
            final Map<SimulatedFault, Long> counts) {
        this.exchangeFeed = exchangeFeed;
        this.venue = venue;
        this.random = random;
        this.hedge = desk.hedge();
        this.currency = desk.currency();
        this.meanGapNs = desk.meanGapNs();
        this.counts = counts;
        nextNs = venue.exchange().nowNs() + gap();
    }

    /**
     * Whom it acts on.
     *
     * @param hedge     instrument of manual trades
     * @param currency  of deposits
     * @param meanGapNs between two acts, nanoseconds
     */
    record Desk(String hedge, String currency, long meanGapNs) {}

    @Override
    public long nextTimeNs() {
        return Math.min(exchangeFeed.nextTimeNs(), Math.min(nextNs, unlockNs));
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int work = exchangeFeed.poll(nowNs, limit, ingress);
        if (nowNs >= unlockNs) {
            unlockNs = EXHAUSTED;
            venue.exchange().lock(PLATFORM, false);
            work++;
        }
        if (nowNs >= nextNs) {
            nextNs = nowNs + gap();
            act(nowNs);
            work++;
        }
        return work > 0 ? 1 : 0;
    }

    private void act(final long nowNs) {
        final double what = random.nextDouble();
        if (what < LOCKS) {
            if (unlockNs == EXHAUSTED) {
                count(SimulatedFault.PLATFORM_LOCKED);
                venue.exchange().lock(PLATFORM, true);
                unlockNs = nowNs + 1 + random.nextLong(LOCK_NS);
            }
        } else if (what < TRADES) {
            tradeByHand();
        } else {
            final long most = Decimals.ONE / 2;
            if (venue.exchange()
                    .deposit(venue.account(), currency, random.nextLong(2 * most) - most)
                    .isOk()) {
                count(SimulatedFault.CASH_MOVED);
            }
        }
    }

    /** A person, or another program, uses the account. */
    private void tradeByHand() {
        final Exchange exchange = venue.exchange();
        final ExchangeInstrument instrument = exchange.instrument(hedge);
        if (instrument == null) {
            return;
        }
        final long amount = (1 + random.nextLong(TRADE_USD / 10)) * 10L * Decimals.ONE;
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        if (exchange.place(venue.account(), OrderRequest.market(instrument, side, amount))
                .isOk()) {
            count(SimulatedFault.MANUAL_TRADE);
        }
    }

    private void count(final SimulatedFault fault) {
        counts.merge(fault, 1L, Long::sum);
    }

    private long gap() {
        return 1 + random.nextLong(2 * meanGapNs);
    }

    @Override
    public void close() {
        exchangeFeed.close();
    }
}
