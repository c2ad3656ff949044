package io.gimbal.engine.analysis.whatif;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a run made in each five-minute bucket of engine time: the result of its delta against the target, what trading
 * cost, and the change of equity, in dollars, all books together. Owned by one thread.
 */
final class BucketRows {
    /** One bucket. */
    static final class Row {
        private double deltaPnlUsd;
        private double costUsd;
        private double pnlUsd;
        private double finishedPnlUsd;

        double deltaPnlUsd() {
            return deltaPnlUsd;
        }

        double costUsd() {
            return costUsd;
        }

        double pnlUsd() {
            return pnlUsd;
        }

        /** Without what came after the last bucket, which is no five minutes. */
        double finishedPnlUsd() {
            return finishedPnlUsd;
        }
    }

    private final TreeMap<Long, Row> rows = new TreeMap<>();

    /** Adds what one book made in a finished bucket. */
    void add(final long bucket, final double deltaPnlUsd, final double costUsd, final double pnlUsd) {
        final Row row = rows.computeIfAbsent(bucket, absent -> new Row());
        row.deltaPnlUsd += deltaPnlUsd;
        row.costUsd += costUsd;
        row.pnlUsd += pnlUsd;
        row.finishedPnlUsd += pnlUsd;
    }

    /** Adds what came after the last finished bucket to it: it counts in sums, and is too short for a deviation. */
    void addToLast(final double costUsd, final double pnlUsd) {
        if (!rows.isEmpty()) {
            final Row last = rows.lastEntry().getValue();
            last.costUsd += costUsd;
            last.pnlUsd += pnlUsd;
        }
    }

    /** {@return the rows by bucket, ascending} */
    Map<Long, Row> byBucket() {
        return rows;
    }

    /** {@return standard deviation of the delta's results over the buckets, USD; 0 with fewer than two} */
    double trackingErrorUsd() {
        return deviation(Row::deltaPnlUsd);
    }

    /** {@return standard deviation of the whole change of equity over the buckets, USD; 0 with fewer than two} */
    double pnlStdUsd() {
        return deviation(Row::finishedPnlUsd);
    }

    private double deviation(final ToDoubleFunction<Row> figure) {
        final int count = rows.size();
        if (count < 2) {
            return 0;
        }
        double sum = 0;
        for (final Row row : rows.values()) {
            sum += figure.applyAsDouble(row);
        }
        final double mean = sum / count;
        double squares = 0;
        for (final Row row : rows.values()) {
            final double away = figure.applyAsDouble(row) - mean;
            squares += away * away;
        }
        return Math.sqrt(squares / (count - 1));
    }
}
