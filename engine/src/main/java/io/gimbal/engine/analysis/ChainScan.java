package io.gimbal.engine.analysis;

import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a recorder over a whole chain. A chain file holds one pass or many: rows belong to different passes where
 * nothing was recorded for {@link #PAUSE_NS} between them.
 *
 * @param fromNs time of the first row, epoch nanoseconds
 * @param toNs   time of the last row
 * @param rows   the last row of every option, by name
 */
public record ChainScan(long fromNs, long toNs, List<ChainRow> rows) {
    /** A pause this long ends a pass. */
    public static final long PAUSE_NS = 30_000_000_000L;

    // A pass that holds fewer options than this share of the one before it was cut short.
    private static final double COMPLETE = 0.9;

    /**
     * Finds the last complete pass of a file.
     *
     * @param file a recorded chain
     * @param atNs later rows are not seen, epoch nanoseconds; {@code Long.MAX_VALUE} for all
     * @return null where no row is that early
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the file is not a readable chain
     */
    public static @Nullable ChainScan lastComplete(final Path file, final long atNs) {
        final LongArrayList times = new LongArrayList();
        ChainFile.forEach(file, row -> {
            if (row.timeNs() <= atNs) {
                times.addLong(row.timeNs());
            }
        });
        final long[] sorted = times.toLongArray();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return null;
        }
        final int last = beginOfPass(sorted, sorted.length);
        final int former = last == 0 ? 0 : beginOfPass(sorted, last);
        final boolean isComplete = last == 0 || sorted.length - last >= COMPLETE * (last - former);
        final int from = isComplete ? last : former;
        final int to = isComplete ? sorted.length : last;
        return read(file, sorted[from], sorted[to - 1]);
    }

    private static int beginOfPass(final long[] times, final int end) {
        int begin = end - 1;
        while (begin > 0 && times[begin] - times[begin - 1] <= PAUSE_NS) {
            begin--;
        }
        return begin;
    }

    private static ChainScan read(final Path file, final long fromNs, final long toNs) {
        final Map<String, ChainRow> last = new TreeMap<>();
        ChainFile.forEach(file, row -> {
            if (row.timeNs() >= fromNs && row.timeNs() <= toNs) {
                last.merge(row.instrumentName(), row, (a, b) -> b.timeNs() >= a.timeNs() ? b : a);
            }
        });
        return new ChainScan(fromNs, toNs, List.copyOf(last.values()));
    }
}
