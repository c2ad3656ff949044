package io.gimbal.engine.hedging;

/**
 * What a policy sees of one underlying: deltas in coins of the hedge instrument, in the sense the desk has chosen. Owned
 * by the engine thread, reused.
 */
public final class HedgeView {
    double targetDelta;
    double totalDelta;
    double gamma;
    double price;
    double lotDelta;
    long engineTimeNs;
    boolean isIntervalDue;

    HedgeView() {}

    /** {@return the delta the desk wants, coins} */
    public double targetDelta() {
        return targetDelta;
    }

    /** {@return the book's projected delta with everything in flight filled, coins} */
    public double totalDelta() {
        return totalDelta;
    }

    /** {@return net gamma of the book, coins per USD} */
    public double gamma() {
        return gamma;
    }

    /** {@return the hedge instrument's mid, USD per coin} */
    public double price() {
        return price;
    }

    /** {@return the smallest trade, coins} */
    public double lotDelta() {
        return lotDelta;
    }

    /** {@return engine time, epoch nanoseconds} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** {@return whether the policy's own timer has fired and its trade is still to be made} */
    public boolean isIntervalDue() {
        return isIntervalDue;
    }
}
