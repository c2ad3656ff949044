package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;

/**
 * A kind of event, of one instrument or account.
 *
 * @param kind which
 * @param id   instrument's or account's; 0 for all
 */
record ChannelTopic(Kind kind, int id) {
    static final ChannelTopic ALL_TRADES = new ChannelTopic(Kind.ALL_TRADES, 0);
    static final ChannelTopic STATES = new ChannelTopic(Kind.STATES, 0);
    static final ChannelTopic VALUES = new ChannelTopic(Kind.VALUES, 0);

    /** Kinds of events. */
    enum Kind {
        /** A book changed. */
        BOOK,
        /** Something was traded. */
        TRADES,
        /** Something was traded, anywhere. */
        ALL_TRADES,
        /** An instrument's or the platform's state changed. */
        STATES,
        /** Everything was valued. */
        VALUES,
        /** Orders, own trades or a position changed. */
        USER,
        /** Money or margin changed. */
        PORTFOLIO
    }

    static ChannelTopic book(final ExchangeInstrument instrument) {
        return new ChannelTopic(Kind.BOOK, instrument.id());
    }

    static ChannelTopic trades(final ExchangeInstrument instrument) {
        return new ChannelTopic(Kind.TRADES, instrument.id());
    }

    static ChannelTopic user(final int accountId) {
        return new ChannelTopic(Kind.USER, accountId);
    }

    static ChannelTopic portfolio(final int accountId) {
        return new ChannelTopic(Kind.PORTFOLIO, accountId);
    }
}
