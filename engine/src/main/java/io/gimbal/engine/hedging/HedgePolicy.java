package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.PolicyKind;

/** A rule for when to hedge and how far: a pure function of what it sees. Allocates nothing, keeps nothing. */
public interface HedgePolicy {
    /**
     * Decides.
     *
     * @param view   what is known
     * @param target where the answer goes; every field is set
     */
    void decide(HedgeView view, HedgeTarget target);

    /** {@return its name in the journal} */
    PolicyKind kind();
}
