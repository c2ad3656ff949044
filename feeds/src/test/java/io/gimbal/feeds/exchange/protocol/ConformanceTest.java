package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the exchange says has the fields, and the fields the types, of what the venue said when it was recorded. */
class ConformanceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FIXTURES = "deribit-fixtures";

    /** Fields of the recordings that belong to features the exchange has none of, or that are there only sometimes. */
    private static final Set<String> OPTIONAL = Set.of(
            "combo_trade_id",
            "max_non_default_leverage",
            "settlement_price",
            "prev_change_id",
            "locked_balance",
            "estimated_liquidation_ratio",
            "estimated_liquidation_ratio_map",
            "quotes",
            "max_quotes",
            "guaranteed_quotes",
            "change_margin_model_api_limit",
            "maximum_quotes",
            "block_rfq_maker",
            "maximum_mass_quotes",
            "guaranteed_mass_quotes",
            "receive_notifications",
            "mandatory_tfa",
            "disable_kyc_verification");

    /** Fields that this exchange adds and newer recordings have. */
    private static final Set<String> ADDED = Set.of(
            "additional_reserve",
            "fees",
            "login_enabled",
            "options_theta_map",
            "state",
            "rfq",
            "type",
            "email",
            "realized_funding",
            "interest_value",
            "reject_post_only",
            "usIn",
            "usOut",
            "usDiff",
            "testnet",
            "data",
            "liquidation");

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final Map<String, JsonNode> said = new TreeMap<>();

    @Test
    void shouldHaveTheShapesOfTheFixtures() throws IOException {
        final Path data = SharedData.data(FIXTURES);
        speak();

        int fields = 0;
        for (final Map.Entry<String, JsonNode> entry : said.entrySet()) {
            final JsonNode expected =
                    MAPPER.readTree(data.resolve(entry.getKey()).toFile());
            fields += compare(entry.getKey(), expected, entry.getValue());
        }
        System.out.println("fixtures compared=" + said.size() + ", fields=" + fields);
    }

    @Test
    void shouldHaveTheShapesOfThePrivateFrames() throws IOException {
        final Path file = SharedData.data("deribit-private-frames/real_messages.jsonl");
        final ProtocolClient client = fixture.client().authenticate();
        client.result(
                "private/subscribe",
                "{'channels':['user.changes.any.any.raw','user.orders.any.any.raw','user.portfolio.btc']}");
        client.result(
                "private/buy",
                "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':91000,'time_in_force':'immediate_or_cancel',"
                        + "'label':'x','post_only':false}");

        int frames = 0;
        for (final String line : Files.readAllLines(file)) {
            final JsonNode expected = MAPPER.readTree(line);
            final String channel = expected.path("params").path("channel").asText();
            final List<JsonNode> own = client.data(channel);
            final boolean isFill = line.contains("\"state\":\"filled\"")
                    || channel.contains("orders")
                    || channel.contains("portfolio");
            if (!channel.isEmpty() && !own.isEmpty() && isFill) {
                compare(channel, expected.path("params").path("data"), own.get(own.size() - 1));
                frames++;
            }
        }
        compareSummary(client, Files.readAllLines(file));
        System.out.println("private frames compared=" + (frames + 1));
        assertThat(frames).isEqualTo(3);
    }

    private static void compareSummary(final ProtocolClient client, final List<String> lines) throws IOException {
        for (final String line : lines) {
            final JsonNode expected = MAPPER.readTree(line);
            if (expected.path("id").asText().equals("get_account_summary")) {
                compare(
                        "get_account_summary",
                        expected.path("result"),
                        client.result("private/get_account_summary", "{'currency':'BTC','extended':true}"));
            }
        }
    }

    /** Provokes every message that a fixture shows. */
    private void speak() {
        final ProtocolClient client = fixture.client().authenticate();
        client.result(
                "public/subscribe",
                "{'channels':['book.BTC-PERPETUAL.100ms','book.BTC-PERPETUAL.none.10.100ms','quote.BTC-PERPETUAL',"
                        + "'ticker.BTC-PERPETUAL.100ms','trades.BTC-PERPETUAL.100ms','user.portfolio.btc',"
                        + "'deribit_volatility_index.btc_usd','chart.trades.BTC-PERPETUAL.1']}");
        client.result("public/set_heartbeat", "{'interval':10}");
        trade(client);
        fixture.advance(10_100 * ProtocolFixture.MILLI_NS);
        response("ws_subscribe_response.json", client, "public/subscribe", "{'channels':['quote.ETH-PERPETUAL']}");
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        response("http_get_account_summaries.json", client, "private/get_account_summaries", "{'extended':true}");
        response("http_get_expirations_any.json", client, "public/get_expirations", "{'currency':'any'}");
        response(
                "http_get_expirations_btc_option.json",
                client,
                "public/get_expirations",
                "{'currency':'btc','kind':'option'}");
        response("http_get_instrument.json", client, "public/get_instrument", "{'instrument_name':'BTC-PERPETUAL'}");
        response(
                "http_get_instrument_option.json",
                client,
                "public/get_instrument",
                "{'instrument_name':'BTC-25DEC26-100000-C'}");
        response("http_get_instruments.json", client, "public/get_instruments", "{'currency':'BTC'}");
        response(
                "http_get_last_trades.json",
                client,
                "public/get_last_trades_by_instrument",
                "{'instrument_name':'BTC-PERPETUAL'}");
        response("http_get_order_book.json", client, "public/get_order_book", "{'instrument_name':'BTC-PERPETUAL'}");
        response("http_get_time.json", client, "public/get_time", "{}");
        response("http_test.json", client, "public/test", "{}");
        response(
                "http_get_tradingview_chart_data.json",
                client,
                "public/get_tradingview_chart_data",
                "{'instrument_name':'BTC-PERPETUAL','resolution':'1','start_timestamp':" + (nowMs - 60_000)
                        + ",'end_timestamp':" + nowMs + "}");
        notifications(client);
    }

    private void trade(final ProtocolClient client) {
        final String order = "{'instrument_name':'ETH_USDC-PERPETUAL','amount':0.001,'price':2973.55,'label':'a',"
                + "'post_only':true,'reject_post_only':false}";
        response("ws_order_buy_response.json", client, "private/buy", order);
        response("ws_order_sell_response.json", client, "private/sell", order.replace("2973.55", "3020"));
        final String id = Objects.requireNonNull(said.get("ws_order_buy_response.json"))
                .path("result")
                .path("order")
                .path("order_id")
                .asText();
        response(
                "ws_order_edit_response.json",
                client,
                "private/edit",
                "{'order_id':'" + id + "','amount':0.001,'price':2974}");
        response("ws_order_cancel_response.json", client, "private/cancel", "{'order_id':'" + id + "'}");
        response(
                "ws_order_stop_market_response.json",
                client,
                "private/sell",
                "{'instrument_name':'ETH_USDC-PERPETUAL','amount':0.01,'type':'stop_market','trigger':'mark_price',"
                        + "'trigger_price':2228,'reduce_only':true,'label':'b'}");
        client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_990, 50);
    }

    private void notifications(final ProtocolClient client) {
        final Map<String, String> channels = new TreeMap<>();
        channels.put("ws_book_grouped_snapshot.json", "book.BTC-PERPETUAL.none.10.100ms");
        channels.put("ws_quote.json", "quote.BTC-PERPETUAL");
        channels.put("ws_ticker.json", "ticker.BTC-PERPETUAL.100ms");
        channels.put("ws_trades.json", "trades.BTC-PERPETUAL.100ms");
        channels.put("ws_volatility_index.json", "deribit_volatility_index.btc_usd");
        channels.put("ws_chart.json", "chart.trades.BTC-PERPETUAL.1");
        for (final JsonNode frame : client.frames) {
            final String channel = frame.path("params").path("channel").asText();
            channels.forEach((file, name) -> {
                if (name.equals(channel)) {
                    said.put(file, frame);
                }
            });
            if (channel.equals("book.BTC-PERPETUAL.100ms")) {
                final boolean isSnapshot =
                        frame.path("params").path("data").path("type").asText().equals("snapshot");
                said.put(isSnapshot ? "ws_book_snapshot.json" : "ws_book_delta.json", frame);
            }
            if (frame.path("params").path("type").asText().equals("test_request")) {
                said.put("ws_test_request.json", frame);
            }
        }
    }

    private void response(final String file, final ProtocolClient client, final String method, final String params) {
        said.put(file, client.request(method, params));
    }

    /** Compares fields and types all the way down; of arrays the first element. */
    private static int compare(final String where, final JsonNode expected, final JsonNode actual) {
        final Set<String> missing = new TreeSet<>();
        final int fields = compare(where, expected, actual, missing);
        assertThat(missing).as(where + " said: " + actual).isEmpty();
        return fields;
    }

    private static int compare(
            final String where, final JsonNode expected, final JsonNode actual, final Set<String> wrong) {
        if (expected.isObject() && actual.isObject()) {
            return compareObjects(where, expected, actual, wrong);
        }
        if (expected.isArray() && actual.isArray()) {
            final boolean isBoth = !expected.isEmpty() && !actual.isEmpty();
            return isBoth ? compare(where + "[0]", expected.get(0), actual.get(0), wrong) : 1;
        }
        if (!expected.isNull() && !actual.isNull() && expected.getNodeType() != actual.getNodeType()) {
            wrong.add(where + ": expected " + expected.getNodeType() + ", said " + actual.getNodeType());
        }
        return 1;
    }

    private static int compareObjects(
            final String where, final JsonNode expected, final JsonNode actual, final Set<String> wrong) {
        int fields = 0;
        final boolean isMap = where.endsWith("_map");
        final List<String> names = new ArrayList<>();
        expected.fieldNames().forEachRemaining(names::add);
        for (final String name : names) {
            if (actual.has(name)) {
                fields += compare(where + "." + name, expected.get(name), actual.get(name), wrong);
            } else if (!isMap && !OPTIONAL.contains(name) && !name.startsWith("total_")) {
                wrong.add(where + "." + name + ": missing");
            }
        }
        actual.fieldNames().forEachRemaining(name -> {
            if (!isMap && !expected.has(name) && !ADDED.contains(name) && !OPTIONAL.contains(name)) {
                wrong.add(where + "." + name + ": not in the recording");
            }
        });
        return fields;
    }
}
