package io.gimbal.feeds.exchange.protocol;

import static io.gimbal.feeds.exchange.protocol.TradingDesk.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client at a venue whose matching engine takes its time, alone on its account and not. */
@Timeout(120)
class SlowEngineScenarioTest extends LeakCheckedTest {
    private static final long SECOND_NS = ProtocolFixture.SECOND_NS;

    private final ProtocolFixture fixture =
            new ProtocolFixture(context -> context.matchingLatencyNs(100 * ProtocolFixture.MILLI_NS));
    private final TradingDesk desk = new TradingDesk(fixture);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldNeverSendMoreThanMayWait() {
        desk.ready();
        final List<Long> taken = new ArrayList<>();
        for (long order = 1; order <= 40; order++) {
            if (desk.buyNow(order, 10 * USD, 90_001 * USD) == OrderGateway.SENT) {
                taken.add(order);
            }
            if (order % 10 == 0) {
                taken.forEach(desk::cancel);
            }
            desk.pass(SECOND_NS / 20);
        }
        desk.pass(10 * SECOND_NS);

        assertThat(desk.count(Count.THROTTLED)).isPositive();
        assertThat(desk.rejected()).isEmpty();
        assertThat(String.join("", desk.received)).doesNotContain("10047").doesNotContain("10050");
        assertThat(desk.count(Count.ORDERS)).isEqualTo(taken.size());
        assertThat(desk.fills()).as("each that was sent is filled, once").hasSize(taken.size());
        assertThat(new HashSet<>(
                        desk.closed().stream().map(OrderClosedDecoder::orderId).toList()))
                .containsExactlyInAnyOrderElementsOf(taken);
        assertThat(desk.venue.doubtfulOrders()).isZero();
    }

    @Test
    void shouldTakeAFullQueueForARefusalAndGoSlower() {
        desk.ready();
        crowd(9);

        assertThat(desk.buy(1, 100 * USD, 89_000 * USD)).isEqualTo(OrderGateway.SENT);
        desk.pass(SECOND_NS / 10);
        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(10_047);
        assertThat(desk.buy(2, 100 * USD, 89_000 * USD))
                .as("nothing follows for a second")
                .isEqualTo(OrderGateway.NOT_CONNECTED);
        desk.pass(3 * SECOND_NS);
        assertThat(desk.buy(3, 100 * USD, 89_000 * USD)).isEqualTo(OrderGateway.SENT);
        desk.pass(SECOND_NS);

        assertThat(desk.count(Count.ORDERS)).isEqualTo(2);
        assertThat(labels()).containsExactly("gbtest.3.3");
        assertThat(desk.accepted()).hasSize(1);
        assertThat(desk.venue.doubtfulOrders()).isZero();
        assertThat(desk.venue.isReady()).isTrue();
    }

    @Test
    void shouldAskWhatBecameOfAnOrderThatWasGivenUpInTheQueue() {
        final ProtocolFixture crawling = new ProtocolFixture(context -> context.matchingLatencyNs(2 * SECOND_NS));
        try (TradingDesk hedger = new TradingDesk(crawling, context -> context.responseTimeoutNs(20 * SECOND_NS))) {
            hedger.ready();
            final ProtocolClient crowd = crawling.client().authenticate();
            for (int i = 0; i < 4; i++) {
                cancelNothing(crowd, i);
            }
            crawling.step();
            assertThat(hedger.buy(1, 100 * USD, 89_000 * USD)).isEqualTo(OrderGateway.SENT);
            hedger.pass(12 * SECOND_NS);

            assertThat(String.join("", hedger.received)).contains("\"code\":10050");
            assertThat(hedger.count(Count.ORDERS)).as("nothing is sent twice").isEqualTo(1);
            assertThat(hedger.rejected()).isEmpty();
            assertThat(hedger.closed()).extracting(OrderClosedDecoder::end).containsExactly(OrderEnd.NEVER_EXISTED);
            assertThat(hedger.count(Count.RESOLVED)).isEqualTo(1);
            assertThat(hedger.venue.doubtfulOrders()).isZero();
            assertThat(crawling.desk.openOrders()).isEmpty();
        }
    }

    @Test
    void shouldCancelWhatAnEarlierSessionLeftNoFasterThanMayWait() {
        final ProtocolClient earlier = fixture.client().authenticate();
        for (int i = 1; i <= 14; i++) {
            earlier.send("{\"jsonrpc\":\"2.0\",\"id\":" + (700 + i)
                    + ",\"method\":\"private/buy\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,"
                    + "\"price\":80000,\"label\":\"gbtest.2." + i + "\"}}");
            fixture.advance(SECOND_NS / 4);
        }
        assertThat(labels()).hasSize(14);

        desk.ready();
        desk.pass(120 * SECOND_NS);

        assertThat(labels()).isEmpty();
        assertThat(desk.count(Count.ORPHANS_CANCELLED)).isEqualTo(14);
        assertThat(String.join("", desk.received)).doesNotContain("10047");
    }

    /** Another program on our account fills the queue. */
    private void crowd(final int requests) {
        final ProtocolClient other = fixture.client().authenticate();
        for (int i = 0; i < requests; i++) {
            cancelNothing(other, i);
        }
        fixture.step();
    }

    private static void cancelNothing(final ProtocolClient client, final int number) {
        client.send("{\"jsonrpc\":\"2.0\",\"id\":" + (800 + number)
                + ",\"method\":\"private/cancel_all_by_instrument\",\"params\":{\"instrument_name\":\"BTC-25DEC26\"}}");
    }

    private List<String> labels() {
        return fixture.desk.openOrders().stream().map(ExchangeOrder::label).toList();
    }
}
