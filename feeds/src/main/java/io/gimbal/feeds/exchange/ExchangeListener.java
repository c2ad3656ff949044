package io.gimbal.feeds.exchange;

import java.util.List;

/**
 * Hears what happens on the exchange, on its thread, after each command and each timer, in this order: book changes,
 * prints, changes of accounts, portfolios. What is passed is live: read it during the call or copy it. Commands must not
 * be given from inside a call.
 */
public interface ExchangeListener {
    /**
     * One step of a book; each begins where the one before ended.
     *
     * @param change valid during the call
     */
    default void onBookChange(final BookChange change) {}

    /**
     * Prints of one instrument that one command caused.
     *
     * @param instrument which
     * @param trades     in order of their sequence
     */
    default void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> trades) {}

    /**
     * What one command or timer changed for one account in one instrument, as a whole.
     *
     * @param change orders, own trades, position
     */
    default void onUserChange(final UserChange change) {}

    /**
     * An account's money or margin in a currency changed: after its trades, settlements, deposits, and at each revaluation
     * while it holds positions or open orders there.
     *
     * @param account  whose
     * @param currency such as {@code BTC}
     */
    default void onPortfolio(final Account account, final String currency) {}

    /**
     * An instrument was listed, or its state changed.
     *
     * @param instrument which; read its state
     */
    default void onInstrumentState(final ExchangeInstrument instrument) {}

    /**
     * Index prices, marks, Greeks and funding were brought up to date.
     *
     * @param nowNs epoch nanoseconds
     */
    default void onRevaluation(final long nowNs) {}

    /**
     * The whole platform, or one index, was locked or unlocked.
     *
     * @param indexName which; empty for the platform
     * @param isLocked  whether it is locked now
     */
    default void onPlatformState(final String indexName, final boolean isLocked) {}

    /**
     * An expiry was delivered.
     *
     * @param delivery the price
     */
    default void onDelivery(final DeliveryPrice delivery) {}
}
