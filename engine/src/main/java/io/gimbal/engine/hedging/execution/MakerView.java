package io.gimbal.engine.hedging.execution;

/**
 * What {@link MakerFirst} sees of one hedge instrument. Owned by the engine thread, reused: set everything before each
 * decision.
 */
public final class MakerView {
    double deviation;
    double halfWidth;
    double gamma;
    double landing;
    double farWidth;
    long mostLots;
    double lotDelta;
    long minLots;
    long bidTicks;
    long askTicks;
    double tickUsd;
    long restingLots;
    long restingTicks;
    boolean isOpen;
    boolean areQuotesUsable;
    boolean isMakerWorthwhile;
    boolean isTakerAllowed;
    boolean isAmendAllowed;

    /** Starts as a closed market. */
    public MakerView() {}

    /**
     * Says what is to be hedged.
     *
     * @param newDeviation delta less its target, coins; orders in flight that take count as filled, the resting one
     *                     does not
     * @param newHalfWidth H of the band, coins, at least 0; below one lot it counts as one lot
     * @param newGamma     net gamma of the book, coins per USD; 0 where it is not to be looked at
     */
    public void need(final double newDeviation, final double newHalfWidth, final double newGamma) {
        deviation = newDeviation;
        halfWidth = newHalfWidth;
        gamma = newGamma;
        landing = Double.NaN;
        farWidth = Double.NaN;
        mostLots = Long.MAX_VALUE;
    }

    /**
     * Says, after the need, where trades land and what they may not pass, where that is not the band's two edges.
     *
     * @param newLanding  distance from the target on the deviation's side, coins, at least 0
     * @param newFarWidth distance from the target to the far edge, coins, at least 0
     */
    public void edges(final double newLanding, final double newFarWidth) {
        landing = newLanding;
        farWidth = newFarWidth;
    }

    /**
     * Says, after the need, how much may rest: what is shown of an iceberg, or what limits leave.
     *
     * @param newMostLots at least 0
     */
    public void most(final long newMostLots) {
        mostLots = newMostLots;
    }

    /**
     * Says in what it is traded.
     *
     * @param newLotDelta coins of one lot, above 0
     * @param newMinLots  smallest order, at least 1
     * @param newTickUsd  USD of one tick, above 0
     */
    public void instrument(final double newLotDelta, final long newMinLots, final double newTickUsd) {
        lotDelta = newLotDelta;
        minLots = newMinLots;
        tickUsd = newTickUsd;
    }

    /**
     * Says where the market is.
     *
     * @param newBidTicks best bid, own order included, 0 for none
     * @param newAskTicks best ask, own order included, 0 for none
     */
    public void touch(final long newBidTicks, final long newAskTicks) {
        bidTicks = newBidTicks;
        askTicks = newAskTicks;
    }

    /**
     * Says what rests already.
     *
     * @param newRestingLots  what is left of the own order, signed, buys above 0; 0 for none
     * @param newRestingTicks its price
     */
    public void resting(final long newRestingLots, final long newRestingTicks) {
        restingLots = newRestingLots;
        restingTicks = newRestingTicks;
    }

    /**
     * Says what the venue and the market's data allow.
     *
     * @param newIsOpen          whether the venue trades the instrument
     * @param newAreQuotesUsable whether the touch is fresh
     */
    public void venue(final boolean newIsOpen, final boolean newAreQuotesUsable) {
        isOpen = newIsOpen;
        areQuotesUsable = newAreQuotesUsable;
    }

    /**
     * Says what the desk allows.
     *
     * @param newIsMakerWorthwhile false to cross the spread for everything, as {@link TakerSwitch} finds
     * @param newIsTakerAllowed    false to rest everything
     * @param newIsAmendAllowed    false while the message rate leaves no room for placing and amending; cancels and
     *                             orders that take are never held back by it
     */
    public void permissions(
            final boolean newIsMakerWorthwhile, final boolean newIsTakerAllowed, final boolean newIsAmendAllowed) {
        isMakerWorthwhile = newIsMakerWorthwhile;
        isTakerAllowed = newIsTakerAllowed;
        isAmendAllowed = newIsAmendAllowed;
    }

    boolean isComplete() {
        return Math.abs(deviation) < Double.POSITIVE_INFINITY
                && halfWidth >= 0
                && Math.abs(gamma) < Double.POSITIVE_INFINITY
                && lotDelta > 0
                && minLots >= 1
                && tickUsd > 0;
    }

    boolean isTouchUsable() {
        final boolean isOneSided = bidTicks == 0 || askTicks == 0;
        return areQuotesUsable && bidTicks >= 0 && askTicks >= 0 && (isOneSided || bidTicks < askTicks);
    }

    /** {@return coins from the middle, signed} */
    public double deviation() {
        return deviation;
    }

    /** {@return coins of one lot} */
    public double lotDelta() {
        return lotDelta;
    }

    /** {@return smallest order, lots} */
    public long minLots() {
        return minLots;
    }

    /** {@return most that may rest, lots} */
    public long mostLots() {
        return mostLots;
    }

    /** {@return best bid, 0 for none} */
    public long bidTicks() {
        return bidTicks;
    }

    /** {@return best ask, 0 for none} */
    public long askTicks() {
        return askTicks;
    }

    /** {@return USD of one tick} */
    public double tickUsd() {
        return tickUsd;
    }

    /** {@return net gamma, coins per USD} */
    public double gamma() {
        return gamma;
    }

    /** {@return H, coins: below one lot it counts as one lot} */
    public double width() {
        return Math.max(halfWidth, lotDelta);
    }

    /** {@return coins from the middle where trades end, on the deviation's side} */
    public double landing() {
        return landing >= 0 ? landing : width();
    }

    double farWidth() {
        return farWidth >= 0 ? farWidth : width();
    }

    double midTicks() {
        if (bidTicks == 0 || askTicks == 0) {
            return Math.max(bidTicks, askTicks);
        }
        return 0.5 * ((double) bidTicks + askTicks);
    }
}
