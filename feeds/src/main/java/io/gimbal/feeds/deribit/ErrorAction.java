package io.gimbal.feeds.deribit;

/**
 * What is done about an error of the venue. An action also says what the error proves of a new order: refused, so that it
 * never traded, or nothing, so that only the venue's own records can tell.
 */
public enum ErrorAction {
    /** The session's rights are gone: authenticate again, then decide again. */
    REAUTHENTICATE(true),
    /** The outcome is unknown: look the order up by its label. */
    QUERY(false),
    /** The amount does not fit: decide again with another size. */
    RESIZE(true),
    /** The price does not fit the market or its band: decide again with another price. */
    REPRICE(true),
    /** It would have met an order of our own. */
    SELF_TRADE(true),
    /** Not enough margin: only what reduces risk may follow. */
    FUNDS(true),
    /** No rights, or locked: send nothing more until a person has looked. */
    STOP(true),
    /** The instrument does not trade any more. */
    INSTRUMENT_GONE(true),
    /** A limit of the account or of the venue's quoting rules. */
    LIMIT(true),
    /** The request should never have been made like this. */
    BUG(true),
    /** Too many requests: the connection is closed too; wait, reconnect, look up. */
    BACK_OFF(false),
    /** The venue pauses: decide again in some seconds. */
    WAIT(true),
    /** The venue's queue for us is full: slower. */
    PACE(true),
    /** Cancel-on-disconnect is not in force: send nothing until it is read back. */
    COD_OFF(true),
    /** A subscription was refused: compare what is subscribed. */
    RESUBSCRIBE(true),
    /** A cancellation of ours overtook the request. */
    CANCELLED(true),
    /** A later edit of ours overtook the request: the order lives. */
    REPLACED(false),
    /** It came after its {@code valid_until}: it never traded; decide again. */
    EXPIRED(true);

    private final boolean isRefusal;

    ErrorAction(final boolean isRefusal) {
        this.isRefusal = isRefusal;
    }

    /** {@return whether a new order answered so has definitely not traded} */
    public boolean isRefusal() {
        return isRefusal;
    }
}
