package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import java.util.ArrayDeque;
import java.util.function.Predicate;

/** States of some instruments as they change. */
final class StateContent implements ChannelContent {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Predicate<ExchangeInstrument> which;
    private final MarketClock clock;
    private final ArrayDeque<Change> pending = new ArrayDeque<>();

    private record Change(String name, String state, long timeNs) {}

    StateContent(final Predicate<ExchangeInstrument> which, final MarketClock clock) {
        this.which = which;
        this.clock = clock;
    }

    @Override
    public void onInstrumentState(final ExchangeInstrument instrument) {
        if (which.test(instrument)) {
            pending.add(new Change(instrument.name(), Words.state(instrument.state()), clock.nowNs()));
        }
    }

    @Override
    public boolean write(final JsonWriter json) {
        final Change change = pending.poll();
        if (change == null) {
            return false;
        }
        json.beginObject().integer("timestamp", change.timeNs / NANOS_PER_MILLI);
        json.text("state", change.state).text("instrument_name", change.name).endObject();
        return true;
    }
}
