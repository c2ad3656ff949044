package io.gimbal.engine.market;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.agrona.DirectBuffer;

/** An ingress that reads market events into records and hashes their bytes. */
final class MarketEvents implements Ingress {
    final List<Index> indexes = new ArrayList<>();
    final List<Forward> forwards = new ArrayList<>();
    final List<Quote> quotes = new ArrayList<>();
    final List<Ticker> tickers = new ArrayList<>();
    final List<Funding> fundings = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    final List<Long> timesNs = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int refusals;

    record Index(long timeNs, int underlyingId, double price) {}

    record Forward(long timeNs, int underlyingId, long expiryNs, double price) {}

    record Quote(long timeNs, int instrumentId, long bid, long bidAmount, long ask, long askAmount) {}

    record Ticker(
            long timeNs, int instrumentId, double mark, double vol, double delta, double forward, long bid, long ask) {}

    record Funding(long timeNs, int instrumentId, double rate) {}

    record Delivery(long timeNs, int underlyingId, long expiryNs, double price) {}

    record State(long timeNs, int instrumentId, String state) {}

    long hash() {
        return crc.getValue();
    }

    void refuse(final int count) {
        refusals = count;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        if (refusals > 0) {
            refusals--;
            return BACK_PRESSURED;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        crc.update(bytes);
        timesNs.add(timeNs);
        read(buffer, offset, timeNs);
        return timesNs.size();
    }

    private void read(final DirectBuffer buffer, final int offset, final long timeNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> {
                final IndexPriceDecoder event = new IndexPriceDecoder().wrapAndApplyHeader(buffer, offset, header);
                indexes.add(new Index(timeNs, event.underlyingId(), event.price() / 1e8));
            }
            case ForwardPriceDecoder.TEMPLATE_ID -> {
                final ForwardPriceDecoder event = new ForwardPriceDecoder().wrapAndApplyHeader(buffer, offset, header);
                forwards.add(new Forward(timeNs, event.underlyingId(), event.expiryNs(), event.price() / 1e8));
            }
            case QuoteDecoder.TEMPLATE_ID -> {
                final QuoteDecoder event = new QuoteDecoder().wrapAndApplyHeader(buffer, offset, header);
                quotes.add(new Quote(
                        timeNs,
                        event.instrumentId(),
                        event.bidPrice(),
                        event.bidAmount(),
                        event.askPrice(),
                        event.askAmount()));
            }
            case TickerDecoder.TEMPLATE_ID -> readTicker(buffer, offset, timeNs);
            case FundingDecoder.TEMPLATE_ID -> {
                final FundingDecoder event = new FundingDecoder().wrapAndApplyHeader(buffer, offset, header);
                fundings.add(new Funding(timeNs, event.instrumentId(), event.currentRate() / 1e8));
            }
            case DeliveryDecoder.TEMPLATE_ID -> {
                final DeliveryDecoder event = new DeliveryDecoder().wrapAndApplyHeader(buffer, offset, header);
                deliveries.add(
                        new Delivery(timeNs, event.underlyingId(), event.expiryNs(), event.deliveryPrice() / 1e8));
            }
            case InstrumentStateChangeDecoder.TEMPLATE_ID -> {
                final InstrumentStateChangeDecoder event =
                        new InstrumentStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
                states.add(new State(timeNs, event.instrumentId(), event.state().name()));
            }
            default -> throw new AssertionError("unexpected event " + header.templateId());
        }
    }

    private void readTicker(final DirectBuffer buffer, final int offset, final long timeNs) {
        final TickerDecoder event = new TickerDecoder().wrapAndApplyHeader(buffer, offset, header);
        tickers.add(new Ticker(
                timeNs,
                event.instrumentId(),
                event.markPrice() / 1e8,
                event.markVol() / 1e8,
                event.venueDelta() / 1e8,
                event.underlyingPrice() / 1e8,
                event.bidPrice(),
                event.askPrice()));
    }
}
