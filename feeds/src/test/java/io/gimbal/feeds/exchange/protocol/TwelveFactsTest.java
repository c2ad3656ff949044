package io.gimbal.feeds.exchange.protocol;

import static io.gimbal.feeds.exchange.protocol.TradingDesk.USD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TimeInForce;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The facts of this venue that bite who does not know them, one test each: of orders and sessions here, through the real
 * client at the local exchange; of published Greeks in {@link RecordedFactsTest}, on recorded chains.
 */
@Timeout(120)
class TwelveFactsTest extends LeakCheckedTest {
    private static final long SECOND_NS = ProtocolFixture.SECOND_NS;

    private ProtocolFixture fixture = new ProtocolFixture();
    private TradingDesk desk = new TradingDesk(fixture);

    @AfterEach
    void close() {
        desk.close();
    }

    /** Fact 1. */
    @Test
    void shouldTakeAmountsOfInversesInDollarsAndOfOptionsInCoin() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.submit(
                2,
                TradingDesk.OPTION,
                Side.BUY,
                Decimals.ONE / 10,
                Decimals.ONE / 25,
                TimeInForce.GOOD_TIL_CANCELLED,
                false);
        desk.pass(SECOND_NS);

        final ProtocolClient other = fixture.client().authenticate();
        final JsonNode orders = other.result("private/get_open_orders", "{}");
        assertThat(orders).hasSize(2);
        for (final JsonNode order : orders) {
            final boolean isOption = order.path("instrument_name").asText().equals(ProtocolFixture.OPTION);
            assertThat(order.path("amount").asDouble()).isEqualTo(isOption ? 0.1 : 100);
            assertThat(order.path("contracts").asDouble()).isEqualTo(isOption ? 0.1 : 10);
        }
        assertThat(other.request(
                                "private/buy",
                                "{'instrument_name':'BTC-PERPETUAL','amount':100,'contracts':10,'price':80000}")
                        .has("result"))
                .isTrue();
        assertThat(other.request(
                                "private/buy",
                                "{'instrument_name':'BTC-PERPETUAL','amount':100,'contracts':5,'price':80000}")
                        .has("error"))
                .as("they must agree")
                .isTrue();
        assertThat(desk.submit(
                        3,
                        TradingDesk.PERPETUAL,
                        Side.BUY,
                        Decimals.ONE / 10,
                        89_000 * USD,
                        TimeInForce.GOOD_TIL_CANCELLED,
                        false))
                .as("a tenth of a dollar is no order, and is not sent")
                .isEqualTo(OrderGateway.NOT_CONNECTED);
    }

    /** Fact 6. */
    @Test
    void shouldTakeWordsNullsAndExponentsWhereNumbersMayStand() {
        desk.ready();
        final ProtocolClient other = fixture.client().authenticate();
        other.result("public/subscribe", "{'channels':['ticker." + ProtocolFixture.OPTION + ".100ms']}");

        other.result(
                "private/sell",
                "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'stop_market','trigger':'mark_price',"
                        + "'trigger_price':80000,'label':'a word for a price'}");
        fixture.exchange.cancelAll(
                fixture.maker,
                CancelReason.USER_REQUEST,
                order -> order.instrument().name().equals(ProtocolFixture.OPTION));
        desk.buyNow(1, 10 * USD, 90_001 * USD);
        desk.pass(40 * SECOND_NS);

        final List<JsonNode> tickers = other.data("ticker." + ProtocolFixture.OPTION + ".100ms");
        assertThat(tickers.get(0).path("last_price").isNull()).isTrue();
        assertThat(String.join("", desk.received)).contains("\"market_price\"").containsPattern("[0-9]e-[0-9]");
        final TickerDecoder empty = lastOptionTicker();
        assertThat(empty.bidPrice()).isEqualTo(Decimals.ABSENT);
        assertThat(empty.lastPrice()).isEqualTo(Decimals.ABSENT);
        assertThat(desk.fills().get(0).fee()).isEqualTo(6);
        assertThat(desk.count(Count.MALFORMED)).isZero();
        assertThat(desk.venue.isReady()).isTrue();
    }

    /** Fact 7. */
    @Test
    void shouldTellOneFillWhetherTheNotificationComesBeforeOrAfterTheResponse() {
        desk.ready();
        int before = 0;
        for (int order = 1; order <= 30; order++) {
            desk.received.clear();
            desk.buyNow(order, 10 * USD, 90_001 * USD);
            desk.pass(SECOND_NS / 10);
            final int notified = first("user.changes", "\"trade_id\"");
            final int answered = first("\"result\":{\"order\"", "\"trades\"");
            assertThat(notified).isNotNegative();
            assertThat(answered).isNotNegative();
            before += notified < answered ? 1 : 0;
        }

        assertThat(before).as("both orders occur").isBetween(1, 29);
        assertThat(desk.fills()).hasSize(30);
        assertThat(desk.closed()).hasSize(30);
        final Set<Long> trades = new HashSet<>();
        desk.fills().stream().map(FillDecoder::tradeId).forEach(trades::add);
        assertThat(trades).hasSize(30);
        assertThat(desk.count(Count.DUPLICATE_FILLS)).as("each is told twice").isEqualTo(30);
    }

    /** Fact 8. */
    @Test
    void shouldNeverSpendTheLastCreditBecauseThatClosesTheSession() {
        restart(new ProtocolFixture(AccountSettings.customer("desk")));
        desk.ready();
        for (int order = 1; order <= 60; order++) {
            desk.buyNow(order, 10 * USD, 90_001 * USD);
            desk.pass(SECOND_NS / 50);
        }

        assertThat(desk.count(Count.THROTTLED)).isPositive();
        assertThat(desk.count(Count.RATE_LIMITED)).isZero();
        assertThat(desk.count(Count.RECONNECTS)).isZero();
        final ProtocolClient careless = fixture.client().authenticate();
        JsonNode last = careless.request("public/test", "{}");
        for (int i = 0; i < 30 && careless.isOpen; i++) {
            last = careless.request("private/cancel_all_by_currency", "{'currency':'ETH'}");
        }
        assertThat(last.path("error").path("code").asInt()).isEqualTo(10_028);
        assertThat(careless.isOpen).isFalse();
    }

    /** Fact 9. */
    @Test
    void shouldCancelOnDisconnectOnlyWhatTheConnectionMadeAndNotOnLogout() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);
        final ProtocolClient dropped = resting("dropped");
        final ProtocolClient leaving = resting("leaving");
        assertThat(labels()).hasSize(3);

        dropped.transport.disconnect();
        fixture.step();
        leaving.send("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"private/logout\",\"params\":{}}");
        fixture.step();

        assertThat(leaving.isOpen).isFalse();
        assertThat(labels()).hasSize(2).contains("leaving").anyMatch(label -> label.startsWith("gbtest."));
        desk.pass(SECOND_NS);
        assertThat(desk.venue.openOrders()).as("ours is untouched").isEqualTo(1);
    }

    /** Fact 9. */
    @Test
    void shouldCancelOnDisconnectOnlyAfterTenMinutesOfSilenceWithoutHeartbeat() {
        final ProtocolClient silent = resting("silent");
        fixture.faults.inject(FaultKind.HALF_OPEN, 1);
        silent.request("public/test", "{}");

        fixture.nowNs += 599 * SECOND_NS;
        fixture.step();
        assertThat(labels()).containsExactly("silent");
        fixture.nowNs += 2 * SECOND_NS;
        fixture.step();

        assertThat(labels()).isEmpty();
    }

    /** Fact 10. */
    @Test
    void shouldRejectAPostOnlyOrderThatCrossesWhereTheDefaultWouldReprice() {
        desk.ready();
        final JsonNode repriced = fixture.client()
                .authenticate()
                .result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':90100,'post_only':true}")
                .path("order");
        assertThat(repriced.path("price").asDouble()).isEqualTo(90_000.0);
        assertThat(repriced.path("order_state").asText()).isEqualTo("open");

        desk.postOnly(1, 100 * USD, 90_100 * USD);
        desk.pass(SECOND_NS);

        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(11_054);
        assertThat(labels()).doesNotContain("gbtest.3.1");
    }

    /** Fact 11. */
    @Test
    void shouldLogInBeforeItAsksForRawChannels() {
        assertThat(fixture.client().errorCode("public/subscribe", "{'channels':['ticker.BTC-PERPETUAL.raw']}"))
                .isEqualTo(13_778);

        desk.ready(selection -> selection.interval("raw"));

        assertThat(desk.venue.missingChannels()).isEmpty();
        assertThat(desk.count(Count.LOGINS)).as("on both connections").isEqualTo(2);
        final int before = desk.quotes().size();
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 90_000.0, 10);
        desk.settle();
        assertThat(desk.quotes().size()).as("without waiting for 100 ms").isGreaterThan(before);
    }

    /** Fact 12. */
    @Test
    void shouldPauseAtEightWhenOrdersOfTheDayDie() {
        fixture.nowNs = Instant.parse("2026-11-21T07:59:40Z").getEpochSecond() * SECOND_NS;
        fixture.step();
        desk.ready();
        desk.buyForTheDay(1, 100 * USD, 89_000 * USD);
        desk.buy(2, 100 * USD, 89_000 * USD);
        desk.pass(18 * SECOND_NS);
        desk.buy(3, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);
        final int settling = states().indexOf(InstrumentState.SETTLEMENT);
        desk.pass(10 * SECOND_NS);

        assertThat(settling).isNotNegative();
        assertThat(states()).endsWith(InstrumentState.OPEN);
        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(10_041);
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).orderId()).isEqualTo(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.EXPIRED);
        assertThat(labels()).hasSize(1);
    }

    private TickerDecoder lastOptionTicker() {
        final List<TickerDecoder> tickers = desk.engine.events(TickerDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::ticker)
                .filter(ticker -> ticker.instrumentId() == TradingDesk.OPTION)
                .toList();
        return tickers.get(tickers.size() - 1);
    }

    private List<InstrumentState> states() {
        return desk.engine.events(InstrumentStateChangeDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::state)
                .filter(change -> change.instrumentId() == TradingDesk.PERPETUAL)
                .map(InstrumentStateChangeDecoder::state)
                .toList();
    }

    /** Place of the first frame since then that holds both texts; -1 for none. */
    private int first(final String one, final String other) {
        for (int i = 0; i < desk.received.size(); i++) {
            final String frame = desk.received.get(i);
            if (frame.contains(one) && frame.contains(other)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> labels() {
        return fixture.desk.openOrders().stream().map(ExchangeOrder::label).toList();
    }

    private ProtocolClient resting(final String label) {
        final ProtocolClient client = fixture.client().authenticate();
        client.result("private/enable_cancel_on_disconnect", "{'scope':'connection'}");
        client.result(
                "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':89500,'label':'" + label + "'}");
        return client;
    }

    private void restart(final ProtocolFixture other) {
        desk.close();
        fixture = other;
        desk = new TradingDesk(fixture);
    }
}
