package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.analysis.TableFile;
import io.gimbal.engine.analysis.TableRow;
import io.gimbal.engine.market.path.RecordedBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.collections.MutableInteger;

/**
 * Recorded one-minute bars: a CSV file with the columns {@code timestamp,low,high,close}, or a folder of such files. A
 * minute that stands in two rows counts once, the later row; one that stands in none repeats the last close.
 *
 * @param bars    without a hole
 * @param firstMs time of the first bar, epoch milliseconds
 * @param lastMs  time of the last bar, epoch milliseconds
 * @param missing minutes that nobody recorded
 */
record BarFile(RecordedBars bars, long firstMs, long lastMs, int missing) {
    private static final long MS_PER_MINUTE = 60_000L;
    private static final int MOST_MINUTES = 6_000_000;
    private static final List<String> COLUMNS = List.of("timestamp", "low", "high", "close");
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS]", Locale.ROOT);

    private record Bar(double low, double high, double close) {}

    static BarFile read(final Path path) {
        final NavigableMap<Long, Bar> byMinute = new TreeMap<>();
        for (final Path file : files(path)) {
            TableFile.forEach(file, COLUMNS, row -> byMinute.put(minute(row), bar(row)));
        }
        if (byMinute.isEmpty()) {
            throw new BadFileException(path, 0, "", "no bar", "rows with " + String.join(",", COLUMNS));
        }
        final long span = byMinute.lastKey() - byMinute.firstKey() + 1;
        if (span > MOST_MINUTES) {
            throw new BadFileException(path, 0, "timestamp", span + " minutes", "at most " + MOST_MINUTES + " minutes");
        }
        return filled(byMinute, (int) span);
    }

    private static List<Path> files(final Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            final List<Path> files = inside.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new BadFileException(
                        path, 0, "", "a folder without .csv files", "bars in files that end in .csv");
            }
            return files;
        } catch (final IOException e) {
            throw new BadFileException(path, 0, "", String.valueOf(e.getMessage()), "a readable folder");
        }
    }

    private static BarFile filled(final NavigableMap<Long, Bar> byMinute, final int span) {
        final double[] low = new double[span];
        final double[] high = new double[span];
        final double[] close = new double[span];
        final long first = byMinute.firstKey();
        final MutableInteger next = new MutableInteger();
        byMinute.forEach((minute, bar) -> {
            final int at = (int) (minute - first);
            while (next.value < at) {
                final double last = close[next.value - 1];
                low[next.value] = last;
                high[next.value] = last;
                close[next.value] = last;
                next.value++;
            }
            low[at] = bar.low;
            high[at] = bar.high;
            close[at] = bar.close;
            next.value = at + 1;
        });
        return new BarFile(
                new RecordedBars(low, high, close),
                first * MS_PER_MINUTE,
                byMinute.lastKey() * MS_PER_MINUTE,
                span - byMinute.size());
    }

    private static Bar bar(final TableRow row) {
        final Bar bar =
                new Bar(row.number("low", "a price"), row.number("high", "a price"), row.number("close", "a price"));
        if (!(bar.low > 0)) {
            throw row.bad("low", "a price above 0");
        }
        if (!(bar.close >= bar.low && bar.close <= bar.high)) {
            throw row.bad("close", "a price between low and high");
        }
        return bar;
    }

    private static long minute(final TableRow row) {
        final String text = row.text("timestamp");
        try {
            final Instant instant = text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text, SPACED).toInstant(ZoneOffset.UTC);
            return Math.floorDiv(instant.toEpochMilli(), MS_PER_MINUTE);
        } catch (final DateTimeParseException e) {
            throw row.bad("timestamp", "a UTC time like 2022-01-01 00:00:00 or 2022-01-01T00:00:00Z");
        }
    }
}
