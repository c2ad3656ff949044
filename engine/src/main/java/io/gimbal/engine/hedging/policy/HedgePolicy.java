package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.PolicyKind;

/**
 * A rule for when to hedge and how far: a pure function of what it sees. Allocates nothing, keeps nothing, never
 * throws: where an input it needs is absent or no number, a plain band stands in and the reason says so.
 */
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

    /**
     * Says whether a trade that was called for once stays due until it could be made, though the cause may be gone: so
     * it is for clocks and for moves of the price, not for bands, which call again by themselves.
     *
     * @return whether it stays due
     */
    default boolean isKeptDue() {
        return false;
    }

    /** {@return whether it reads gamma, volatility, time to expiry or values at other volatilities} */
    default boolean isModelled() {
        return false;
    }
}
