package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.TriggerOperation;

/**
 * What a trigger sees: what the policy saw, where the policy's band lies, and what happened. Filled by whoever asks a
 * trigger, owned by one thread, reused. What is not known is not a number.
 */
public final class TriggerView {
    private static final double NS_PER_SECOND = 1e9;
    private static final long NS_PER_DAY = 86_400_000_000_000L;
    private static final double BASIS_POINTS = 1e4;
    private static final double ONE_PERCENT = 0.01;

    private final HedgeView view;
    private boolean isOutside;
    private double middle;
    private double halfWidth;
    private int pending;
    private double lastTradePrice;
    private double sinceTradeS = Double.POSITIVE_INFINITY;
    private double timeToExpiryS = Double.POSITIVE_INFINITY;
    private double vol = Double.NaN;
    private double marginRatio = Double.NaN;

    /**
     * Looks at what a policy sees.
     *
     * @param view read at every question
     */
    public TriggerView(final HedgeView view) {
        this.view = view;
    }

    /**
     * Sets where the policy's band lies.
     *
     * @param isNowOutside whether the delta is outside it
     * @param newMiddle    its middle, coins
     * @param newHalfWidth coins, above 0
     * @return this
     */
    public TriggerView band(final boolean isNowOutside, final double newMiddle, final double newHalfWidth) {
        isOutside = isNowOutside;
        middle = newMiddle;
        halfWidth = newHalfWidth;
        return this;
    }

    /**
     * Sets what waits for an answer.
     *
     * @param newPending bits of {@link HedgeEvent}
     * @return this
     */
    public TriggerView events(final int newPending) {
        pending = newPending;
        return this;
    }

    /**
     * Sets the last trade that came to something.
     *
     * @param newPrice mid of the hedge instrument then; 0 where there was none: it is infinitely far and long ago
     * @param newAgeNs nanoseconds since; ignored where there was none
     * @return this
     */
    public TriggerView lastTrade(final double newPrice, final long newAgeNs) {
        lastTradePrice = newPrice;
        sinceTradeS = newPrice > 0 ? newAgeNs / NS_PER_SECOND : Double.POSITIVE_INFINITY;
        return this;
    }

    /**
     * Sets what the book is like.
     *
     * @param newTimeToExpiryNs of the next expiry held, nanoseconds; {@code Long.MAX_VALUE} where none is: never
     * @param newVol            gamma-weighted, absolute; 0 where it is not known
     * @param newMarginRatio    maintenance margin over equity; not a number where it is not known
     * @return this
     */
    public TriggerView book(final long newTimeToExpiryNs, final double newVol, final double newMarginRatio) {
        timeToExpiryS =
                newTimeToExpiryNs == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : newTimeToExpiryNs / NS_PER_SECOND;
        vol = newVol > 0 ? newVol : Double.NaN;
        marginRatio = newMarginRatio;
        return this;
    }

    /** {@return whether the delta is outside the policy's band} */
    public boolean isOutside() {
        return isOutside;
    }

    /**
     * Whether any of some events waits for an answer.
     *
     * @param mask bits of {@link HedgeEvent}
     * @return whether one does
     */
    public boolean isPending(final int mask) {
        return (pending & mask) != 0;
    }

    /** {@return distance of the delta from the middle of the band, half-widths, at least 0} */
    public double deviation() {
        return deviationCoins() / halfWidth;
    }

    private double deviationCoins() {
        return Math.abs(view.totalDelta() - middle);
    }

    /**
     * A quantity.
     *
     * @param quantity which, an operation that pushes one
     * @return in the unit that the operation names; not a number where it is not known or the operation pushes none
     */
    public double number(final TriggerOperation quantity) {
        return switch (quantity) {
            case DEVIATION -> deviation();
            case DEVIATION_COINS -> deviationCoins();
            case SINCE_TRADE -> sinceTradeS;
            case PRICE_MOVE ->
                lastTradePrice > 0
                        ? Math.abs(view.price() / lastTradePrice - 1) * BASIS_POINTS
                        : Double.POSITIVE_INFINITY;
            case TIME_OF_DAY -> Math.floorMod(view.engineTimeNs(), NS_PER_DAY) / NS_PER_SECOND;
            case TIME_TO_EXPIRY -> timeToExpiryS;
            case GAMMA -> view.effectiveGamma() * view.price() * ONE_PERCENT;
            case VOL -> vol;
            case PRICE -> view.price();
            case MARGIN_RATIO -> marginRatio;
            default -> Double.NaN;
        };
    }
}
