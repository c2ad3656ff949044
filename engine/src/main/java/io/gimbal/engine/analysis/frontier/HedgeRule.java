package io.gimbal.engine.analysis.frontier;

/** A policy over one path. Holds no state: one rule serves all threads. */
interface HedgeRule {
    /**
     * Hedges from the path's beginning to its end.
     *
     * @param path      prepared
     * @param parameter the one that is swept, above 0
     * @param ledger    begun; ended by the caller
     */
    void hedge(HedgePath path, double parameter, Ledger ledger);
}
