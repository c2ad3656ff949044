package io.gimbal.engine.pricing.surface;

/** Where a slice comes from. The order is part of the event language: new ones go to the end. */
public enum SliceStatus {
    /** There is no slice: never fitted, or withdrawn because it contradicted fresh neighbours. */
    ABSENT,

    /** Raw SVI, fitted to the quotes of its fit time. */
    SVI,

    /** SSVI, fitted to the quotes of its fit time: too few strikes for SVI, or no SVI near them without arbitrage. */
    SSVI,

    /** The last good slice, kept because the newer quotes gave none. */
    KEPT;

    /**
     * Whether a slice of this status has a smile.
     *
     * @return false for {@link #ABSENT} alone
     */
    public boolean isPresent() {
        return this != ABSENT;
    }
}
