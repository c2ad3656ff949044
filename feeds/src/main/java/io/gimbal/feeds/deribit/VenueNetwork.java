package io.gimbal.feeds.deribit;

/** Whose money moves: every answer of the venue says whether it comes from the test venue. */
public enum VenueNetwork {
    /** Real money. */
    PRODUCTION,
    /** Play money. */
    TEST,
    /** Nobody has said. */
    UNKNOWN
}
