package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Everything recorded of one coin, read on demand: its index, its forwards, its chain. Paths are preferred; without them
 * index and forward are those that the chain's rows state, and without any index it is the nearest live forward.
 */
final class CoinRecording {
    private final String coin;
    private final List<Path> chains;
    private final List<Path> indexPaths;
    private final List<Path> forwardPaths;
    private final List<Path> minutePaths;

    CoinRecording(final RecordedFolder folder, final String coin) {
        this.coin = coin;
        this.chains = folder.chains(coin);
        this.indexPaths = folder.paths(coin, PathFile.Layout.INDEX);
        this.forwardPaths = folder.paths(coin, PathFile.Layout.FORWARD);
        this.minutePaths = folder.paths(coin, PathFile.Layout.MINUTES);
        if (chains.isEmpty() && indexPaths.isEmpty() && minutePaths.isEmpty()) {
            throw new BadRecordedDataException(
                    folder.folder(), 0, "", coin, "a folder with a chain, an index path or a minute path of this coin");
        }
    }

    String coin() {
        return coin;
    }

    List<Path> chains() {
        return chains;
    }

    /** Whether index or forwards have to be taken from the chain's rows. */
    boolean isPricedByRows() {
        return !hasIndex() || !hasForwards();
    }

    /** Reads what the paths hold. */
    void readPaths(final PriceSeries index, final PriceSeries forwards) {
        indexPaths.forEach(file -> PathFile.readIndex(file, index));
        forwardPaths.forEach(file -> PathFile.readForward(file, forwards));
        minutePaths.forEach(file -> PathFile.readMinutes(file, forwards));
        if (indexPaths.isEmpty() && chains.isEmpty()) {
            addNearest(forwards, index);
        }
    }

    /** Reads the rows of some options and, where no paths hold them, index and forwards. */
    void readRows(
            final PriceSeries index,
            final PriceSeries forwards,
            final Predicate<InstrumentName> options,
            final Consumer<ChainRow> rows) {
        forEachRow(option -> isPricedByRows() || options.test(option), row -> {
            if (!hasIndex()) {
                index.add(row.timeNs(), 0, row.indexPrice());
            }
            if (!hasForwards()) {
                forwards.add(row.timeNs(), row.expiryNs(), row.underlyingPrice());
            }
            rows.accept(row);
        });
    }

    private boolean hasIndex() {
        return !indexPaths.isEmpty();
    }

    private boolean hasForwards() {
        return !forwardPaths.isEmpty() || !minutePaths.isEmpty();
    }

    /** First and last time of the recording, or an empty array when it holds nothing. */
    long[] span() {
        final PriceSeries index = new PriceSeries();
        indexPaths.forEach(file -> PathFile.readIndex(file, index));
        if (indexPaths.isEmpty()) {
            minutePaths.forEach(file -> PathFile.readMinutes(file, index));
            forEachRow(option -> true, row -> index.add(row.timeNs(), 0, row.indexPrice()));
        }
        final long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        index.forEach((timeNs, expiryNs, price) -> {
            span[0] = Math.min(span[0], timeNs);
            span[1] = Math.max(span[1], timeNs);
        });
        return span[0] <= span[1] ? span : new long[0];
    }

    private void forEachRow(final Predicate<InstrumentName> options, final Consumer<ChainRow> sink) {
        for (final Path file : chains) {
            ChainFile.readWhile(file, option -> option.coin().equals(coin) && options.test(option), row -> {
                sink.accept(row);
                return true;
            });
        }
    }

    private static void addNearest(final PriceSeries forwards, final PriceSeries index) {
        final long[] nearest = {Decimals.ABSENT, Long.MAX_VALUE, 0};
        forwards.forEach((timeNs, expiryNs, price) -> {
            if (timeNs != nearest[0]) {
                flush(nearest, index);
                nearest[0] = timeNs;
                nearest[1] = Long.MAX_VALUE;
            }
            if (expiryNs > timeNs && expiryNs < nearest[1]) {
                nearest[1] = expiryNs;
                nearest[2] = price;
            }
        });
        flush(nearest, index);
    }

    private static void flush(final long[] nearest, final PriceSeries index) {
        if (nearest[1] != Long.MAX_VALUE) {
            index.add(nearest[0], 0, nearest[2]);
        }
    }
}
