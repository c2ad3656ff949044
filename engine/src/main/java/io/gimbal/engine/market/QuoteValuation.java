package io.gimbal.engine.market;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values futures and perpetuals by the middle of what was quoted last, and knows each index as it was told. What nobody has
 * quoted yet is worth 0. Owned by the exchange's thread.
 */
final class QuoteValuation implements Valuation {
    private final Map<String, Long> indices = new TreeMap<>();
    private final long[] mids;

    QuoteValuation(final int instruments) {
        mids = new long[instruments];
    }

    void index(final String indexName, final long price) {
        indices.put(indexName, price);
    }

    void mid(final int instrumentId, final long price) {
        mids[instrumentId] = price;
    }

    long mid(final int instrumentId) {
        return mids[instrumentId];
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        return indices.getOrDefault(indexName, 0L);
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final long mid = mids[instrument.id()];
        out.markPrice = mid;
        out.forward = instrument.spec().expiryNs() > 0 ? mid : indexPrice(instrument.indexName(), nowNs);
        out.delta = 1.0;
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        return Math.max(Math.round(mids[instrument.id()] * (1.0 + priceMove)), 0);
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        return 0;
    }
}
