package io.gimbal.engine.analysis.reproduce;

import java.util.List;

/** One published table that can be run again. Add one by entering it in {@link PublishedTables}. */
public interface PublishedTable {
    /** {@return lower case, words joined by hyphens; unique} */
    String name();

    /** {@return who published it and where} */
    String source();

    /**
     * Runs it.
     *
     * @param scale how many paths and threads; figures do not depend on the threads
     * @return every figure of the table, in its order; those that need what is not at hand are skipped with a reason
     */
    List<ReproducedRow> run(ReproduceScale scale);
}
