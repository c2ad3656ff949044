package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.journal.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String BOOK = "book.BTC-PERPETUAL.raw";
    private static final String QUOTE = "quote.BTC-PERPETUAL";
    private static final String ORDER = "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000,'label':'lost'}";

    private final ProtocolFixture fixture = new ProtocolFixture();

    @Test
    void shouldDelayAFrame() {
        final ProtocolClient client = fixture.client();
        fixture.faults.bounds(100 * ProtocolFixture.MILLI_NS, 1, 1);
        fixture.faults.inject(FaultKind.LATENCY, 1);

        client.send("{\"id\":77,\"method\":\"public/test\"}");
        fixture.step();
        final int early = client.frames.size();
        fixture.advance(110 * ProtocolFixture.MILLI_NS);

        assertThat(early).isZero();
        assertThat(client.response(77).has("result")).isTrue();
    }

    @Test
    void shouldTakeTheConfiguredLatencyBothWays() {
        fixture.faults.latencyNs(20 * ProtocolFixture.MILLI_NS);
        final ProtocolClient client = fixture.client();
        fixture.advance(40 * ProtocolFixture.MILLI_NS);
        assertThat(client.isOpen).isTrue();

        client.send("{\"id\":77,\"method\":\"public/test\"}");
        fixture.advance(30 * ProtocolFixture.MILLI_NS);
        final int early = client.frames.size();
        fixture.advance(10 * ProtocolFixture.MILLI_NS);

        assertThat(early).isZero();
        assertThat(client.frames).hasSize(1);
    }

    @Test
    void shouldTakeTheLatencyOfRequestsOneWayOnly() {
        final ProtocolClient client = fixture.client();
        fixture.faults.requestLatencyNs(20 * ProtocolFixture.MILLI_NS);

        client.send("{\"id\":77,\"method\":\"public/test\"}");
        fixture.advance(10 * ProtocolFixture.MILLI_NS);
        final int early = client.frames.size();
        fixture.advance(10 * ProtocolFixture.MILLI_NS);

        assertThat(early).isZero();
        assertThat(client.frames).hasSize(1);
        assertThatThrownBy(() -> fixture.faults.requestLatencyNs(-1)).hasMessageContaining("requestLatencyNs=-1");
    }

    @Test
    void shouldDropANotificationAndBreakTheChain() {
        final ProtocolClient client = subscribed();
        tick(1);
        fixture.faults.inject(FaultKind.GAP, 1);
        tick(2);
        tick(3);

        final List<JsonNode> books = client.data(BOOK);
        assertThat(books.get(books.size() - 1).path("prev_change_id").asLong())
                .isNotEqualTo(books.get(books.size() - 2).path("change_id").asLong());
        fixture.faults.inject(FaultKind.DROP, 1);
        final int before = client.frames.size();
        tick(4);
        assertThat(client.frames.size() - before).isEqualTo(1);
    }

    @Test
    void shouldDeliverANotificationTwice() {
        final ProtocolClient client = subscribed();
        fixture.faults.inject(FaultKind.DUPLICATE, 1);

        tick(1);

        final List<JsonNode> books = client.data(BOOK);
        assertThat(books.get(books.size() - 1)).isEqualTo(books.get(books.size() - 2));
    }

    @Test
    void shouldLetOneChannelWaitWhileAnotherPasses() {
        final ProtocolClient client = subscribed();
        fixture.faults.bounds(1, 300 * ProtocolFixture.MILLI_NS, 1);
        fixture.faults.inject(FaultKind.REORDER, 1);
        final int books = client.data(BOOK).size();
        final int quotes = client.data(QUOTE).size();

        tick(1);
        tick(2);

        final int heldBooks = client.data(BOOK).size() - books;
        assertThat(client.data(QUOTE)).hasSize(quotes + 2);
        fixture.advance(310 * ProtocolFixture.MILLI_NS);
        assertThat(heldBooks).isLessThan(2);
        assertThat(client.data(BOOK)).hasSize(books + 2);
        chained(client.data(BOOK));
    }

    @Test
    void shouldLetAllBooksWait() {
        final ProtocolClient client = subscribed();
        fixture.faults.bounds(1, 300 * ProtocolFixture.MILLI_NS, 1);
        fixture.faults.inject(FaultKind.SLOW_BOOK, 1);
        final int books = client.data(BOOK).size();

        tick(1);

        assertThat(client.data(BOOK)).hasSize(books);
        fixture.advance(310 * ProtocolFixture.MILLI_NS);
        assertThat(client.data(BOOK)).hasSize(books + 1);
    }

    @Test
    void shouldBreakTheConnectionAndCancelOnDisconnect() {
        final ProtocolClient client = trading();
        client.result("private/buy", ORDER);
        fixture.faults.inject(FaultKind.DISCONNECT, 1);

        client.result("public/test", "{}");

        assertThat(client.isOpen).isFalse();
        assertThat(fixture.desk.openOrders()).isEmpty();
    }

    @Test
    void shouldGoSilentWhenHalfOpenUntilTheHeartbeatEndsIt() {
        final ProtocolClient client = trading();
        client.result("public/set_heartbeat", "{'interval':10}");
        client.result("private/buy", ORDER);
        fixture.faults.inject(FaultKind.HALF_OPEN, 1);
        client.result("public/test", "{}");
        final int before = client.frames.size();

        fixture.advance(15 * ProtocolFixture.SECOND_NS);
        assertThat(fixture.desk.openOrders()).hasSize(1);
        fixture.advance(10 * ProtocolFixture.SECOND_NS);

        assertThat(client.frames).hasSize(before);
        assertThat(client.isOpen).isTrue();
        assertThat(fixture.desk.openOrders()).isEmpty();
        assertThat(fixture.protocol.connectionCount()).isZero();
    }

    @Test
    void shouldNoticeAHalfOpenWireAfterTenMinutesWithoutHeartbeat() {
        final ProtocolClient client = trading();
        client.result("private/buy", ORDER);
        fixture.faults.inject(FaultKind.HALF_OPEN, 1);
        client.result("public/test", "{}");

        fixture.nowNs += 9 * 60 * ProtocolFixture.SECOND_NS;
        fixture.step();
        final int early = fixture.desk.openOrders().size();
        fixture.nowNs += 61 * ProtocolFixture.SECOND_NS;
        fixture.step();

        assertThat(early).isEqualTo(1);
        assertThat(fixture.desk.openOrders()).isEmpty();
    }

    @Test
    void shouldRefuseAnOrderForNoReason() {
        final ProtocolClient client = trading();
        fixture.faults.inject(FaultKind.REJECT, 1);

        assertThat(client.errorCode("private/buy", ORDER)).isEqualTo(RpcError.RETRY);
        assertThat(fixture.desk.openOrders()).isEmpty();
    }

    @Test
    void shouldExecuteAnOrderAndLoseItsResponse() {
        final ProtocolClient client = trading();
        fixture.faults.inject(FaultKind.LOST_ACK, 1);
        final int before = client.frames.size();

        client.send("{\"id\":5000,\"method\":\"private/buy\",\"params\":" + ORDER.replace('\'', '"') + "}");
        fixture.step();

        assertThat(client.frames).hasSize(before);
        assertThat(client.result("private/get_order_state_by_label", "{'currency':'BTC','label':'lost'}"))
                .hasSize(1);
    }

    @Test
    void shouldFillOnlyAPartWhenSomebodyWasFaster() {
        final ProtocolClient client = trading();
        fixture.faults.inject(FaultKind.PARTIAL_FILL, 1);

        final JsonNode order = client.result(
                        "private/buy",
                        "{'instrument_name':'BTC-PERPETUAL','amount':1000,'price':90000.5,"
                                + "'time_in_force':'immediate_or_cancel'}")
                .path("order");

        assertThat(order.path("filled_amount").asDouble()).isEqualTo(500);
        assertThat(order.path("order_state").asText()).isEqualTo("cancelled");
    }

    @Test
    void shouldShowAClockThatIsOff() {
        fixture.faults.inject(FaultKind.CLOCK_SKEW, 1);
        final ProtocolClient skewed = fixture.client();
        final ProtocolClient right = fixture.client();

        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;

        assertThat(right.result("public/get_time", "{}").asLong()).isEqualTo(nowMs);
        assertThat(skewed.result("public/get_time", "{}").asLong())
                .isNotEqualTo(nowMs)
                .isBetween(nowMs - 2_001, nowMs + 2_001);
    }

    @Test
    void shouldTakeCommandsOverTheProtocol() {
        final ProtocolClient client = trading();
        client.result("public/gimbal_inject_fault", "{'kind':'reject','count':2}");

        assertThat(client.errorCode("private/buy", ORDER)).isEqualTo(RpcError.RETRY);
        assertThat(client.errorCode("private/buy", ORDER)).isEqualTo(RpcError.RETRY);
        client.result("private/buy", ORDER);
        assertThat(fixture.faults.occurred(FaultKind.REJECT)).isEqualTo(2);
        assertThat(client.errorCode("public/gimbal_inject_fault", "{'kind':'nothing'}"))
                .isEqualTo(-32_602);
    }

    @Test
    void shouldStrikeByRateAndRepeatBySeed() {
        final long[] counts = new long[2];
        for (int run = 0; run < 2; run++) {
            final Faults faults = new Faults(99).rate(FaultKind.DROP, 100_000);
            for (int i = 0; i < 10_000; i++) {
                faults.strikes(FaultKind.DROP);
            }
            counts[run] = faults.occurred(FaultKind.DROP);
        }

        assertThat(counts[0]).isEqualTo(counts[1]).isBetween(800L, 1_200L);
    }

    private ProtocolClient subscribed() {
        final ProtocolClient client = fixture.client().authenticate();
        client.result("public/subscribe", "{'channels':['" + BOOK + "','" + QUOTE + "']}");
        return client;
    }

    private ProtocolClient trading() {
        final ProtocolClient client = fixture.client().authenticate();
        client.result("private/enable_cancel_on_disconnect", "{}");
        return client;
    }

    private void tick(final int step) {
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_999.5 + step * 0.0, 10 * step);
        fixture.step();
    }

    private static void chained(final List<JsonNode> books) {
        for (int i = 1; i < books.size(); i++) {
            assertThat(books.get(i).path("prev_change_id"))
                    .isEqualTo(books.get(i - 1).path("change_id"));
        }
    }
}
