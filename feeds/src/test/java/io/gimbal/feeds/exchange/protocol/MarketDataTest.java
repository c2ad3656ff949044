package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class MarketDataTest {
    private final ProtocolFixture fixture = new ProtocolFixture();

    @Test
    void shouldAnswerEveryPublicMethod() {
        final ProtocolClient client = fixture.client();
        fixture.client()
                .authenticate()
                .result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        fixture.advance(1_500 * ProtocolFixture.MILLI_NS);
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        final String span = "'start_timestamp':" + (nowMs - 600_000) + ",'end_timestamp':" + nowMs;
        final List<String> calls = List.of(
                "public/hello {'client_name':'a','client_version':'1'}",
                "public/test {}",
                "public/get_time {}",
                "public/status {}",
                "public/get_currencies {}",
                "public/get_instruments {'currency':'BTC'}",
                "public/get_instruments {'currency':'any','kind':'option'}",
                "public/get_instrument {'instrument_name':'BTC-25DEC26-100000-C'}",
                "public/get_contract_size {'instrument_name':'BTC-PERPETUAL'}",
                "public/get_expirations {'currency':'btc','kind':'option'}",
                "public/ticker {'instrument_name':'BTC-25DEC26-100000-C'}",
                "public/get_order_book {'instrument_name':'BTC-PERPETUAL','depth':10}",
                "public/get_book_summary_by_currency {'currency':'BTC'}",
                "public/get_book_summary_by_instrument {'instrument_name':'BTC-PERPETUAL'}",
                "public/get_last_trades_by_instrument {'instrument_name':'BTC-PERPETUAL'}",
                "public/get_last_trades_by_currency {'currency':'BTC','count':5}",
                "public/get_index_price {'index_name':'btc_usd'}",
                "public/get_index_price_names {}",
                "public/get_funding_rate_history {'instrument_name':'BTC-PERPETUAL'," + span + "}",
                "public/get_funding_rate_value {'instrument_name':'BTC-PERPETUAL'," + span + "}",
                "public/get_funding_chart_data {'instrument_name':'BTC-PERPETUAL','length':'8h'}",
                "public/get_volatility_index_data {'currency':'BTC','resolution':'60'," + span + "}",
                "public/get_tradingview_chart_data {'instrument_name':'BTC-PERPETUAL','resolution':'1'," + span + "}",
                "public/get_delivery_prices {'index_name':'btc_usd'}");

        for (final String call : calls) {
            final int space = call.indexOf(' ');
            assertThat(client.request(call.substring(0, space), call.substring(space + 1))
                            .has("result"))
                    .as(call)
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveOutChannelsThatDoNotExistOrNeedAuthentication() {
        final ProtocolClient client = fixture.client();

        final JsonNode reply = client.result(
                "public/subscribe",
                "{'channels':['book.BTC-PERPETUAL.100ms','book.BTC-PERPETUAL.raw','ticker.NOTHING.100ms',"
                        + "'user.orders.any.any.raw','quote.BTC-PERPETUAL']}");

        assertThat(reply)
                .extracting(JsonNode::asText)
                .containsExactly("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.100ms");
        assertThat(client.errorCode("public/subscribe", "{'channels':['book.BTC-PERPETUAL.raw']}"))
                .isEqualTo(RpcError.RAW_UNAVAILABLE);
    }

    @Test
    void shouldChainChangesOfBooksAtEveryIntervalAndEndAtTheBook() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("book chain seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<String> channels =
                List.of("book.BTC-PERPETUAL.raw", "book.BTC-PERPETUAL.100ms", "book.BTC-PERPETUAL.agg2");
        final ProtocolClient early = fixture.client().authenticate();
        early.result("public/subscribe", "{'channels':['" + String.join("','", channels) + "']}");

        churn(random, 100);
        final ProtocolClient late = fixture.client().authenticate();
        late.result("public/subscribe", "{'channels':['" + String.join("','", channels) + "']}");
        churn(random, 100);
        fixture.advance(2 * ProtocolFixture.SECOND_NS);

        for (final String channel : channels) {
            assertThat(rebuilt(early.data(channel))).as(channel).isEqualTo(book());
            assertThat(rebuilt(late.data(channel))).as(channel).isEqualTo(book());
        }
        assertThat(early.data("book.BTC-PERPETUAL.100ms").size())
                .isLessThan(early.data("book.BTC-PERPETUAL.raw").size());
    }

    @Test
    void shouldGroupBooksAwayFromTheMiddle() {
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_998, 50);
        fixture.make(ProtocolFixture.PERPETUAL, Side.SELL, 90_001, 70);
        final ProtocolClient client = fixture.client();

        client.result(
                "public/subscribe",
                "{'channels':['book.BTC-PERPETUAL.10.1.100ms','book.BTC-PERPETUAL.none.20.100ms']}");

        final JsonNode grouped = client.data("book.BTC-PERPETUAL.10.1.100ms").get(0);
        assertThat(grouped.path("bids").toString()).isEqualTo("[[89990.0,100050.0]]");
        assertThat(grouped.path("asks").toString()).isEqualTo("[[90010.0,100070.0]]");
        assertThat(grouped.has("type")).isFalse();
        assertThat(client.data("book.BTC-PERPETUAL.none.20.100ms").get(0).path("bids"))
                .hasSize(2);
    }

    @Test
    void shouldSpeakOnEveryMarketChannel() {
        final ProtocolClient client = fixture.client().authenticate();
        final List<String> channels = List.of(
                "ticker.BTC-PERPETUAL.100ms",
                "ticker.BTC-25DEC26-100000-C.raw",
                "incremental_ticker.BTC-PERPETUAL",
                "quote.BTC-PERPETUAL",
                "trades.BTC-PERPETUAL.100ms",
                "trades.future.BTC.raw",
                "deribit_price_index.btc_usd",
                "deribit_volatility_index.btc_usd",
                "markprice.options.btc_usd",
                "estimated_expiration_price.btc_usd",
                "perpetual.BTC-PERPETUAL.100ms",
                "instrument.state.any.any",
                "platform_state",
                "chart.trades.BTC-PERPETUAL.1");
        final JsonNode reply =
                client.result("public/subscribe", "{'channels':['" + String.join("','", channels) + "']}");
        assertThat(reply).hasSize(channels.size());

        client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        fixture.exchange.setState(fixture.instrument("BTC-25DEC26"), InstrumentState.LOCKED);
        fixture.exchange.lock("eth_usd", true);
        fixture.advance(2_100 * ProtocolFixture.MILLI_NS);

        for (final String channel : channels) {
            assertThat(client.data(channel)).as(channel).isNotEmpty();
        }
        assertThat(client.data("platform_state").get(0).toString())
                .isEqualTo("{\"locked\":true,\"price_index\":\"eth_usd\"}");
        assertThat(client.data("markprice.options.btc_usd")
                        .get(0)
                        .path(0)
                        .path("iv")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(client.result("public/status", "{}").path("locked").asText()).isEqualTo("partial");
    }

    @Test
    void shouldGoQuietAfterUnsubscribing() {
        final ProtocolClient client = fixture.client();
        client.result("public/subscribe", "{'channels':['ticker.BTC-PERPETUAL.100ms','quote.BTC-PERPETUAL']}");
        client.result("public/unsubscribe", "{'channels':['ticker.BTC-PERPETUAL.100ms']}");
        client.result("public/unsubscribe_all", "{}");
        client.frames.clear();

        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 90_000, 50);
        fixture.advance(2_000 * ProtocolFixture.MILLI_NS);

        assertThat(client.frames).isEmpty();
    }

    private void churn(final SplittableRandom random, final int steps) {
        for (int i = 0; i < steps; i++) {
            final boolean isBid = random.nextBoolean();
            final double price = isBid ? 89_900 + random.nextInt(90) : 90_100 + random.nextInt(90);
            fixture.make(ProtocolFixture.PERPETUAL, isBid ? Side.BUY : Side.SELL, price, 10 * (1 + random.nextInt(9)));
            if (random.nextInt(3) == 0) {
                final var orders = List.copyOf(fixture.maker.openOrders());
                fixture.exchange.cancel(
                        fixture.maker, orders.get(random.nextInt(orders.size())).orderId());
            }
            fixture.nowNs += random.nextLong(30 * ProtocolFixture.MILLI_NS);
            fixture.step();
        }
    }

    private Map<String, Double> book() {
        final Map<String, Double> levels = new TreeMap<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            final String name = side == Side.BUY ? "bids" : "asks";
            fixture.instrument(ProtocolFixture.PERPETUAL)
                    .book()
                    .forEachLevel(side, 10_000, (price, amount) -> levels.put(name + price / 1e8, amount / 1e8));
        }
        return levels;
    }

    private static Map<String, Double> rebuilt(final List<JsonNode> messages) {
        final Map<String, Double> levels = new TreeMap<>();
        assertThat(messages.get(0).path("type").asText()).isEqualTo("snapshot");
        assertThat(messages.get(0).has("prev_change_id")).isFalse();
        long last = messages.get(0).path("change_id").asLong();
        apply(levels, messages.get(0));
        for (final JsonNode message : messages.subList(1, messages.size())) {
            assertThat(message.path("prev_change_id").asLong()).isEqualTo(last);
            last = message.path("change_id").asLong();
            apply(levels, message);
        }
        return levels;
    }

    private static void apply(final Map<String, Double> levels, final JsonNode message) {
        for (final String side : List.of("bids", "asks")) {
            for (final JsonNode level : message.path(side)) {
                final String key = side + level.path(1).asDouble();
                final String action = level.path(0).asText();
                final Double before = action.equals("delete")
                        ? levels.remove(key)
                        : levels.put(key, level.path(2).asDouble());
                assertThat(before == null).as(level.toString()).isEqualTo(action.equals("new"));
            }
        }
    }
}
