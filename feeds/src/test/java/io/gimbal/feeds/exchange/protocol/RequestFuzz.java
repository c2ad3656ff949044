package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.fuzz.Footprint;
import io.gimbal.feeds.fuzz.History;
import io.gimbal.feeds.fuzz.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Any text as requests to the exchange, one a line: each is answered by one response that is JSON, none ends in an
 * exception, refused ones leave nothing behind. A line {@code +} lets an hour pass, {@code -} connects anew without a login.
 */
public final class RequestFuzz implements AutoCloseable {
    private static final long HOUR_NS = 3_600 * ProtocolFixture.SECOND_NS;
    private static final long BETWEEN_NS = 20 * ProtocolFixture.MILLI_NS;
    private static final int LINES_BETWEEN_LOOKS = 128;
    private static final long MOST_GROWTH = 1 << 19;
    private static final long GROWTH_PER_RESULT = 16_384;
    private static final History<RequestFuzz> HISTORY = new History<>(RequestFuzz::new, RequestFuzz::run);

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final long footprint;
    private ProtocolClient client;
    private long results;
    private int lines;

    private RequestFuzz() {
        client = fixture.client().authenticate();
        footprint = Footprint.of(fixture.protocol);
    }

    /** Loads everything there is to load before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        seeds().forEach(RequestFuzz::fuzzerTestOneInput);
    }

    /**
     * One input.
     *
     * @param input requests, one a line
     */
    public static void fuzzerTestOneInput(final byte[] input) {
        HISTORY.add(input);
    }

    /** {@return inputs to begin with} */
    public static List<byte[]> seeds() {
        final List<byte[]> seeds = new ArrayList<>();
        Garbage.SEEDS.forEach(seed -> seeds.add(Lines.join(seed)));
        final String buy = request("private/buy", "'amount':20,'price':89000,'label':'a','post_only':true");
        seeds.add(Lines.join(
                buy,
                request("private/edit_by_label", "'label':'a','amount':30,'price':88000"),
                request("private/cancel_by_label", "'label':'a'")));
        seeds.add(Lines.join(
                request(
                        "private/sell",
                        "'amount':20,'type':'market','reduce_only':true,'time_in_force':'fill_or_kill'"),
                request(
                        "private/buy",
                        "'amount':20,'type':'stop_limit','trigger':'mark_price','trigger_price':91000,'price':91000"),
                "+",
                request("private/close_position", "'type':'market'")));
        for (final String method : new ProtocolFixture().protocol.methodNames()) {
            seeds.add(
                    Lines.join(
                            request(
                                    method,
                                    "'currency':'BTC','kind':'future','count':5,'index_name':'btc_usd','start_timestamp':1763600000000,"
                                            + "'end_timestamp':1795000000000,'resolution':'60','order_id':'1','label':'a','length':'8h',"
                                            + "'channels':['ticker.BTC-PERPETUAL.raw','user.changes.any.any.raw','book.BTC-PERPETUAL.100ms'],"
                                            + "'amount':10,'price':90000,'interval':10,'scope':'connection','trade_seq':1,'mode':'reject_taker'")));
        }
        seeds.add(Lines.join(
                "-",
                buy,
                request(
                        "public/auth",
                        "'grant_type':'client_signature','client_id':'desk',"
                                + "'timestamp':1795000000000,'nonce':'n','data':'','signature':'00'")));
        return seeds;
    }

    @Override
    public void close() {
        client.transport.close();
    }

    private void run(final byte[] input) {
        for (final byte[] line : Lines.of(input)) {
            lines++;
            if (!client.isOpen || (line.length == 1 && line[0] == '-')) {
                reconnect();
            } else if (line.length == 1 && line[0] == '+') {
                pass(HOUR_NS);
            } else {
                send(line);
            }
        }
        if (lines < LINES_BETWEEN_LOOKS) {
            return;
        }
        lines = 0;
        final long grown = Footprint.of(fixture.protocol) - footprint;
        if (grown > MOST_GROWTH + results * GROWTH_PER_RESULT) {
            throw new AssertionError("grew by garbage: elements=" + grown + ", results=" + results);
        }
    }

    private void send(final byte[] line) {
        client.frames.clear();
        client.transport.send(new UnsafeBuffer(line), 0, line.length);
        pass(BETWEEN_NS);
        int responses = 0;
        for (final JsonNode frame : client.frames) {
            final boolean isResult = frame.has("result");
            if (isResult == frame.has("error") && !frame.has("method")) {
                throw new AssertionError("neither response nor notification: " + frame);
            }
            responses += frame.has("method") ? 0 : 1;
            results += isResult ? 1 : 0;
        }
        if (responses != 1 && client.isOpen) {
            throw new AssertionError("responses=" + responses + " to " + new String(line, StandardCharsets.UTF_8));
        }
    }

    private void reconnect() {
        client.transport.close();
        pass(BETWEEN_NS);
        fixture.clients.clear();
        client = fixture.client();
        if (!client.isOpen) {
            throw new AssertionError("cannot connect: " + client.closeReason);
        }
    }

    private void pass(final long durationNs) {
        fixture.nowNs += durationNs;
        fixture.step();
    }

    private static String request(final String method, final String params) {
        return ("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{'instrument_name':'BTC-PERPETUAL',"
                        + params + "}}")
                .replace('\'', '"');
    }
}
