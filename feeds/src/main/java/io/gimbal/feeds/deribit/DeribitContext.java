package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Transport;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session with Deribit needs: where, as whom, what, and how patiently. Set, then frozen by
 * {@link DeribitVenue#open}. Without credentials there is a market session only.
 */
public final class DeribitContext {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private @Nullable URI url;
    private @Nullable Transport marketTransport;
    private @Nullable Transport privateTransport;
    private @Nullable Secret clientId;
    private @Nullable Secret clientSecret;
    private boolean isSigned;
    private String scope = "";
    private VenueNetwork network = VenueNetwork.UNKNOWN;
    private boolean isReadOnly;
    private boolean isAccountWriteTolerated;
    private String instance = "main";
    private int epoch;
    private List<String> currencies = List.of("BTC", "ETH");
    private long seed;
    private long heartbeatNs = 10 * SECOND_NS;
    private long responseTimeoutNs = 5 * SECOND_NS;
    private long connectTimeoutNs = 10 * SECOND_NS;
    private long backOffBaseNs = 500 * MILLI_NS;
    private long backOffCapNs = 30 * SECOND_NS;
    private long validForNs = 1_500 * MILLI_NS;
    private long skewMarginNs = 500 * MILLI_NS;
    private long reconcileIntervalNs = 30 * SECOND_NS;
    private double creditShare = 0.8;
    private boolean isConcluded;

    /** Creates a context of defaults. */
    public DeribitContext() {}

    /**
     * Sets where the venue is.
     *
     * @param value {@code wss://…}; {@code ws://} is taken for loopback hosts only
     * @return this
     */
    public DeribitContext url(final URI value) {
        url = value;
        return changed();
    }

    /**
     * Sets the two connections, in place of sockets to {@link #url}; the venue closes them.
     *
     * @param market for market data
     * @param orders for the account and its orders
     * @return this
     */
    public DeribitContext transports(final Transport market, final Transport orders) {
        marketTransport = market;
        privateTransport = orders;
        return changed();
    }

    /**
     * Sets who we are; the venue closes both secrets.
     *
     * @param id     client id of the key
     * @param secret client secret of the key
     * @return this
     */
    public DeribitContext credentials(final Secret id, final Secret secret) {
        clientId = id;
        clientSecret = secret;
        return changed();
    }

    /**
     * Logs in by signature, so that the secret itself never travels; off unless set.
     *
     * @param value whether
     * @return this
     */
    public DeribitContext signed(final boolean value) {
        isSigned = value;
        return changed();
    }

    /**
     * Asks for less than the key may do, such as {@code trade:read_write account:read}; everything it may do unless set.
     * What is granted is checked either way.
     *
     * @param value the venue's words, parted by spaces
     * @return this
     */
    public DeribitContext scope(final String value) {
        scope = value;
        return changed();
    }

    /**
     * Sets which of the venue's networks this must be; unless set, both will do. An answer that says otherwise ends the
     * session for good, before anything that it holds is used.
     *
     * @param value production or test
     * @return this
     */
    public DeribitContext network(final VenueNetwork value) {
        network = value;
        return changed();
    }

    /**
     * Follows the account without ever sending an order: every command is answered as not connected, and a key without
     * the right to trade will do.
     *
     * @param value whether
     * @return this
     */
    public DeribitContext readOnly(final boolean value) {
        isReadOnly = value;
        return changed();
    }

    /**
     * Takes a key that may write account settings, where cancel-on-disconnect is not set by another key already.
     *
     * @param value whether
     * @return this
     */
    public DeribitContext tolerateAccountWrite(final boolean value) {
        isAccountWriteTolerated = value;
        return changed();
    }

    /**
     * Sets what makes our labels ours.
     *
     * @param name  of this instance on the account: 1 to 24 lower-case letters and digits
     * @param value the writer's epoch
     * @return this
     */
    public DeribitContext instance(final String name, final int value) {
        instance = name;
        epoch = value;
        return changed();
    }

    /**
     * Sets which currencies' instruments are listed and whose money is followed.
     *
     * @param value the venue's names, such as {@code BTC}, {@code ETH}, {@code USDC}
     * @return this
     */
    public DeribitContext currencies(final List<String> value) {
        currencies = List.copyOf(value);
        return changed();
    }

    /**
     * Sets the seed of back-off jitter and nonces.
     *
     * @param value any
     * @return this
     */
    public DeribitContext seed(final long value) {
        seed = value;
        return changed();
    }

    /**
     * Sets how often the venue is asked to show that it lives; twice this long without a frame is a lost connection.
     *
     * @param value nanoseconds, whole seconds, 10 s or more
     * @return this
     */
    public DeribitContext heartbeatNs(final long value) {
        heartbeatNs = value;
        return changed();
    }

    /**
     * Sets how long an answer may take.
     *
     * @param value nanoseconds
     * @return this
     */
    public DeribitContext responseTimeoutNs(final long value) {
        responseTimeoutNs = value;
        return changed();
    }

    /**
     * Sets how long a connection may take to open, TLS and handshake included.
     *
     * @param value nanoseconds
     * @return this
     */
    public DeribitContext connectTimeoutNs(final long value) {
        connectTimeoutNs = value;
        return changed();
    }

    /**
     * Sets how long to wait between attempts to connect.
     *
     * @param baseNs before the second attempt, nanoseconds
     * @param capNs  at most, nanoseconds
     * @return this
     */
    public DeribitContext backOffNs(final long baseNs, final long capNs) {
        backOffBaseNs = baseNs;
        backOffCapNs = capNs;
        return changed();
    }

    /**
     * Sets the longest time in which the venue may begin with an order that is under way; a command's own age may be
     * less.
     *
     * @param value nanoseconds
     * @return this
     */
    public DeribitContext validForNs(final long value) {
        validForNs = value;
        return changed();
    }

    /**
     * Sets how far our estimate of the venue's clock may be off.
     *
     * @param value nanoseconds
     * @return this
     */
    public DeribitContext skewMarginNs(final long value) {
        skewMarginNs = value;
        return changed();
    }

    /**
     * Sets how often orders and positions are compared with the venue's while nothing is wrong.
     *
     * @param value nanoseconds
     * @return this
     */
    public DeribitContext reconcileIntervalNs(final long value) {
        reconcileIntervalNs = value;
        return changed();
    }

    /**
     * Sets how much of the venue's request limits we use.
     *
     * @param value share, above 0 and at most 1
     * @return this
     */
    public DeribitContext creditShare(final double value) {
        creditShare = value;
        return changed();
    }

    boolean hasCredentials() {
        return clientId != null;
    }

    Secret clientId() {
        return given(clientId, "credentials");
    }

    Secret clientSecret() {
        return given(clientSecret, "credentials");
    }

    Transport marketTransport() {
        return given(marketTransport, "url");
    }

    Transport privateTransport() {
        return given(privateTransport, "url");
    }

    boolean isSigned() {
        return isSigned;
    }

    String scope() {
        return scope;
    }

    VenueNetwork network() {
        return network;
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    boolean isAccountWriteTolerated() {
        return isAccountWriteTolerated;
    }

    String instance() {
        return instance;
    }

    int epoch() {
        return epoch;
    }

    List<String> currencies() {
        return currencies;
    }

    long seed() {
        return seed;
    }

    long heartbeatNs() {
        return heartbeatNs;
    }

    long responseTimeoutNs() {
        return responseTimeoutNs;
    }

    long connectTimeoutNs() {
        return connectTimeoutNs;
    }

    long backOffBaseNs() {
        return backOffBaseNs;
    }

    long backOffCapNs() {
        return backOffCapNs;
    }

    long validForNs() {
        return validForNs;
    }

    long skewMarginNs() {
        return skewMarginNs;
    }

    long reconcileIntervalNs() {
        return reconcileIntervalNs;
    }

    double creditShare() {
        return creditShare;
    }

    void conclude() {
        if (marketTransport == null) {
            final URI where = given(url, "url");
            marketTransport = new NettyTransport(where, connectTimeoutNs);
            privateTransport = new NettyTransport(where, connectTimeoutNs);
        }
        check(OrderLabel.isInstance(instance), "instance", epoch);
        check(epoch >= 0, "epoch", epoch);
        check(!currencies.isEmpty(), "currencies", 0);
        check(heartbeatNs >= 10 * SECOND_NS && heartbeatNs % SECOND_NS == 0, "heartbeatNs", heartbeatNs);
        check(responseTimeoutNs > 0, "responseTimeoutNs", responseTimeoutNs);
        check(connectTimeoutNs > 0, "connectTimeoutNs", connectTimeoutNs);
        check(backOffBaseNs > 0 && backOffBaseNs <= backOffCapNs, "backOffBaseNs", backOffBaseNs);
        check(validForNs >= MILLI_NS, "validForNs", validForNs);
        check(skewMarginNs >= 0, "skewMarginNs", skewMarginNs);
        check(reconcileIntervalNs >= SECOND_NS, "reconcileIntervalNs", reconcileIntervalNs);
        check(creditShare > 0 && creditShare <= 1, "creditShare", (long) creditShare);
        isConcluded = true;
    }

    private DeribitContext changed() {
        if (isConcluded) {
            throw new IllegalStateException("the context is in use");
        }
        return this;
    }

    private static <T> T given(final @Nullable T value, final String name) {
        if (value == null) {
            throw new IllegalArgumentException("not set: " + name);
        }
        return value;
    }

    private static void check(final boolean isGood, final String name, final long value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
