package io.gimbal.feeds.deribit;

/** Why a frame, or a part of one, was not turned into events. */
public enum Rejection {
    /** It was. */
    NONE,
    /** No JSON, or not in the venue's envelope. */
    MALFORMED,
    /** A number that is needed does not fit. */
    NUMBER_OVERFLOW,
    /** A value that is needed is of another type. */
    WRONG_TYPE,
    /** A field that is needed is absent or null. */
    MISSING_FIELD,
    /** A value that cannot be: an amount below zero, a word that is none of the known ones. */
    BAD_VALUE,
    /** The data is of another instrument than the channel. */
    WRONG_INSTRUMENT,
    /** News of a channel that was not subscribed. */
    UNKNOWN_CHANNEL,
    /** News of an instrument or index that is not ours. */
    UNKNOWN_INSTRUMENT;

    /** The reason that a fault of a text is. */
    static Rejection of(final JsonStatus status) {
        return switch (status) {
            case OK -> MISSING_FIELD;
            case NUMBER_OVERFLOW -> NUMBER_OVERFLOW;
            case WRONG_TYPE -> WRONG_TYPE;
            default -> MALFORMED;
        };
    }
}
