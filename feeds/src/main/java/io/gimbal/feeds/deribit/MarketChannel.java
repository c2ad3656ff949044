package io.gimbal.feeds.deribit;

import org.jspecify.annotations.Nullable;

/** One channel of the market that is subscribed, or about to be. Owned by the thread of its adapter. */
public final class MarketChannel {
    /** Underlying of a channel that is not of one. */
    static final int NO_UNDERLYING = -1;

    private final String name;
    private final ChannelKind kind;
    private final AsciiKey subject;
    private final @Nullable MarketInstrument instrument;
    private final int underlyingId;
    private final OrderBookReplica book = new OrderBookReplica();
    private long lastVenueTimeNs;
    private long frames;
    private long gapsSaid;

    MarketChannel(
            final String name,
            final ChannelName parts,
            final @Nullable MarketInstrument instrument,
            final int underlyingId) {
        this.name = name;
        this.kind = parts.kind();
        this.subject = new AsciiKey(parts.subject());
        this.instrument = instrument;
        this.underlyingId = underlyingId;
    }

    /** {@return the venue's name of it} */
    public String name() {
        return name;
    }

    /** {@return what it brings} */
    public ChannelKind kind() {
        return kind;
    }

    /** {@return the copy of the book; waits for ever where the channel is none of a book} */
    public OrderBookReplica book() {
        return book;
    }

    /** {@return frames that came so far, rejected ones included} */
    public long frames() {
        return frames;
    }

    @Nullable
    MarketInstrument instrument() {
        return instrument;
    }

    MarketInstrument instrumentOrThrow() {
        if (instrument == null) {
            throw new IllegalStateException("not a channel of one instrument: name=" + name);
        }
        return instrument;
    }

    AsciiKey subject() {
        return subject;
    }

    int underlyingId() {
        return underlyingId;
    }

    long lastVenueTimeNs() {
        return lastVenueTimeNs;
    }

    void onFrame() {
        frames++;
    }

    void onVenueTime(final long venueTimeNs) {
        lastVenueTimeNs = Math.max(lastVenueTimeNs, venueTimeNs);
    }

    /** Whether the gap that the book is in has not been told yet; from now on it has. */
    boolean sayGap() {
        final boolean isNew = book.gaps() != gapsSaid;
        gapsSaid = book.gaps();
        return isNew;
    }

    void restart() {
        book.restart();
        lastVenueTimeNs = 0;
    }

    /** {@return name and kind} */
    @Override
    public String toString() {
        return name;
    }
}
