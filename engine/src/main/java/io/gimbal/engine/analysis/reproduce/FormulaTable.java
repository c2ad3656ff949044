package io.gimbal.engine.analysis.reproduce;

import java.util.List;
import java.util.function.Consumer;

/**
 * A table of worked examples: nothing in it is random.
 *
 * @param name   of the table
 * @param source who published it
 * @param work   finds every figure
 */
record FormulaTable(String name, String source, Consumer<Findings> work) implements PublishedTable {
    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name);
        work.accept(findings);
        return findings.rows();
    }
}
