package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * Measures how far the wanted hedge moves with the price, whatever moves it: the root of its quadratic variation over
 * that of the price, both as exponential averages over samples a minute apart. Vanna, re-marks of the surface and
 * several expiries are in it; what a trade, a deposit or a delivery did to the book is not. Never decides. Owned by
 * the engine thread.
 *
 * <p>Where the price moved less than its volatility says, the latter is what the variation is held against: a still
 * price under moving marks would make any gamma of it.
 */
final class RoughnessTracker {
    /** Long enough that bid-ask noise of quotes and marks is small beside what is measured. */
    static final long SAMPLE_NS = 60_000_000_000L;

    /** Samples before anything is said. */
    static final int FEWEST = 30;

    /** Per sample: half of an average is of the last hour. */
    private static final double KEPT = 0.9885140203528962;

    private static final double NS_PER_YEAR = 365.0 * 86_400e9;

    private double lastHedge;
    private double lastPrice;
    private long lastNs;
    private boolean isSampled;
    private double hedgeVariation;
    private double priceVariation;
    private double years;
    private long samples;

    /**
     * Takes a valuation; most are between two samples and change nothing.
     *
     * @param hedge wanted, coins, without what other trades of ours did
     * @param price of the hedge instrument, USD per coin
     * @param nowNs engine time
     */
    void onValuation(final double hedge, final double price, final long nowNs) {
        if (isSampled && nowNs - lastNs < SAMPLE_NS) {
            return;
        }
        if (isSampled) {
            final double hedgeMove = hedge - lastHedge;
            final double priceMove = price - lastPrice;
            hedgeVariation = Math.fma(KEPT, hedgeVariation, hedgeMove * hedgeMove);
            priceVariation = Math.fma(KEPT, priceVariation, priceMove * priceMove);
            years = Math.fma(KEPT, years, (nowNs - lastNs) / NS_PER_YEAR);
            samples++;
        }
        lastHedge = hedge;
        lastPrice = price;
        lastNs = nowNs;
        isSampled = true;
    }

    /** The book itself changed: the move across this moment says nothing of the market. */
    void onBookChange() {
        isSampled = false;
    }

    /**
     * What was realised.
     *
     * @param vol   absolute; 0 where there is none
     * @param price USD per coin
     * @return coins per USD, at least 0; 0 before enough was seen
     */
    double gamma(final double vol, final double price) {
        final double expected = vol * vol * price * price * years;
        final double against = expected > priceVariation ? expected : priceVariation;
        return samples >= FEWEST && against > 0 ? Math.sqrt(hedgeVariation / against) : 0;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, lastHedge);
        h = Bits.mix(h, lastPrice);
        h = Bits.mix(h, lastNs);
        h = Bits.mix(h, isSampled ? 1L : 0L);
        h = Bits.mix(h, hedgeVariation);
        h = Bits.mix(h, priceVariation);
        h = Bits.mix(h, years);
        return Bits.mix(h, samples);
    }
}
