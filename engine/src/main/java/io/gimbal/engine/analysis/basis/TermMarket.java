package io.gimbal.engine.analysis.basis;

import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.forecast.FundingForecast;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What a generation's inputs said last of index, futures, forwards and funding. Owned by one thread. */
final class TermMarket {
    private static final double NS_PER_HOUR = 3_600e9;
    private static final double HALF = 0.5;

    /** One future or perpetual. */
    static final class Future {
        final int underlyingId;
        final String name;
        final long expiryNs;
        final FundingForecast funding = FundingForecast.ofPerpetual();
        double mid = Double.NaN;
        double mark = Double.NaN;
        long midNs;
        long markNs;
        double rate = Double.NaN;
        private long rateNs;

        Future(final int underlyingId, final String name, final long expiryNs) {
            this.underlyingId = underlyingId;
            this.name = name;
            this.expiryNs = expiryNs;
        }

        /** A rate holds until the next is told. */
        private void onRate(final double newRate, final long nowNs) {
            if (Double.isNaN(rate)) {
                funding.onRate(newRate, 0);
            } else {
                funding.onRate(rate, (nowNs - rateNs) / NS_PER_HOUR);
            }
            rate = newRate;
            rateNs = nowNs;
        }
    }

    /** One price and when it came. */
    record Price(double usd, long atNs) {}

    /** One underlying. */
    static final class Coin {
        final Map<Long, Price> forwards = new TreeMap<>();
        String name = "";
        Price index = new Price(Double.NaN, 0);
        long horizonNs;

        /** Until it is told anew, a forward keeps its ratio to the index, as in the engine. */
        private void onIndex(final Price next) {
            final double move = next.usd / index.usd;
            if (move > 0 && move < Double.POSITIVE_INFINITY) {
                forwards.replaceAll((expiryNs, forward) -> new Price(forward.usd * move, forward.atNs));
            }
            index = next;
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnderlyingDefinitionDecoder underlying = new UnderlyingDefinitionDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final InstrumentChoiceConfigurationDecoder choice = new InstrumentChoiceConfigurationDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final ForwardPriceDecoder forward = new ForwardPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final Map<Integer, Coin> coins = new TreeMap<>();
    private final Map<Integer, Future> futures = new TreeMap<>();

    Map<Integer, Coin> coins() {
        return coins;
    }

    Map<Integer, Future> futures() {
        return futures;
    }

    /** Takes an input. */
    void onInput(final DirectBuffer buffer, final int offset, final long nowNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case UnderlyingDefinitionDecoder.TEMPLATE_ID -> {
                underlying.wrapAndApplyHeader(buffer, offset, header);
                coin(underlying.underlyingId()).name = underlying.coin();
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                define(definition.wrapAndApplyHeader(buffer, offset, header));
            case InstrumentChoiceConfigurationDecoder.TEMPLATE_ID -> {
                choice.wrapAndApplyHeader(buffer, offset, header);
                coin(choice.underlyingId()).horizonNs = choice.horizonNs();
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                coin(index.underlyingId()).onIndex(new Price(Scaled.toDouble(index.price()), nowNs));
            }
            case ForwardPriceDecoder.TEMPLATE_ID -> {
                forward.wrapAndApplyHeader(buffer, offset, header);
                coin(forward.underlyingId())
                        .forwards
                        .put(forward.expiryNs(), new Price(Scaled.toDouble(forward.price()), nowNs));
            }
            case QuoteDecoder.TEMPLATE_ID -> quoted(quote.wrapAndApplyHeader(buffer, offset, header), nowNs);
            case TickerDecoder.TEMPLATE_ID -> marked(ticker.wrapAndApplyHeader(buffer, offset, header), nowNs);
            case FundingDecoder.TEMPLATE_ID -> {
                funding.wrapAndApplyHeader(buffer, offset, header);
                final Future perpetual = futures.get(funding.instrumentId());
                if (perpetual != null) {
                    perpetual.onRate(Scaled.toDouble(funding.currentRate()), nowNs);
                }
            }
            default -> {
                // Says nothing of a term structure.
            }
        }
    }

    private Coin coin(final int underlyingId) {
        return coins.computeIfAbsent(underlyingId, id -> new Coin());
    }

    private void define(final InstrumentDefinitionDecoder defined) {
        final boolean isFuture = defined.kind() == InstrumentKind.FUTURE || defined.kind() == InstrumentKind.PERPETUAL;
        if (isFuture) {
            futures.computeIfAbsent(
                    defined.instrumentId(),
                    id -> new Future(
                            defined.underlyingId(),
                            defined.name(),
                            defined.kind() == InstrumentKind.PERPETUAL ? 0 : defined.expiryNs()));
        }
    }

    private void quoted(final QuoteDecoder said, final long nowNs) {
        final Future of = futures.get(said.instrumentId());
        if (of != null) {
            final double bid = Scaled.toDouble(said.bidPrice());
            final double ask = Scaled.toDouble(said.askPrice());
            of.mid = bid > 0 && ask > bid ? HALF * (bid + ask) : Double.NaN;
            of.midNs = nowNs;
        }
    }

    private void marked(final TickerDecoder said, final long nowNs) {
        final Future of = futures.get(said.instrumentId());
        if (of != null && said.markPrice() > 0) {
            of.mark = Scaled.toDouble(said.markPrice());
            of.markNs = nowNs;
        }
    }
}
