package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A market that moves: indices walk at random, perpetuals stray from them, options have time value. By seed alone. */
final class SoakWorld implements Valuation {
    private static final double YEAR_NS = 365 * 86_400e9;
    private static final double VOL = 0.6;
    private static final long STEP_NS = 5 * ProtocolFixture.SECOND_NS;
    private static final double STEP_DEVIATION = VOL * Math.sqrt(STEP_NS / YEAR_NS);
    private static final double PREMIUM_STEP = 0.0001;
    private static final double PREMIUM_PULL = 0.99;

    private final SplittableRandom random;
    private final Map<String, Walk> walks = new TreeMap<>();

    private static final class Walk {
        private double index;
        private double premium;
        private long atNs;

        Walk(final double index, final long atNs) {
            this.index = index;
            this.atNs = atNs;
        }
    }

    SoakWorld(final long seed) {
        random = new SplittableRandom(seed);
    }

    SoakWorld index(final String name, final double price, final long nowNs) {
        walks.put(name, new Walk(price, nowNs));
        return this;
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        return cents(at(indexName, nowNs).index);
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final Walk walk = at(instrument.indexName(), nowNs);
        final boolean isPerpetual = instrument.kind() == InstrumentKind.PERPETUAL;
        final double years = isPerpetual ? 0 : Math.max(0, instrument.spec().expiryNs() - nowNs) / YEAR_NS;
        final double forward = deliveryEstimate > 0 ? deliveryEstimate / 1e8 : walk.index * (1 + 0.03 * years);
        out.forward = isPerpetual ? cents(walk.index) : cents(forward);
        if (instrument.spec().isOption()) {
            final double price = optionPrice(instrument, forward, VOL * Math.sqrt(years));
            out.markPrice = Math.max(10_000, Math.round(price * 1e4) * 10_000L);
            out.markVol = VOL;
            out.delta = instrument.spec().optionType() == OptionType.CALL ? 0.5 : -0.5;
            out.gamma = 0.00001;
            out.vega = 12.5;
            out.theta = -3.25;
        } else {
            out.markPrice = isPerpetual ? cents(walk.index * (1 + walk.premium)) : cents(forward);
        }
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        return Math.round(instrument.markPrice() * (1 + priceMove));
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        return VOL;
    }

    private Walk at(final String name, final long nowNs) {
        final Walk walk = walks.get(name);
        if (walk == null) {
            throw new AssertionError("no such index: " + name);
        }
        while (walk.atNs + STEP_NS <= nowNs) {
            walk.atNs += STEP_NS;
            walk.index *= 1 + STEP_DEVIATION * random.nextGaussian();
            walk.premium = PREMIUM_PULL * walk.premium + PREMIUM_STEP * random.nextGaussian();
        }
        return walk;
    }

    /** In coins: normal prices around the strike, worth the intrinsic value when no time is left. */
    private static double optionPrice(
            final ExchangeInstrument instrument, final double forward, final double deviation) {
        final double strike = instrument.spec().strike() / 1e8;
        final double above = (forward - strike) / forward;
        final double inside = instrument.spec().optionType() == OptionType.CALL ? above : -above;
        if (deviation < 1e-6) {
            return Math.max(0, inside);
        }
        final double x = inside / deviation;
        final double chance = 1 / (1 + Math.exp(-1.702 * x));
        return Math.max(Math.max(0, inside), inside * chance + deviation * 0.3989 * Math.exp(-x * x / 2));
    }

    private static long cents(final double price) {
        return Math.round(price * 100) * (Decimals.ONE / 100);
    }
}
