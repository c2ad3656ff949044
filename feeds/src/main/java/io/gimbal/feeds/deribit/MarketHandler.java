package io.gimbal.feeds.deribit;

import io.gimbal.journal.codec.InstrumentState;

/** Called back by a {@link MarketAdapter}, inside the call that brought the frame, for what is no input event. */
public interface MarketHandler {
    /**
     * A book's chain of changes broke. It says so once; the channel must be subscribed anew, and until its snapshot comes
     * the book gives no quotes.
     *
     * @param channel whose book it is
     */
    void onGap(MarketChannel channel);

    /**
     * The venue tells the state of an instrument that is not defined here: perhaps a new listing.
     *
     * @param name  valid during the call
     * @param state its state
     */
    void onUnknownInstrument(AsciiText name, InstrumentState state);
}
