package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads recorded paths: the changes of an index, the changes of the forwards of a coin's expiries, and forwards minute by
 * minute. Told apart by their columns.
 *
 * <pre>
 *   index      timestamp (ms), index_price
 *   forward    timestamp (ms), underlying_index (BTC-28APR23, SYN.BTC-13APR23 or SYN.EXPIRY), underlying_price
 *   minutes    TIME (UTC+8, written with a Z), EXPIRY (15-MAY-2022), FUT_PRICE
 * </pre>
 *
 * {@code SYN.EXPIRY} is what the venue calls the expiry that is being settled: the one at 08:00 UTC of that day.
 */
final class PathFile {
    /** What a CSV file holds. */
    enum Layout {
        CHAIN,
        INDEX,
        FORWARD,
        MINUTES,
        OTHER
    }

    private static final String SETTLING = "SYN.EXPIRY";
    private static final String SYNTHETIC = "SYN.";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long EXPIRY_OF_DAY_NS = 8 * 3_600 * NANOS_PER_SECOND;
    private static final long DAY_NS = 24 * 3_600 * NANOS_PER_SECOND;
    private static final long CHINA_OFFSET_NS = 8 * 3_600 * NANOS_PER_SECOND;

    private static final Pattern DATE = Pattern.compile("0?([0-9]{1,2})-([A-Z]{3})-20([0-9]{2})");

    private PathFile() {}

    static Layout layout(final Path file) {
        try (CsvTable table = CsvTable.open(file)) {
            if (has(table, "instrument_name") && (has(table, "mark_iv") || has(table, "implied_volatility"))) {
                return Layout.CHAIN;
            }
            if (has(table, "TIME") && has(table, "EXPIRY") && has(table, "FUT_PRICE")) {
                return Layout.MINUTES;
            }
            if (!has(table, "timestamp") || has(table, "instrument_name")) {
                return Layout.OTHER;
            }
            if (has(table, "underlying_index") && has(table, "underlying_price")) {
                return Layout.FORWARD;
            }
            return has(table, "index_price") ? Layout.INDEX : Layout.OTHER;
        }
    }

    static void readIndex(final Path file, final PriceSeries series) {
        try (CsvTable table = CsvTable.open(file)) {
            final int time = table.column("timestamp");
            final int price = table.column("index_price");
            while (table.next()) {
                series.add(table.millis(time), 0, table.positive(price));
            }
        }
    }

    static void readForward(final Path file, final PriceSeries series) {
        try (CsvTable table = CsvTable.open(file)) {
            final int time = table.column("timestamp");
            final int key = table.column("underlying_index");
            final int price = table.column("underlying_price");
            while (table.next()) {
                final long timeNs = table.millis(time);
                final long expiryNs = expiryNs(table.text(key), timeNs);
                if (expiryNs == Decimals.ABSENT) {
                    throw table.bad(key, "a future like BTC-28APR23, SYN.BTC-13APR23 or SYN.EXPIRY");
                }
                series.add(timeNs, expiryNs, table.positive(price));
            }
        }
    }

    static void readMinutes(final Path file, final PriceSeries series) {
        try (CsvTable table = CsvTable.open(file)) {
            final int time = table.column("TIME");
            final int expiry = table.column("EXPIRY");
            final int price = table.column("FUT_PRICE");
            while (table.next()) {
                series.add(chinaTimeNs(table, time), dateNs(table, expiry), table.positive(price));
            }
        }
    }

    /** The expiry of a forward by the venue's name for it, or {@link Decimals#ABSENT}. */
    static long expiryNs(final String underlyingIndex, final long timeNs) {
        if (underlyingIndex.equals(SETTLING)) {
            return Math.floorDiv(timeNs, DAY_NS) * DAY_NS + EXPIRY_OF_DAY_NS;
        }
        final int from = underlyingIndex.startsWith(SYNTHETIC) ? SYNTHETIC.length() : 0;
        final int dash = underlyingIndex.indexOf('-', from);
        return dash < 0 ? Decimals.ABSENT : InstrumentName.expiryNs(underlyingIndex.substring(dash + 1));
    }

    private static boolean has(final CsvTable table, final String column) {
        return table.optionalColumn(column) != CsvTable.NO_COLUMN;
    }

    private static long chinaTimeNs(final CsvTable table, final int column) {
        try {
            final Instant written = Instant.parse(table.text(column));
            return written.getEpochSecond() * NANOS_PER_SECOND + written.getNano() - CHINA_OFFSET_NS;
        } catch (final DateTimeException e) {
            throw table.bad(column, "a time like 2022-05-15T08:00:01.708Z");
        }
    }

    private static long dateNs(final CsvTable table, final int column) {
        final Matcher date = DATE.matcher(table.text(column));
        final long expiryNs = date.matches()
                ? InstrumentName.expiryNs(date.group(1) + date.group(2) + date.group(3))
                : Decimals.ABSENT;
        if (expiryNs == Decimals.ABSENT) {
            throw table.bad(column, "a date like 15-MAY-2022");
        }
        return expiryNs;
    }
}
