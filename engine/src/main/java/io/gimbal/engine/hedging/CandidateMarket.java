package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.forecast.FundingForecast;
import io.gimbal.engine.hedging.instrument.HayashiYoshida;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * What is measured of one candidate: its price over the index, how the two stray from each other, how they move together,
 * its funding. Owned by the engine thread; allocates when a half-life is set.
 */
final class CandidateMarket {
    /** Moves of the basis are taken over at least this: shorter ones are the grain of two feeds. */
    static final long SAMPLE_NS = 10_000_000_000L;

    /** Returns that must be known before a measured ratio counts for half. */
    static final double HALF_TRUST = 200;

    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double NS_PER_HOUR = 3_600e9;
    private static final double FUNDING_HOURS = 8;
    private static final double LN_2 = 0.6931471805599453;
    private static final double SMALLEST_RATIO = 0.5;
    private static final double LARGEST_RATIO = 2;
    private static final long NEVER = Long.MIN_VALUE;

    private final FundingForecast funding = FundingForecast.ofPerpetual();
    private HayashiYoshida together = new HayashiYoshida(0);
    private long halfLifeNs;
    private double priceOverIndex;
    private double sampled;
    private long sampledNs = NEVER;
    private double basisVariance;
    private double rate;
    private long rateNs = NEVER;
    private double rateVariance;
    private double tickedPrice;
    private double tickedIndex;
    private boolean isPaired;
    private double sampledPrice;
    private double sampledIndex;

    /** Measures begin anew where the half-life is another. */
    void halfLife(final long newHalfLifeNs) {
        if (newHalfLifeNs != halfLifeNs) {
            halfLifeNs = newHalfLifeNs;
            together = new HayashiYoshida(newHalfLifeNs);
            sampledNs = NEVER;
            basisVariance = 0;
            tickedPrice = 0;
            tickedIndex = 0;
        }
    }

    /**
     * The basis is sampled from now on only when price and index have both moved since the last sample: where one is
     * seen before the other the difference is the move of the moment, which counts for more than a coin of its own does
     * against another's.
     */
    void pair() {
        isPaired = true;
    }

    /** Takes a live price, both in USD per coin and above 0. */
    void onPrice(final double price, final double index, final long nowNs) {
        priceOverIndex = price / index;
        if (index != tickedIndex) {
            tickedIndex = index;
            together.tick(HayashiYoshida.EXPOSURE, nowNs, DeterministicMath.log(index));
        }
        if (price != tickedPrice) {
            tickedPrice = price;
            together.tick(HayashiYoshida.HEDGE, nowNs, DeterministicMath.log(price));
        }
        if (isPaired && (price == sampledPrice || index == sampledIndex)) {
            return;
        }
        if (sampledNs == NEVER) {
            sampledPrice = price;
            sampledIndex = index;
            sampled = DeterministicMath.log(priceOverIndex);
            sampledNs = nowNs;
        } else if (nowNs - sampledNs >= SAMPLE_NS) {
            sampledPrice = price;
            sampledIndex = index;
            sample(DeterministicMath.log(priceOverIndex), nowNs);
        }
    }

    private void sample(final double log, final long nowNs) {
        final double elapsed = nowNs - sampledNs;
        final double kept = DeterministicMath.exp(-LN_2 * elapsed / halfLifeNs);
        final double move = log - sampled;
        basisVariance = kept * basisVariance + (1 - kept) * (move * move * NS_PER_YEAR / elapsed);
        sampled = log;
        sampledNs = nowNs;
    }

    /** A funding rate, per eight hours. */
    void onFunding(final double newRate, final long nowNs) {
        if (rateNs != NEVER) {
            final double hours = (nowNs - rateNs) / NS_PER_HOUR;
            funding.onRate(rate, hours);
            final double kept = DeterministicMath.exp(-LN_2 * hours / FundingForecast.MEAN_HALF_LIFE_HOURS);
            final double off = rate - funding.mean();
            rateVariance = kept * rateVariance + (1 - kept) * off * off;
        } else {
            funding.onRate(newRate, 0);
        }
        rate = newRate;
        rateNs = nowNs;
    }

    /** The last live price over the index of its moment; 0 before the first. */
    double priceOverIndex() {
        return priceOverIndex;
    }

    /** Variance of its return less the index's, per year, at least 0. */
    double basisVariance() {
        return basisVariance;
    }

    /** What a long position pays over a time, as a share of it; 0 while no rate was told. */
    double expectedFunding(final double years) {
        final double hours = years * NS_PER_YEAR / NS_PER_HOUR;
        return rateNs == NEVER ? 0 : funding.expectedRate(hours) * hours / FUNDING_HOURS;
    }

    /** How far that may be off, one standard deviation: rates stay off their mean for the half-life of the forecast. */
    double fundingError(final double years) {
        final double hours = years * NS_PER_YEAR / NS_PER_HOUR;
        final double exponent = LN_2 * hours / FundingForecast.HALF_LIFE_HOURS;
        final double lasting = exponent > 0 ? (1 - DeterministicMath.exp(-exponent)) / exponent : 1;
        return Math.sqrt(rateVariance) * lasting * hours / FUNDING_HOURS;
    }

    /**
     * Coins of the index that one of its coins hedges with least variance: one over the ratio of Ederington, shrunk
     * towards 1 by how few returns it rests on, held within bounds.
     */
    double minimumVarianceWeight() {
        final double ratio = together.ratio();
        final double trust = together.count() / (together.count() + HALF_TRUST);
        final double shrunk = ratio > 0 ? 1 + trust * (ratio - 1) : 1;
        return 1 / Math.min(Math.max(shrunk, SMALLEST_RATIO), LARGEST_RATIO);
    }

    long mixInto(final long hash) {
        long h = together.mixInto(funding.mixInto(hash));
        h = Bits.mix(h, halfLifeNs);
        h = Bits.mix(h, priceOverIndex);
        h = Bits.mix(h, sampled);
        h = Bits.mix(h, sampledNs);
        h = Bits.mix(h, basisVariance);
        h = Bits.mix(h, rate);
        h = Bits.mix(h, rateNs);
        h = Bits.mix(h, rateVariance);
        h = Bits.mix(h, tickedPrice);
        return Bits.mix(h, tickedIndex);
    }
}
