package io.gimbal.engine.app;

import io.gimbal.engine.market.ExchangeWorld;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.protocol.ApiKey;
import io.gimbal.feeds.exchange.protocol.ExchangeProtocol;
import io.gimbal.feeds.exchange.protocol.ExchangeServer;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.feeds.exchange.protocol.ProtocolContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Serves a local exchange in the foreground until it is told to stop. Owned by the thread that runs the verb; {@link
 * #stop()} is for any.
 */
final class ExchangeRun {
    private static final long LONGEST_WAIT_NS = 1_000_000L;
    private static final int SECRET_BYTES = 32;

    private static final int ID_BYTES = 5;

    /** What a hedger's key should have: it trades, sets up its account, and moves no money out of it. */
    private static final String SCOPE = "block_trade:read trade:read_write account:read_write wallet:read mainaccount";

    private final Streams streams;
    private final EpochNanoClock clock;
    private final int port;
    private final long seed;
    private final Faults faults;
    private long matchingNs;
    private volatile boolean isStopped;

    /** What clients need to connect. */
    record Ready(String url, String clientId, String clientSecret) {}

    ExchangeRun(
            final Streams streams, final EpochNanoClock clock, final int port, final long seed, final Faults faults) {
        this.streams = streams;
        this.clock = clock;
        this.port = port;
        this.seed = seed;
        this.faults = faults;
    }

    /**
     * Sets how long the matching engine works on one request of an account in a currency.
     *
     * @param newMatchingNs nanoseconds; 0, the default, for none
     * @return this
     */
    ExchangeRun matchingNs(final long newMatchingNs) {
        matchingNs = newMatchingNs;
        return this;
    }

    /**
     * Opens the world and serves it, until the process is asked to end, or {@link #stop()}.
     *
     * @param context of the world
     * @param lifeNs  how long at most, nanoseconds
     */
    void serve(final ExchangeWorld.Context context, final long lifeNs) {
        try (ExchangeWorld world = new ExchangeWorld(context);
                StopSignal stop = StopSignal.install("gimbal-exchange-stop")) {
            final Exchange exchange =
                    new Exchange(world.exchangeContext().seed(seed).smoothPremiums(ExchangeContext.PREMIUM_BAND));
            world.open(exchange);
            final ProtocolContext parts = new ProtocolContext()
                    .exchange(exchange)
                    .valuation(world.valuation())
                    .faults(faults)
                    .seed(seed)
                    .matchingLatencyNs(matchingNs);
            final ExchangeProtocol protocol = new ExchangeProtocol(parts);
            final ApiKey key = customer(exchange);
            protocol.add(key);
            try (ExchangeServer server = open(protocol)) {
                loop(world, server, key, stop, lifeNs);
            }
            stop.endInOrder();
        }
    }

    /** Ends the service soon. Any thread may call. */
    void stop() {
        isStopped = true;
    }

    private ExchangeServer open(final ExchangeProtocol protocol) {
        try {
            return new ExchangeServer(protocol, port, clock.nanoTime());
        } catch (final IllegalStateException e) {
            throw new VerbException(
                    ExitCode.VENUE_UNAVAILABLE,
                    "port cannot be opened: port=" + port + "; is it taken? --port 0 finds a free one");
        }
    }

    private void loop(
            final ExchangeWorld world,
            final ExchangeServer server,
            final ApiKey key,
            final StopSignal stop,
            final long lifeNs) {
        final long beganNs = clock.nanoTime();
        boolean isTold = false;
        long nowNs = beganNs;
        while (!isStopped && !stop.isRaised() && nowNs - beganNs < lifeNs) {
            final int work = world.advance(nowNs) + server.doWork(nowNs);
            if (!isTold && world.isTwoSided()) {
                isTold = true;
                streams.json(new Ready(server.url(), key.clientId(), key.clientSecret()));
            }
            if (work == 0) {
                server.await(Math.min(Math.max(world.nextTimeNs() - nowNs, 0), LONGEST_WAIT_NS));
            }
            nowNs = clock.nanoTime();
        }
        streams.message("exchange ended");
    }

    /** An account with money in every currency, and a fresh key to it: the key opens nothing but this process. */
    private static ApiKey customer(final Exchange exchange) {
        final Account account = exchange.open(AccountSettings.customer("customer"));
        exchange.currencies().forEach(currency -> exchange.deposit(account, currency, money(currency)));
        final SecureRandom random = new SecureRandom();
        return new ApiKey(hex(random, ID_BYTES), hex(random, SECRET_BYTES), account.id(), SCOPE);
    }

    private static long money(final String currency) {
        return switch (currency) {
            case "BTC" -> 100L * Decimals.ONE;
            case "ETH" -> 1_000L * Decimals.ONE;
            default -> 1_000_000L * Decimals.ONE;
        };
    }

    private static String hex(final SecureRandom random, final int bytes) {
        final byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
