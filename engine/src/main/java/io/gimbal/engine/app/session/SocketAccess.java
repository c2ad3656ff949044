package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.VenueSettings;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.Secret;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Reaches the venue over sockets, with credentials from where the configuration says. A credential is read when it is
 * needed and overwritten by the client that was given it.
 */
final class SocketAccess implements VenueAccess {
    private static final long NAP_NS = 200_000;

    private final VenueSettings settings;
    private final EpochNanoClock clock;
    private final UnaryOperator<String> environment;

    /**
     * Prepares to connect.
     *
     * @param settings    section venue
     * @param clock       of the session
     * @param environment looks a variable up; null for none
     */
    SocketAccess(final VenueSettings settings, final EpochNanoClock clock, final UnaryOperator<String> environment) {
        this.settings = settings;
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public DeribitContext context(final boolean isAccountWanted) {
        final DeribitContext context = new DeribitContext().url(settings.address());
        if (!isAccountWanted) {
            return context;
        }
        requireReferences();
        return context.tolerateAccountWrite(settings.isAccountWriteTolerated())
                .credentials(
                        secret("venue.client_id", settings.clientId().text()),
                        secret("venue.client_secret", settings.clientSecret().text()));
    }

    private void requireReferences() {
        if (!settings.hasAccount()) {
            throw new VenueException(
                    VenueException.Reason.CONFIGURATION,
                    "venue.client_id and venue.client_secret are missing: only paper trading does without an account");
        }
    }

    /**
     * Reads the credentials once and drops them, so that a desk learns what is missing before anything is written.
     *
     * @throws VenueException when one is not where the configuration says
     */
    void requireAccount() {
        requireReferences();
        secret("venue.client_id", settings.clientId().text()).close();
        secret("venue.client_secret", settings.clientSecret().text()).close();
    }

    private Secret secret(final String property, final String reference) {
        try {
            return Secret.resolve(reference, environment);
        } catch (final IllegalArgumentException e) {
            throw new VenueException(VenueException.Reason.CONFIGURATION, property + ": " + e.getMessage());
        }
    }

    @Override
    public long awaitTurn(final DeribitVenue client) {
        LockSupport.parkNanos(NAP_NS);
        return clock.nanoTime();
    }

    @Override
    public long patienceNs() {
        return System.nanoTime();
    }
}
