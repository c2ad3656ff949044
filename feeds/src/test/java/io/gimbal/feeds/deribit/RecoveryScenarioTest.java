package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of orders, fills and positions when the connection, or an answer, is lost. */
class RecoveryScenarioTest {
    private static final long USD = Desk.USD;
    private static final long SECOND = Desk.SECOND_NS;
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
    void shouldFindByItsLabelAnOrderThatWasExecutedWhileWeWereAway() {
        desk.buyNow(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");
        desk.server.rule("private/get_order_state_by_label", this::filledByLabel);
        final String trade = FakeVenue.trade(Desk.label(1), "50", "10.0", "92000.0", desk.nowMs());
        desk.server.rule(
                "private/get_user_trades_by_currency", params -> "{\"trades\":[" + trade + "],\"has_more\":false}");
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", "92000.0") + "]");
        desk.pass(4 * SECOND);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).orderId()).isEqualTo(1);
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
        assertThat(desk.server.requests("private/buy")).hasSize(1);
        assertThat(lastPosition()).isEqualTo(10 * USD);
    }

    @Test
    void shouldProveThatAnOrderNeverExistedBeforeSayingSo() {
        desk.buy(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");
        desk.pass(SECOND);
        assertThat(desk.closed()).isEmpty();
        assertThat(desk.venue.isReady()).isFalse();
        assertThat(desk.venue.doubtfulOrders()).isEqualTo(1);

        desk.pass(5 * SECOND);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.NEVER_EXISTED);
        assertThat(desk.server.requests("private/get_order_state_by_label").size())
                .isGreaterThanOrEqualTo(3);
        assertThat(desk.server.requests("private/buy")).hasSize(1);
        assertThat(desk.count(Count.RESOLVED)).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveInAnAbsenceBeforeTheLastMomentHasPassed() {
        desk.buy(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");
        final List<Long> asked = new ArrayList<>();
        desk.server.rule("private/get_order_state_by_label", params -> {
            asked.add(desk.nowMs());
            return asked.size() < 4 ? "[]" : "[" + order(1, "open", "10.0", "0.0", 6) + "]";
        });
        desk.pass(10 * SECOND);

        assertThat(desk.accepted()).hasSize(1);
        assertThat(desk.closed()).isEmpty();
        assertThat(desk.venue.openOrders()).isEqualTo(1);
    }

    @Test
    void shouldLookUpAnOrderWhoseAnswerNeverCame() {
        desk.server.rule("private/get_order_state_by_label", params -> "[" + order(1, "open", "10.0", "0.0", 6) + "]");
        desk.buy(1, 10 * USD, PRICE);

        desk.pass(6 * SECOND);

        assertThat(desk.accepted()).hasSize(1);
        assertThat(desk.count(Count.TIMEOUTS)).isEqualTo(1);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldLookUpAnOrderWhoseErrorProvesNothing() {
        desk.server.rule("private/buy", params -> "!11094 internal_server_error");
        desk.server.rule("private/get_order_state_by_label", this::filledByLabel);
        desk.server.rule(
                "private/get_user_trades_by_order",
                params -> "[" + FakeVenue.trade(Desk.label(1), "3", "10.0", "92000.0", desk.nowMs()) + "]");

        desk.buyNow(1, 10 * USD, PRICE);
        desk.pass(3 * SECOND);

        assertThat(desk.rejected()).isEmpty();
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
        assertThat(desk.fills()).hasSize(1);
    }

    @Test
    void shouldNeverSendAgainWhatWasPartlyWritten() {
        desk.server.account.sendResult(Transport.SEND_FAILED);
        assertThat(desk.buy(1, 10 * USD, PRICE)).isEqualTo(OrderGateway.SEND_FAILED);
        desk.server.account.sendResult(Transport.SENT);
        desk.server.account.drop("write failed");
        desk.pass(10 * SECOND);

        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.NEVER_EXISTED);
        assertThat(desk.server.requests("private/buy")).isEmpty();
    }

    @Test
    void shouldSeeOrdersThatTheVenueCancelledOnDisconnect() {
        desk.buy(1, 100 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 5) + ",\"trades\":[]}");
        desk.settle();
        desk.server.account.drop("reset by peer");
        desk.server.rule(
                "private/get_order_state_by_label", params -> "[" + order(1, "cancelled", "100.0", "30.0", 9) + "]");
        desk.server.rule(
                "private/get_user_trades_by_currency",
                params -> "{\"trades\":[" + FakeVenue.trade(Desk.label(1), "4", "30.0", "92000.0", desk.nowMs())
                        + "],\"has_more\":false}");
        desk.pass(4 * SECOND);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.closed().get(0).filledAmount()).isEqualTo(30 * USD);
    }

    @Test
    void shouldAdoptAnOrderThatSurvivedTheDisconnect() {
        desk.buy(1, 100 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 5) + ",\"trades\":[]}");
        desk.settle();
        desk.server.rule("private/get_open_orders", params -> "[" + order(1, "open", "100.0", "0.0", 5) + "]");
        desk.server.account.drop("reset by peer");
        desk.pass(4 * SECOND);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.venue.openOrders()).isEqualTo(1);
        assertThat(desk.closed()).isEmpty();
        assertThat(desk.server.requests("private/cancel")).isEmpty();
    }

    @Test
    void shouldCancelOpenOrdersOfAnEarlierSession() {
        desk.server.rule(
                "private/get_open_orders",
                params -> "[" + FakeVenue.order(Desk.label(6, 99), "4711", "open", "10.0", "0.0", 5) + ","
                        + FakeVenue.order("manual", "4712", "open", "10.0", "0.0", 5) + "]");
        desk.server.account.drop("reset by peer");
        desk.pass(4 * SECOND);

        assertThat(desk.server.requests("private/cancel")).hasSize(1);
        assertThat(desk.server.last("private/cancel").path("order_id").asText()).isEqualTo("4711");
        assertThat(desk.count(Count.ORPHANS_CANCELLED)).isEqualTo(1);
    }

    @Test
    void shouldStopForGoodWhenALaterSessionTradesUnderOurName() {
        desk.server.notify(
                CHANGES, FakeVenue.changes(FakeVenue.order(Desk.label(8, 1), "1", "open", "10.0", "0.0", 5), ""));
        desk.settle();

        assertThat(desk.fault()).isEqualTo(VenueFault.Kind.FOREIGN_EPOCH);
        assertThat(desk.buy(1, 10 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);
    }

    @Test
    void shouldAnswerAboutAnOrderOfAnEarlierSessionWithItsFillsBeforePositions() {
        try (Desk restarted = new Desk()) {
            restarted.server.rule(
                    "private/get_order_state_by_label",
                    params -> params.path("label").asText().equals(Desk.label(6, 41))
                            ? "[" + FakeVenue.order(Desk.label(6, 41), "777", "filled", "10.0", "10.0", 5) + "]"
                            : "[]");
            restarted.server.rule(
                    "private/get_user_trades_by_order",
                    params -> "[" + FakeVenue.trade(Desk.label(6, 41), "8", "10.0", "92000.0", 5) + "]");
            restarted.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", "92000.0") + "]");
            restarted.venue.connect(restarted.nowNs);
            restarted.settle();
            assertThat(restarted.gateway().query(41, 6, restarted.nowNs)).isEqualTo(OrderGateway.SENT);
            restarted.choose();
            restarted.pass(SECOND);

            assertThat(restarted.venue.isReady()).isTrue();
            assertThat(restarted.closed().get(0).orderId()).isEqualTo(41);
            assertThat(restarted.fills().get(0).orderId()).isEqualTo(41);
            final List<Integer> types = restarted.engine.events().stream()
                    .map(event -> event.type())
                    .toList();
            assertThat(types.indexOf(FillDecoder.TEMPLATE_ID))
                    .isLessThan(types.indexOf(PositionSnapshotDecoder.TEMPLATE_ID));
            assertThat(types.lastIndexOf(ConnectionStateDecoder.TEMPLATE_ID))
                    .isGreaterThan(types.lastIndexOf(PositionSnapshotDecoder.TEMPLATE_ID));
        }
    }

    @Test
    void shouldReadEveryPageOfExecutionsAlsoWhenOneMillisecondHoldsMoreThanAPage() {
        final long then = desk.nowMs();
        desk.server.account.drop("reset by peer");
        desk.server.rule("private/get_user_trades_by_currency", params -> {
            final int from = params.has("start_id")
                    ? Integer.parseInt(params.path("start_id").asText())
                    : 1;
            final int to = Math.min(2_500, from + 999);
            final List<String> page = new ArrayList<>();
            for (int id = from; id <= to; id++) {
                page.add(FakeVenue.trade("", Integer.toString(id), "10.0", "92000.0", then));
            }
            return "{\"trades\":[" + String.join(",", page) + "],\"has_more\":" + (to < 2_500) + "}";
        });
        desk.pass(5 * SECOND);

        assertThat(desk.fills()).hasSize(2_500);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldReadPositionsAgainWhenSomethingTradedMeanwhile() {
        desk.server.account.drop("reset by peer");
        final int before = desk.server.requests("private/get_positions").size();
        final List<String> readings = new ArrayList<>();
        desk.server.rule("private/get_positions", params -> {
            readings.add("");
            if (readings.size() == 1) {
                desk.server.notify(
                        CHANGES, FakeVenue.changes("", FakeVenue.trade("", "31", "10.0", "92000.0", desk.nowMs())));
                return "[]";
            }
            return "[" + FakeVenue.position("10.0", "92000.0") + "]";
        });
        desk.pass(4 * SECOND);

        assertThat(desk.server.requests("private/get_positions").size()).isEqualTo(before + 2);
        assertThat(lastPosition()).isEqualTo(10 * USD);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldNotCountTwiceAFillThatThePositionsHeldAlready() {
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", "92000.0") + "]");
        final long tradedMs = desk.nowMs() + 500;
        desk.server.account.drop("reset by peer");
        desk.pass(4 * SECOND);
        assertThat(lastPosition()).isEqualTo(10 * USD);
        final int before = desk.positions().size();

        desk.server.notify(
                CHANGES, FakeVenue.changes("", FakeVenue.trade(Desk.label(1), "66", "10.0", "92000.0", tradedMs)));
        desk.settle();

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.positions()).hasSize(before + 1);
        assertThat(lastPosition()).isEqualTo(10 * USD);
    }

    @Test
    void shouldNotTellAForeignFillThatThePositionsHeldAlready() {
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", "92000.0") + "]");
        final long tradedMs = desk.nowMs() + 500;
        desk.server.account.drop("reset by peer");
        desk.pass(4 * SECOND);
        final int before = desk.positions().size();

        desk.server.notify(CHANGES, FakeVenue.changes("", FakeVenue.trade("", "66", "10.0", "92000.0", tradedMs)));
        desk.settle();

        assertThat(desk.fills()).isEmpty();
        assertThat(desk.positions()).hasSize(before);
        assertThat(desk.count(Count.FOREIGN_FILLS)).isEqualTo(1);
    }

    @Test
    void shouldFindAFillThatAHealthyStreamLost() {
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("70.0", "92000.0") + "]");

        desk.pass(32 * SECOND);

        assertThat(desk.count(Count.POSITION_DIFFERENCES)).isEqualTo(1);
        assertThat(lastPosition()).isEqualTo(70 * USD);
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldTellAFillWhoseNotificationWasLost() {
        final String lost = FakeVenue.trade("", "91", "10.0", "92000.0", desk.nowMs() + 1_000);
        desk.pass(2 * SECOND);
        desk.server.rule(
                "private/get_user_trades_by_currency", params -> "{\"trades\":[" + lost + "],\"has_more\":false}");
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", "92000.0") + "]");

        desk.pass(70 * SECOND);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).tradeId()).isEqualTo(91);
        assertThat(desk.count(Count.POSITION_DIFFERENCES)).isZero();
    }

    @Test
    void shouldReadTheMoneyAgainWhenItsNotificationWasLost() {
        desk.server.rule(
                "private/get_account_summary",
                params -> FakeVenue.summary("BTC", 5, 20).replace("\"initial_margin\":0.5", "\"initial_margin\":0.75"));

        desk.pass(32 * SECOND);

        final List<CollectingIngress.Event> told = desk.engine.events(AccountBalanceDecoder.TEMPLATE_ID);
        assertThat(new AccountBalanceDecoder()
                        .wrapAndApplyHeader(told.get(told.size() - 1).buffer(), 0, new MessageHeaderDecoder())
                        .initialMargin())
                .isEqualTo(75_000_000L);
    }

    @Test
    void shouldKeepTheEntryThatLaterFillsMadeWhenALateFillRestatesThePosition() {
        final long tradedMs = desk.nowMs() + 500;
        holdTenSince("92000.0");
        desk.server.notify(
                CHANGES, FakeVenue.changes("", FakeVenue.trade("", "70", "10.0", "94000.0", desk.nowMs() + 1)));

        desk.server.notify(
                CHANGES, FakeVenue.changes("", FakeVenue.trade(Desk.label(1), "66", "10.0", "92000.0", tradedMs)));
        desk.settle();

        assertThat(lastPosition()).isEqualTo(20 * USD);
        assertThat(20 / lastEntry()).isCloseTo(10 / 92_000.0 + 10 / 94_000.0, within(2e-8));
    }

    @Test
    void shouldTellTheEntryThatASettlementMoved() {
        holdTenSince("92000.0");
        desk.server.rule(
                "private/get_positions",
                params -> "["
                        + FakeVenue.position("10.0", "92000.0")
                                .replace("\"mark_price\":92000.0", "\"mark_price\":93000.0")
                        + "]");

        desk.pass(62 * SECOND);

        assertThat(lastPosition()).isEqualTo(10 * USD);
        assertThat(10 / lastEntry()).isCloseTo(10 / 93_000.0, within(2e-8));
        assertThat(desk.count(Count.POSITION_DIFFERENCES)).isZero();
    }

    private void holdTenSince(final String price) {
        desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("10.0", price) + "]");
        desk.server.account.drop("reset by peer");
        desk.pass(4 * SECOND);
        assertThat(lastPosition()).isEqualTo(10 * USD);
    }

    private double lastEntry() {
        return desk.positions().stream()
                        .filter(position -> position.instrumentId() == Desk.PERPETUAL)
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .averagePrice()
                / 1e8;
    }

    @Test
    void shouldLookUpAnOrderThatTheVenueNoLongerLists() {
        desk.buy(1, 100 * USD, PRICE);
        respond("private/buy", "{\"order\":" + order(1, "open", "100.0", "0.0", 5) + ",\"trades\":[]}");
        desk.settle();
        desk.server.rule(
                "private/get_order_state_by_label", params -> "[" + order(1, "cancelled", "100.0", "0.0", 9) + "]");
        desk.pass(32 * SECOND);

        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
    }

    @Test
    void shouldSayDownAtOnceAndReadyOnlyAfterEverythingElse() {
        desk.server.account.drop("reset by peer");
        desk.settle();
        assertThat(desk.phases()).endsWith(ConnectionPhase.DOWN);
        assertThat(desk.buy(1, 10 * USD, PRICE)).isEqualTo(OrderGateway.NOT_CONNECTED);

        desk.pass(3 * SECOND);

        assertThat(desk.phases()).endsWith(ConnectionPhase.CONNECTED, ConnectionPhase.READY);
    }

    @Test
    void shouldDeliverPrivateEventsInOrderWhenTheEngineIsBusy() {
        for (int i = 0; i < 500; i++) {
            desk.server.notify(
                    CHANGES,
                    FakeVenue.changes("", FakeVenue.trade("", "9" + i, "10.0", "92000.0", desk.nowMs() + 60_000)));
        }
        for (int i = 0; i < 2_000; i++) {
            if (i % 3 == 0) {
                desk.engine.refuse(1);
            }
            desk.venue.replies().poll(desk.nowNs, 3, desk.engine);
        }

        assertThat(desk.fills()).hasSize(500);
        assertThat(desk.fills().get(499).tradeId()).isEqualTo(9_499L);
    }

    private String filledByLabel(final JsonNode params) {
        return "[" + order(1, "filled", "10.0", "10.0", 6) + "]";
    }

    private long lastPosition() {
        return desk.positions().stream()
                .filter(position -> position.instrumentId() == Desk.PERPETUAL)
                .reduce((first, second) -> second)
                .orElseThrow()
                .amount();
    }

    private void respond(final String method, final String result) {
        final List<JsonNode> requests = desk.server.requests(method);
        desk.server.respond(requests.get(requests.size() - 1), result);
    }

    private static String order(
            final long orderId, final String state, final String amount, final String filled, final long updateMs) {
        return FakeVenue.order(Desk.label(orderId), "777", state, amount, filled, updateMs);
    }
}
