package io.gimbal.engine.app.session;

import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.VenueFault;
import java.util.ArrayList;
import java.util.List;

/**
 * What it means when a client has stopped for good. Where it is the only one the session stops. Of several, a venue that
 * refuses us or cannot be understood any more is as good as dead, and the others go on; the session stops when none is
 * left, and at once when somebody else trades in our name or a venue is not the network it was meant to be: then nothing
 * is certain any more. Owned by the ingest thread.
 */
final class VenueFaults {
    private final List<DeribitVenue> clients = new ArrayList<>();

    /** Another client of the session. */
    void add(final DeribitVenue client) {
        clients.add(client);
    }

    /**
     * Looks at a client.
     *
     * @param client of the session
     * @throws VenueException when the session must stop
     */
    void check(final DeribitVenue client) {
        final VenueFault fault = client.fault();
        if (fault != null && (isUncertain(fault.kind()) || isNobodyLeft())) {
            VenueSurvey.requireHealthy(client);
        }
    }

    private static boolean isUncertain(final VenueFault.Kind kind) {
        return kind == VenueFault.Kind.FOREIGN_EPOCH || kind == VenueFault.Kind.NETWORK;
    }

    private boolean isNobodyLeft() {
        for (int i = 0; i < clients.size(); i++) {
            if (clients.get(i).fault() == null) {
                return false;
            }
        }
        return true;
    }
}
