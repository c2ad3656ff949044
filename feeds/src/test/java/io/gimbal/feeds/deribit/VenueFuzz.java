package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.fuzz.Footprint;
import io.gimbal.feeds.fuzz.History;
import io.gimbal.feeds.fuzz.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any frames into a whole session, one step a line: the first letter says what to do with the rest.
 *
 * <pre>
 *   m  a frame of the market's connection          b s c e  an order of ours: bought, sold, cancelled, edited
 *   =  another answer to a method from now on      t        half a minute of silence
 *   r  the answer to an order of ours              d D      the market's, the account's connection is lost
 *   else a frame of the account's connection       (empty)  the venue behaves again, as it does at the end
 * </pre>
 *
 * Nothing makes an exception, the session comes to rest after each step, and however it was treated it comes back once
 * the venue behaves again, unless it says that it has stopped for good. It does not grow.
 */
public final class VenueFuzz implements AutoCloseable {
    private static final List<String> METHODS = List.of(
            "public/auth",
            "public/set_heartbeat",
            "public/test",
            "public/get_instruments",
            "public/subscribe",
            "public/unsubscribe",
            "private/subscribe",
            "private/get_cancel_on_disconnect",
            "private/get_account_summary",
            "private/get_open_orders",
            "private/get_positions",
            "private/get_order_state_by_label",
            "private/get_user_trades_by_currency",
            "private/get_user_trades_by_order",
            "private/cancel_by_label",
            "private/enable_cancel_on_disconnect");
    private static final long HALF_A_MINUTE_NS = 30 * Desk.SECOND_NS;
    private static final int MINUTES_TO_COME_BACK = 10;
    private static final int LINES_BETWEEN_LOOKS = 128;
    private static final int MOST_GROWTH = 1 << 20;
    private static final History<VenueFuzz> HISTORY = new History<>(VenueFuzz::new, VenueFuzz::run);

    private final Desk desk = new Desk();
    private final long footprint;
    private long orders;
    private boolean isChanged;
    private int lines;

    private VenueFuzz() {
        desk.ready();
        footprint = Footprint.of(desk.venue);
    }

    /** Loads everything there is to load before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        seeds().forEach(VenueFuzz::fuzzerTestOneInput);
    }

    /**
     * One input.
     *
     * @param input steps, one a line
     */
    public static void fuzzerTestOneInput(final byte[] input) {
        HISTORY.add(input);
    }

    /** {@return inputs to begin with} */
    public static List<byte[]> seeds() {
        final String label = Desk.label(1);
        final String changes = "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                + "\"user.changes.any.any.raw\",\"data\":";
        final List<byte[]> seeds = new ArrayList<>();
        seeds.add(Lines.join(
                "b",
                "r{\"order\":" + FakeVenue.order(label, "777", "open", "10.0", "0.0", 1) + ",\"trades\":[]}",
                changes
                        + FakeVenue.changes(
                                FakeVenue.order(label, "777", "filled", "10.0", "10.0", 2),
                                FakeVenue.trade(label, "8", "10.0", "92000.0", 2))
                        + "}}",
                "e",
                "c"));
        seeds.add(Lines.join("s", "D", "t", "=b[" + FakeVenue.order(label, "7", "cancelled", "10.0", "5.0", 3) + "]"));
        seeds.add(Lines.join(
                "=c{\"trades\":[" + FakeVenue.trade("", "9", "10.0", "9.2e4", 4) + "],\"has_more\":false}", "D", "t"));
        seeds.add(Lines.join("=a[" + FakeVenue.position("-10.0", "92000.5") + "]", "D", "t"));
        seeds.add(
                Lines.join("=8" + FakeVenue.summary("BTC", 5, 20), "=0" + FakeVenue.auth("connection", 30), "D", "t"));
        seeds.add(Lines.join("=0!13004 invalid_credentials", "=5!10028 too_many_requests", "D", "d", "t"));
        seeds.add(Lines.join("b", "r!10009 not_enough_funds", "b", "r!10028 too_many_requests", "t"));
        seeds.add(Lines.join("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}"));
        seeds.add(Lines.join(
                "m" + SampleFrames.quote("1.0", "2.0", "3.0", "4.0"),
                "m" + SampleFrames.snapshot(5, "[[\"new\",1.0,1.0]]", "[]"),
                "m" + SampleFrames.change(7, 8, "[]", "[]")));
        seeds.add(Lines.join(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"user.portfolio.btc\","
                        + "\"data\":{\"currency\":\"BTC\",\"balance\":1.5,\"equity\":1.25,\"session_rpl\":0.1,"
                        + "\"initial_margin\":0.5,\"maintenance_margin\":0.25,\"delta_total\":1.0e-1}}}"));
        return seeds;
    }

    @Override
    public void close() {
        desk.close();
    }

    private void run(final byte[] input) {
        for (final byte[] line : Lines.of(input)) {
            lines++;
            if (line.length > 0) {
                step((char) line[0], new String(line, 1, line.length - 1, StandardCharsets.UTF_8), line);
                settle();
            } else if (!comesBack()) {
                return;
            }
        }
        if (!comesBack() || lines < LINES_BETWEEN_LOOKS) {
            return;
        }
        lines = 0;
        final long grown = Footprint.of(desk.venue) - footprint;
        if (grown > MOST_GROWTH) {
            throw new AssertionError("grew by garbage: elements=" + grown);
        }
    }

    private void step(final char what, final String rest, final byte[] line) {
        switch (what) {
            case 'm' -> desk.server.market.deliver(rest);
            case 'b' -> desk.buy(++orders, 10 * Desk.USD, 92_000 * Desk.USD);
            case 's' -> desk.market(++orders, 10 * Desk.USD);
            case 'c' -> desk.cancel(Math.max(1, orders));
            case 'e' -> desk.amend(Math.max(1, orders), 20 * Desk.USD, 92_001 * Desk.USD);
            case 't' -> desk.passInSilence(HALF_A_MINUTE_NS);
            case 'd' -> desk.server.market.drop("lost");
            case 'D' -> desk.server.account.drop("lost");
            case 'r' -> answer(rest);
            case '=' -> change(rest);
            default -> desk.server.account.deliver(new String(line, StandardCharsets.UTF_8));
        }
    }

    private void answer(final String result) {
        final List<JsonNode> requests = desk.server.requests;
        for (int i = requests.size() - 1; i >= 0 && i >= requests.size() - 8; i--) {
            final String method = requests.get(i).path("method").asText();
            if (method.matches("private/(buy|sell|edit|edit_by_label|cancel)")) {
                desk.server.respond(requests.get(i), sane(result));
                return;
            }
        }
    }

    private void change(final String rest) {
        if (!rest.isEmpty()) {
            final String method = METHODS.get(Math.floorMod(Character.digit(rest.charAt(0), 16), METHODS.size()));
            final String result = sane(rest.substring(1));
            isChanged = true;
            desk.server.rule(method, params -> result);
        }
    }

    /** A refusal needs a code and words. */
    private static String sane(final String result) {
        return result.startsWith("!") && result.indexOf(' ') < 0 ? result + " refused" : result;
    }

    private void settle() {
        desk.settle();
        desk.server.market.sent().clear();
        desk.server.account.sent().clear();
        desk.engine.events().clear();
        if (desk.server.requests.size() > 64) {
            desk.server.requests.subList(0, desk.server.requests.size() - 64).clear();
        }
    }

    /** Whether it is ready again; false when it has stopped for good. */
    private boolean comesBack() {
        if (isChanged) {
            desk.server.usual();
            isChanged = false;
        }
        if (desk.venue.fault() != null) {
            HISTORY.renew();
            return false;
        }
        for (int i = 0; i < MINUTES_TO_COME_BACK * 2 && !desk.venue.isReady() && desk.venue.fault() == null; i++) {
            desk.pass(HALF_A_MINUTE_NS);
            settle();
        }
        if (desk.venue.fault() == null && !desk.venue.isReady()) {
            throw new AssertionError("does not come back: market=" + desk.venue.marketPhase() + ", account="
                    + desk.venue.accountPhase());
        }
        return true;
    }
}
