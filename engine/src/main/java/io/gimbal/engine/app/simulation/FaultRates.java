package io.gimbal.engine.app.simulation;

import io.gimbal.feeds.exchange.protocol.FaultKind;
import io.gimbal.feeds.exchange.protocol.Faults;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How much goes wrong, drawn anew for each seed: some seeds are almost calm, some extreme, and in each some kinds are
 * missing, so that one kind does not always hide behind another (swarm testing: Groce et al., ISSTA 2012).
 */
final class FaultRates {
    private static final double PRESENT = 0.6;
    private static final double MILDEST = 0.02;

    /** Strikes per million chances, where a kind is at its worst; a chance is a frame, a request or a connection. */
    private static final Map<FaultKind, Integer> WORST = Map.ofEntries(
            Map.entry(FaultKind.LATENCY, 100_000),
            Map.entry(FaultKind.DROP, 2_000),
            Map.entry(FaultKind.DISCONNECT, 200),
            Map.entry(FaultKind.HALF_OPEN, 50),
            Map.entry(FaultKind.DUPLICATE, 20_000),
            Map.entry(FaultKind.REORDER, 5_000),
            Map.entry(FaultKind.GAP, 2_000),
            Map.entry(FaultKind.REJECT, 200_000),
            Map.entry(FaultKind.SLOW_BOOK, 500),
            Map.entry(FaultKind.PARTIAL_FILL, 300_000),
            Map.entry(FaultKind.CLOCK_SKEW, 300_000),
            Map.entry(FaultKind.LOST_ACK, 100_000));

    private FaultRates() {}

    /**
     * Sets the rates of one seed.
     *
     * @param faults to set
     * @param random of the seed
     */
    static void draw(final Faults faults, final SplittableRandom random) {
        for (final FaultKind kind : FaultKind.values()) {
            final boolean isPresent = random.nextDouble() < PRESENT;
            final double severity = Math.pow(MILDEST, random.nextDouble());
            faults.rate(kind, isPresent ? (int) Math.ceil(WORST.getOrDefault(kind, 0) * severity) : 0);
        }
        faults.latencyNs(1_000_000L + random.nextLong(20_000_000L));
    }
}
