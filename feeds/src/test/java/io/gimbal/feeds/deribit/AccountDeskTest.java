package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Statements about orders and executions in every order and number a venue may make them in. */
class AccountDeskTest {
    private static final int EPOCH = 9;
    private static final long NOW_NS = 1_765_000_000_000_000_000L;
    private static final long NOW_MS = NOW_NS / 1_000_000;

    private final List<String> strangers = new ArrayList<>();
    private final CollectingIngress engine = new CollectingIngress();
    private final VenueCounters counters = new VenueCounters();
    private final InstrumentSpec spec = new InstrumentSpec(
            0,
            0,
            "BTC-PERPETUAL",
            InstrumentKind.PERPETUAL,
            Settlement.INVERSE,
            OptionType.NONE,
            0,
            0,
            10 * Decimals.ONE,
            10 * Decimals.ONE,
            Decimals.ONE / 2,
            0,
            0,
            0,
            50_000L);
    private final InstrumentIds ids = new InstrumentIds(List.of(spec));
    private final AccountDesk desk = new AccountDesk(
            new DeribitContext().instance("desk", EPOCH),
            new VenueEvents(engine),
            counters,
            new ServerClock(),
            new AccountDesk.Strangers() {
                @Override
                public void onOrphan(final OrderRow row, final long nowNs) {
                    strangers.add("orphan");
                }

                @Override
                public void onIntruder(final String reason) {
                    strangers.add("intruder");
                }
            });

    {
        desk.positions(
                new PositionDesk(List.of(spec), new VenueEvents(new CollectingIngress()), counters, new ServerClock()));
    }

    @Test
    void shouldAcceptOnceHoweverOftenTheVenueSaysOpen() {
        send(5);

        state(label(EPOCH, 5), "open", 0, 1);
        state(label(EPOCH, 5), "open", 0, 1);
        state(label(EPOCH, 5), "open", 20, 2);

        assertThat(engine.events(OrderAcceptedDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(engine.events(OrderClosedDecoder.TEMPLATE_ID)).isEmpty();
    }

    @Test
    void shouldNotReopenWhatHasEnded() {
        send(5);

        state(label(EPOCH, 5), "cancelled", 20, 3);
        state(label(EPOCH, 5), "open", 0, 2);
        state(label(EPOCH, 5), "open", 0, 4);
        state(label(EPOCH, 5), "filled", 100, 5);

        assertThat(engine.events(OrderAcceptedDecoder.TEMPLATE_ID)).isEmpty();
        assertThat(engine.events(OrderClosedDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(closed().end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(closed().filledAmount()).isEqualTo(20 * Decimals.ONE);
    }

    @Test
    void shouldWaitForTheExecutionsOfAnOrderThatHasEnded() {
        final OwnOrder order = send(5);

        state(label(EPOCH, 5), "filled", 100, 3);
        desk.sweep();
        assertThat(desk.open()).containsExactly(order);
        trade(label(EPOCH, 5), 71, 60);
        desk.sweep();
        assertThat(desk.open()).containsExactly(order);
        trade(label(EPOCH, 5), 72, 40);
        desk.sweep();

        assertThat(desk.open()).isEmpty();
        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(2);
    }

    @Test
    void shouldTellAnExecutionOnceByItsNumber() {
        send(5);

        trade(label(EPOCH, 5), 71, 60);
        trade(label(EPOCH, 5), 71, 60);

        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(fill(0).orderId()).isEqualTo(5);
        assertThat(counters.count(Count.DUPLICATE_FILLS)).isEqualTo(1);
        assertThat(counters.count(Count.FILLS)).isEqualTo(1);
    }

    @Test
    void shouldTellStrangersExecutionsWithoutAnOrder() {
        send(5);

        trade("", 71, 10);
        trade("somebody else", 72, 10);
        trade(label(EPOCH - 1, 3), 73, 10);

        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(fill(i).orderId()).isZero();
        }
        assertThat(counters.count(Count.FOREIGN_FILLS)).isEqualTo(3);
    }

    @Test
    void shouldAttributeAnExecutionToAnOrderThatIsSweptAlready() {
        send(5);
        state(label(EPOCH, 5), "cancelled", 0, 3);
        desk.sweep();

        trade(label(EPOCH, 5), 71, 10);

        assertThat(fill(0).orderId()).isEqualTo(5);
    }

    @Test
    void shouldDoubtARefusalOfAnOrderThatTheVenueHasShown() {
        final OwnOrder order = send(5);
        trade(label(EPOCH, 5), 71, 10);

        refuse(order);

        assertThat(engine.events(OrderRejectedDecoder.TEMPLATE_ID)).isEmpty();
        assertThat(order.isInDoubt).isTrue();
        assertThat(counters.count(Count.REJECTS)).isZero();
    }

    @Test
    void shouldBelieveARefusalOfAnOrderThatWasNeverShownAndOnlyOnce() {
        final OwnOrder order = send(5);

        refuse(order);
        refuse(order);
        state(label(EPOCH, 5), "open", 0, 4);

        assertThat(engine.events(OrderRejectedDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(engine.events(OrderAcceptedDecoder.TEMPLATE_ID)).isEmpty();
    }

    @Test
    void shouldSayOfAVanishedOrderWhatItTraded() {
        final OwnOrder never = send(5);
        final OwnOrder part = send(6);
        final OwnOrder whole = send(7);
        trade(label(EPOCH, 6), 71, 10);
        trade(label(EPOCH, 7), 72, 100);
        for (final OwnOrder order : List.of(never, part, whole)) {
            order.doubt(NOW_NS);
            desk.onVanished(order, NOW_NS);
        }

        final List<OrderEnd> ends = engine.events(OrderClosedDecoder.TEMPLATE_ID).stream()
                .map(event -> CollectingIngress.closed(event).end())
                .toList();
        assertThat(ends).containsExactly(OrderEnd.NEVER_EXISTED, OrderEnd.CANCELLED, OrderEnd.FILLED);
        assertThat(counters.count(Count.RESOLVED)).isEqualTo(3);
    }

    @Test
    void shouldReportOnlyOpenOrdersOfEarlierSessionsAsOrphans() {
        send(5);

        state(label(EPOCH - 1, 3), "open", 0, 1);
        state(label(EPOCH - 1, 4), "cancelled", 0, 1);
        state("of a person", "open", 0, 1);

        assertThat(strangers).containsExactly("orphan");
    }

    /** It is known, for the engine asked after it; yet nobody would ever take it back. */
    @Test
    void shouldReportAnOpenOrderOfAnEarlierSessionThoughItWasAskedFor() {
        desk.addEarlier(EPOCH - 1, 3);

        state(label(EPOCH - 1, 3), "open", 0, 1);
        assertThat(strangers).containsExactly("orphan");
        state(label(EPOCH - 1, 3), "cancelled", 0, 2);

        assertThat(strangers).containsExactly("orphan");
        assertThat(engine.events(OrderClosedDecoder.TEMPLATE_ID)).hasSize(1);
    }

    @Test
    void shouldCryOverOrdersUnderOurNameThatWeDidNotSend() {
        send(5);

        state(label(EPOCH + 1, 1), "cancelled", 0, 1);
        state(label(EPOCH, 6), "open", 0, 1);
        state("gbdesk.zz!.1", "open", 0, 1);

        assertThat(strangers).containsExactly("intruder", "intruder", "intruder");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void shouldSayThatAnOrderExpiredWithTheSettlement() {
        send(5);

        order("{'label':'" + label(EPOCH, 5) + "','order_state':'cancelled','cancel_reason':'settlement',"
                + common(0, 1));

        assertThat(closed().end()).isEqualTo(OrderEnd.EXPIRED);
    }

    @Test
    void shouldCountAnExecutionThatLacksItsPrice() {
        send(5);

        tradeOf("{'trade_id':'71','label':'" + label(EPOCH, 5) + "','instrument_name':'BTC-PERPETUAL','amount':10,"
                + "'direction':'buy','timestamp':" + NOW_MS + "}");

        assertThat(engine.events()).isEmpty();
        assertThat(counters.count(Count.MALFORMED)).isEqualTo(1);
    }

    private OwnOrder send(final long orderId) {
        final OwnOrder order = Objects.requireNonNull(desk.add(orderId));
        order.amount = 100 * Decimals.ONE;
        order.instrumentId = 0;
        return order;
    }

    private void refuse(final OwnOrder order) {
        final byte[] reason = "not_enough_funds".getBytes(StandardCharsets.US_ASCII);
        desk.onRefused(order, 10_009, new UnsafeBuffer(reason), reason.length, NOW_NS);
    }

    private void state(final String label, final String state, final int filled, final long updatedMs) {
        order("{'label':'" + label + "','order_state':'" + state + "'," + common(filled, updatedMs));
    }

    private static String common(final int filled, final long updatedMs) {
        return "'order_id':'74365704227','instrument_name':'BTC-PERPETUAL','direction':'buy','price':9.0e4,"
                + "'amount':100.0,'filled_amount':" + filled + ",'average_price':0.0,'order_type':'limit',"
                + "'time_in_force':'good_til_cancelled','creation_timestamp':" + NOW_MS + ",'last_update_timestamp':"
                + (NOW_MS + updatedMs) + "}";
    }

    private void order(final String json) {
        final OrderRow row = new OrderRow();
        assertThat(row.read(scan(json), ids)).isTrue();
        desk.onOrder(row, NOW_NS);
    }

    private void trade(final String label, final long tradeId, final int amount) {
        tradeOf("{'trade_id':'" + tradeId + "','label':'" + label + "','instrument_name':'BTC-PERPETUAL','price':9.0e4,"
                + "'amount':" + amount + ",'direction':'buy','fee':5.0e-8,'fee_currency':'BTC','liquidity':'T',"
                + "'order_id':'74365704227','mark_price':90001.5,'trade_seq':" + tradeId + ",'timestamp':" + NOW_MS
                + "}");
    }

    private void tradeOf(final String json) {
        final TradeRow row = new TradeRow();
        row.read(scan(json), ids);
        desk.onTrade(row, NOW_NS);
    }

    private static JsonScanner scan(final String json) {
        final byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
        return new JsonScanner().wrap(bytes, 0, bytes.length);
    }

    private static String label(final int epoch, final long orderId) {
        return "gbdesk." + Integer.toString(epoch, 36) + "." + Long.toString(orderId, 36);
    }

    private OrderClosedDecoder closed() {
        return CollectingIngress.closed(
                engine.events(OrderClosedDecoder.TEMPLATE_ID).get(0));
    }

    private FillDecoder fill(final int index) {
        return CollectingIngress.fill(engine.events(FillDecoder.TEMPLATE_ID).get(index));
    }
}
