package io.gimbal.engine.app.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of many seeds.
 *
 * @param firstSeed  of them
 * @param lastSeed   of them
 * @param hours      of virtual time over all
 * @param events     inputs journaled
 * @param orders     of ours that reached the exchange
 * @param fills      executions of ours
 * @param processes  lives of the simulated process
 * @param violations what must not have been; empty when all is well
 * @param faults     how often each kind struck
 * @param outputHash over all outputs of all seeds, 16 hex digits: the same for the same seeds, hours and faults
 * @param seconds    wall time
 */
public record SimulationReport(
        long firstSeed,
        long lastSeed,
        double hours,
        long events,
        long orders,
        long fills,
        long processes,
        List<Violation> violations,
        Map<String, Long> faults,
        String outputHash,
        double seconds) {
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final double NS_PER_SECOND = 1e9;

    static SimulationReport of(
            final SimulationSettings settings, final List<SimulationResult> results, final long wallNs) {
        final List<Violation> violations = new ArrayList<>();
        final Map<String, Long> faults = new TreeMap<>();
        long events = 0;
        long orders = 0;
        long fills = 0;
        long processes = 0;
        long hash = 0;
        for (final SimulationResult result : results) {
            violations.addAll(result.violations());
            result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
            events += result.events();
            orders += result.orders();
            fills += result.fills();
            processes += result.processes();
            hash = (hash ^ result.outputHash()) * MIX;
            hash ^= hash >>> Integer.SIZE;
        }
        return new SimulationReport(
                settings.firstSeed(),
                settings.lastSeed(),
                settings.hours() * results.size(),
                events,
                orders,
                fills,
                processes,
                List.copyOf(violations),
                faults,
                String.format(Locale.ROOT, "%016x", hash),
                wallNs / NS_PER_SECOND);
    }
}
