package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Turns the venue's public notifications into input events.
 *
 * <pre>
 *   adapter.underlying("btc_usd", 0);
 *   adapter.instrument(spec);
 *   adapter.channel("ticker.BTC-PERPETUAL.100ms");      // what will be subscribed
 *   adapter.onFrame(buffer, offset, length, receiveTimeNs, ingress);
 * </pre>
 *
 * A frame that is not well-formed to its last byte, or lacks what its event needs, makes no event: it is counted by reason
 * and kept for inspection, see {@link #malformed}. No frame makes an exception. A dropped frame of a book breaks its chain
 * of changes, and so does every gap: {@link MarketHandler#onGap}.
 *
 * <p>Owned by one thread. Allocates nothing per frame, but when a frame or a book is larger than any before.
 */
public final class MarketAdapter {
    private final JsonScanner scanner = new JsonScanner();
    private final EnvelopeReader envelope = new EnvelopeReader(scanner);
    private final AsciiTable<MarketInstrument> instruments = new AsciiTable<>();
    private final AsciiTable<Integer> underlyings = new AsciiTable<>();
    private final AsciiTable<MarketChannel> channels = new AsciiTable<>();
    private final TickerReader tickers = new TickerReader();
    private final QuoteReader quotes = new QuoteReader();
    private final BookReader books = new BookReader();
    private final IndexReader indices = new IndexReader();
    private final TradesReader trades = new TradesReader(instruments);
    private final MarkPricesReader marks = new MarkPricesReader(instruments);
    private final StateReader states = new StateReader(instruments, underlyings);
    private final MalformedFrames malformed = new MalformedFrames();
    private final MarketOutput out;

    /**
     * Creates an adapter that knows nothing yet.
     *
     * @param checks  when data is marked as not fresh
     * @param handler is told what is no event
     */
    public MarketAdapter(final InputChecks checks, final MarketHandler handler) {
        out = new MarketOutput(checks, handler);
    }

    /**
     * Makes an underlying known.
     *
     * @param indexName    the venue's name of its index, such as {@code btc_usd}
     * @param underlyingId dense, from 0
     */
    public void underlying(final String indexName, final int underlyingId) {
        underlyings.put(indexName, underlyingId);
    }

    /**
     * Makes an instrument known; one that is known stays as it is.
     *
     * @param spec the instrument
     */
    public void instrument(final InstrumentSpec spec) {
        if (instruments.find(spec.name()) == null) {
            instruments.put(spec.name(), new MarketInstrument(spec));
        }
    }

    /**
     * Makes a channel known: from now on its frames are events. One that is known stays as it is.
     *
     * @param name the venue's
     * @return the channel
     * @throws IllegalArgumentException when it is no channel of the market, or of an instrument or index that is not known
     */
    public MarketChannel channel(final String name) {
        final MarketChannel known = channels.find(name);
        if (known != null) {
            return known;
        }
        final MarketChannel channel = make(name, ChannelName.parse(name));
        channels.put(name, channel);
        return channel;
    }

    private MarketChannel make(final String name, final ChannelName parts) {
        return switch (parts.kind()) {
            case PRICE_INDEX, VOLATILITY_INDEX, DELIVERY_ESTIMATE -> {
                final Integer underlyingId = underlyings.find(parts.subject());
                if (underlyingId == null) {
                    throw new IllegalArgumentException("index not known: channel=" + name);
                }
                yield new MarketChannel(name, parts, null, underlyingId);
            }
            case MARK_PRICES, INSTRUMENT_STATE, PLATFORM_STATE ->
                new MarketChannel(name, parts, null, MarketChannel.NO_UNDERLYING);
            default -> {
                final MarketInstrument instrument = instruments.find(parts.subject());
                if (instrument == null && !parts.subject().isEmpty()) {
                    throw new IllegalArgumentException("instrument not known: channel=" + name);
                }
                if (instrument != null && parts.kind() == ChannelKind.TICKER) {
                    instrument.hasTicker = true;
                }
                yield new MarketChannel(name, parts, instrument, MarketChannel.NO_UNDERLYING);
            }
        };
    }

    /** {@return all channels, in the order in which they were made known; not to be changed} */
    public List<MarketChannel> channels() {
        return channels.values();
    }

    /** The connection is new: every book waits for its snapshot. */
    public void restart() {
        for (final MarketChannel channel : channels.values()) {
            channel.restart();
        }
    }

    /**
     * Reads a frame and offers its events.
     *
     * @param buffer        holds it; copied
     * @param offset        where it begins
     * @param length        its bytes, UTF-8
     * @param receiveTimeNs when it reached us, epoch nanoseconds
     * @param ingress       gets the events
     * @return what the frame is; {@link FrameKind#NOTIFICATION} also where it was rejected
     */
    public FrameKind onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNs,
            final Ingress ingress) {
        out.begin(ingress, receiveTimeNs);
        final FrameKind kind = envelope.read(buffer, offset, length);
        if (kind == FrameKind.NOTIFICATION) {
            onNotification();
        } else if (kind == FrameKind.MALFORMED) {
            reject(Rejection.of(scanner.status()));
        } else if (kind == FrameKind.RESULT && !envelope.finishFirst()) {
            reject(Rejection.of(scanner.status()));
            return FrameKind.MALFORMED;
        }
        return kind;
    }

    /** {@return frames and parts of frames that could not be used} */
    public MalformedFrames malformed() {
        return malformed;
    }

    /** {@return events that the ingress took} */
    public long offered() {
        return out.offered();
    }

    /** {@return events that the ingress did not take} */
    public long refused() {
        return out.refused();
    }

    /** {@return the envelope of the frame read last} */
    public EnvelopeReader envelope() {
        return envelope;
    }

    private void onNotification() {
        final MarketChannel channel = channels.find(envelope.channel());
        if (channel == null) {
            reject(envelope.finishFirst() ? Rejection.UNKNOWN_CHANNEL : Rejection.of(scanner.status()));
            return;
        }
        channel.onFrame();
        final Rejection rejection = switch (channel.kind()) {
            case TICKER -> read(tickers, channel);
            case QUOTE -> read(quotes, channel);
            case BOOK, GROUPED_BOOK -> read(books, channel);
            case INSTRUMENT_STATE, PLATFORM_STATE -> read(states, channel);
            case TRADES -> envelope.finishFirst() ? trades.read(scanner, channel, out) : Rejection.of(scanner.status());
            case MARK_PRICES ->
                envelope.finishFirst() ? marks.read(scanner, channel, out) : Rejection.of(scanner.status());
            case PRICE_INDEX, VOLATILITY_INDEX, DELIVERY_ESTIMATE, PERPETUAL -> read(indices, channel);
        };
        if (rejection != Rejection.NONE) {
            reject(rejection);
            loseBook(channel);
        }
    }

    private Rejection read(final ChannelReader reader, final MarketChannel channel) {
        final Rejection rejection = reader.read(scanner, channel);
        if (!envelope.finish()) {
            return Rejection.of(scanner.status());
        }
        if (rejection == Rejection.NONE) {
            reader.publish(channel, out);
        }
        return rejection;
    }

    private void loseBook(final MarketChannel channel) {
        if (channel.kind() == ChannelKind.BOOK) {
            channel.book().lose();
            BookReader.gap(channel, out);
        }
    }

    private void reject(final Rejection reason) {
        malformed.keep(reason, scanner, out.receiveTimeNs());
    }
}
