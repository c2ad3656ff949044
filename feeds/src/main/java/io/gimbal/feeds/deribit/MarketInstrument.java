package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;

/** What the adapters remember of one instrument between two frames. Owned by the thread of its adapter. */
final class MarketInstrument {
    final InstrumentSpec spec;
    boolean hasTicker;
    long markPrice;
    long bidPrice;
    long bidAmount;
    long askPrice;
    long askAmount;
    InputQuality quoteQuality = InputQuality.FRESH;
    long quoteReceiveNs;
    long fundingRate = Decimals.ABSENT;
    long eightHourRate = Decimals.ABSENT;
    InstrumentState state = InstrumentState.OPEN;

    MarketInstrument(final InstrumentSpec spec) {
        this.spec = spec;
    }

    /** What prices of it are compared with; 0 for options, whose spreads are as wide as they like. */
    long reference() {
        return spec.isOption() ? 0 : markPrice;
    }

    /** Keeps a top of book; tells whether anything of it but the time is new. */
    boolean keepQuote(final long bid, final long bidSize, final long ask, final long askSize) {
        final boolean isNew = bid != bidPrice || bidSize != bidAmount || ask != askPrice || askSize != askAmount;
        bidPrice = bid;
        bidAmount = bidSize;
        askPrice = ask;
        askAmount = askSize;
        return isNew;
    }
}
