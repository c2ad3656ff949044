package io.gimbal.engine.market;

import io.gimbal.engine.pricing.VenueGreeks;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;

/** Writes what a coin's state says as events, rounded as the venue rounds. Owned by one thread; allocates nothing. */
final class GbmPublisher {
    static final int INDEX = 0;
    static final int FORWARD = 1;
    static final int PERPETUAL_QUOTE = 2;
    static final int FUTURE_QUOTE = 3;
    static final int TICKER = 4;
    static final int FUNDING = 5;
    static final int DELIVERY = 6;
    static final int FUTURE_END = 7;
    static final int OPTION_END = 8;

    private static final int KIND_SHIFT = 24;
    private static final int INDEX_MASK = (1 << KIND_SHIFT) - 1;
    private static final double PER_SCALED = 1e-8;
    private static final double FUNDING_DAMPER = 0.00025;

    private final EventPublisher publisher = new EventPublisher();
    private final VenueGreeks greeks = new VenueGreeks();
    private final GbmWorld.Context context;
    private long timeNs;

    GbmPublisher(final GbmWorld.Context context) {
        this.context = context;
    }

    static int event(final int kind, final int index) {
        return kind << KIND_SHIFT | index;
    }

    /** Encodes one event of a coin and offers it; the same event may be offered again. */
    long offer(final GbmCoin coin, final int event, final long nowNs, final Ingress ingress) {
        timeNs = nowNs;
        encode(coin, event);
        return publisher.offer(ingress, nowNs);
    }

    private void encode(final GbmCoin coin, final int event) {
        final int index = event & INDEX_MASK;
        switch (event >>> KIND_SHIFT) {
            case INDEX ->
                publisher.indexPrice().venueTimeNs(timeNs).price(coin.index()).underlyingId(coin.underlyings[index]);
            case FORWARD -> forward(coin, index);
            case PERPETUAL_QUOTE -> quote(coin.perpetuals[index], coin.perpetual());
            case FUTURE_QUOTE -> quote(coin.futures[index], coin.forward(coin.futures[index].expiryNs()) * PER_SCALED);
            case TICKER -> ticker(coin, index);
            case FUNDING -> funding(coin, index);
            case DELIVERY -> delivery(coin, index);
            case FUTURE_END -> end(coin.futures[index]);
            case OPTION_END -> end(coin.options[index]);
            default -> throw new IllegalStateException("no such event: " + event);
        }
    }

    private void forward(final GbmCoin coin, final int index) {
        final int expiry = index / coin.underlyings.length;
        publisher
                .forwardPrice()
                .venueTimeNs(timeNs)
                .expiryNs(coin.expiriesNs[expiry])
                .price(coin.forwardAt(expiry))
                .underlyingId(coin.underlyings[index % coin.underlyings.length]);
    }

    private void quote(final InstrumentSpec spec, final double mid) {
        final long price = VenueRounding.toRate(mid);
        final long half = Decimals.multiply(price, context.halfSpreadRate());
        final long bid = spec.tickBelow(price - half);
        final long amount =
                spec.isUsdAmount() ? context.quoteUsd() : Decimals.divide(context.quoteUsd(), Math.max(price, 1));
        final long lots = Math.max(amount - amount % spec.lot(), spec.minAmount());
        publisher
                .quote()
                .venueTimeNs(timeNs)
                .instrumentId(spec.instrumentId())
                .bidPrice(bid)
                .bidAmount(bid > 0 ? lots : 0)
                .askPrice(Math.max(spec.tickAbove(price + half), bid + spec.tickAt(bid)))
                .askAmount(lots);
    }

    private void ticker(final GbmCoin coin, final int option) {
        final InstrumentSpec spec = coin.options[option];
        final int expiry = coin.expiryOf(option);
        final boolean isCall = spec.optionType() == OptionType.CALL;
        greeks.evaluate(
                isCall,
                coin.forwardUsd(expiry),
                coin.strike(option),
                timeNs,
                spec.expiryNs(),
                coin.vol(option) * PER_SCALED);
        final boolean isInverse = spec.settlement() == Settlement.INVERSE;
        final long mark = VenueRounding.toMark(isInverse ? greeks.markCoin() : greeks.markUsd());
        final long half = Decimals.multiply(mark, context.optionHalfSpreadRate());
        final long bid = spec.tickBelow(Math.max(mark - half, 0));
        final long ask = Math.max(spec.tickAbove(mark + half), bid + spec.tickAt(bid));
        publisher
                .ticker()
                .venueTimeNs(timeNs)
                .instrumentId(spec.instrumentId())
                .markPrice(mark)
                .markVol(coin.vol(option))
                .bidPrice(bid > 0 ? bid : Decimals.ABSENT)
                .bidAmount(bid > 0 ? context.optionAmount() : Decimals.ABSENT)
                .askPrice(ask)
                .askAmount(context.optionAmount())
                .underlyingPrice(coin.forwardAt(expiry))
                .indexPrice(coin.index())
                .estimatedDeliveryPrice(coin.estimatedDelivery(expiry))
                .venueDelta(VenueRounding.toDelta(greeks.delta()));
    }

    private void funding(final GbmCoin coin, final int index) {
        final double premium = coin.perpetualBasis();
        final double rate = Math.max(FUNDING_DAMPER, premium) + Math.min(-FUNDING_DAMPER, premium);
        publisher
                .funding()
                .venueTimeNs(timeNs)
                .instrumentId(coin.perpetuals[index].instrumentId())
                .currentRate(VenueRounding.toRate(rate))
                .eightHourRate(VenueRounding.toRate(rate));
    }

    private void delivery(final GbmCoin coin, final int index) {
        final int expiry = index / coin.underlyings.length;
        publisher
                .delivery()
                .venueTimeNs(timeNs)
                .expiryNs(coin.expiriesNs[expiry])
                .deliveryPrice(coin.estimatedDelivery(expiry))
                .underlyingId(coin.underlyings[index % coin.underlyings.length]);
    }

    private void end(final InstrumentSpec spec) {
        publisher
                .instrumentStateChange()
                .venueTimeNs(timeNs)
                .instrumentId(spec.instrumentId())
                .state(InstrumentState.DELIVERED);
    }
}
