package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.List;

/** The properties of section {@code venue}: where the market and the account are, and how they are treated. */
final class VenueSchema {
    private static final long HOUR_S = 3_600;
    private static final long MINUTE_MS = 60_000;
    private static final int MOST_CURRENCIES = 16;

    /** Leaves the next number to the account. */
    static final int MAX_FIRST_CONNECTION = 14;

    private static final Kind URL = new Kind.Text(
            "wss?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9/_.-]{0,128})?",
            "a WebSocket address, for instance wss://test.deribit.com/ws/api/v2");

    static final Key ADDRESS = new Key(
            "url",
            URL,
            "",
            "wss://test.deribit.com/ws/api/v2",
            Key.Presence.DEFAULTED,
            "Where the venue is reached; the test venue, so that a desk that says nothing cannot trade real money. ws://"
                    + " is for this machine alone.");
    static final Key TESTNET = Key.flag(
            "testnet",
            true,
            "Whether that is a test venue; must agree with the host and with what the venue says of itself, so that nobody"
                    + " takes one for the other.");
    static final Key CLIENT_ID = reference(
            "client_id", "Where the key's id stands; empty: no account, market data and simulated fills only.");
    static final Key CLIENT_SECRET = reference(
            "client_secret",
            "Where the key's secret stands; never the secret itself, which has no place in a file that is shown and journaled.");
    static final Key INSTANCE = new Key(
            "instance",
            new Kind.Text("[a-z0-9]{1,24}", "1 to 24 lower-case letters and digits"),
            "",
            "main",
            Key.Presence.DEFAULTED,
            "Who we are on the account: stands in the label of every order, so two daemons on one account need two names.");
    static final Key ACCOUNT_WRITE = Key.flag(
            "account_write",
            false,
            "Whether a key is taken that may change account settings, as cancel-on-disconnect asks for where no other key"
                    + " has set it.");
    static final Key GRANT = Key.choice(
            "grant",
            "How the key is shown: a signature leaves the secret at home, some keys allow nothing but the secret itself.",
            "client_signature",
            "client_credentials");
    static final Key CURRENCIES = new Key(
            "currencies",
            new Kind.Words("[A-Z0-9]{2,8}", "coin in capitals, for instance BTC", MOST_CURRENCIES),
            "",
            List.of(),
            Key.Presence.DEFAULTED,
            "Whose instruments and accounts are followed; empty: the books' own. More of them show more foreign activity.");
    static final Key HEARTBEAT_S = Key.whole(
            "heartbeat_s",
            "seconds",
            10,
            60,
            10,
            "How long the line may be silent before the venue asks for a sign of life; bounds how long a dead line rests"
                    + " orders.");
    static final Key CREDIT_SHARE = Key.decimal(
            "credit_share",
            "of the account's credits",
            "0.05",
            "1",
            "0.5",
            "How much of the account's request allowance is ours; the rest is left to others on the same account.");
    static final Key START_TIMEOUT_S = Key.whole(
            "start_timeout_s",
            "seconds",
            1,
            HOUR_S,
            30,
            "How long a start waits for the venue before it gives up; a supervisor tries again.");
    static final Key RECONNECT_MIN_MS = Key.whole(
            "reconnect_min_ms",
            "milliseconds",
            10,
            MINUTE_MS,
            250,
            "Pause before the first attempt to connect again; doubles with each that fails, with jitter.");
    static final Key RECONNECT_MAX_MS = Key.whole(
            "reconnect_max_ms",
            "milliseconds",
            10,
            10 * MINUTE_MS,
            30_000,
            "Longest such pause; a venue that comes back is not met by a storm of logins.");
    static final Key ORDER_VALID_MS = Key.whole(
            "order_valid_ms",
            "milliseconds",
            100,
            MINUTE_MS,
            1000,
            "The venue refuses an order that reaches it later than this; an unanswered order so has a known last moment.");
    static final Key RAMP_ORDER_USD = Key.decimal(
            "ramp_order_usd",
            "USD",
            "1",
            "10000000000",
            "10000",
            "Largest order when live trading starts; doubles each step until the book's max_order_usd holds.");
    static final Key RAMP_STEP_S = Key.whole(
            "ramp_step_s",
            "seconds",
            1,
            86_400,
            300,
            "Time between two doublings; long enough to look at what the last step did.");
    static final Key RAMP_STEP_ORDERS = Key.whole(
            "ramp_step_orders",
            "orders",
            1,
            100_000,
            100,
            "Largest number of orders in one step of the ramp; a loop that went wrong stops there.");

    static final Section VENUE = new Section(
            "venue",
            "The exchange that run speaks to; [[venue]] with a name each where there are several.",
            List.of(
                    ADDRESS,
                    TESTNET,
                    CLIENT_ID,
                    CLIENT_SECRET,
                    INSTANCE,
                    ACCOUNT_WRITE,
                    GRANT,
                    CURRENCIES,
                    HEARTBEAT_S,
                    CREDIT_SHARE,
                    START_TIMEOUT_S,
                    RECONNECT_MIN_MS,
                    RECONNECT_MAX_MS,
                    ORDER_VALID_MS,
                    RAMP_ORDER_USD,
                    RAMP_STEP_S,
                    RAMP_STEP_ORDERS));

    static final Key NAME = Key.required(
            "name",
            new Kind.Text("[a-z0-9-]{1,16}", "1 to 16 lower-case letters, digits and dashes"),
            "",
            "Of a [[venue]]: what books, candidates and reports call it.");
    static final Key CONNECTION = Key.optional(
            "connection",
            new Kind.WholeNumber(0, MAX_FIRST_CONNECTION),
            "",
            "Of a [[venue]]: the number of its market's connection, its account's is the next one; absent: twice its place"
                    + " in the file, from 0. A journal that is continued knows the venue by it.");

    /** Where there are several. */
    static final Section VENUES = new Section("venue", "One [[venue]] per exchange that run speaks to.", named());

    private VenueSchema() {}

    private static List<Key> named() {
        final List<Key> keys = new ArrayList<>(List.of(NAME, CONNECTION));
        keys.addAll(VENUE.keys());
        return keys;
    }

    private static Key reference(final String name, final String why) {
        return new Key(name, new Kind.Reference(), "", "", Key.Presence.DEFAULTED, why);
    }
}
