package io.gimbal.feeds.deribit;

/**
 * What time it is at the venue, from the times it stamps on its answers: of the samples of the last minutes the one with
 * the quickest round trip is believed. Owned by its session's thread.
 */
final class ServerClock {
    private static final long MICRO_NS = 1_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final long SAMPLE_LIFE_NS = 120_000_000_000L;

    private long offsetNs;
    private long bestRoundTripNs = Long.MAX_VALUE;
    private long bestAtNs;

    ServerClock() {}

    /** An answer: sent and received by our clock, taken up and sent by the venue's, in microseconds. */
    void onAnswer(final long sentNs, final long receivedNs, final long usIn, final long usOut) {
        if (usIn <= 0 || usOut < usIn || receivedNs < sentNs) {
            return;
        }
        final long roundTripNs = (receivedNs - sentNs) - (usOut - usIn) * MICRO_NS;
        final boolean isOld = receivedNs - bestAtNs > SAMPLE_LIFE_NS;
        if (roundTripNs >= 0 && (isOld || roundTripNs <= bestRoundTripNs)) {
            bestRoundTripNs = roundTripNs;
            bestAtNs = receivedNs;
            offsetNs = ((usIn * MICRO_NS - sentNs) + (usOut * MICRO_NS - receivedNs)) / 2;
        }
    }

    /** Venue's time less ours. */
    long offsetNs() {
        return offsetNs;
    }

    long venueNs(final long nowNs) {
        return nowNs + offsetNs;
    }

    long venueMs(final long nowNs) {
        return Math.floorDiv(venueNs(nowNs), MILLI_NS);
    }
}
