package io.gimbal.feeds.recorded;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of recorded data as a market: what was listed at a time, and a feed of what happened.
 *
 * <p>Files are found by name and columns: {@code <coin>_chain_*.csv.gz}, {@code <coin>_index_path.csv.gz},
 * {@code <coin>_forward_path.csv.gz}, chains of other names and layouts ({@link ChainFile}), and forwards minute by minute
 * ({@code <coin>_*} with {@code TIME, EXPIRY, FUT_PRICE}). Without paths, index and forwards are those stated by the
 * chain's rows. With forwards alone, the index is declared to be the nearest live forward.
 *
 * <p>Linear instruments of a coin whose recording is inverse (say {@code BTC_USDC-28APR23-30000-C} on recorded
 * {@code BTC-28APR23-30000-C}) play with the recorded volatility, index and forward, and with prices in US dollars: the
 * recorded coin price times the recorded forward, bids rounded down and offers up to the linear instrument's ticks.
 */
public final class RecordedMarket {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOOK_BACK_NS = 15 * 60 * NANOS_PER_SECOND;
    private static final long SCAN_NS = 5 * 60 * NANOS_PER_SECOND;
    private static final long DISORDER_NS = 60 * NANOS_PER_SECOND;

    private final Map<String, CoinRecording> coins = new TreeMap<>();

    private RecordedMarket(final Path folder, final List<String> coins) {
        final RecordedFolder files = RecordedFolder.open(folder);
        coins.forEach(coin -> this.coins.put(coin, new CoinRecording(files, coin)));
    }

    /**
     * Opens a folder; reads the headers of its files.
     *
     * @param folder holds the files
     * @param coins  to find in it, upper case
     * @return the market
     * @throws BadRecordedDataException when the folder cannot be read or holds nothing of a coin
     */
    public static RecordedMarket open(final Path folder, final List<String> coins) {
        return new RecordedMarket(folder, coins);
    }

    /** {@return time of the first recorded price of any coin, epoch nanoseconds; reads the files} */
    public long firstTimeNs() {
        return coins.values().stream()
                .map(CoinRecording::span)
                .filter(span -> span.length > 0)
                .mapToLong(span -> span[0])
                .min()
                .orElse(0);
    }

    /** {@return time of the last recorded price of any coin, epoch nanoseconds; reads the files} */
    public long lastTimeNs() {
        return coins.values().stream()
                .map(CoinRecording::span)
                .filter(span -> span.length > 0)
                .mapToLong(span -> span[1])
                .max()
                .orElse(0);
    }

    /**
     * The options that were listed at a time, as far as they were seen: each option's last row of the 15 minutes up to
     * then; for a coin of which nothing was seen in them, each option's first row of the first scan after. Options
     * expired by then are left out.
     *
     * @param timeNs epoch nanoseconds
     * @return options by coin, expiry, strike, calls before puts; empty when nothing follows
     * @throws BadRecordedDataException when a file is malformed
     */
    public List<ListedOption> listAt(final long timeNs) {
        final List<ListedOption> listed = new ArrayList<>();
        for (final CoinRecording coin : coins.values()) {
            coinAt(coin, timeNs).values().stream()
                    .filter(row -> row.expiryNs() > timeNs)
                    .map(RecordedMarket::listed)
                    .sorted(Comparator.comparingLong(ListedOption::expiryNs)
                            .thenComparingLong(ListedOption::strike)
                            .thenComparing(ListedOption::isCall, Comparator.reverseOrder()))
                    .forEach(listed::add);
        }
        return listed;
    }

    /**
     * Loads what is to be played; reads each file once.
     *
     * @param playback what to play
     * @return a feed that plays it once
     * @throws BadRecordedDataException when a file is malformed
     * @throws IllegalArgumentException when an instrument's coin was not opened
     */
    public RecordedFeed play(final Playback playback) {
        final EventTape.Builder tape = new EventTape.Builder();
        for (final CoinRecording coin : needed(playback)) {
            new TapeLoader(playback, coin, tape).load();
        }
        return new RecordedFeed(tape.sorted());
    }

    private List<CoinRecording> needed(final Playback playback) {
        final Map<String, CoinRecording> needed = new TreeMap<>();
        for (final InstrumentSpec spec : playback.specs()) {
            final String coin = TapeLoader.coin(spec);
            final CoinRecording recording = coins.get(coin);
            if (recording == null || spec.kind() == InstrumentKind.SPOT) {
                throw new IllegalArgumentException(
                        "not recorded: instrument=" + spec.name() + ", recorded coins=" + coins.keySet());
            }
            needed.put(coin, recording);
        }
        return List.copyOf(needed.values());
    }

    private static Map<String, ChainRow> coinAt(final CoinRecording coin, final long timeNs) {
        final Map<String, ChainRow> before = new HashMap<>();
        final Map<String, ChainRow> after = new HashMap<>();
        for (final Path file : coin.chains()) {
            final long[] firstAfterNs = {Long.MAX_VALUE};
            ChainFile.readWhile(file, option -> option.coin().equals(coin.coin()), row -> {
                see(row, timeNs, before, after);
                firstAfterNs[0] = Math.min(firstAfterNs[0], row.timeNs() > timeNs ? row.timeNs() : Long.MAX_VALUE);
                return !isPast(row.timeNs(), firstAfterNs[0], !before.isEmpty());
            });
        }
        return before.isEmpty() ? firstScan(after) : before;
    }

    private static boolean isPast(final long rowNs, final long firstAfterNs, final boolean hasBefore) {
        return firstAfterNs != Long.MAX_VALUE && rowNs > firstAfterNs + (hasBefore ? 0 : SCAN_NS) + DISORDER_NS;
    }

    private static void see(
            final ChainRow row,
            final long timeNs,
            final Map<String, ChainRow> before,
            final Map<String, ChainRow> after) {
        final boolean isBefore = row.timeNs() <= timeNs;
        if (isBefore && row.timeNs() > timeNs - LOOK_BACK_NS) {
            before.merge(row.instrumentName(), row, (a, b) -> b.timeNs() >= a.timeNs() ? b : a);
        } else if (!isBefore) {
            after.merge(row.instrumentName(), row, (a, b) -> b.timeNs() < a.timeNs() ? b : a);
        }
    }

    private static Map<String, ChainRow> firstScan(final Map<String, ChainRow> rows) {
        final long firstNs =
                rows.values().stream().mapToLong(ChainRow::timeNs).min().orElse(0);
        final Map<String, ChainRow> scan = new HashMap<>(rows);
        scan.values().removeIf(row -> row.timeNs() > firstNs + SCAN_NS);
        return scan;
    }

    private static ListedOption listed(final ChainRow row) {
        return new ListedOption(
                row.instrumentName(),
                row.coin(),
                row.expiryNs(),
                row.strike(),
                row.isCall(),
                row.underlyingPrice(),
                row.markVol());
    }
}
