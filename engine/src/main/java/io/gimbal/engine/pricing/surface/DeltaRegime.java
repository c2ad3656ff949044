package io.gimbal.engine.pricing.surface;

/**
 * Which delta: what the volatility of an option is taken to do when the forward moves. Every one is the derivative of the
 * option's value along its own assumption, in coins, before any premium adjustment. The order is part of the event
 * language: new ones go to the end.
 */
public enum DeltaRegime {
    /** A strike keeps its volatility: Black's delta. */
    STICKY_STRIKE,

    /** A moneyness K / F keeps its volatility. */
    STICKY_MONEYNESS,

    /** A strike's volatility moves by (R - 1) times the skew per relative move of the forward. */
    SKEW_STICKINESS,

    /** Black's delta corrected by what volatility was seen to do: Hull and White's minimum variance. */
    MINIMUM_VARIANCE,

    /** The venue's own number, no model. */
    VENUE,

    /**
     * Black's delta where the settlement is an average over the delivery window: on the variance that the average still has,
     * times the share of the window that is still ahead.
     */
    AVERAGED_SETTLEMENT
}
