package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of orders, as a trader sees it. */
class OrderScenarioTest {
    private static final long USD = Desk.USD;
    private static final long PRICE = 92_000 * USD;
    private static final String CHANGES = "user.changes.any.any.raw";
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk().ready();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldWriteEveryFlagInWordsAndEveryNumberExactly() {
        desk.submit(35, Desk.PERPETUAL, Side.BUY, 120 * USD, PRICE + USD / 2, TimeInForce.IMMEDIATE_OR_CANCEL, false);

        final JsonNode params = desk.server.last("private/buy");
        assertThat(params.path("instrument_name").asText()).isEqualTo("BTC-PERPETUAL");
        assertThat(params.path("amount").toString()).isEqualTo("120");
        assertThat(params.path("price").toString()).isEqualTo("92000.5");
        assertThat(params.path("label").asText()).isEqualTo("gbdesk.7.z");
        assertThat(params.path("time_in_force").asText()).isEqualTo("immediate_or_cancel");
        assertThat(params.path("post_only")).hasToString("false");
        assertThat(params.path("reject_post_only")).hasToString("false");
        assertThat(params.path("reduce_only")).hasToString("false");
        assertThat(params.path("valid_until").asLong()).isEqualTo(desk.nowMs() + 1_000);
    }

    @Test
    void shouldSendMarketOrdersWithoutPriceAndTimeInForce() {
        desk.market(1, 10 * USD);

        final JsonNode params = desk.server.last("private/sell");
        assertThat(params.path("type").asText()).isEqualTo("market");
        assertThat(params.has("price")).isFalse();
        assertThat(params.has("time_in_force")).isFalse();
        assertThat(params.path("reduce_only")).hasToString("true");
    }

    @Test
    void shouldWriteOptionPricesInCoinToTheLastDigit() {
        desk.submit(1, Desk.OPTION, Side.SELL, USD / 10, 490_000L, TimeInForce.GOOD_TIL_CANCELLED, true);

        final JsonNode params = desk.server.last("private/sell");
        assertThat(params.path("price").toString()).isEqualTo("0.0049");
        assertThat(params.path("amount").toString()).isEqualTo("0.1");
        assertThat(params.path("reject_post_only")).hasToString("true");
    }

    @Test
    void shouldNotSendWhatTheVenueWouldHaveToRefuse() {
        assertThat(desk.buy(1, 15 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(desk.buy(2, 10 * USD, PRICE + 1)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(desk.buy(0, 10 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(desk.buy(3, 10 * USD, PRICE)).isEqualTo(OrderGateway.SENT);
        assertThat(desk.buy(3, 10 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);

        assertThat(desk.server.requests("private/buy")).hasSize(1);
        assertThat(desk.count(Count.INVALID_COMMANDS)).isEqualTo(4);
    }

    @Test
    void shouldFollowVenueTimeInValidUntil() {
        try (Desk skewed = new Desk()) {
            skewed.server.offsetNs = 1_700 * Desk.MILLI_NS;
            skewed.ready();
            skewed.buy(1, 10 * USD, PRICE);

            assertThat(skewed.venue.clockOffsetNs()).isEqualTo(1_700 * Desk.MILLI_NS);
            assertThat(skewed.server.last("private/buy").path("valid_until").asLong())
                    .isEqualTo(skewed.nowMs() + 2_700);
        }
    }

    @Test
    void shouldTellOneFillWhenTheNotificationComesBeforeTheResponse() {
        desk.buyNow(1, 10 * USD, PRICE);
        final String order = order(1, "filled", "10.0", "10.0", 5);
        final String trade = FakeVenue.trade(Desk.label(1), "208465104", "10.0", "92000.0", desk.nowMs());

        desk.server.notify(CHANGES, FakeVenue.changes(order, trade));
        respond("private/buy", "{\"order\":" + order + ",\"trades\":[" + trade + "]}");
        desk.settle();

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.rejected()).isEmpty();
        assertThat(desk.count(Count.DUPLICATE_FILLS)).isEqualTo(1);
        assertThat(desk.fills().get(0).tradeId()).isEqualTo(208_465_104L);
        assertThat(desk.fills().get(0).orderId()).isEqualTo(1);
        assertThat(desk.fills().get(0).fee()).isEqualTo(5);
        assertThat(desk.fills().get(0).feeCurrency()).isEqualTo(Currency.COIN);
        assertThat(desk.fills().get(0).liquidity()).isEqualTo(Liquidity.TAKER);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
    }

    @Test
    void shouldTellOneFillWhenTheNotificationIsRepeated() {
        desk.buy(1, 10 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "10.0", "0.0", 5) + ",\"trades\":[]}");
        final String trade = FakeVenue.trade(Desk.label(1), "1", "10.0", "92000.0", desk.nowMs());
        final String filled = FakeVenue.changes(order(1, "filled", "10.0", "10.0", 6), trade);

        desk.server.notify(CHANGES, filled);
        desk.server.notify(CHANGES, filled);
        desk.server.notify(CHANGES, filled);
        desk.settle();

        assertThat(desk.accepted()).hasSize(1);
        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.closed()).hasSize(1);
    }

    @Test
    void shouldKeepThePartThatTradedWhenTheRestIsCancelled() {
        desk.buy(1, 100 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 5) + ",\"trades\":[]}");
        desk.server.notify(
                CHANGES,
                FakeVenue.changes(
                        order(1, "open", "100.0", "30.0", 6),
                        FakeVenue.trade(Desk.label(1), "11", "30.0", "92000.0", desk.nowMs())));
        desk.settle();

        assertThat(desk.cancel(1)).isEqualTo(OrderGateway.SENT);
        assertThat(desk.server.last("private/cancel").path("order_id").asText()).isEqualTo("777");
        respond("private/cancel", order(1, "cancelled", "100.0", "30.0", 7));
        desk.settle();

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.closed().get(0).filledAmount()).isEqualTo(30 * USD);
    }

    @Test
    void shouldNotReopenAnOrderWhenAnOlderStatementComesLate() {
        desk.buy(1, 100 * USD, PRICE);
        desk.server.notify(CHANGES, FakeVenue.changes(order(1, "cancelled", "100.0", "0.0", 9), ""));
        desk.server.notify(CHANGES, FakeVenue.changes(order(1, "open", "100.0", "0.0", 8), ""));
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 7) + ",\"trades\":[]}");
        desk.settle();

        assertThat(desk.accepted()).isEmpty();
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.venue.openOrders()).isZero();
    }

    @Test
    void shouldTellARejectionWhenAPostOnlyOrderWouldTrade() {
        desk.server.rule("private/buy", params -> "!11054 post_only_reject");

        desk.postOnly(1, 10 * USD, PRICE);
        desk.settle();

        assertThat(desk.server.last("private/buy").path("post_only")).hasToString("true");
        assertThat(desk.server.last("private/buy").path("reject_post_only")).hasToString("true");
        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(11_054);
        assertThat(desk.rejected().get(0).reason().trim()).isEqualTo("post_only_reject");
        assertThat(desk.count(Count.REJECTS)).isEqualTo(1);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldTellTheRemainderOfAnImmediateOrderAsCancelled() {
        desk.buyNow(1, 100 * USD, PRICE);
        respond(
                "private/buy",
                "{\"order\":" + order(1, "cancelled", "100.0", "40.0", 5) + ",\"trades\":["
                        + FakeVenue.trade(Desk.label(1), "9", "40.0", "92000.0", desk.nowMs()) + "]}");
        desk.settle();

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.closed().get(0).filledAmount()).isEqualTo(40 * USD);
    }

    @Test
    void shouldEditByTheVenuesNumberWithTheNewTotal() {
        desk.buy(1, 100 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 5) + ",\"trades\":[]}");
        desk.settle();

        assertThat(desk.amend(1, 150 * USD, PRICE + USD)).isEqualTo(OrderGateway.SENT);
        final JsonNode params = desk.server.last("private/edit");
        assertThat(params.path("order_id").asText()).isEqualTo("777");
        assertThat(params.path("amount").toString()).isEqualTo("150");
        assertThat(params.path("price").toString()).isEqualTo("92001");
        assertThat(params.path("post_only").toString()).isEqualTo("false");
        assertThat(params.path("reject_post_only").toString()).isEqualTo("false");
        assertThat(params.path("reduce_only").toString()).isEqualTo("false");
        respond(
                "private/edit",
                "{\"order\":" + order(1, "filled", "150.0", "150.0", 6) + ",\"trades\":["
                        + FakeVenue.trade(Desk.label(1), "5", "150.0", "92001.0", desk.nowMs()) + "]}");
        desk.settle();

        assertThat(desk.fills().get(0).amount()).isEqualTo(150 * USD);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
    }

    @Test
    void shouldLookUpAnOrderWhoseCancellationCameTooLate() {
        desk.buy(1, 10 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "10.0", "0.0", 5) + ",\"trades\":[]}");
        desk.settle();
        desk.server.rule("private/cancel", params -> "!11044 not_open_order");
        desk.server.rule(
                "private/get_order_state_by_label", params -> "[" + order(1, "filled", "10.0", "10.0", 6) + "]");
        desk.server.rule(
                "private/get_user_trades_by_order",
                params -> "[" + FakeVenue.trade(Desk.label(1), "3", "10.0", "92000.0", desk.nowMs()) + "]");

        desk.cancel(1);
        desk.settle();
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
        desk.pass(3 * Desk.SECOND_NS);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.rejected()).isEmpty();
    }

    @Test
    void shouldCancelByLabelBeforeTheVenuesNumberIsKnown() {
        desk.buy(1, 10 * USD, PRICE);
        desk.server.rule("private/cancel_by_label", params -> "1");

        desk.cancel(1);
        desk.server.notify(CHANGES, FakeVenue.changes(order(1, "cancelled", "10.0", "0.0", 6), ""));
        desk.settle();

        assertThat(desk.server.last("private/cancel_by_label").path("label").asText())
                .isEqualTo(Desk.label(1));
        assertThat(desk.closed()).hasSize(1);
    }

    @Test
    void shouldKeepAQuarterOfTheCreditsForCancellationsAndNeverOverdraw() {
        desk.server.rule(
                "private/buy",
                params -> "{\"order\":" + order(params.path("label").asText(), "open") + ",\"trades\":[]}");
        desk.server.rule("private/cancel", params -> order(Desk.label(1), "cancelled"));
        int sent = 0;
        for (int i = 1; i <= 40; i++) {
            sent += desk.buy(i, 10 * USD, PRICE) == OrderGateway.SENT ? 1 : 0;
            desk.settle();
        }

        assertThat(sent).isEqualTo(12);
        assertThat(desk.count(Count.THROTTLED)).isEqualTo(28);
        assertThat(desk.venue.creditsLeft(desk.nowNs)).isEqualTo(4);
        for (int i = 1; i <= 4; i++) {
            assertThat(desk.cancel(i)).isEqualTo(OrderGateway.SENT);
            desk.settle();
        }
        assertThat(desk.cancel(5)).isEqualTo(OrderGateway.NOT_CONNECTED);
        desk.pass(Desk.SECOND_NS / 4);
        assertThat(desk.cancel(5)).isEqualTo(OrderGateway.SENT);
    }

    @Test
    void shouldTellAForeignFillOnceAndWithoutAnOrder() {
        final String manual = FakeVenue.trade("", "ETH-2696097", "50.0", "91000.0", desk.nowMs());
        final String quoter = FakeVenue.trade("quoter-1", "77", "20.0", "91000.0", desk.nowMs());

        desk.server.notify(CHANGES, FakeVenue.changes("", manual));
        desk.server.notify(CHANGES, FakeVenue.changes("", manual + "," + quoter));
        desk.settle();

        assertThat(desk.fills()).hasSize(2);
        assertThat(desk.fills()).extracting(fill -> fill.orderId()).containsOnly(0L);
        assertThat(desk.fills().get(0).tradeId()).isGreaterThan(1L << 48);
        assertThat(desk.count(Count.FOREIGN_FILLS)).isEqualTo(2);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldStopOrdersForAWhileWhenTheVenueSettles() {
        desk.server.rule("private/buy", params -> "!10041 settlement_in_progress");
        desk.buy(1, 10 * USD, PRICE);
        desk.settle();

        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.buy(2, 10 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);
        desk.pass(3 * Desk.SECOND_NS);
        assertThat(desk.buy(3, 10 * USD, PRICE)).isEqualTo(OrderGateway.SENT);
    }

    @Test
    void shouldReconcileAndWaitWhenTheVenueSaysTooManyRequests() {
        desk.server.rule("private/buy", params -> "!10028 too_many_requests");
        desk.buy(1, 10 * USD, PRICE);
        desk.settle();

        assertThat(desk.venue.isReady()).isFalse();
        assertThat(desk.count(Count.RATE_LIMITED)).isEqualTo(1);
        assertThat(desk.rejected()).isEmpty();
        desk.pass(20 * Desk.SECOND_NS);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.NEVER_EXISTED);
        assertThat(desk.server.requests("private/buy")).hasSize(1);
    }

    @Test
    void shouldStopForGoodWhenTheAccountIsLocked() {
        desk.server.rule("private/buy", params -> "!11098 account_locked");
        desk.buy(1, 10 * USD, PRICE);
        desk.pass(5 * Desk.SECOND_NS);

        assertThat(desk.fault()).isEqualTo(VenueFault.Kind.ACCOUNT);
        assertThat(desk.venue.isReady()).isFalse();
    }

    private void respond(final String method, final String result) {
        final List<JsonNode> requests = desk.server.requests(method);
        desk.server.respond(requests.get(requests.size() - 1), result);
    }

    private static String order(
            final long orderId, final String state, final String amount, final String filled, final long updateMs) {
        return FakeVenue.order(Desk.label(orderId), "777", state, amount, filled, updateMs);
    }

    private static String order(final String label, final String state) {
        return FakeVenue.order(label, "7" + label.hashCode(), state, "10.0", "0.0", 5);
    }
}
