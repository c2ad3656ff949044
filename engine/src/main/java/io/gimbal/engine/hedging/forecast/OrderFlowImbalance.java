package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * Pressure on the best prices: what joined and left the best bid and ask, fading with time. Owned by the engine thread.
 *
 * <p>Between two quotes {@code e = 1(b ≥ b') q_b − 1(b ≤ b') q_b' − 1(a ≤ a') q_a + 1(a ≥ a') q_a'}, the earlier one primed. R. Cont, A.
 * Kukanov, S. Stoikov, "The price impact of order book events", Journal of Financial Econometrics 12 (2014).
 */
public final class OrderFlowImbalance {
    private final double halfLifeNs;
    private double bid = Double.NaN;
    private double bidSize;
    private double ask;
    private double askSize;
    private double flow;
    private double depth;
    private double weight;
    private long timeNs;

    /**
     * Knows no quote.
     *
     * @param halfLifeNs after which an event counts half, at least 1
     */
    public OrderFlowImbalance(final long halfLifeNs) {
        if (halfLifeNs < 1) {
            throw new IllegalArgumentException("half-life must be at least 1: halfLifeNs=" + halfLifeNs);
        }
        this.halfLifeNs = (double) halfLifeNs;
    }

    /**
     * Takes the best quote. A quote that is crossed, one-sided, not finite or not above 0 changes nothing.
     *
     * @param newBid     USD per coin
     * @param newBidSize at it, above 0
     * @param newAsk     USD per coin, above the bid
     * @param newAskSize at it, above 0
     * @param atNs       engine time; before the last quote's counts as the last quote's
     */
    public void onQuote(
            final double newBid,
            final double newBidSize,
            final double newAsk,
            final double newAskSize,
            final long atNs) {
        if (!(Usable.isPositive(newBid) && newAsk > newBid && Usable.isPositive(newAsk))
                || !(Usable.isPositive(newBidSize) && Usable.isPositive(newAskSize))) {
            return;
        }
        if (bid > 0) {
            final double kept = EwmaVariance.decay((double) Math.max(0, atNs - timeNs), halfLifeNs);
            flow = kept * flow + event(newBid, newBidSize, newAsk, newAskSize);
            depth = kept * depth + 0.5 * (newBidSize + newAskSize);
            weight = kept * weight + 1;
            timeNs = Math.max(timeNs, atNs);
        } else {
            timeNs = atNs;
        }
        bid = newBid;
        bidSize = newBidSize;
        ask = newAsk;
        askSize = newAskSize;
    }

    private double event(final double newBid, final double newBidSize, final double newAsk, final double newAskSize) {
        final double demand = (newBid >= bid ? newBidSize : 0) - (newBid <= bid ? bidSize : 0);
        final double supply = (newAsk <= ask ? newAskSize : 0) - (newAsk >= ask ? askSize : 0);
        return demand - supply;
    }

    /**
     * The fading sum of the events, as of the last quote.
     *
     * @return in the unit of sizes; above 0 buyers press; 0 before two quotes
     */
    public double flow() {
        return flow;
    }

    /**
     * The same in units of the mean size at the best prices.
     *
     * @return a pure number; above 0 buyers press; NaN before two quotes
     */
    public double normalised() {
        return weight > 0 ? flow * weight / depth : Double.NaN;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, bid);
        h = Bits.mix(h, bidSize);
        h = Bits.mix(h, ask);
        h = Bits.mix(h, askSize);
        h = Bits.mix(h, flow);
        h = Bits.mix(h, depth);
        h = Bits.mix(h, weight);
        return Bits.mix(h, timeNs);
    }
}
