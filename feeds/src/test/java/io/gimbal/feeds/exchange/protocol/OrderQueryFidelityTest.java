package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking orders and own trades up as a stranger's client does: pages, orders of time, labels, what is kept how long. */
class OrderQueryFidelityTest {
    private static final String PERPETUAL = "'instrument_name':'BTC-PERPETUAL'";

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ProtocolClient client = fixture.client().authenticate();

    @Test
    void shouldPageOwnTradesForwardsAndBackwardsOverTheSameTrades() {
        trade(5);

        final List<Long> forwards = new ArrayList<>();
        long from = 1;
        boolean hasMore = true;
        while (hasMore) {
            final JsonNode page = trades("'start_seq':" + from + ",'count':2,'sorting':'asc','historical':false");
            page.path("trades")
                    .forEach(trade -> forwards.add(trade.path("trade_seq").asLong()));
            from = forwards.get(forwards.size() - 1) + 1;
            hasMore = page.path("has_more").asBoolean();
        }
        final List<Long> backwards = new ArrayList<>();
        trades("'count':5,'sorting':'desc'")
                .path("trades")
                .forEach(trade -> backwards.add(trade.path("trade_seq").asLong()));

        assertThat(forwards).hasSize(5).isSorted();
        Collections.reverse(backwards);
        assertThat(backwards).isEqualTo(forwards);
    }

    @Test
    void shouldEndOwnTradesAtTheSequenceAndTheTimeAskedFor() {
        trade(3);
        fixture.advance(500 * ProtocolFixture.MILLI_NS);
        final long laterMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        trade(2);

        assertThat(trades("'start_seq':2,'end_seq':4").path("trades")).hasSize(3);
        assertThat(trades("'start_timestamp':" + laterMs).path("trades")).hasSize(2);
        assertThat(trades("'end_timestamp':" + (laterMs - 1)).path("trades")).hasSize(3);
        final String firstId = trades("'sorting':'asc'")
                .path("trades")
                .path(0)
                .path("trade_id")
                .asText();
        assertThat(client.result(
                                "private/get_user_trades_by_currency",
                                "{'currency':'BTC','start_id':'" + firstId + "','end_id':'" + firstId + "'}")
                        .path("trades"))
                .hasSize(1);
        assertThat(client.result(
                                "public/get_last_trades_by_currency",
                                "{'currency':'BTC','start_id':'" + firstId + "','end_id':'" + firstId + "'}")
                        .path("trades"))
                .hasSize(1);
    }

    @Test
    void shouldKeepTradesADayAndTheHistoryWithoutTheLatest() {
        trade(1);

        assertThat(trades("'historical':true").path("trades")).isEmpty();
        assertThat(trades("'historical':false").path("trades")).hasSize(1);
        hours(25);
        assertThat(trades("'historical':false").path("trades")).isEmpty();
        assertThat(trades("'historical':true").path("trades")).hasSize(1);
    }

    @Test
    void shouldKeepClosedOrdersHalfAnHourAndTheHistoryWithoutTheLatest() {
        final String id = rest("gone");
        client.result("private/cancel", "{'order_id':'" + id + "'}");

        assertThat(history("'include_unfilled':true")).hasSize(1);
        assertThat(history("'include_unfilled':false")).isEmpty();
        assertThat(history("'include_unfilled':true,'historical':true")).isEmpty();
        hours(1);
        assertThat(history("'include_unfilled':true")).isEmpty();
        assertThat(history("'include_unfilled':true,'historical':true")).hasSize(1);
        assertThat(client.errorCode("private/get_order_state", "{'order_id':'" + id + "'}"))
                .isEqualTo(10_004);
    }

    @Test
    void shouldContinueTheOrderHistoryWhereAPageEnded() {
        for (int i = 0; i < 5; i++) {
            client.result("private/cancel", "{'order_id':'" + rest("order " + i) + "'}");
        }

        final List<String> labels = new ArrayList<>();
        String more = "";
        for (int pages = 1; pages <= 3; pages++) {
            final JsonNode page = client.result(
                    "private/get_order_history_by_currency",
                    "{'currency':'BTC','include_unfilled':true,'count':2,'with_continuation':true" + more + "}");
            page.path("orders").forEach(order -> labels.add(order.path("label").asText()));
            assertThat(page.path("continuation").isNull()).isEqualTo(pages == 3);
            more = ",'continuation':'" + page.path("continuation").asText() + "'";
        }

        assertThat(labels).containsExactly("order 4", "order 3", "order 2", "order 1", "order 0");
    }

    @Test
    void shouldFindEveryOrderOfALabelThatIsNotUnique() {
        client.result("private/cancel", "{'order_id':'" + rest("twin") + "'}");
        client.result("private/buy", "{" + PERPETUAL + ",'amount':10,'type':'market','label':'twin'}");
        rest("twin");
        rest("other");

        final List<String> states = new ArrayList<>();
        client.result("private/get_order_state_by_label", "{'currency':'BTC','label':'twin'}")
                .forEach(order -> states.add(order.path("order_state").asText()));

        assertThat(states).containsExactlyInAnyOrder("cancelled", "filled", "open");
        assertThat(client.result("private/get_open_orders_by_label", "{'currency':'BTC','label':'twin'}"))
                .hasSize(1);
        assertThat(client.result("private/get_order_state_by_label", "{'currency':'ETH','label':'twin'}"))
                .isEmpty();
        rest("twin");
        assertThat(client.errorCode(
                        "private/edit_by_label", "{" + PERPETUAL + ",'label':'twin','amount':20,'price':80001}"))
                .isEqualTo(13_032);
        assertThat(client.result("private/cancel_by_label", "{'label':'twin','currency':'BTC'}")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldCancelExactlyWhatIsAskedForAndCountIt() {
        rest("limit");
        client.result(
                "private/sell",
                "{" + PERPETUAL + ",'amount':10,'type':'stop_market','trigger':'mark_price','trigger_price':80000}");
        client.result("private/buy", "{'instrument_name':'ETH-PERPETUAL','amount':1,'price':2500}");
        client.result("private/buy", "{'instrument_name':'BTC-25DEC26-100000-C','amount':0.1,'price':0.03}");

        assertThat(cancelled("cancel_all_by_currency", "'currency':'BTC','kind':'option'"))
                .isEqualTo(1);
        assertThat(cancelled("cancel_all_by_kind_or_type", "'currency':'any','type':'stop'"))
                .isEqualTo(1);
        assertThat(cancelled("cancel_all_by_instrument", PERPETUAL + ",'type':'trigger_all'"))
                .isEqualTo(0);
        assertThat(cancelled("cancel_all_by_currency_pair", "'currency_pair':'eth_usd'"))
                .isEqualTo(1);
        final JsonNode detailed = client.result("private/cancel_all", "{'detailed':true}");
        assertThat(detailed).hasSize(1);
        assertThat(detailed.path(0).path("result").path(0).path("label").asText())
                .isEqualTo("limit");
        assertThat(detailed.path(0).path("result").path(0).path("cancel_reason").asText())
                .isEqualTo("user_request");
        assertThat(cancelled("cancel_all", "")).isEqualTo(0);
    }

    @Test
    void shouldRefuseAnOrderThatAsksForWhatItWouldNotGet() {
        final JsonNode error = client.request(
                        "private/buy",
                        "{" + PERPETUAL + ",'amount':10,'price':80000,'linked_order_type':'one_triggers_other',"
                                + "'otoco_config':[{'direction':'sell','amount':10,'price':95000}]}")
                .path("error");

        assertThat(error.path("code").asInt()).isEqualTo(-32_602);
        assertThat(error.path("data").path("param").asText()).isEqualTo("linked_order_type");
        assertThat(client.result("private/get_open_orders", "{}")).isEmpty();
    }

    private void trade(final int times) {
        for (int i = 0; i < times; i++) {
            client.result("private/buy", "{" + PERPETUAL + ",'amount':10,'type':'market'}");
        }
    }

    private String rest(final String label) {
        return client.result("private/buy", "{" + PERPETUAL + ",'amount':10,'price':80000,'label':'" + label + "'}")
                .path("order")
                .path("order_id")
                .asText();
    }

    private JsonNode trades(final String more) {
        return client.result("private/get_user_trades_by_instrument", "{" + PERPETUAL + "," + more + "}");
    }

    private JsonNode history(final String more) {
        return client.result("private/get_order_history_by_currency", "{'currency':'BTC'," + more + "}");
    }

    private int cancelled(final String method, final String params) {
        return client.result("private/" + method, "{" + params + "}").asInt();
    }

    private void hours(final int count) {
        for (int i = 0; i < 60 * count; i++) {
            fixture.nowNs += 60 * ProtocolFixture.SECOND_NS;
            fixture.step();
        }
    }
}
