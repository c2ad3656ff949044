package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import org.agrona.DirectBuffer;

/**
 * An ingress that hands events on and shows the market's to a {@link SimulatedGateway} once they were accepted, so that
 * orders meet exactly the market that was delivered: quotes, the tops of book in options' tickers, index prices, states
 * of instruments and stated positions. Owned by the thread that polls the feeds; allocates nothing.
 */
public final class QuoteTee implements Ingress {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final InstrumentStateChangeDecoder state = new InstrumentStateChangeDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final Ingress target;
    private final SimulatedGateway gateway;

    /**
     * Puts the tee before an ingress.
     *
     * @param target  gets every event
     * @param gateway is shown the market
     */
    public QuoteTee(final Ingress target, final SimulatedGateway gateway) {
        this.target = target;
        this.gateway = gateway;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final long answer = target.offer(buffer, offset, length, receiveTimeNs);
        if (answer >= 0) {
            show(buffer, offset, receiveTimeNs);
        }
        return answer;
    }

    private void show(final DirectBuffer buffer, final int offset, final long timeNs) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case QuoteDecoder.TEMPLATE_ID -> showQuote(buffer, offset, timeNs);
            case TickerDecoder.TEMPLATE_ID -> showTicker(buffer, offset, timeNs);
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                gateway.onIndex(index.underlyingId(), index.price());
            }
            case InstrumentStateChangeDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(buffer, offset, header);
                gateway.onState(state.instrumentId(), state.state());
            }
            case PositionSnapshotDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(buffer, offset, header);
                gateway.onPosition(position.instrumentId(), position.amount());
            }
            default -> {
                // Every other event says nothing about the market.
            }
        }
    }

    private void showQuote(final DirectBuffer buffer, final int offset, final long timeNs) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        gateway.onQuote(
                timeNs, quote.instrumentId(), quote.bidPrice(), quote.bidAmount(), quote.askPrice(), quote.askAmount());
    }

    private void showTicker(final DirectBuffer buffer, final int offset, final long timeNs) {
        ticker.wrapAndApplyHeader(buffer, offset, header);
        if (gateway.isOption(ticker.instrumentId())) {
            gateway.onQuote(
                    timeNs,
                    ticker.instrumentId(),
                    Math.max(ticker.bidPrice(), 0),
                    Math.max(ticker.bidAmount(), 0),
                    Math.max(ticker.askPrice(), 0),
                    Math.max(ticker.askAmount(), 0));
        }
    }
}
