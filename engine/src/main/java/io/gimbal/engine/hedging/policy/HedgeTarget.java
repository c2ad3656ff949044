package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;

/**
 * What a policy answers: a no-trade region and where to land when outside it, coins. Owned by the engine thread,
 * reused.
 */
public final class HedgeTarget {
    /** {@link #deadlineNs} where nothing presses. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private double outerLow;
    private double outerHigh;
    private double innerLow;
    private double innerHigh;
    private double centre;
    private long deadlineNs = NO_DEADLINE;
    private boolean isTriggered;
    private DecisionReason holdReason = DecisionReason.INSIDE_BAND;
    private DecisionReason tradeReason = DecisionReason.OUTSIDE_BAND;

    /** Creates an answer that wants nothing. */
    public HedgeTarget() {}

    /**
     * Sets the regions: {@code outerLow <= innerLow <= innerHigh <= outerHigh}. Nothing trades inside the outer one;
     * a trade lands on the nearest edge of the inner one, in whole lots, and never beyond its far edge. The centre
     * becomes the middle of the inner one, no deadline is set and no trigger has fired.
     *
     * @param newOuterLow  trade below it
     * @param newInnerLow  land here from below
     * @param newInnerHigh land here from above
     * @param newOuterHigh trade above it
     */
    public void region(
            final double newOuterLow, final double newInnerLow, final double newInnerHigh, final double newOuterHigh) {
        outerLow = newOuterLow;
        innerLow = newInnerLow;
        innerHigh = newInnerHigh;
        outerHigh = newOuterHigh;
        centre = 0.5 * (newInnerLow + newInnerHigh);
        deadlineNs = NO_DEADLINE;
        isTriggered = false;
    }

    /** Says that the policy's trigger has fired, whether there is anything to trade or not. */
    public void trigger() {
        isTriggered = true;
    }

    /**
     * Says where the policy would like the delta, where that is not the middle of the inner region.
     *
     * @param newCentre coins
     */
    public void centre(final double newCentre) {
        centre = newCentre;
    }

    /**
     * Says how long a trade may take.
     *
     * @param newDeadlineNs nanoseconds from now, at least 0
     */
    public void deadlineNs(final long newDeadlineNs) {
        deadlineNs = newDeadlineNs;
    }

    /**
     * Names the reasons that go to the journal.
     *
     * @param hold  when the delta is inside the outer region
     * @param trade when it is outside
     */
    public void reasons(final DecisionReason hold, final DecisionReason trade) {
        holdReason = hold;
        tradeReason = trade;
    }

    /** {@return trade below it} */
    public double outerLow() {
        return outerLow;
    }

    /** {@return trade above it} */
    public double outerHigh() {
        return outerHigh;
    }

    /** {@return land here from below} */
    public double innerLow() {
        return innerLow;
    }

    /** {@return land here from above} */
    public double innerHigh() {
        return innerHigh;
    }

    /** {@return where the policy would like the delta, coins} */
    public double centre() {
        return centre;
    }

    /**
     * How long a trade may take before the target is expected to have moved by another half-width: the urgency of the
     * trade.
     *
     * @return nanoseconds from the decision; {@link #NO_DEADLINE} where nothing presses
     */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** {@return whether the policy's trigger has fired, whether there was anything to trade or not} */
    public boolean isTriggered() {
        return isTriggered;
    }

    /** {@return why nothing is done inside} */
    public DecisionReason holdReason() {
        return holdReason;
    }

    /** {@return why something is done outside} */
    public DecisionReason tradeReason() {
        return tradeReason;
    }
}
