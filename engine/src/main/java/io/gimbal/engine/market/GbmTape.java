package io.gimbal.engine.market;

import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import java.util.List;

/**
 * What one simulated coin says in a tick to one book, event by event. Owned by one thread; allocates nothing while
 * playing.
 */
final class GbmTape {
    private static final long FUNDING_EVERY_NS = 60_000_000_000L;

    private final GbmCoin coin;
    private final int underlyingId;
    private final InstrumentSpec[] futures;
    private final InstrumentSpec[] options;
    private final long[] expiriesNs;
    private final boolean[] isDelivered;
    private final long quoteUsd;
    private final int tickersPerTick;
    private final EventPublisher publisher = new EventPublisher();
    private long nowNs;
    private int cursor;
    private int events;
    private int firstTicker;
    private int tickers;
    private int nextExpiry;
    private int forward;
    private int delivering;
    private long nextFundingNs = Long.MIN_VALUE;
    private boolean isFunding;
    private boolean isStarted;

    GbmTape(final GbmCoin coin, final List<InstrumentSpec> specs, final GbmWorldContext context) {
        this.coin = coin;
        underlyingId = specs.get(0).underlyingId();
        futures = specs.stream().filter(spec -> !spec.isOption()).toArray(InstrumentSpec[]::new);
        options = specs.stream().filter(InstrumentSpec::isOption).toArray(InstrumentSpec[]::new);
        expiriesNs = specs.stream()
                .mapToLong(InstrumentSpec::expiryNs)
                .filter(expiryNs -> expiryNs > 0)
                .sorted()
                .distinct()
                .toArray();
        isDelivered = new boolean[expiriesNs.length];
        quoteUsd = context.quoteUsd();
        tickersPerTick = context.tickersPerTick();
    }

    /** Plans the events of a tick: quotes, index, delivery if one is due, funding, a forward, tickers. */
    void begin(final long tickNs) {
        nowNs = tickNs;
        cursor = 0;
        delivering = dueDelivery();
        isFunding = nowNs >= nextFundingNs && futures.length > 0;
        if (isFunding) {
            nextFundingNs = nowNs + FUNDING_EVERY_NS;
        }
        forward = chooseForward();
        firstTicker = isStarted && options.length > 0 ? (firstTicker + tickers) % options.length : 0;
        tickers = Math.min(isStarted ? tickersPerTick : options.length, options.length);
        isStarted = true;
        events =
                1 + (delivering >= 0 ? 1 : 0) + futures.length + (isFunding ? 1 : 0) + (forward >= 0 ? 1 : 0) + tickers;
    }

    private int dueDelivery() {
        for (int i = 0; i < expiriesNs.length; i++) {
            if (!isDelivered[i] && expiriesNs[i] <= nowNs) {
                isDelivered[i] = true;
                return i;
            }
        }
        return -1;
    }

    private int chooseForward() {
        for (int tried = 0; tried < expiriesNs.length; tried++) {
            final int expiry = nextExpiry;
            nextExpiry = (nextExpiry + 1) % expiriesNs.length;
            if (expiriesNs[expiry] > nowNs) {
                return expiry;
            }
        }
        return -1;
    }

    boolean isDone() {
        return cursor >= events;
    }

    /** Offers the next event of this tick; false when it was not accepted, and it stays next. */
    boolean offerNext(final Ingress ingress, final long receiveTimeNs) {
        encode(cursor);
        if (publisher.offer(ingress, receiveTimeNs) < 0) {
            return false;
        }
        cursor++;
        return true;
    }

    private void encode(final int event) {
        int at = event;
        if (at < futures.length) {
            quote(futures[at]);
            return;
        }
        at -= futures.length;
        if (at-- == 0) {
            index();
            return;
        }
        if (delivering >= 0 && at-- == 0) {
            delivery();
            return;
        }
        if (isFunding && at-- == 0) {
            funding();
            return;
        }
        if (forward >= 0 && at-- == 0) {
            forward();
            return;
        }
        ticker(options[(firstTicker + at) % options.length]);
    }

    private void index() {
        publisher.indexPrice().venueTimeNs(nowNs).underlyingId(underlyingId).price(cents(coin.index()));
    }

    private void delivery() {
        publisher
                .delivery()
                .venueTimeNs(nowNs)
                .underlyingId(underlyingId)
                .expiryNs(expiriesNs[delivering])
                .deliveryPrice(cents(coin.deliveryPrice()));
    }

    private void quote(final InstrumentSpec spec) {
        final double mid = spec.expiryNs() == 0 ? coin.perpetualMid() : coin.forward(nowNs, spec.expiryNs());
        final double half = coin.halfSpreadRate() * mid;
        final long bid = spec.tickBelow(Math.round((mid - half) * 1e8));
        final long ask = Math.max(spec.tickAbove(Math.round((mid + half) * 1e8)), bid + spec.tickAt(bid));
        final double unitUsd = spec.isUsdAmount() ? 1 : mid;
        final long lots = (long) Math.max(quoteUsd / unitUsd / spec.lot(), 1);
        final long amount = Math.max(lots * spec.lot(), spec.minAmount());
        publisher
                .quote()
                .venueTimeNs(nowNs)
                .instrumentId(spec.instrumentId())
                .bidPrice(bid)
                .bidAmount(amount)
                .askPrice(ask)
                .askAmount(amount);
    }

    private void funding() {
        publisher
                .funding()
                .venueTimeNs(nowNs)
                .instrumentId(futures[0].instrumentId())
                .currentRate(Math.round(coin.fundingRate() * 1e8));
    }

    private void forward() {
        publisher
                .forwardPrice()
                .venueTimeNs(nowNs)
                .underlyingId(underlyingId)
                .expiryNs(expiriesNs[forward])
                .price(cents(coin.forward(nowNs, expiriesNs[forward])));
    }

    private void ticker(final InstrumentSpec spec) {
        final boolean isExpired = spec.expiryNs() <= nowNs;
        final double underlying = isExpired ? coin.index() : coin.forward(nowNs, spec.expiryNs());
        final double strike = spec.strike() / 1e8;
        final double years = Math.max(TimeToExpiry.years(nowNs, spec.expiryNs()), 0);
        final double vol = Math.rint(coin.vol(underlying, strike, years) * 1e4) / 1e4;
        final boolean isCall = spec.optionType() == OptionType.CALL;
        final double usd = isExpired ? 0 : coin.price(isCall, underlying, strike, years, vol);
        final double mark = GbmWorld.isInverse(spec) ? usd / underlying : usd;
        publisher
                .ticker()
                .venueTimeNs(nowNs)
                .instrumentId(spec.instrumentId())
                .state(isExpired ? InstrumentState.DELIVERED : InstrumentState.OPEN)
                .markPrice(Math.round(mark * 1e4) * 10_000L)
                .markVol(Math.round(vol * 1e8))
                .underlyingPrice(cents(underlying))
                .indexPrice(cents(coin.index()))
                .venueDelta(isExpired ? 0 : Math.round(coin.delta() * 1e5) * 1_000L);
    }

    /** The venue publishes prices of the underlying with four decimals. */
    private static long cents(final double price) {
        return Math.round(price * 1e4) * 10_000L;
    }
}
