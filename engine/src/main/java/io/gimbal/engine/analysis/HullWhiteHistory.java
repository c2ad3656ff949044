package io.gimbal.engine.analysis;

import io.gimbal.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns the minimum-variance delta from recorded chains and journals. */
public final class HullWhiteHistory {
    /** After this time an interval counts half: 90 days, a window in which the coefficients were found stable. */
    public static final long HALF_LIFE_NS = 90L * 86_400_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_DAY = 86_400e9;

    private HullWhiteHistory() {}

    /**
     * Reads what was recorded and learns from it, calls and puts apart, every coin for itself. Sources are read in the
     * order of their first records; where two tell of the same option at the same time, the one read first is heard.
     *
     * @param chains    chain files of one pass or many, in any order
     * @param journals  of instances: the tickers among the inputs of every generation
     * @param horizonNs length of a hedging interval, above 0
     * @param untilNs   later records are not seen, epoch nanoseconds
     * @return what was learnt
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when a file is not a readable chain
     * @throws io.gimbal.journal.JournalCorruptException         when a journal is damaged
     */
    public static HullWhiteReport learn(
            final List<Path> chains, final List<JournalReader> journals, final long horizonNs, final long untilNs) {
        if (horizonNs <= 0) {
            throw new IllegalArgumentException("no horizon: horizonNs=" + horizonNs);
        }
        final OptionHistory history = new OptionHistory(horizonNs, untilNs);
        final List<HistorySource> sources = new ArrayList<>();
        chains.forEach(file -> sources.add(HistorySource.chain(file)));
        journals.forEach(reader -> sources.add(HistorySource.journal(reader)));
        sources.sort(Comparator.comparingLong(HistorySource::fromNs));
        sources.forEach(source -> source.player().accept(history));
        final Map<String, List<HedgeStep>> byCoin = new LinkedHashMap<>();
        history.steps()
                .forEach(step -> byCoin.computeIfAbsent(step.option().coin(), coin -> new ArrayList<>())
                        .add(step));
        return new HullWhiteReport(
                horizonNs / NANOS_PER_SECOND,
                HALF_LIFE_NS / NANOS_PER_DAY,
                history.records(),
                history.holes(),
                byCoin.entrySet().stream()
                        .map(coin -> new HullWhiteStudy(coin.getKey(), coin.getValue(), horizonNs).report())
                        .toList());
    }
}
