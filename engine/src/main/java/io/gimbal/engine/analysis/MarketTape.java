package io.gimbal.engine.analysis;

import io.gimbal.engine.book.Scaled;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps the indices, forwards and tickers that a feed offers, decoded, to be played many times over. */
final class MarketTape implements Ingress {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final ForwardPriceDecoder forward = new ForwardPriceDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final List<Event> events = new ArrayList<>();

    MarketTape() {}

    /** One event of the market. */
    sealed interface Event {
        /** Epoch nanoseconds. */
        long timeNs();
    }

    /** The index, USD per coin. */
    record Index(long timeNs, double price) implements Event {}

    /** A forward of its own. */
    record Forward(long timeNs, long expiryNs, double price) implements Event {}

    /** An option's mark and volatility, and the forward they were made on; 0 where one is missing. */
    record Ticker(long timeNs, int instrumentId, double mark, double vol, double forward, double index)
            implements Event {}

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                events.add(new Index(receiveTimeNs, Scaled.toDouble(index.price())));
            }
            case ForwardPriceDecoder.TEMPLATE_ID -> {
                forward.wrapAndApplyHeader(buffer, offset, header);
                events.add(new Forward(receiveTimeNs, forward.expiryNs(), Scaled.toDouble(forward.price())));
            }
            case TickerDecoder.TEMPLATE_ID -> {
                ticker.wrapAndApplyHeader(buffer, offset, header);
                events.add(new Ticker(
                        receiveTimeNs,
                        ticker.instrumentId(),
                        Scaled.toDouble(ticker.markPrice()),
                        orNone(ticker.markVol()),
                        orNone(ticker.underlyingPrice()),
                        orNone(ticker.indexPrice())));
            }
            default -> {
                return events.size();
            }
        }
        return events.size();
    }

    private static double orNone(final long scaled) {
        return scaled == TickerDecoder.markVolNullValue() ? 0.0 : Scaled.toDouble(scaled);
    }

    List<Event> events() {
        return events;
    }
}
