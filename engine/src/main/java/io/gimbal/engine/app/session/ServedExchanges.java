package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.exchange.protocol.ExchangeServer;
import io.gimbal.feeds.exchange.protocol.Faults;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Local exchanges, one a venue, each on a loopback port, all stepped by one thread of their own: so they keep one time,
 * and the market's clock waits for all of them. Opened and closed by the thread that composes the session.
 */
final class ServedExchanges implements AutoCloseable {
    private static final long WAIT_NS = 1_000_000;
    private static final long NAP_NS = 200_000;
    private static final long JOIN_MS = 5_000;

    private final MarkedClock clock;
    private final CompletableFuture<List<URI>> addresses = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile boolean hasFailed;

    /** One exchange and the port it is served on. */
    private record Served(LocalExchange exchange, ExchangeServer server) {
        int step(final long nowNs) {
            return exchange.step(nowNs) + server.doWork(nowNs);
        }
    }

    private ServedExchanges(final Configuration configuration, final long seed, final MarkedClock clock) {
        this.clock = clock;
        thread = new Thread(() -> serve(configuration, seed), "gimbal-exchange");
        thread.setDaemon(true);
    }

    /**
     * Opens an exchange a venue for the books of a configuration; its port is open and its books two-sided when this
     * returns.
     *
     * @param configuration the venues and the books
     * @param seed          of the market
     * @param clock         shared with the session; waits for the exchanges
     * @return the exchanges
     */
    static ServedExchanges open(final Configuration configuration, final long seed, final MarkedClock clock) {
        final ServedExchanges exchanges = new ServedExchanges(configuration, seed, clock);
        exchanges.thread.start();
        try {
            exchanges.addresses.join();
            return exchanges;
        } catch (final CompletionException e) {
            exchanges.close();
            if (e.getCause() instanceof final RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void serve(final Configuration configuration, final long seed) {
        final List<Served> all = new ArrayList<>();
        try {
            final long startNs = clock.nanoTime();
            for (int place = 0; place < configuration.venues().size(); place++) {
                all.add(serve(configuration, place, seed, startNs));
            }
            addresses.complete(all.stream()
                    .map(served -> URI.create(served.server().url()))
                    .toList());
            loop(all);
        } catch (final RuntimeException e) {
            hasFailed = true;
            if (!addresses.completeExceptionally(e)) {
                throw e;
            }
        } finally {
            all.forEach(served -> served.server().close());
            all.forEach(served -> served.exchange().close());
        }
    }

    private static Served serve(
            final Configuration configuration, final int place, final long seed, final long startNs) {
        final LocalExchange exchange = LocalExchange.open(configuration, place, seed, startNs, Faults.none());
        try {
            return new Served(exchange, new ExchangeServer(exchange.protocol(), 0, startNs));
        } catch (final RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    /** With nothing to do at any, it waits at each in turn, so that none waits longer than one alone would. */
    private void loop(final List<Served> all) {
        int turn = 0;
        while (!isClosed) {
            final long nowNs = clock.mark();
            int work = 0;
            long nextNs = Long.MAX_VALUE;
            for (final Served served : all) {
                work += served.step(nowNs);
                nextNs = Math.min(nextNs, served.exchange().nextTimeNs());
            }
            if (work == 0) {
                final long longestNs = WAIT_NS / all.size();
                all.get(turn).server().await(Math.min(Math.max(nextNs - nowNs, 0), longestNs));
                turn = (turn + 1) % all.size();
            }
        }
    }

    /**
     * The way to one of them.
     *
     * @param place of the venue
     * @return its access
     */
    VenueAccess access(final int place) {
        return new Access(place);
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

    private final class Access implements VenueAccess {
        private final int place;

        Access(final int place) {
            this.place = place;
        }

        @Override
        public DeribitContext context(final boolean isAccountWanted) {
            final DeribitContext context =
                    new DeribitContext().url(addresses.join().get(place));
            return isAccountWanted ? LocalExchange.withAccount(context) : context;
        }

        @Override
        public long awaitTurn(final DeribitVenue client) {
            if (hasFailed) {
                throw new VenueException(VenueException.Reason.UNAVAILABLE, "a local exchange has stopped by a fault");
            }
            LockSupport.parkNanos(NAP_NS);
            return clock.nanoTime();
        }

        @Override
        public long patienceNs() {
            return System.nanoTime();
        }
    }
}
