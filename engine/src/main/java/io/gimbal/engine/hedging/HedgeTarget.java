package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.DecisionReason;

/**
 * What a policy answers: a no-trade region and where to land when outside it, coins. Owned by the engine thread, reused.
 */
public final class HedgeTarget {
    private double outerLow;
    private double outerHigh;
    private double innerLow;
    private double innerHigh;
    private DecisionReason holdReason = DecisionReason.INSIDE_BAND;
    private DecisionReason tradeReason = DecisionReason.OUTSIDE_BAND;

    HedgeTarget() {}

    /**
     * Sets the regions: {@code outerLow <= innerLow <= innerHigh <= outerHigh}. Nothing trades inside the outer one;
     * a trade lands on the nearest edge of the inner one, in whole lots, and never beyond its far edge.
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

    /** {@return why nothing is done inside} */
    public DecisionReason holdReason() {
        return holdReason;
    }

    /** {@return why something is done outside} */
    public DecisionReason tradeReason() {
        return tradeReason;
    }
}
