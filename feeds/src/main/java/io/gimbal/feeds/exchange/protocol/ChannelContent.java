package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeListener;

/**
 * What a channel says. Hears the events of the exchange, keeps what is to be said, and says it when asked. Owned by the
 * exchange's thread.
 */
interface ChannelContent extends ExchangeListener {
    /**
     * Writes the next message's data.
     *
     * @param json where one JSON value goes
     * @return false when there is nothing to say, and then nothing is written
     */
    boolean write(JsonWriter json);

    /**
     * Writes what a new subscriber is told first; called when nothing is left to {@link #write}.
     *
     * @param json where one JSON value goes
     * @return false when there is nothing, and then nothing is written
     */
    default boolean begin(final JsonWriter json) {
        return false;
    }
}
