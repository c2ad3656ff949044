package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.accepted;
import static io.gimbal.feeds.CollectingIngress.closed;
import static io.gimbal.feeds.CollectingIngress.fill;
import static io.gimbal.journal.codec.TimeInForce.GOOD_TIL_CANCELLED;
import static io.gimbal.journal.codec.TimeInForce.GOOD_TIL_DAY;
import static io.gimbal.journal.codec.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of orders at the simulated venue: cancelled, amended, asked about, ended. */
final class SimulatedGatewayLifeTest extends SimulatedGatewayFixture {
    @Test
    void shouldCloseAnOrderOnceItIsCancelledAndStateItsEndAgainWhenAskedTwice() {
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        gateway.cancel(orders.cancel(1), EPOCH, START + MS);
        gateway.cancel(orders.cancel(1), EPOCH, START + 2 * MS);
        poll(START + 50 * MS);
        quote(START + 60 * MS, "29000", "29001");
        poll(START + 60 * MS);

        assertThat(ends()).containsExactly(OrderEnd.CANCELLED, OrderEnd.CANCELLED);
        assertThat(fills()).isEmpty();
    }

    @Test
    void shouldStateTheFillWhenACancelComesTooLate() {
        buy(1, "30010", "1000", GOOD_TIL_CANCELLED, START);
        gateway.cancel(orders.cancel(1), EPOCH, START);
        poll(START + LATENCY);

        assertThat(ends()).containsExactly(OrderEnd.FILLED, OrderEnd.FILLED);
        assertThat(closed(last()).filledAmount()).isEqualTo(scaled("1000"));
    }

    @Test
    void shouldAnswerWhatItKnowsWhenAsked() {
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        buy(2, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);
        final int known = replies.events().size();
        gateway.query(1, EPOCH, START + LATENCY);
        gateway.query(2, EPOCH, START + LATENCY);
        gateway.query(3, EPOCH, START + LATENCY);
        gateway.query(1, EPOCH - 1, START + LATENCY);
        assertThat(poll(START + 2 * LATENCY - 1)).isZero();
        poll(START + 2 * LATENCY);

        final List<Event> answers =
                replies.events().subList(known, replies.events().size());
        assertThat(accepted(answers.get(0)).orderId()).isEqualTo(1);
        assertThat(closed(answers.get(1)).end()).isEqualTo(OrderEnd.FILLED);
        assertThat(closed(answers.get(2)).end()).isEqualTo(OrderEnd.NEVER_EXISTED);
        assertThat(closed(answers.get(3)).end()).isEqualTo(OrderEnd.NEVER_EXISTED);
    }

    @Test
    void shouldAmendTheTotalAndTakeWhenTheNewPriceCrosses() {
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        gateway.amend(orders.amend(1, scaled("29995"), scaled("2000")), EPOCH, START);
        gateway.amend(orders.amend(1, scaled("30005"), scaled("3000")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(onlyFill().price()).isEqualTo(scaled("30001"));
        assertThat(onlyFill().amount()).isEqualTo(scaled("3000"));
        assertThat(ends()).containsExactly(OrderEnd.FILLED);
        assertThat(replies.events(OrderAcceptedDecoder.TEMPLATE_ID)).hasSize(3);
    }

    @Test
    void shouldTakeTheOrderOutWithTheCodeWhenAnAmendmentIsWrong() {
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        gateway.amend(orders.amend(1, scaled("29990.2"), scaled("1000")), EPOCH, START);
        gateway.amend(orders.amend(9, scaled("29990"), scaled("1000")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(ends()).containsExactly(OrderEnd.CANCELLED, OrderEnd.NEVER_EXISTED);
        assertThat(closed(replies.events().get(1)).venueCode()).isEqualTo(10043);
    }

    @Test
    void shouldEndADayOrderAtEightAndAnOptionOrderAtItsExpiry() {
        final long eight = Instant.parse("2023-04-13T08:00:00Z").getEpochSecond() * 1_000_000_000L;
        buy(1, "29990", "1000", GOOD_TIL_DAY, START);
        gateway.submit(orders.limit(2, 1, Side.BUY, scaled("0.01"), scaled("1"), GOOD_TIL_CANCELLED), EPOCH, START);
        buy(3, "29990", "1000", GOOD_TIL_CANCELLED, START);
        poll(START + LATENCY);

        assertThat(gateway.nextTimeNs()).isEqualTo(eight);
        poll(eight);

        assertThat(ends()).containsExactly(OrderEnd.EXPIRED, OrderEnd.EXPIRED);
        assertThat(replies.events(OrderClosedDecoder.TEMPLATE_ID)).allMatch(event -> event.timeNs() == eight);
        assertThat(gateway.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
    }

    @Test
    void shouldOnlyReduceWhatTheVenueKnowsAsThePosition() {
        market.positionSnapshot().instrumentId(0).amount(scaled("500"));
        market.offer(tee, START);
        gateway.submit(orders.reduceOnly(1, 0, Side.BUY, scaled("30010"), scaled("100")), EPOCH, START);
        gateway.submit(orders.reduceOnly(2, 0, Side.SELL, scaled("29000"), scaled("800")), EPOCH, START);
        gateway.submit(orders.reduceOnly(3, 0, Side.SELL, scaled("29000"), scaled("100")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(codes()).containsExactly(11030, 11030);
        assertThat(onlyFill().amount()).isEqualTo(scaled("500"));
    }

    @Test
    void shouldFillOptionsAtTheTopOfBookInTheirTickersWithACappedFee() {
        market.ticker().instrumentId(1).bidPrice(scaled("0.0005")).bidAmount(scaled("5"));
        market.offer(tee, START);
        gateway.submit(orders.market(1, 1, Side.SELL, scaled("2")), EPOCH, START);
        gateway.submit(orders.market(2, 1, Side.BUY, scaled("2")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(onlyFill().price()).isEqualTo(scaled("0.0005"));
        assertThat(onlyFill().fee()).isEqualTo(scaled("0.000125"));
        assertThat(ends()).containsExactly(OrderEnd.FILLED, OrderEnd.CANCELLED);
    }

    @Test
    void shouldMakeIdsThatDoNotRepeatInAnotherEpoch() {
        buy(1, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        buy(2, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);

        assertThat(fills().map(fill -> fill.tradeId())).containsExactly((7L << 32) + 1, (7L << 32) + 2);
        assertThat(accepted(replies.events().get(0)).venueOrderId()).isEqualTo(Long.toString((7L << 32) + 1));
    }

    @Test
    void shouldAnswerNotConnectedWhenTooMuchIsUnderWayOrItIsClosed() {
        restart(new SimulatedGateway.Context().commandCapacity(2));

        assertThat(buy(1, "30010", "10", IMMEDIATE_OR_CANCEL, START)).isEqualTo(OrderGateway.SENT);
        assertThat(buy(2, "30010", "10", IMMEDIATE_OR_CANCEL, START)).isEqualTo(OrderGateway.SENT);
        assertThat(buy(3, "30010", "10", IMMEDIATE_OR_CANCEL, START)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(gateway.cancel(orders.cancel(1), EPOCH, START)).isEqualTo(OrderGateway.NOT_CONNECTED);
        poll(START + LATENCY);
        assertThat(fills().map(fill -> fill.orderId())).containsExactly(1L, 2L);
        gateway.close();
        assertThat(gateway.query(1, EPOCH, START)).isEqualTo(OrderGateway.NOT_CONNECTED);
    }

    @Test
    void shouldOfferAReplyAgainWhenTheIngressIsFull() {
        buy(1, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        replies.refuse(1);

        assertThat(poll(START + LATENCY)).isZero();
        assertThat(gateway.nextTimeNs()).isEqualTo(START + LATENCY);
        assertThat(poll(START + LATENCY)).isEqualTo(3);
        assertThat(replies.events()).hasSize(3);
    }

    @Test
    void shouldShowTheGatewayNothingThatTheTargetRefused() {
        final QuoteTee full = new QuoteTee((buffer, offset, length, timeNs) -> Ingress.BACK_PRESSURED, gateway);
        market.quote()
                .instrumentId(0)
                .bidPrice(scaled("20000"))
                .bidAmount(SIZE)
                .askPrice(scaled("20001"))
                .askAmount(SIZE);

        assertThat(market.offer(full, START + 1)).isEqualTo(Ingress.BACK_PRESSURED);
        buy(1, "30010", "10", IMMEDIATE_OR_CANCEL, START + 1);
        poll(START + 1 + LATENCY);
        assertThat(onlyFill().price()).isEqualTo(scaled("30001"));
    }

    @Test
    void shouldForgetTheOldestClosedOrderButNeverTakeItTwice() {
        restart(new SimulatedGateway.Context().historyCapacity(2));
        buy(1, "29990", "10", GOOD_TIL_CANCELLED, START);
        buy(2, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        buy(3, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        buy(4, "30010", "10", GOOD_TIL_CANCELLED, START);
        buy(2, "30010", "10", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);

        assertThat(fills().map(fill -> fill.orderId())).containsExactly(2L, 3L, 4L);
        assertThat(codes()).containsExactly(13032);
        final int before = replies.events().size();
        gateway.query(2, EPOCH, START + LATENCY);
        gateway.query(1, EPOCH, START + LATENCY);
        poll(START + 2 * LATENCY);
        assertThat(replies.events().subList(before, replies.events().size())).hasSize(1);
    }

    @Test
    void shouldRefuseSettingsOutOfRangeAndChangesInUse() {
        assertThatThrownBy(() -> gateway(new SimulatedGateway.Context().commandCapacity(3)))
                .hasMessageContaining("commandCapacity=3");
        assertThatThrownBy(() -> gateway(new SimulatedGateway.Context().latencyNs(-1)))
                .hasMessageContaining("latencyNs=-1");
        final SimulatedGateway.Context used = new SimulatedGateway.Context();
        gateway(used);
        assertThatThrownBy(() -> used.slippageTicks(1)).isInstanceOf(IllegalStateException.class);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingOnceItRuns() {
        final var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        final Ingress blind = (buffer, offset, length, timeNs) -> 0;
        trade(blind, 1, 20_000);
        threads.getCurrentThreadAllocatedBytes();

        final long before = threads.getCurrentThreadAllocatedBytes();
        trade(blind, 20_001, 40_000);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    private void trade(final Ingress ingress, final int from, final int to) {
        for (int i = from; i <= to; i++) {
            final long nowNs = START + 100L * i * MS;
            gateway.onQuote(nowNs, 0, scaled30k(i), SIZE, scaled30k(i + 1), SIZE);
            gateway.submit(
                    orders.limit(
                            i,
                            0,
                            i % 2 == 0 ? Side.BUY : Side.SELL,
                            scaled30k(i),
                            scaled30k(0) / 3_000,
                            i % 3 == 0 ? GOOD_TIL_CANCELLED : IMMEDIATE_OR_CANCEL),
                    EPOCH,
                    nowNs);
            gateway.poll(nowNs + LATENCY, 10, ingress);
            gateway.cancel(orders.cancel(i), EPOCH, nowNs + LATENCY);
            gateway.poll(nowNs + 2 * LATENCY, 10, ingress);
        }
    }
}
