package io.gimbal.engine.hedging.policy;

/**
 * What a policy sees of one underlying: deltas in coins of the hedge instrument, in the sense the desk has chosen.
 * Filled by whoever asks a policy, read by the policy; owned by one thread, reused.
 *
 * <p>What is not known is 0 ({@link #vol}, {@link #timeToExpiryYears}, {@link #lastTradePrice}) or not a number
 * ({@link #costRate}). A view knows nothing at first.
 */
public final class HedgeView {
    /** {@link #sinceTradeNs} before the first trade. */
    public static final long NEVER_TRADED = Long.MAX_VALUE;

    private static final Revaluation NONE = new Revaluation() {
        @Override
        public double deltaChange(final double varianceFactor) {
            return Double.NaN;
        }

        @Override
        public double gamma(final double varianceFactor) {
            return Double.NaN;
        }
    };

    private double totalDelta;
    private double targetDelta;
    private double lotDelta;
    private double gamma;
    private double effectiveGamma;
    private double vol;
    private double timeToExpiryYears;
    private double liveAmount;
    private double price;
    private double indexPrice;
    private double costRate = Double.NaN;
    private double hedgeRatio = 1;
    private Revaluation revaluation = NONE;
    private long engineTimeNs;
    private boolean isIntervalDue;
    private double lastTradePrice;
    private long sinceTradeNs = NEVER_TRADED;

    /** Creates a view that knows nothing. */
    public HedgeView() {}

    /**
     * Sets where the delta is and where it should be.
     *
     * @param newTotal  the book's projected delta with everything in flight filled, coins
     * @param newTarget the delta the desk wants, coins
     * @param newLot    the smallest trade, coins
     * @return this
     */
    public HedgeView delta(final double newTotal, final double newTarget, final double newLot) {
        totalDelta = newTotal;
        targetDelta = newTarget;
        lotDelta = newLot;
        return this;
    }

    /**
     * Sets how the wanted hedge moves with the price.
     *
     * @param newGamma     net gamma of what is hedged, coins per USD
     * @param newEffective the larger of its size and what was realised, coins per USD, at least 0
     * @return this
     */
    public HedgeView gamma(final double newGamma, final double newEffective) {
        gamma = newGamma;
        effectiveGamma = newEffective;
        return this;
    }

    /**
     * Sets what the options are like.
     *
     * @param newVol        gamma-weighted volatility, absolute; 0 where there are none
     * @param newYears      gamma-weighted time to expiry, years; 0 where there are none
     * @param newLiveAmount coins of options near the money, gross: see {@link #liveAmount}
     * @return this
     */
    public HedgeView options(final double newVol, final double newYears, final double newLiveAmount) {
        vol = newVol;
        timeToExpiryYears = newYears;
        liveAmount = newLiveAmount;
        return this;
    }

    /**
     * Sets the prices.
     *
     * @param newPrice the hedge instrument's mid, USD per coin
     * @param newIndex the index, USD per coin
     * @return this
     */
    public HedgeView market(final double newPrice, final double newIndex) {
        price = newPrice;
        indexPrice = newIndex;
        return this;
    }

    /**
     * Sets what a trade was measured to cost.
     *
     * @param newRate share of the price per coin traded; not a number where it was not measured
     * @return this
     */
    public HedgeView costRate(final double newRate) {
        costRate = newRate;
        return this;
    }

    /**
     * Sets which share of the book's delta is hedged.
     *
     * @param newRatio 1 is all of it
     * @return this
     */
    public HedgeView hedgeRatio(final double newRatio) {
        hedgeRatio = newRatio;
        return this;
    }

    /**
     * Sets who values the options elsewhere.
     *
     * @param newRevaluation asked by policies that shift their centre
     * @return this
     */
    public HedgeView revaluation(final Revaluation newRevaluation) {
        revaluation = newRevaluation;
        return this;
    }

    /**
     * Sets the time and the timer.
     *
     * @param newEngineTimeNs  engine time, epoch nanoseconds
     * @param isNowIntervalDue whether the policy's own timer has fired and its trade is still to be made
     * @return this
     */
    public HedgeView time(final long newEngineTimeNs, final boolean isNowIntervalDue) {
        engineTimeNs = newEngineTimeNs;
        isIntervalDue = isNowIntervalDue;
        return this;
    }

    /**
     * Sets the last trade.
     *
     * @param newPrice mid of the hedge instrument then, USD per coin; 0 before the first
     * @param newAgeNs nanoseconds since; {@link #NEVER_TRADED} before the first
     * @return this
     */
    public HedgeView lastTrade(final double newPrice, final long newAgeNs) {
        lastTradePrice = newPrice;
        sinceTradeNs = newAgeNs;
        return this;
    }

    /** {@return the book's projected delta with everything in flight filled, coins} */
    public double totalDelta() {
        return totalDelta;
    }

    /** {@return the delta the desk wants, coins} */
    public double targetDelta() {
        return targetDelta;
    }

    /** {@return the smallest trade, coins} */
    public double lotDelta() {
        return lotDelta;
    }

    /** {@return net gamma of what is hedged, coins per USD; its sign is that of the options held} */
    public double gamma() {
        return gamma;
    }

    /** {@return the larger of the size of net gamma and of what was realised of it, coins per USD, at least 0} */
    public double effectiveGamma() {
        return effectiveGamma;
    }

    /** {@return gamma-weighted volatility of the options, absolute; 0 where there are none} */
    public double vol() {
        return vol;
    }

    /** {@return gamma-weighted time to expiry of the options, years; 0 where there are none} */
    public double timeToExpiryYears() {
        return timeToExpiryYears;
    }

    /**
     * The options that can still move the delta: each strike's net coins, counted by how near the money it is (the
     * normal density there over that at the money). At a pin it is the strike's own amount, by which delta can jump.
     *
     * @return coins, gross over strikes; 0 where there are none
     */
    public double liveAmount() {
        return liveAmount;
    }

    /** {@return the hedge instrument's mid, USD per coin} */
    public double price() {
        return price;
    }

    /** {@return the index, USD per coin} */
    public double indexPrice() {
        return indexPrice;
    }

    /**
     * {@return what a trade was measured to cost, share of the price per coin; not a number where it was not
     * measured}
     */
    public double costRate() {
        return costRate;
    }

    /** {@return share of the book's delta that is hedged; 1 is all of it} */
    public double hedgeRatio() {
        return hedgeRatio;
    }

    /** {@return who values the options at other volatilities} */
    public Revaluation revaluation() {
        return revaluation;
    }

    /** {@return engine time, epoch nanoseconds} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** {@return whether the policy's own timer has fired, or a trade it called for is still to be made} */
    public boolean isIntervalDue() {
        return isIntervalDue;
    }

    /** {@return mid of the hedge instrument at the last trade, USD per coin; 0 before the first} */
    public double lastTradePrice() {
        return lastTradePrice;
    }

    /** {@return nanoseconds since the last trade; {@link #NEVER_TRADED} before the first} */
    public long sinceTradeNs() {
        return sinceTradeNs;
    }
}
