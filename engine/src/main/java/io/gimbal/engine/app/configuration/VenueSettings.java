package io.gimbal.engine.app.configuration;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Section {@code venue}. Holds where credentials stand, never the credentials.
 *
 * @param address        where the venue is reached
 * @param isTestnet      whether it is a test venue
 * @param clientId       where the key's id stands; none when empty
 * @param clientSecret   where the key's secret stands; none when empty
 * @param instance       who we are on the account, in the label of every order
 * @param isAccountWriteTolerated whether a key may be one that changes account settings
 * @param isSigned       whether the key is shown by signature, else by the secret itself
 * @param currencies     coins whose instruments and accounts are followed; empty for the books' own
 * @param heartbeatNs    longest silence before the venue asks for a sign of life, nanoseconds
 * @param creditShare    share of the account's request allowance, times 1e8
 * @param startTimeoutNs how long a start waits for the venue, nanoseconds
 * @param reconnectMinNs first pause before another attempt to connect, nanoseconds
 * @param reconnectMaxNs longest such pause, nanoseconds
 * @param orderValidNs   an order that reaches the venue later is refused there, nanoseconds
 * @param ramp           how live trading starts
 */
public record VenueSettings(
        URI address,
        boolean isTestnet,
        CredentialReference clientId,
        CredentialReference clientSecret,
        String instance,
        boolean isAccountWriteTolerated,
        boolean isSigned,
        List<String> currencies,
        long heartbeatNs,
        long creditShare,
        long startTimeoutNs,
        long reconnectMinNs,
        long reconnectMaxNs,
        long orderValidNs,
        RampSettings ramp) {
    private static final String VENUE_DOMAIN = "deribit.com";
    private static final String TEST_HOST = "test." + VENUE_DOMAIN;

    static VenueSettings of(final Values values) {
        return new VenueSettings(
                URI.create(values.text(VenueSchema.ADDRESS)),
                values.flag(VenueSchema.TESTNET),
                new CredentialReference(values.text(VenueSchema.CLIENT_ID)),
                new CredentialReference(values.text(VenueSchema.CLIENT_SECRET)),
                values.text(VenueSchema.INSTANCE),
                values.flag(VenueSchema.ACCOUNT_WRITE),
                "client_signature".equals(values.text(VenueSchema.GRANT)),
                values.words(VenueSchema.CURRENCIES),
                values.secondsAsNs(VenueSchema.HEARTBEAT_S),
                values.number(VenueSchema.CREDIT_SHARE),
                values.secondsAsNs(VenueSchema.START_TIMEOUT_S),
                values.millisecondsAsNs(VenueSchema.RECONNECT_MIN_MS),
                values.millisecondsAsNs(VenueSchema.RECONNECT_MAX_MS),
                values.millisecondsAsNs(VenueSchema.ORDER_VALID_MS),
                RampSettings.of(values));
    }

    /** {@return whether an account is named} */
    public boolean hasAccount() {
        return !clientId.isEmpty();
    }

    /** {@return whether the venue is on this machine} */
    public boolean isLocal() {
        final String host = host();
        return "localhost".equals(host) || "127.0.0.1".equals(host);
    }

    /** {@return whether the flag agrees with the host, as far as the host tells} */
    boolean isHostAsFlagged() {
        final String host = host();
        final boolean isVenue = host.equals(VENUE_DOMAIN) || host.endsWith('.' + VENUE_DOMAIN);
        return !isVenue || isTestnet == host.equals(TEST_HOST);
    }

    private String host() {
        return address.getHost().toLowerCase(Locale.ROOT);
    }
}
