package io.gimbal.engine.app.simulation;

import java.util.List;
import java.util.Map;

/**
 * What became of one seed.
 *
 * @param seed       of everything random
 * @param events     inputs journaled
 * @param orders     of ours that reached the exchange
 * @param fills      executions of ours
 * @param processes  lives of the simulated process
 * @param faults     how often each kind struck
 * @param violations what must not have been
 * @param outputHash of all outputs, by a replay from genesis; 0 when that failed
 */
record SimulationResult(
        long seed,
        long events,
        long orders,
        long fills,
        long processes,
        Map<String, Long> faults,
        List<Violation> violations,
        long outputHash) {}
