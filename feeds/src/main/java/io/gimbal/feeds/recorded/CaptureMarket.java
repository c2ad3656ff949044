package io.gimbal.feeds.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.AsciiText;
import io.gimbal.feeds.deribit.InputChecks;
import io.gimbal.feeds.deribit.MarketAdapter;
import io.gimbal.feeds.deribit.MarketChannel;
import io.gimbal.feeds.deribit.MarketHandler;
import io.gimbal.journal.codec.InstrumentState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A capture as a market: what was listed and seen at a time, and a feed of what came. The file is read once to know it, and
 * once for each playback. Immutable after it was opened.
 */
public final class CaptureMarket {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TICKER = "ticker.";
    private static final double PERCENT = 100.0;

    private final Path file;
    private final Set<String> channels = new TreeSet<>();
    private final Map<String, List<Sighting>> sightings = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private long firstNs = Long.MAX_VALUE;
    private long lastNs;
    private long malformed;
    private boolean isComplete;

    /** An option's ticker at a time. */
    private record Sighting(long timeNs, long forward, long markVol) {}

    private CaptureMarket(final Path file) {
        this.file = file;
    }

    /**
     * Reads a capture through.
     *
     * @param file the capture
     * @return what is in it
     * @throws BadRecordedDataException when it is no capture, is damaged, or holds no frame
     */
    public static CaptureMarket open(final Path file) {
        final CaptureMarket market = new CaptureMarket(file);
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                if (reader.isReceived()) {
                    market.see(reader);
                }
            }
            market.isComplete = reader.isComplete();
        }
        if (market.lastNs == 0) {
            throw new BadRecordedDataException(file, 0, "", "no frame", "a capture of at least one frame");
        }
        return market;
    }

    /** {@return receive time of the first frame, epoch nanoseconds} */
    public long firstTimeNs() {
        return firstNs;
    }

    /** {@return receive time of the last frame, epoch nanoseconds} */
    public long lastTimeNs() {
        return lastNs;
    }

    /** {@return whether the recording ended in order} */
    public boolean isComplete() {
        return isComplete;
    }

    /** {@return frames that are no JSON} */
    public long malformed() {
        return malformed;
    }

    /** {@return names of all instruments of which a ticker or a quote was received, in alphabetical order} */
    public Set<String> instruments() {
        return Set.copyOf(seen);
    }

    /**
     * The options whose ticker had come by a time.
     *
     * @param timeNs epoch nanoseconds
     * @return options by coin, expiry, strike, calls before puts; expired ones left out
     */
    public List<ListedOption> listAt(final long timeNs) {
        final List<ListedOption> listed = new ArrayList<>();
        sightings.forEach((name, all) -> {
            final InstrumentName parts = InstrumentName.parse(name);
            final Sighting last = lastOf(all, timeNs);
            if (parts != null && last != null && parts.expiryNs() > timeNs) {
                listed.add(new ListedOption(
                        name,
                        parts.coin(),
                        parts.expiryNs(),
                        parts.strike(),
                        parts.isCall(),
                        last.forward(),
                        last.markVol()));
            }
        });
        listed.sort(Comparator.comparing(ListedOption::coin)
                .thenComparingLong(ListedOption::expiryNs)
                .thenComparingLong(ListedOption::strike)
                .thenComparing(ListedOption::isCall, Comparator.reverseOrder())
                .thenComparing(ListedOption::name));
        return listed;
    }

    /**
     * Plays some instruments.
     *
     * @param specs   which; ids dense
     * @param startNs first receive time of an event; frames before are read for the state of the books
     * @param endNs   receive time from which nothing is played any more
     * @return a feed that plays once
     */
    public CaptureFeed play(final List<InstrumentSpec> specs, final long startNs, final long endNs) {
        final MarketAdapter adapter = new MarketAdapter(InputChecks.standard(), new Silent());
        for (final InstrumentSpec spec : specs) {
            adapter.underlying(indexName(spec), spec.underlyingId());
            adapter.instrument(spec);
        }
        channels.forEach(channel -> addIfKnown(adapter, channel));
        return new CaptureFeed(CaptureReader.open(file), adapter, startNs, endNs);
    }

    private static String indexName(final InstrumentSpec spec) {
        final InstrumentName name = InstrumentName.parse(spec.name());
        if (name == null) {
            throw new IllegalArgumentException("not an instrument's name: name=" + spec.name());
        }
        return (name.coin() + "_" + name.quote()).toLowerCase(Locale.ROOT);
    }

    private static boolean addIfKnown(final MarketAdapter adapter, final String channel) {
        try {
            return adapter.channel(channel) != null;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Sighting lastOf(final List<Sighting> all, final long timeNs) {
        Sighting last = null;
        for (final Sighting sighting : all) {
            last = sighting.timeNs() <= timeNs ? sighting : last;
        }
        return last;
    }

    private void see(final CaptureReader reader) {
        firstNs = Math.min(firstNs, reader.timeNs());
        lastNs = Math.max(lastNs, reader.timeNs());
        try {
            final JsonNode params = JSON.readTree(reader.payloadText()).path("params");
            final String channel = params.path("channel").asText("");
            if (!channel.isEmpty()) {
                channels.add(channel);
                seeData(channel, params.path("data"), reader.timeNs());
            }
        } catch (final JsonProcessingException e) {
            malformed++;
        }
    }

    private void seeData(final String channel, final JsonNode data, final long timeNs) {
        final String name = data.path("instrument_name").asText("");
        if (name.isEmpty()) {
            return;
        }
        seen.add(name);
        final double vol = data.path("mark_iv").asDouble(0) / PERCENT;
        final double forward = data.path("underlying_price").asDouble(0);
        if (channel.startsWith(TICKER) && vol > 0 && forward > 0) {
            final List<Sighting> all = sightings.computeIfAbsent(name, key -> new ArrayList<>());
            all.add(new Sighting(timeNs, scaled(forward), scaled(vol)));
        }
    }

    private static long scaled(final double value) {
        return Math.round(value * Decimals.ONE);
    }

    /** A playback cannot subscribe anew: a book that broke stays silent until the recording holds a snapshot. */
    private static final class Silent implements MarketHandler {
        @Override
        public void onGap(final MarketChannel channel) {}

        @Override
        public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {}
    }
}
