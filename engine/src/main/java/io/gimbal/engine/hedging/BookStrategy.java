package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.StrategySnapshotEncoder;

/**
 * Says how much of an underlying is to be held, and what of a policy's answer stands meanwhile. Allocates nothing but
 * when an operator changes it; never throws. Owned by the engine thread.
 */
interface BookStrategy {
    /** What it was made of. */
    StrategySettings settings();

    /** The same with what an operator changed since. */
    default StrategySettings inForce() {
        return settings();
    }

    /** Takes a valuation, before anything is decided on it. */
    void see(StrategyInputs inputs);

    /** The delta to aim at, coins; {@code configured} where the strategy leaves that to the desk. */
    double target(double configured);

    /** Changes a policy's answer, where the strategy has a say in it. */
    void shape(BookSettings book, HedgeView view, HedgeTarget target);

    /** Whether what it calls for now is traded at once, whatever else waits. */
    default boolean isPressing() {
        return false;
    }

    /** Takes an operator's new value; false, and nothing is changed, when it is out of range or nothing to it. */
    boolean change(OperatorVerb verb, double value);

    /** Whether its floor was reached since this was last asked. */
    default boolean takeAlarm() {
        return false;
    }

    /** The floor, USD; 0 where there is none. */
    default double floor() {
        return 0;
    }

    /** Writes what it made of the last valuation; what does not belong to it is absent already. */
    void encode(StrategySnapshotEncoder event);

    long mixInto(long hash);
}
