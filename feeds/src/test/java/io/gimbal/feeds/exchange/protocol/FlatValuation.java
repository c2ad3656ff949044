package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import java.util.Map;
import java.util.TreeMap;

/** Values everything at numbers that a test sets: marks stand at the index, options at a twentieth of the underlying. */
final class FlatValuation implements Valuation {
    private final Map<String, Long> prices = new TreeMap<>();

    FlatValuation set(final String indexName, final double price) {
        prices.put(indexName, Math.round(price * Decimals.ONE));
        return this;
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        return prices.getOrDefault(indexName, 100 * Decimals.ONE);
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final long index = indexPrice(instrument.indexName(), nowNs);
        out.forward = deliveryEstimate > 0 ? deliveryEstimate : index;
        out.markPrice = instrument.spec().isOption() ? Decimals.ONE / 20 : out.forward;
        out.markVol = instrument.spec().isOption() ? 0.5 : 0;
        out.delta = 0.5;
        out.gamma = 0.00001;
        out.vega = 12.5;
        out.theta = -3.25;
        out.rho = 1.5;
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        return Math.round(instrument.markPrice() * (1 + priceMove));
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        return 0.55;
    }
}
