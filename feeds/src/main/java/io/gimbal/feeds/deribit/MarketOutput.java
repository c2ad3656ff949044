package io.gimbal.feeds.deribit;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.InputQuality;
import org.agrona.DirectBuffer;

/** Where the readers' events go: to the ingress of the frame at hand, at its time. Owned by the thread of its adapter. */
final class MarketOutput {
    private static final Ingress NOWHERE =
            (final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) -> Ingress.CLOSED;

    private final EventPublisher publisher = new EventPublisher();
    private final InputChecks checks;
    private final MarketHandler handler;
    private Ingress ingress = NOWHERE;
    private long receiveTimeNs;
    private long offered;
    private long refused;

    MarketOutput(final InputChecks checks, final MarketHandler handler) {
        this.checks = checks;
        this.handler = handler;
    }

    void begin(final Ingress to, final long timeNs) {
        ingress = to;
        receiveTimeNs = timeNs;
    }

    EventPublisher publisher() {
        return publisher;
    }

    InputChecks checks() {
        return checks;
    }

    MarketHandler handler() {
        return handler;
    }

    long receiveTimeNs() {
        return receiveTimeNs;
    }

    /** Offers the event begun last. */
    void offer() {
        if (publisher.offer(ingress, receiveTimeNs) >= 0) {
            offered++;
        } else {
            refused++;
        }
    }

    /** Offers the instrument's top of book as it is kept. */
    void quote(final MarketInstrument instrument, final long venueTimeNs, final InputQuality quality) {
        publisher
                .quote()
                .venueTimeNs(venueTimeNs)
                .bidPrice(instrument.bidPrice)
                .bidAmount(instrument.bidAmount)
                .askPrice(instrument.askPrice)
                .askAmount(instrument.askAmount)
                .instrumentId(instrument.spec.instrumentId())
                .quality(quality);
        instrument.quoteQuality = quality;
        instrument.quoteReceiveNs = receiveTimeNs;
        offer();
    }

    /** The quality of something dated; keeps the date. */
    InputQuality age(final MarketChannel channel, final long venueTimeNs) {
        final boolean isStale = isStale(channel, venueTimeNs);
        channel.onVenueTime(venueTimeNs);
        return quality(isStale);
    }

    InputQuality quality(final boolean isStale) {
        return isStale ? InputQuality.STALE : InputQuality.FRESH;
    }

    boolean isStale(final MarketChannel channel, final long venueTimeNs) {
        return checks.isStale(venueTimeNs, receiveTimeNs, channel.lastVenueTimeNs());
    }

    long offered() {
        return offered;
    }

    long refused() {
        return refused;
    }
}
