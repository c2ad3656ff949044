package io.gimbal.engine.pricing.instrument;

/**
 * What an input is to its instrument, and so which Greeks differentiate by it. Where several inputs have one role (two
 * strikes, two volatilities), the Greek is the derivative by a common shift of them all.
 */
public enum Role {
    /** The market price that the position is hedged with: spot or forward, as the input's name says. */
    UNDERLYING,
    /** A strike or another price level of the contract. */
    STRIKE,
    /** Time left, in years. Greeks by time are taken as the calendar moves on, so time left falls. */
    TIME,
    /** A volatility of the underlying. */
    VOL,
    /** An interest rate, continuously compounded, per year. */
    RATE,
    /**
     * A cost of carry, continuously compounded, per year. It moves with the rate: rho shifts rate and carry together and
     * so keeps the yield, rate minus carry.
     */
    CARRY,
    /** Call or put: +1 or -1. */
    SIDE,
    /** Anything that no Greek differentiates by. */
    OTHER;

    /** {@return its place among all, from 0} */
    @SuppressWarnings("EnumOrdinal") // Arrays by constant; nothing that outlives the process holds the number.
    int index() {
        return ordinal();
    }
}
