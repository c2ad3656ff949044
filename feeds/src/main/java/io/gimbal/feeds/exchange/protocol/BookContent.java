package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.Side;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A full book as changes: what is other than at the last message. Each message names the one before; a new subscriber
 * begins with a snapshot that stands where the others stand. Owned by the exchange's thread.
 */
final class BookContent implements ChannelContent {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long GONE = 0;

    private final ExchangeInstrument instrument;
    private final MarketClock clock;
    private final TreeMap<Long, Long> saidBids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> saidAsks = new TreeMap<>();
    private final TreeMap<Long, Long> newBids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> newAsks = new TreeMap<>();
    private long saidId;
    private long newId;
    private long changedNs;

    BookContent(final ExchangeInstrument instrument, final MarketClock clock) {
        this.instrument = instrument;
        this.clock = clock;
    }

    @Override
    public void onBookChange(final BookChange change) {
        for (int i = 0; i < change.count(); i++) {
            final TreeMap<Long, Long> side = change.side(i) == Side.BUY ? newBids : newAsks;
            side.put(change.price(i), change.amount(i));
        }
        newId = change.changeId();
        changedNs = change.timeNs();
    }

    @Override
    public boolean write(final JsonWriter json) {
        if (newId == saidId) {
            return false;
        }
        head("change", changedNs, json);
        json.integer("prev_change_id", saidId).integer("change_id", newId);
        side("bids", newBids, saidBids, json);
        side("asks", newAsks, saidAsks, json);
        json.endObject();
        saidId = newId;
        return true;
    }

    @Override
    public boolean begin(final JsonWriter json) {
        snapshot(Side.BUY, saidBids);
        snapshot(Side.SELL, saidAsks);
        newBids.clear();
        newAsks.clear();
        saidId = instrument.book().changeId();
        newId = saidId;
        head("snapshot", clock.nowNs(), json);
        json.integer("change_id", saidId);
        levels("bids", saidBids, json);
        levels("asks", saidAsks, json);
        json.endObject();
        return true;
    }

    private void head(final String type, final long timeNs, final JsonWriter json) {
        json.beginObject().text("type", type).integer("timestamp", timeNs / NANOS_PER_MILLI);
        json.text("instrument_name", instrument.name());
    }

    private void snapshot(final Side side, final Map<Long, Long> said) {
        said.clear();
        instrument.book().forEachLevel(side, Integer.MAX_VALUE, said::put);
    }

    private static void levels(final String name, final Map<Long, Long> said, final JsonWriter json) {
        json.name(name).beginArray();
        said.forEach((price, amount) -> level("new", price, amount, json));
        json.endArray();
    }

    private static void side(
            final String name, final Map<Long, Long> fresh, final Map<Long, Long> said, final JsonWriter json) {
        json.name(name).beginArray();
        for (final Map.Entry<Long, Long> entry : fresh.entrySet()) {
            final long amount = entry.getValue();
            final Long last = amount == GONE ? said.remove(entry.getKey()) : said.put(entry.getKey(), entry.getValue());
            final long before = last == null ? GONE : last;
            if (amount != before) {
                final String action = before == GONE ? "new" : amount == GONE ? "delete" : "change";
                level(action, entry.getKey(), amount, json);
            }
        }
        json.endArray();
        fresh.clear();
    }

    private static void level(final String action, final long price, final long amount, final JsonWriter json) {
        json.beginArray().text(action).plain(price).plain(amount).endArray();
    }
}
