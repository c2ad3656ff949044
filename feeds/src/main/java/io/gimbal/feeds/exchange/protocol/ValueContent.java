package io.gimbal.feeds.exchange.protocol;

import java.util.function.Predicate;

/** Something that is read off after each valuation: an index, marks, funding. */
final class ValueContent implements ChannelContent {
    private final Predicate<JsonWriter> reading;
    private boolean isChanged;

    /**
     * Makes the content of a channel.
     *
     * @param reading writes one JSON value, or nothing and answers false
     */
    ValueContent(final Predicate<JsonWriter> reading) {
        this.reading = reading;
    }

    @Override
    public void onRevaluation(final long nowNs) {
        isChanged = true;
    }

    @Override
    public boolean write(final JsonWriter json) {
        return isChanged && begin(json);
    }

    @Override
    public boolean begin(final JsonWriter json) {
        isChanged = false;
        return reading.test(json);
    }
}
