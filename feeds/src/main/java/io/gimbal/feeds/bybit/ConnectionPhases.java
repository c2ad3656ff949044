package io.gimbal.feeds.bybit;

import io.gimbal.journal.codec.ConnectionPhase;

/**
 * Changes of the connection that the engine has not been told yet. Never conflated: who does not take them is not read
 * for. Owned by the market thread; allocates nothing after construction.
 */
final class ConnectionPhases {
    private static final int CAPACITY = 16;

    /** A poll of the transport opens and closes once at most, and being ready comes between. */
    private static final int PER_POLL = 4;

    private final ConnectionPhase[] phases = new ConnectionPhase[CAPACITY];
    private final long[] timesNs = new long[CAPACITY];
    private final int connectionId;
    private int size;

    ConnectionPhases(final int connectionId) {
        this.connectionId = connectionId;
    }

    boolean hasRoom() {
        return size <= CAPACITY - PER_POLL;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(final ConnectionPhase phase, final long nowNs) {
        if (size == CAPACITY) {
            throw new IllegalStateException("changes of the connection overflow: capacity=" + CAPACITY);
        }
        phases[size] = phase;
        timesNs[size] = nowNs;
        size++;
    }

    int drain(final int limit, final Outlet outlet) {
        int sent = 0;
        while (sent < limit && sent < size && offer(sent, outlet)) {
            sent++;
        }
        size -= sent;
        System.arraycopy(phases, sent, phases, 0, size);
        System.arraycopy(timesNs, sent, timesNs, 0, size);
        return sent;
    }

    private boolean offer(final int at, final Outlet outlet) {
        outlet.publisher()
                .connectionState()
                .venueTimeNs(timesNs[at])
                .connectionId(connectionId)
                .phase(phases[at]);
        return outlet.offer(timesNs[at]);
    }
}
