package io.gimbal.engine.analysis;

import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ChainRow;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that recorded options.
 *
 * @param fromNs time of its first record, epoch nanoseconds; {@code Long.MAX_VALUE} where it holds none
 * @param player hands all records to a history
 */
record HistorySource(long fromNs, Consumer<OptionHistory> player) {
    private static final double SCALE = 1e8;

    static HistorySource chain(final Path file) {
        final ChainRow first = ChainFile.first(file);
        return new HistorySource(first == null ? Long.MAX_VALUE : first.timeNs(), history -> play(file, history));
    }

    private static void play(final Path file, final OptionHistory history) {
        final Map<String, OptionHistory.Track> tracks = new HashMap<>();
        ChainFile.forEach(
                file,
                row -> history.record(
                        tracks.computeIfAbsent(row.instrumentName(), name -> history.track(terms(row))),
                        row.timeNs(),
                        row.underlyingPrice() / SCALE,
                        row.markVol() / SCALE));
    }

    private static OptionTerms terms(final ChainRow row) {
        return new OptionTerms(
                OptionTerms.coin(row.instrumentName()), row.expiryNs(), row.strike() / SCALE, row.isCall());
    }

    static HistorySource journal(final JournalReader reader) {
        long fromNs = Long.MAX_VALUE;
        for (final Generation generation : reader.generations()) {
            try (JournalTailer in = reader.in(generation.number())) {
                if (fromNs == Long.MAX_VALUE && in.next()) {
                    fromNs = in.wallNs();
                }
            }
        }
        return new HistorySource(fromNs, history -> play(reader, history));
    }

    private static void play(final JournalReader reader, final OptionHistory history) {
        final JournalTickers tickers = new JournalTickers(history);
        for (final Generation generation : reader.generations()) {
            try (JournalTailer in = reader.in(generation.number())) {
                while (in.next()) {
                    tickers.onInput(in.buffer(), in.payloadOffset(), in.payloadLength());
                }
            }
        }
    }
}
