package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.exchange.protocol.ExchangeServer;
import io.gimbal.feeds.exchange.protocol.Faults;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A local exchange on a loopback port, stepped by a thread of its own. Opened and closed by the thread that composes the
 * session.
 */
final class ServedExchange implements VenueAccess, AutoCloseable {
    private static final long WAIT_NS = 1_000_000;
    private static final long NAP_NS = 200_000;
    private static final long JOIN_MS = 5_000;

    private final MarkedClock clock;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile boolean hasFailed;

    private ServedExchange(final Configuration configuration, final long seed, final MarkedClock clock) {
        this.clock = clock;
        thread = new Thread(() -> serve(configuration, seed), "gimbal-exchange");
        thread.setDaemon(true);
    }

    /**
     * Opens an exchange for the books of a configuration; its port is open and its books two-sided when this returns.
     *
     * @param configuration the books
     * @param seed          of the market
     * @param clock         shared with the session; waits for the exchange
     * @return the exchange
     */
    static ServedExchange open(final Configuration configuration, final long seed, final MarkedClock clock) {
        final ServedExchange exchange = new ServedExchange(configuration, seed, clock);
        exchange.thread.start();
        try {
            exchange.address.join();
            return exchange;
        } catch (final CompletionException e) {
            exchange.close();
            if (e.getCause() instanceof final RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void serve(final Configuration configuration, final long seed) {
        try (LocalExchange exchange = LocalExchange.open(configuration, seed, clock.nanoTime(), Faults.none());
                ExchangeServer server = new ExchangeServer(exchange.protocol(), 0, clock.nanoTime())) {
            address.complete(URI.create(server.url()));
            while (!isClosed) {
                final long nowNs = clock.mark();
                if (exchange.step(nowNs) + server.doWork(nowNs) == 0) {
                    server.await(Math.min(Math.max(exchange.nextTimeNs() - nowNs, 0), WAIT_NS));
                }
            }
        } catch (final RuntimeException e) {
            hasFailed = true;
            if (!address.completeExceptionally(e)) {
                throw e;
            }
        }
    }

    @Override
    public DeribitContext context(final boolean isAccountWanted) {
        final DeribitContext context = new DeribitContext().url(address.join());
        return isAccountWanted ? LocalExchange.withAccount(context) : context;
    }

    @Override
    public long awaitTurn(final DeribitVenue client) {
        if (hasFailed) {
            throw new VenueException(VenueException.Reason.UNAVAILABLE, "the local exchange has stopped by a fault");
        }
        LockSupport.parkNanos(NAP_NS);
        return clock.nanoTime();
    }

    @Override
    public long patienceNs() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
