package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.Valuation;
import org.jspecify.annotations.Nullable;

/** What an {@link ExchangeProtocol} needs. Checked once, when the protocol is made from it. */
public final class ProtocolContext {
    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_WAITING_FRAMES = 65_536;

    private @Nullable Exchange exchange;
    private @Nullable Valuation valuation;
    private Faults faults = Faults.none();
    private long seed = 1;
    private long tokenLifeSeconds = Authenticator.DEFAULT_LIFE_SECONDS;
    private int maxConnections = MAX_CONNECTIONS;
    private int maxWaitingFrames = MAX_WAITING_FRAMES;
    private long matchingLatencyNs;

    /** Makes one with nothing set but defaults. */
    public ProtocolContext() {}

    /**
     * Sets the core.
     *
     * @param newExchange the core that the protocol speaks for
     * @return this
     */
    public ProtocolContext exchange(final Exchange newExchange) {
        exchange = newExchange;
        return this;
    }

    /**
     * Sets who knows volatilities.
     *
     * @param newValuation the one of the core
     * @return this
     */
    public ProtocolContext valuation(final Valuation newValuation) {
        valuation = newValuation;
        return this;
    }

    /**
     * Sets what goes wrong.
     *
     * @param newFaults shared by all connections
     * @return this
     */
    public ProtocolContext faults(final Faults newFaults) {
        faults = newFaults;
        return this;
    }

    /**
     * Sets the seed of tokens and of the order of responses and events.
     *
     * @param newSeed any
     * @return this
     */
    public ProtocolContext seed(final long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Sets how long an access token lives when its scope does not say.
     *
     * @param seconds above 0
     * @return this
     */
    public ProtocolContext tokenLifeSeconds(final long seconds) {
        tokenLifeSeconds = seconds;
        return this;
    }

    /**
     * Sets how many connections of one address there may be.
     *
     * @param count above 0; one more is refused
     * @return this
     */
    public ProtocolContext maxConnections(final int count) {
        maxConnections = count;
        return this;
    }

    /**
     * Sets how many frames may wait for a client that reads too slowly, before its connection is cut.
     *
     * @param count above 0
     * @return this
     */
    public ProtocolContext maxWaitingFrames(final int count) {
        maxWaitingFrames = count;
        return this;
    }

    /**
     * Sets how long the matching engine works on a request of an account in a currency; others of the same wait
     * meanwhile, eight at most and for five seconds at most.
     *
     * @param newLatencyNs nanoseconds; 0, the default, for none, and then nothing ever waits
     * @return this
     */
    public ProtocolContext matchingLatencyNs(final long newLatencyNs) {
        if (newLatencyNs < 0) {
            throw new IllegalArgumentException("out of range: matchingLatencyNs=" + newLatencyNs);
        }
        matchingLatencyNs = newLatencyNs;
        return this;
    }

    long matchingLatencyNs() {
        return matchingLatencyNs;
    }

    int maxWaitingFrames() {
        return maxWaitingFrames;
    }

    Exchange exchange() {
        return required(exchange, "exchange");
    }

    Valuation valuation() {
        return required(valuation, "valuation");
    }

    Faults faults() {
        return faults;
    }

    long seed() {
        return seed;
    }

    long tokenLifeSeconds() {
        return tokenLifeSeconds;
    }

    int maxConnections() {
        return maxConnections;
    }

    private static <T> T required(final @Nullable T value, final String name) {
        if (value == null) {
            throw new IllegalStateException("protocol context is incomplete: missing=" + name);
        }
        return value;
    }
}
