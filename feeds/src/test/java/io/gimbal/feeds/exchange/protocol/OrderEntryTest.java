package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEntryTest {
    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ProtocolClient client = fixture.client().authenticate();

    @Test
    void shouldRestALimitOrderAndTellItOnEveryChannel() {
        client.result(
                "private/subscribe",
                "{'channels':['user.changes.any.any.raw','user.orders.BTC-PERPETUAL.raw','user.orders.any.any.100ms',"
                        + "'user.trades.any.any.raw','user.portfolio.btc']}");

        final JsonNode order = client.result(
                        "private/buy",
                        "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':32000,'label':'a','type':'limit'}")
                .path("order");
        fixture.advance(200 * ProtocolFixture.MILLI_NS);

        assertThat(order.path("order_state").asText()).isEqualTo("open");
        assertThat(order.path("post_only").asBoolean()).isFalse();
        assertThat(client.data("user.orders.BTC-PERPETUAL.raw").get(0).isObject())
                .isTrue();
        assertThat(client.data("user.orders.any.any.100ms").get(0).isArray()).isTrue();
        final JsonNode change = client.data("user.changes.any.any.raw").get(0);
        assertThat(change.path("orders").path(0).path("order_id")).isEqualTo(order.path("order_id"));
        assertThat(change.path("positions").path(0).path("direction").asText()).isEqualTo("zero");
        assertThat(client.data("user.trades.any.any.raw")).isEmpty();
        assertThat(client.data("user.portfolio.btc")).isNotEmpty();
    }

    @Test
    void shouldFillAtOnceInTheResponseAndAgainOnTheChannel() {
        client.result("private/subscribe", "{'channels':['user.changes.any.any.raw','user.trades.any.any.raw']}");

        final JsonNode result = client.result(
                "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':100,'type':'market','label':'m'}");

        final JsonNode trade = result.path("trades").path(0);
        assertThat(result.path("order").path("price").asText()).isNotEmpty();
        assertThat(result.path("order").path("order_state").asText()).isEqualTo("filled");
        assertThat(trade.path("liquidity").asText()).isEqualTo("T");
        assertThat(client.data("user.trades.any.any.raw").get(0).path(0)).isEqualTo(trade);
        final JsonNode position =
                client.data("user.changes.any.any.raw").get(0).path("positions").path(0);
        assertThat(position.path("size").asDouble()).isEqualTo(100);
        assertThat(position.path("average_price").asDouble()).isEqualTo(90_000.5);
    }

    @Test
    void shouldSendNotificationsBothBeforeAndAfterResponses() {
        client.result("private/subscribe", "{'channels':['user.orders.any.any.raw']}");
        int before = 0;
        int after = 0;

        for (int i = 0; i < 40; i++) {
            final int start = client.frames.size();
            client.result(
                    "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':" + (80_000 + i) + "}");
            final boolean isFirst = client.frames.get(start).has("params");
            before += isFirst ? 1 : 0;
            after += isFirst ? 0 : 1;
        }

        assertThat(before).isPositive();
        assertThat(after).isPositive();
    }

    @Test
    void shouldEditToANewTotalAndMarkItReplaced() {
        final String id = buy("'amount':30,'price':80000");

        final JsonNode edited = client.result("private/edit", "{'order_id':'" + id + "','amount':50,'price':80001}")
                .path("order");

        assertThat(edited.path("order_id").asText()).isEqualTo(id);
        assertThat(edited.path("replaced").asBoolean()).isTrue();
        assertThat(edited.path("amount").asDouble()).isEqualTo(50);
        assertThat(edited.path("price").asDouble()).isEqualTo(80_001);
    }

    @Test
    void shouldEditByLabelOnlyWhenTheLabelIsUnique() {
        buy("'amount':10,'price':80000,'label':'one'");
        final String edit = "{'label':'one','instrument_name':'BTC-PERPETUAL','amount':20,'price':80000}";
        client.result("private/edit_by_label", edit);

        buy("'amount':10,'price':80000,'label':'one'");

        assertThat(client.errorCode("private/edit_by_label", edit)).isEqualTo(13_032);
    }

    @Test
    void shouldCancelWithTheOrderItselfAndRefuseASecondTime() {
        final String id = buy("'amount':10,'price':80000");

        final JsonNode cancelled = client.result("private/cancel", "{'order_id':'" + id + "'}");

        assertThat(cancelled.path("order_state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("cancel_reason").asText()).isEqualTo("user_request");
        assertThat(client.errorCode("private/cancel", "{'order_id':'" + id + "'}"))
                .isIn(11_044, 10_004, 10_010, 11_008);
    }

    @Test
    void shouldCountWhatEachFormOfCancelAllTakesOut() {
        for (int i = 0; i < 3; i++) {
            buy("'amount':10,'price':80000,'label':'x'");
        }
        assertThat(client.result("private/cancel_by_label", "{'label':'x','currency':'BTC'}")
                        .asInt())
                .isEqualTo(3);
        buy("'amount':10,'price':80000");
        assertThat(client.result("private/cancel_all_by_currency", "{'currency':'ETH'}")
                        .asInt())
                .isZero();
        assertThat(client.result("private/cancel_all_by_currency", "{'currency':'BTC','kind':'option'}")
                        .asInt())
                .isZero();
        assertThat(client.result("private/cancel_all_by_instrument", "{'instrument_name':'BTC-PERPETUAL'}")
                        .asInt())
                .isEqualTo(1);
        buy("'amount':10,'price':80000");
        assertThat(client.result("private/cancel_all", "{'detailed':true}")
                        .path(0)
                        .path("result")
                        .path(0))
                .isNotNull();
        assertThat(fixture.desk.openOrders()).isEmpty();
    }

    @Test
    void shouldRejectOrRepriceAPostOnlyOrderThatWouldCross() {
        final String cross = "'instrument_name':'BTC-PERPETUAL','amount':10,'price':90001,'post_only':true";

        assertThat(client.errorCode("private/buy", "{" + cross + ",'reject_post_only':true}"))
                .isEqualTo(11_054);
        final JsonNode repriced =
                client.result("private/buy", "{" + cross + "}").path("order");

        assertThat(repriced.path("price").asDouble()).isEqualTo(90_000);
        assertThat(repriced.path("order_state").asText()).isEqualTo("open");
    }

    @Test
    void shouldReturnTheRemainderOfAnIocCancelled() {
        final JsonNode result = client.result(
                "private/buy",
                "{'instrument_name':'ETH_USDC-PERPETUAL','amount':12,'price':3000.5,"
                        + "'time_in_force':'immediate_or_cancel'}");

        assertThat(result.path("order").path("order_state").asText()).isEqualTo("cancelled");
        assertThat(result.path("order").path("filled_amount").asDouble()).isEqualTo(10);
        assertThat(result.path("order").path("order_id").asText()).startsWith("USDC-");
    }

    @Test
    void shouldTellThePriceLimitInTheRefusal() {
        final JsonNode error = client.request(
                        "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':200000}")
                .path("error");

        assertThat(error.path("code").asInt()).isEqualTo(10_007);
        assertThat(error.path("message").asText()).startsWith("price_too_high ");
    }

    @Test
    void shouldRefuseAnOrderThatIsTooLate() {
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;

        assertThat(client.errorCode(
                        "private/buy",
                        "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000,'valid_until':" + (nowMs - 1)
                                + "}"))
                .isEqualTo(13_888);
    }

    @Test
    void shouldForgetClosedOrdersAfterHalfAnHour() {
        final String id = buy("'amount':10,'price':80000,'label':'old'");
        client.result("private/cancel", "{'order_id':'" + id + "'}");
        client.result("private/get_order_state", "{'order_id':'" + id + "'}");
        client.transport.disconnect();

        fixture.nowNs += 31 * 60 * ProtocolFixture.SECOND_NS;
        fixture.step();

        final ProtocolClient again = fixture.client().authenticate();
        assertThat(again.errorCode("private/get_order_state", "{'order_id':'" + id + "'}"))
                .isEqualTo(10_004);
        assertThat(again.result("private/get_order_state_by_label", "{'currency':'BTC','label':'old'}"))
                .isEmpty();
        assertThat(again.result("private/get_order_state", "{'order_id':'" + id + "','historical':true}")
                        .path("order_state")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void shouldPageOwnTradesByTheInstrumentsSequence() {
        for (int i = 0; i < 5; i++) {
            client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        }
        final long first = fixture.instrument(ProtocolFixture.PERPETUAL).tradeSeq() - 4;

        final JsonNode page = client.result(
                "private/get_user_trades_by_instrument",
                "{'instrument_name':'BTC-PERPETUAL','start_seq':" + first + ",'count':3,'sorting':'asc'}");
        final JsonNode rest = client.result(
                "private/get_user_trades_by_instrument",
                "{'instrument_name':'BTC-PERPETUAL','start_seq':" + (first + 3) + ",'count':3,'sorting':'asc'}");

        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.path("trades").path(0).path("trade_seq").asLong()).isEqualTo(first);
        assertThat(page.path("trades")).hasSize(3);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("trades")).hasSize(2);
    }

    @Test
    void shouldClosePositionsAndKeepTheLedger() {
        client.result("private/sell", "{'instrument_name':'BTC-PERPETUAL','amount':100,'type':'market'}");
        client.result("private/close_position", "{'instrument_name':'BTC-PERPETUAL','type':'market'}");

        final JsonNode position = client.result("private/get_position", "{'instrument_name':'BTC-PERPETUAL'}");
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        final JsonNode log = client.result(
                "private/get_transaction_log",
                "{'currency':'BTC','start_timestamp':0,'end_timestamp':" + nowMs + ",'count':2}");

        assertThat(position.path("direction").asText()).isEqualTo("zero");
        assertThat(log.path("logs")).hasSize(2);
        assertThat(log.path("logs").path(0).path("type").asText()).isEqualTo("trade");
        assertThat(log.path("continuation").isNumber()).isTrue();
    }

    @Test
    void shouldHoldTriggerOrdersWithAPriceInWords() {
        final JsonNode order = client.result(
                        "private/sell",
                        "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'stop_market','trigger':'mark_price',"
                                + "'trigger_price':80000}")
                .path("order");

        assertThat(order.path("price").asText()).isEqualTo("market_price");
        assertThat(order.path("order_state").asText()).isEqualTo("untriggered");
        assertThat(client.result("private/get_open_orders", "{'type':'trigger_all'}"))
                .hasSize(1);
    }

    @Test
    void shouldChangeTheSelfTradeRule() {
        client.result("private/set_self_trading_config", "{'mode':'cancel_maker','extended_to_subaccounts':false}");

        final JsonNode summary = client.result("private/get_account_summary", "{'currency':'BTC','extended':true}");

        assertThat(summary.path("self_trading_reject_mode").asText()).isEqualTo("cancel_maker");
    }

    @Test
    void shouldTellMarginsSubaccountsAndHistory() {
        client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        final String open = buy("'amount':10,'price':80000");
        final List<String> methods = List.of(
                "private/get_margins {'instrument_name':'BTC-PERPETUAL','amount':10,'price':90000}",
                "private/get_subaccounts {'with_portfolio':true}",
                "private/get_account_summaries {'extended':true}",
                "private/get_positions {'currency':'any'}",
                "private/get_order_history_by_currency {'currency':'BTC'}",
                "private/get_order_history_by_instrument {'instrument_name':'BTC-PERPETUAL','include_unfilled':true}",
                "private/get_open_orders_by_instrument {'instrument_name':'BTC-PERPETUAL'}",
                "private/get_order_margin_by_ids {'ids':['" + open + "']}",
                "private/get_user_trades_by_currency {'currency':'BTC'}",
                "private/get_settlement_history_by_currency {'currency':'BTC'}",
                "private/get_settlement_history_by_instrument {'instrument_name':'BTC-PERPETUAL'}");

        for (final String call : methods) {
            final int space = call.indexOf(' ');
            assertThat(client.result(call.substring(0, space), call.substring(space + 1)))
                    .as(call)
                    .isNotEmpty();
        }
    }

    private String buy(final String params) {
        return client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL'," + params + "}")
                .path("order")
                .path("order_id")
                .asText();
    }
}
