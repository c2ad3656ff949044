package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.Side;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The top of a book, prices put together in groups: a whole picture each time. Owned by the exchange's thread. */
final class GroupedBookContent implements ChannelContent {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final ExchangeInstrument instrument;
    private final MarketClock clock;
    private final long group;
    private final int depth;
    private boolean isChanged;

    /**
     * Makes the content of a channel.
     *
     * @param instrument whose book
     * @param clock      the exchange's
     * @param group      width of a group of prices, times 1e8; 0 for none
     * @param depth      levels of each side
     */
    GroupedBookContent(
            final ExchangeInstrument instrument, final MarketClock clock, final long group, final int depth) {
        this.instrument = instrument;
        this.clock = clock;
        this.group = group;
        this.depth = depth;
    }

    @Override
    public void onBookChange(final BookChange change) {
        isChanged = true;
    }

    @Override
    public boolean write(final JsonWriter json) {
        return isChanged && begin(json);
    }

    @Override
    public boolean begin(final JsonWriter json) {
        isChanged = false;
        json.beginObject().integer("timestamp", clock.nowNs() / NANOS_PER_MILLI);
        json.text("instrument_name", instrument.name())
                .integer("change_id", instrument.book().changeId());
        side("bids", Side.BUY, json);
        side("asks", Side.SELL, json);
        json.endObject();
        return true;
    }

    private void side(final String name, final Side side, final JsonWriter json) {
        final TreeMap<Long, Long> groups =
                side == Side.BUY ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
        final int levels = group == 0 ? depth : Integer.MAX_VALUE;
        instrument.book().forEachLevel(side, levels, (price, amount) -> {
            final long key = grouped(price, side);
            if (groups.size() < depth || groups.containsKey(key)) {
                groups.merge(key, amount, Long::sum);
            }
        });
        json.name(name).beginArray();
        for (final Map.Entry<Long, Long> level : groups.entrySet()) {
            json.beginArray().plain(level.getKey()).plain(level.getValue()).endArray();
        }
        json.endArray();
    }

    /** Away from the middle: bids down, asks up. */
    private long grouped(final long price, final Side side) {
        if (group == 0) {
            return price;
        }
        final long below = Math.floorMod(price, group);
        return side == Side.BUY || below == 0 ? price - below : price - below + group;
    }
}
