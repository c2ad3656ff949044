package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The other end of two {@link FakeTransport}s: answers each method by its rule, at once. A rule gives the result as text,
 * {@code !code message} for an error, or {@link #SILENCE}.
 */
final class FakeVenue {
    static final String SILENCE = "";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final FakeTransport market = new FakeTransport();
    final FakeTransport account = new FakeTransport();
    final List<JsonNode> requests = new ArrayList<>();
    private final Map<String, Function<JsonNode, String>> rules = new LinkedHashMap<>();
    private final LongSupplier clockNs;
    long offsetNs;

    FakeVenue(final LongSupplier clockNs) {
        this.clockNs = clockNs;
        market.peer(text -> answer(market, text));
        account.peer(text -> answer(account, text));
        usual();
    }

    /** Answers everything as a venue that behaves. */
    void usual() {
        rule("public/auth", params -> auth("connection trade:read_write account:read wallet:none", 900));
        rule("public/set_heartbeat", params -> "\"ok\"");
        rule("public/test", params -> "{\"version\":\"1.2.26\"}");
        rule(
                "public/get_instruments",
                params -> params.path("currency").asText().equals("BTC") ? INSTRUMENTS : "[]");
        rule("public/subscribe", params -> params.path("channels").toString());
        rule("public/unsubscribe", params -> params.path("channels").toString());
        rule("private/subscribe", params -> params.path("channels").toString());
        rule("private/enable_cancel_on_disconnect", params -> "\"ok\"");
        rule("private/get_cancel_on_disconnect", params -> "{\"scope\":\"connection\",\"enabled\":true}");
        rule(
                "private/get_account_summary",
                params -> summary(params.path("currency").asText(), 5, 20));
        rule("private/get_open_orders", params -> "[]");
        rule("private/get_positions", params -> "[]");
        rule("private/get_order_state_by_label", params -> "[]");
        rule("private/get_user_trades_by_currency", params -> "{\"trades\":[],\"has_more\":false}");
        rule("private/get_user_trades_by_order", params -> "[]");
        rule("private/cancel_all", params -> "0");
        rule("private/buy", params -> SILENCE);
        rule("private/sell", params -> SILENCE);
        rule("private/edit", params -> SILENCE);
        rule("private/edit_by_label", params -> SILENCE);
        rule("private/cancel", params -> SILENCE);
        rule("private/cancel_by_label", params -> "0");
    }

    /** Sets how a method is answered from now on. */
    void rule(final String method, final Function<JsonNode, String> rule) {
        rules.put(method, rule);
    }

    /** Requests of one method so far. */
    List<JsonNode> requests(final String method) {
        return requests.stream()
                .filter(request -> request.path("method").asText().equals(method))
                .toList();
    }

    JsonNode last(final String method) {
        final List<JsonNode> all = requests(method);
        return all.get(all.size() - 1).path("params");
    }

    /** Answers a request that was met with silence. */
    void respond(final JsonNode request, final String result) {
        account.deliver(frame(request.path("id").asLong(), result));
    }

    void notify(final String channel, final String data) {
        account.deliver("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel
                + "\",\"data\":" + data + "}}");
    }

    void testRequest(final FakeTransport to) {
        to.deliver("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
    }

    void heartbeat(final FakeTransport to) {
        to.deliver("{\"params\":{\"type\":\"heartbeat\"},\"method\":\"heartbeat\",\"jsonrpc\":\"2.0\"}");
    }

    static String auth(final String scope, final long expiresIn) {
        return "{\"enabled_features\":[],\"access_token\":\"" + CANARY_TOKEN + "\",\"expires_in\":" + expiresIn
                + ",\"refresh_token\":\"" + CANARY_REFRESH + "\",\"scope\":\"" + scope
                + "\",\"token_type\":\"bearer\"}";
    }

    static String summary(final String currency, final int rate, final int burst) {
        return "{\"currency\":\"" + currency + "\",\"balance\":10.5,\"equity\":10.25,\"session_rpl\":-0.25,"
                + "\"initial_margin\":0.5,\"maintenance_margin\":0.25,\"delta_total\":1.0e-1,"
                + "\"margin_model\":\"segregated_sm\",\"limits\":{\"matching_engine\":{\"trading\":{\"total\":{\"rate\":"
                + rate + ",\"burst\":" + burst + "}}},\"non_matching_engine\":{\"rate\":20,\"burst\":100}}}";
    }

    /** An order object as the venue writes it. */
    static String order(
            final String label,
            final String orderId,
            final String state,
            final String amount,
            final String filled,
            final long updateMs) {
        return "{\"label\":\"" + label + "\",\"price\":3.2e4,\"amount\":" + amount + ",\"direction\":\"buy\","
                + "\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\"BTC-PERPETUAL\",\"order_id\":\""
                + orderId
                + "\",\"creation_timestamp\":1,\"filled_amount\":" + filled + ",\"last_update_timestamp\":" + updateMs
                + ",\"average_price\":0.0,\"order_state\":\"" + state + "\",\"order_type\":\"limit\",\"mmp\":false}";
    }

    /** An execution as the venue writes it. */
    static String trade(
            final String label, final String tradeId, final String amount, final String price, final long timeMs) {
        final String labelField = label.isEmpty() ? "" : "\"label\":\"" + label + "\",";
        return "{" + labelField + "\"timestamp\":" + timeMs + ",\"state\":\"filled\",\"price\":" + price
                + ",\"amount\":"
                + amount
                + ",\"direction\":\"buy\",\"instrument_name\":\"BTC-PERPETUAL\",\"trade_seq\":7,\"mark_price\":"
                + price + ",\"order_id\":\"777\",\"matching_id\":null,\"trade_id\":\"" + tradeId
                + "\",\"fee_currency\":\"BTC\",\"fee\":5.0e-8,\"liquidity\":\"T\"}";
    }

    static String changes(final String orders, final String trades) {
        return "{\"orders\":[" + orders + "],\"instrument_name\":\"BTC-PERPETUAL\",\"trades\":[" + trades
                + "],\"positions\":[]}";
    }

    static String position(final String size, final String average) {
        return "{\"instrument_name\":\"BTC-PERPETUAL\",\"kind\":\"future\",\"size\":" + size
                + ",\"direction\":\"" + (size.startsWith("-") ? "sell" : "buy") + "\",\"average_price\":" + average
                + ",\"mark_price\":" + average + ",\"floating_profit_loss\":0.0}";
    }

    private void answer(final FakeTransport to, final String text) {
        final JsonNode request = parse(text);
        requests.add(request);
        final Function<JsonNode, String> rule = rules.get(request.path("method").asText());
        if (rule == null) {
            throw new AssertionError("no rule for " + request.path("method").asText());
        }
        final String result = rule.apply(request.path("params"));
        if (!result.equals(SILENCE)) {
            to.deliver(frame(request.path("id").asLong(), result));
        }
    }

    private String frame(final long id, final String result) {
        final long us = (clockNs.getAsLong() + offsetNs) / 1_000;
        final String body = result.startsWith("!")
                ? "\"error\":{\"code\":" + result.substring(1, result.indexOf(' ')) + ",\"message\":\""
                        + result.substring(result.indexOf(' ') + 1) + "\",\"data\":null}"
                : "\"result\":" + result;
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + body + ",\"usIn\":" + us + ",\"usOut\":" + us
                + ",\"usDiff\":0,\"testnet\":true}";
    }

    private static JsonNode parse(final String text) {
        try {
            return MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new AssertionError("we sent no JSON: " + text, e);
        }
    }

    static final String CANARY_TOKEN = "CANARYACCESSTOKEN";
    static final String CANARY_REFRESH = "CANARYREFRESHTOKEN";

    static final String INSTRUMENTS = "[{\"instrument_name\":\"BTC-PERPETUAL\",\"kind\":\"future\","
            + "\"settlement_period\":\"perpetual\",\"instrument_type\":\"reversed\",\"base_currency\":\"BTC\","
            + "\"quote_currency\":\"USD\",\"settlement_currency\":\"BTC\",\"price_index\":\"btc_usd\","
            + "\"contract_size\":10.0,\"min_trade_amount\":10.0,\"tick_size\":0.5,\"tick_size_steps\":[],"
            + "\"maker_commission\":0.0,\"taker_commission\":5.0e-4,\"expiration_timestamp\":32503708800000,"
            + "\"is_active\":true,\"state\":\"open\"},"
            + "{\"instrument_name\":\"BTC-25DEC26-100000-C\",\"kind\":\"option\",\"settlement_period\":\"month\","
            + "\"option_type\":\"call\",\"strike\":100000.0,\"instrument_type\":\"reversed\",\"base_currency\":\"BTC\","
            + "\"quote_currency\":\"BTC\",\"settlement_currency\":\"BTC\",\"price_index\":\"btc_usd\","
            + "\"contract_size\":1.0,\"min_trade_amount\":0.1,\"tick_size\":0.0001,"
            + "\"tick_size_steps\":[{\"above_price\":0.005,\"tick_size\":0.0005}],\"maker_commission\":0.0003,"
            + "\"taker_commission\":0.0003,\"expiration_timestamp\":1798185600000,\"is_active\":true},"
            + "{\"instrument_name\":\"BTC-FS-25DEC26_PERP\",\"kind\":\"future_combo\",\"base_currency\":\"BTC\"}]";
}
