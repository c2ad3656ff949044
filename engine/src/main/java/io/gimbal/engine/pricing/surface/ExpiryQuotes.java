package io.gimbal.engine.pricing.surface;

/** One expiry's market at one moment, as a surface is fitted to it. A reusable holder, owned by one thread. */
public final class ExpiryQuotes {
    private final SmileQuotes quotes;
    private long expiryNs;
    private double forward;
    private double discount = 1.0;

    /**
     * Creates a holder.
     *
     * @param capacity most quotes
     */
    public ExpiryQuotes(final int capacity) {
        quotes = new SmileQuotes(capacity);
    }

    /**
     * Begins a new moment: forgets all quotes.
     *
     * @param newExpiryNs epoch nanoseconds
     * @param newForward  above 0
     * @param newDiscount above 0
     */
    public void reset(final long newExpiryNs, final double newForward, final double newDiscount) {
        quotes.clear();
        expiryNs = newExpiryNs;
        forward = newForward;
        discount = newDiscount;
    }

    /** {@return the quotes, to be added to and read} */
    public SmileQuotes quotes() {
        return quotes;
    }

    /** {@return epoch nanoseconds} */
    public long expiryNs() {
        return expiryNs;
    }

    /** {@return forward of the moment} */
    public double forward() {
        return forward;
    }

    /** {@return discount factor of the moment} */
    public double discount() {
        return discount;
    }
}
