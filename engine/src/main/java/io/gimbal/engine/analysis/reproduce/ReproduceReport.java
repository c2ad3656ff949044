package io.gimbal.engine.analysis.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run of some tables came to.
 *
 * @param passed  how many figures lie within their tolerances
 * @param failed  those that do not
 * @param skipped those that were not run
 * @param rows    all figures, in the order of the tables
 * @param paths   of the largest simulations
 * @param threads that simulated
 * @param seconds it took, wall time
 */
public record ReproduceReport(
        int passed,
        List<ReproducedRow> failed,
        List<ReproducedRow> skipped,
        List<ReproducedRow> rows,
        int paths,
        int threads,
        double seconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Copies the lists.
     *
     * @param passed  how many figures lie within their tolerances
     * @param failed  those that do not
     * @param skipped those that were not run
     * @param rows    all figures
     * @param paths   of the largest simulations
     * @param threads that simulated
     * @param seconds it took
     */
    public ReproduceReport {
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
        rows = List.copyOf(rows);
    }

    /**
     * Runs tables one after the other.
     *
     * @param tables to run
     * @param scale  paths and threads
     * @return every figure of them
     */
    public static ReproduceReport of(final List<PublishedTable> tables, final ReproduceScale scale) {
        final long startNs = System.nanoTime();
        final List<ReproducedRow> rows = new ArrayList<>();
        tables.forEach(table -> rows.addAll(table.run(scale)));
        final double seconds = (System.nanoTime() - startNs) / NANOS_PER_SECOND;
        return new ReproduceReport(
                with(rows, ReproducedRow.PASSED).size(),
                with(rows, ReproducedRow.FAILED),
                with(rows, ReproducedRow.SKIPPED),
                rows,
                scale.paths(),
                scale.threads(),
                seconds);
    }

    private static List<ReproducedRow> with(final List<ReproducedRow> rows, final String status) {
        return rows.stream().filter(row -> row.status().equals(status)).toList();
    }
}
