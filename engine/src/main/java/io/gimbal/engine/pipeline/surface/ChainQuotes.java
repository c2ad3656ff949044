package io.gimbal.engine.pipeline.surface;

import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;

/**
 * The latest quote of each option of a chain, each with the forward of its moment, and the latest forward of each expiry.
 * Owned by one thread; allocates nothing after construction. What is not fresh is not taken.
 */
final class ChainQuotes {
    private static final double PER_SCALED = 1e-8;
    private static final long NEVER = Long.MIN_VALUE;

    private final Chain chain;
    private final double[] bid;
    private final double[] ask;
    private final double[] quoteForward;
    private final double[] markVol;
    private final long[] timeNs;
    private final double[] forward;

    ChainQuotes(final Chain chain) {
        this.chain = chain;
        bid = new double[chain.size()];
        ask = new double[chain.size()];
        quoteForward = new double[chain.size()];
        markVol = new double[chain.size()];
        timeNs = new long[chain.size()];
        forward = new double[chain.expiryCount()];
        java.util.Arrays.fill(timeNs, NEVER);
    }

    /** Takes all of another holder of the same chain. */
    void copyFrom(final ChainQuotes other) {
        System.arraycopy(other.bid, 0, bid, 0, bid.length);
        System.arraycopy(other.ask, 0, ask, 0, ask.length);
        System.arraycopy(other.quoteForward, 0, quoteForward, 0, quoteForward.length);
        System.arraycopy(other.markVol, 0, markVol, 0, markVol.length);
        System.arraycopy(other.timeNs, 0, timeNs, 0, timeNs.length);
        System.arraycopy(other.forward, 0, forward, 0, forward.length);
    }

    void onForward(final ForwardPriceDecoder event) {
        final boolean isOurs = event.underlyingId() == chain.underlyingId() && event.quality() == InputQuality.FRESH;
        final int expiry = isOurs ? chain.indexOfExpiry(event.expiryNs()) : -1;
        if (expiry >= 0 && event.price() > 0) {
            forward[expiry] = event.price() * PER_SCALED;
        }
    }

    void onTicker(final TickerDecoder event, final long nowNs) {
        final int place = chain.placeOf(event.instrumentId());
        if (place < 0 || event.quality() != InputQuality.FRESH) {
            return;
        }
        if (event.underlyingPrice() > 0) {
            forward[chain.expiryOf(place)] = event.underlyingPrice() * PER_SCALED;
        }
        markVol[place] = Math.max(event.markVol() * PER_SCALED, 0.0);
        quote(place, event.bidAmount() > 0 ? event.bidPrice() : 0, event.askAmount() > 0 ? event.askPrice() : 0, nowNs);
    }

    void onQuote(final QuoteDecoder event, final long nowNs) {
        final int place = chain.placeOf(event.instrumentId());
        if (place >= 0 && event.quality() == InputQuality.FRESH) {
            quote(
                    place,
                    event.bidAmount() > 0 ? event.bidPrice() : 0,
                    event.askAmount() > 0 ? event.askPrice() : 0,
                    nowNs);
        }
    }

    private void quote(final int place, final long newBid, final long newAsk, final long nowNs) {
        bid[place] = Math.max(newBid, 0) * PER_SCALED;
        ask[place] = Math.max(newAsk, 0) * PER_SCALED;
        quoteForward[place] = forward[chain.expiryOf(place)];
        timeNs[place] = nowNs;
    }

    /** {@return the latest forward of an expiry, 0 before the first} */
    double forward(final int expiry) {
        return forward[expiry];
    }

    /** {@return whether an option has both sides, not crossed, on a known forward, not older than an age} */
    boolean isUsable(final int place, final long nowNs, final long maxAgeNs) {
        return timeNs[place] != NEVER
                && nowNs - timeNs[place] <= maxAgeNs
                && quoteForward[place] > 0.0
                && bid[place] > 0.0
                && ask[place] >= bid[place];
    }

    double bid(final int place) {
        return bid[place];
    }

    double ask(final int place) {
        return ask[place];
    }

    /** {@return the forward at the moment of the quote} */
    double quoteForward(final int place) {
        return quoteForward[place];
    }

    double markVol(final int place) {
        return markVol[place];
    }

    long timeNs(final int place) {
        return timeNs[place];
    }
}
