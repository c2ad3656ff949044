package io.gimbal.engine.market;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.ImpliedVol;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.VenueGreeks;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values a local exchange's instruments from what the market said last: options by Black-76 on the forward and the mark
 * volatility, interest 0, as the venue does; dated futures at the forward; perpetuals at the middle of the market's quote.
 * In the delivery window the running average stands for the forward, and the mark stays plain Black-76 on it.
 *
 * <p>Marks are rounded to 1e-8, half even. Owned by the exchange's thread; allocates nothing after construction.
 */
public final class MarketValuation implements Valuation {
    private static final double PER_SCALED = 1e-8;

    private final VenueGreeks greeks = new VenueGreeks();
    private final OptionGreeks black = new OptionGreeks();
    private final ImpliedVol impliedVol = new ImpliedVol();
    private final Map<String, Integer> underlyings = new TreeMap<>();
    private final MarketTable table;

    MarketValuation(final MarketTable table, final List<InstrumentSpec> specs) {
        this.table = table;
        for (final InstrumentSpec spec : specs) {
            underlyings.put(WorldMarket.indexName(spec), spec.underlyingId());
        }
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        final Integer underlying = underlyings.get(indexName);
        if (underlying == null) {
            throw new IllegalArgumentException(
                    "no such index in this world: index=" + indexName + ", known=" + underlyings.keySet());
        }
        return table.index(underlying);
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final InstrumentSpec spec = instrument.spec();
        final double forward = forward(spec, deliveryEstimate);
        out.forward = VenueRounding.toRate(forward);
        if (spec.isOption()) {
            option(spec, forward, nowNs, out);
        } else {
            out.markPrice = spec.expiryNs() > 0 ? out.forward : table.mid(spec.instrumentId());
            out.delta = 1.0;
        }
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        final InstrumentSpec spec = instrument.spec();
        if (!spec.isOption()) {
            return VenueRounding.toRate(Math.max(instrument.markPrice() * PER_SCALED * (1.0 + priceMove), 0.0));
        }
        final double forward = instrument.forward() * PER_SCALED * (1.0 + priceMove);
        final double vol = instrument.markVol() * (1.0 + relativeVol);
        final double years = TimeToExpiry.years(nowNs, spec.expiryNs());
        final double strike = spec.strike() * PER_SCALED;
        if (!Black76.evaluate(isCall(spec), forward, strike, years, vol, black)) {
            return 0;
        }
        return VenueRounding.toRate(isLinear(spec) ? black.price() : black.price() / forward);
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        final InstrumentSpec spec = instrument.spec();
        final double forward = instrument.forward() * PER_SCALED;
        final double usd = price * PER_SCALED * (isLinear(spec) ? 1.0 : forward);
        final double years = TimeToExpiry.years(nowNs, spec.expiryNs());
        final boolean isSolved = spec.isOption()
                && impliedVol.solveBlack(
                        isCall(spec), forward, spec.strike() * PER_SCALED, years, usd, instrument.markVol());
        return isSolved ? impliedVol.vol() : 0.0;
    }

    private void option(final InstrumentSpec spec, final double forward, final long nowNs, final InstrumentValue out) {
        final double vol = table.vol(spec.instrumentId()) * PER_SCALED;
        greeks.evaluate(isCall(spec), forward, spec.strike() * PER_SCALED, nowNs, spec.expiryNs(), vol);
        out.markVol = vol;
        out.markPrice = VenueRounding.toRate(isLinear(spec) ? greeks.markUsd() : greeks.markCoin());
        out.gamma = greeks.gamma();
        out.vega = greeks.vegaPerVolPoint();
        out.theta = greeks.thetaPerDay();
        out.rho = greeks.rhoPerPoint();
        final double years = TimeToExpiry.years(nowNs, spec.expiryNs());
        Black76.evaluate(isCall(spec), forward, spec.strike() * PER_SCALED, years, vol, black);
        out.delta = black.delta();
    }

    private double forward(final InstrumentSpec spec, final long deliveryEstimate) {
        if (deliveryEstimate > 0) {
            return deliveryEstimate * PER_SCALED;
        }
        return spec.expiryNs() > 0
                ? table.forward(spec.underlyingId(), spec.expiryNs())
                : table.index(spec.underlyingId()) * PER_SCALED;
    }

    private static boolean isLinear(final InstrumentSpec spec) {
        return spec.settlement() == Settlement.LINEAR;
    }

    private static boolean isCall(final InstrumentSpec spec) {
        return spec.optionType() == OptionType.CALL;
    }
}
