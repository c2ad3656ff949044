package io.gimbal.engine.app.session;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.VenueGreeks;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.function.LongToDoubleFunction;

/** A market that a test states: one index path for every currency, one volatility, a premium of the perpetuals. */
final class StatedMarket implements Valuation {
    private static final double PER_SCALED = 1e-8;

    private final VenueGreeks greeks = new VenueGreeks();
    private final OptionGreeks black = new OptionGreeks();
    private LongToDoubleFunction path = nowNs -> 90_000.0;
    private double vol = 0.60;
    private double premium;

    /** The index from now on, USD per coin at a time. */
    void index(final LongToDoubleFunction newPath) {
        path = newPath;
    }

    /** The index stands still from now on. */
    void index(final double price) {
        path = nowNs -> price;
    }

    /** How far the perpetuals' marks stand above the index, as a share of it. */
    void premium(final double share) {
        premium = share;
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        return Math.round(path.applyAsDouble(nowNs) * 100.0) * (Decimals.ONE / 100);
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final InstrumentSpec spec = instrument.spec();
        out.forward = deliveryEstimate > 0 ? deliveryEstimate : indexPrice(instrument.indexName(), nowNs);
        out.delta = 1.0;
        if (!spec.isOption()) {
            out.markPrice = spec.expiryNs() > 0 ? out.forward : Math.round(out.forward * (1.0 + premium));
            return;
        }
        final boolean isCall = spec.optionType() == OptionType.CALL;
        final double forward = out.forward * PER_SCALED;
        greeks.evaluate(isCall, forward, spec.strike() * PER_SCALED, nowNs, spec.expiryNs(), vol);
        out.markVol = vol;
        out.markPrice = Math.round(
                (spec.settlement() == Settlement.LINEAR ? greeks.markUsd() : greeks.markCoin()) * Decimals.ONE);
        Black76.evaluate(
                isCall, forward, spec.strike() * PER_SCALED, TimeToExpiry.years(nowNs, spec.expiryNs()), vol, black);
        out.delta = black.delta();
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        return Math.round(instrument.markPrice() * (1.0 + priceMove));
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        return vol;
    }
}
