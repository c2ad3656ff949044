package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.accepted;
import static io.gimbal.feeds.CollectingIngress.closed;
import static io.gimbal.feeds.CollectingIngress.fill;
import static io.gimbal.feeds.CollectingIngress.rejected;
import static io.gimbal.journal.codec.TimeInForce.FILL_OR_KILL;
import static io.gimbal.journal.codec.TimeInForce.GOOD_TIL_CANCELLED;
import static io.gimbal.journal.codec.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Feed;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import org.junit.jupiter.api.Test;

/** A hedger's orders at the simulated venue; BTC-PERPETUAL is 0, an option 1, a linear perpetual 2. */
final class SimulatedGatewayTest extends SimulatedGatewayFixture {
    @Test
    void shouldFillAtTheQuoteInForceAfterTheLatencyWhenTheMarketMovesMeanwhile() {
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        quote(START + LATENCY, "30004", "30005");
        quote(START + LATENCY + 1, "30007", "30008");
        poll(START + 2 * LATENCY);

        assertThat(types())
                .containsExactly(
                        OrderAcceptedDecoder.TEMPLATE_ID, FillDecoder.TEMPLATE_ID, OrderClosedDecoder.TEMPLATE_ID);
        final FillDecoder fill = fill(replies.events().get(1));
        assertThat(fill.price()).isEqualTo(scaled("30005"));
        assertThat(fill.amount()).isEqualTo(scaled("1000"));
        assertThat(fill.referencePrice()).isEqualTo(scaled("30004.5"));
        assertThat(fill.liquidity()).isEqualTo(Liquidity.TAKER);
        assertThat(fill.venueTimeNs()).isEqualTo(START + LATENCY);
        assertThat(closed(replies.events().get(2)).end()).isEqualTo(OrderEnd.FILLED);
        assertThat(closed(replies.events().get(2)).filledAmount()).isEqualTo(scaled("1000"));
        assertThat(replies.events()).allMatch(event -> event.timeNs() == START + LATENCY);
    }

    @Test
    void shouldSayNothingBeforeTheLatencyHasPassed() {
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);

        assertThat(gateway.nextTimeNs()).isEqualTo(START + LATENCY);
        assertThat(poll(START + LATENCY - 1)).isZero();
        assertThat(poll(START + LATENCY)).isEqualTo(3);
        assertThat(gateway.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
    }

    @Test
    void shouldDeliverRepliesLaterWhenTheWayBackTakesTime() {
        restart(new SimulatedGateway.Context().replyLatencyNs(5 * MS));
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);

        assertThat(poll(START + LATENCY)).isZero();
        assertThat(gateway.nextTimeNs()).isEqualTo(START + LATENCY + 5 * MS);
        assertThat(poll(START + LATENCY + 5 * MS)).isEqualTo(3);
        assertThat(fill(replies.events().get(1)).venueTimeNs()).isEqualTo(START + LATENCY);
    }

    @Test
    void shouldChargeTheTakerFeeInCoinWhenThePerpetualIsInverse() {
        sell(1, "29000", "92030", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);

        final FillDecoder fill = onlyFill();
        assertThat(fill.price()).isEqualTo(scaled("30000"));
        assertThat(fill.side()).isEqualTo(Side.SELL);
        assertThat(fill.feeCurrency()).isEqualTo(Currency.COIN);
        assertThat(fill.fee()).isEqualTo(scaled("0.00153383"));
    }

    @Test
    void shouldChargeInDollarsWhenThePerpetualIsLinear() {
        show(START, 2, "30000", "30002", "5");
        gateway.submit(orders.limit(1, 2, Side.BUY, scaled("30010"), scaled("0.5"), IMMEDIATE_OR_CANCEL), EPOCH, START);
        poll(START + LATENCY);

        assertThat(onlyFill().feeCurrency()).isEqualTo(Currency.USD);
        assertThat(onlyFill().fee()).isEqualTo(scaled("7.5005"));
    }

    @Test
    void shouldSlipByTicksButNeverBeyondTheLimit() {
        restart(new SimulatedGateway.Context().slippageTicks(3));
        buy(1, "30100", "1000", IMMEDIATE_OR_CANCEL, START);
        buy(2, "30001.5", "1000", IMMEDIATE_OR_CANCEL, START);
        gateway.submit(orders.market(3, 0, Side.SELL, scaled("10")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(fills().map(fill -> fill.price()))
                .containsExactly(scaled("30002.5"), scaled("30001.5"), scaled("29998.5"));
    }

    @Test
    void shouldCancelWithNothingFilledWhenAnImmediateOrderIsNotMarketable() {
        buy(1, "30000.5", "1000", IMMEDIATE_OR_CANCEL, START);
        buy(2, "30000.5", "1000", FILL_OR_KILL, START);
        poll(START + LATENCY);

        assertThat(fills()).isEmpty();
        assertThat(ends()).containsExactly(OrderEnd.CANCELLED, OrderEnd.CANCELLED);
        assertThat(replies.events(OrderAcceptedDecoder.TEMPLATE_ID)).hasSize(2);
    }

    @Test
    void shouldCancelAMarketOrderWhenTheSideIsEmpty() {
        show(START + 1, 0, "30000", "30001", "0");
        gateway.submit(orders.market(1, 0, Side.BUY, scaled("10")), EPOCH, START + 1);
        poll(START + 1 + LATENCY);

        assertThat(ends()).containsExactly(OrderEnd.CANCELLED);
        assertThat(closed(last()).filledAmount()).isZero();
    }

    @Test
    void shouldRestAndFillAsMakerAtItsOwnPriceWhenAQuoteMeetsIt() {
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        poll(START + LATENCY);
        assertThat(types()).containsExactly(OrderAcceptedDecoder.TEMPLATE_ID);

        quote(START + 50 * MS, "29990", "29990.5");
        assertThat(poll(START + 50 * MS)).isZero();
        quote(START + 60 * MS, "29980", "29985");
        poll(START + 60 * MS);

        assertThat(onlyFill().price()).isEqualTo(scaled("29990"));
        assertThat(onlyFill().liquidity()).isEqualTo(Liquidity.MAKER);
        assertThat(onlyFill().fee()).isZero();
        assertThat(onlyFill().venueTimeNs()).isEqualTo(START + 60 * MS);
        assertThat(ends()).containsExactly(OrderEnd.FILLED);
    }

    @Test
    void shouldFillTheBetterPricedOrderFirstWhenTheSizeIsABound() {
        restart(new SimulatedGateway.Context().respectSize(true));
        buy(1, "29990", "1000", GOOD_TIL_CANCELLED, START);
        buy(2, "29995", "1000", GOOD_TIL_CANCELLED, START);
        buy(3, "29995", "1000", GOOD_TIL_CANCELLED, START);
        poll(START + LATENCY);

        show(START + 50 * MS, 0, "29980", "29990", "1505");
        poll(START + 50 * MS);
        show(START + 60 * MS, 0, "29980", "29990", "990");
        poll(START + 60 * MS);

        assertThat(fills().map(fill -> fill.orderId() + " " + fill.amount() / scaled("1")))
                .containsExactly("2 1000", "3 500", "3 500", "1 490");
        assertThat(fills().map(fill -> fill.price() / scaled("1"))).containsExactly(29995L, 29995L, 29995L, 29990L);
    }

    @Test
    void shouldUseUpTheQuotedSizeUntilTheNextQuoteWhenTheSizeIsABound() {
        restart(new SimulatedGateway.Context().respectSize(true));
        show(START, 0, "30000", "30001", "1500");
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        buy(2, "30010", "1000", FILL_OR_KILL, START);
        buy(3, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);

        assertThat(fills().map(fill -> fill.orderId() + " " + fill.amount() / scaled("1")))
                .containsExactly("1 1000", "3 500");
        assertThat(ends()).containsExactly(OrderEnd.FILLED, OrderEnd.CANCELLED, OrderEnd.CANCELLED);
        assertThat(closed(last()).filledAmount()).isEqualTo(scaled("500"));
    }

    @Test
    void shouldRefuseAPostOnlyOrderThatWouldTakeAndRestOneThatWouldNot() {
        gateway.submit(orders.postOnly(1, 0, Side.BUY, scaled("30001"), scaled("10")), EPOCH, START);
        gateway.submit(orders.postOnly(2, 0, Side.BUY, scaled("30000.5"), scaled("10")), EPOCH, START);
        poll(START + LATENCY);

        assertThat(codes()).containsExactly(11054);
        assertThat(rejected(replies.events().get(0)).orderId()).isEqualTo(1);
        assertThat(accepted(replies.events().get(1)).orderId()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWithTheVenuesCodeWhenTheOrderIsWrong() {
        buy(1, "30000.3", "1000", GOOD_TIL_CANCELLED, START);
        buy(2, "0", "1000", GOOD_TIL_CANCELLED, START);
        buy(3, "30000", "1005", GOOD_TIL_CANCELLED, START);
        buy(4, "30000", "5", GOOD_TIL_CANCELLED, START);
        buy(5, "30000", "-10", GOOD_TIL_CANCELLED, START);
        gateway.submit(orders.limit(6, 99, Side.BUY, scaled("1"), scaled("1"), GOOD_TIL_CANCELLED), EPOCH, START);
        gateway.submit(orders.limit(7, 1, Side.BUY, scaled("0.0507"), scaled("1"), GOOD_TIL_CANCELLED), EPOCH, START);
        gateway.submit(orders.limit(8, 1, Side.BUY, scaled("0.0041"), scaled("0.1"), GOOD_TIL_CANCELLED), EPOCH, START);
        gateway.submit(orders.limit(0, 0, Side.BUY, scaled("30000"), scaled("10"), GOOD_TIL_CANCELLED), EPOCH, START);
        poll(START + LATENCY);

        assertThat(codes()).containsExactly(10043, 10023, 10021, 10002, 10021, 10020, 10043, 10025);
        assertThat(rejected(replies.events().get(0)).reason()).isEqualTo("price_wrong_tick");
        assertThat(replies.events(OrderAcceptedDecoder.TEMPLATE_ID)).hasSize(1);
    }

    @Test
    void shouldRefuseTheSameOrderIdInTheSameEpochOnly() {
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        gateway.submit(
                orders.limit(1, 0, Side.BUY, scaled("30010"), scaled("1000"), IMMEDIATE_OR_CANCEL), EPOCH + 1, START);
        poll(START + LATENCY);

        assertThat(codes()).containsExactly(13032);
        assertThat(fills()).hasSize(2);
    }

    @Test
    void shouldRefuseWhenTheInstrumentIsHaltedInSettlementOrExpired() {
        state(0, InstrumentState.SETTLEMENT);
        buy(1, "30010", "1000", IMMEDIATE_OR_CANCEL, START);
        poll(START + LATENCY);
        state(0, InstrumentState.HALTED);
        buy(2, "30010", "1000", IMMEDIATE_OR_CANCEL, START + LATENCY);
        poll(START + 2 * LATENCY);
        final long expiryNs = specs.get(1).expiryNs();
        gateway.submit(
                orders.limit(3, 1, Side.BUY, scaled("0.05"), scaled("1"), GOOD_TIL_CANCELLED),
                EPOCH,
                expiryNs - LATENCY);
        poll(expiryNs);

        assertThat(codes()).containsExactly(10041, 10012, 10012);
    }
}
