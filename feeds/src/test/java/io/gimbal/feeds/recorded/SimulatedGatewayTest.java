package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.accepted;
import static io.gimbal.feeds.CollectingIngress.closed;
import static io.gimbal.feeds.CollectingIngress.fill;
import static io.gimbal.feeds.CollectingIngress.rejected;
import static io.gimbal.journal.codec.TimeInForce.FILL_OR_KILL;
import static io.gimbal.journal.codec.TimeInForce.GOOD_TIL_CANCELLED;
import static io.gimbal.journal.codec.TimeInForce.GOOD_TIL_DAY;
import static io.gimbal.journal.codec.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hedger's orders at the simulated venue; BTC-PERPETUAL is 0, an option 1, a linear perpetual 2. */
class SimulatedGatewayTest {
    private static final long MS = 1_000_000L;
    private static final long START = Instant.parse("2023-04-12T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final long LATENCY = 25 * MS;
    private static final int EPOCH = 7;
    private static final long SIZE = scaled("100000");

    private final VenueProfile venue = VenueProfile.deribit();
    private final List<InstrumentSpec> specs = List.of(
            venue.spec("BTC-PERPETUAL", 0, 0),
            venue.spec("BTC-13APR23-30000-C", 1, 0),
            venue.spec("BTC_USDC-PERPETUAL", 2, 1));
    private final Orders orders = new Orders();
    private final EventPublisher market = new EventPublisher();
    private final CollectingIngress replies = new CollectingIngress();
    private SimulatedGateway gateway = gateway(new SimulatedGateway.Context());
    private QuoteTee tee = new QuoteTee((buffer, offset, length, timeNs) -> 0, gateway);

    @BeforeEach
    void quoteThePerpetual() {
        quote(START, "30000", "30001");
    }

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

    private static long scaled30k(final int ticks) {
        return 3_000_000_000_000L + ticks % 7 * 50_000_000L;
    }

    private SimulatedGateway gateway(final SimulatedGateway.Context context) {
        return new SimulatedGateway(context.specs(specs).profile(venue).epoch(EPOCH));
    }

    private void restart(final SimulatedGateway.Context context) {
        gateway = gateway(context);
        tee = new QuoteTee((buffer, offset, length, timeNs) -> 0, gateway);
        quote(START, "30000", "30001");
    }

    private int buy(final long id, final String price, final String amount, final TimeInForce tif, final long nowNs) {
        return gateway.submit(orders.limit(id, 0, Side.BUY, scaled(price), scaled(amount), tif), EPOCH, nowNs);
    }

    private int sell(final long id, final String price, final String amount, final TimeInForce tif, final long nowNs) {
        return gateway.submit(orders.limit(id, 0, Side.SELL, scaled(price), scaled(amount), tif), EPOCH, nowNs);
    }

    private void quote(final long timeNs, final String bid, final String ask) {
        show(timeNs, 0, bid, ask, "100000");
    }

    private void show(
            final long timeNs, final int instrumentId, final String bid, final String ask, final String askAmount) {
        market.quote()
                .venueTimeNs(timeNs)
                .instrumentId(instrumentId)
                .bidPrice(scaled(bid))
                .bidAmount(SIZE)
                .askPrice(scaled(ask))
                .askAmount(scaled(askAmount));
        market.offer(tee, timeNs);
    }

    private void state(final int instrumentId, final InstrumentState state) {
        market.instrumentStateChange().instrumentId(instrumentId).state(state);
        market.offer(tee, START);
    }

    private int poll(final long nowNs) {
        return gateway.poll(nowNs, 100, replies);
    }

    private List<Integer> types() {
        return replies.events().stream().map(Event::type).toList();
    }

    private Stream<FillDecoder> fills() {
        return replies.events(FillDecoder.TEMPLATE_ID).stream().map(CollectingIngress::fill);
    }

    private FillDecoder onlyFill() {
        assertThat(replies.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
        return fill(replies.events(FillDecoder.TEMPLATE_ID).get(0));
    }

    private List<OrderEnd> ends() {
        return replies.events(OrderClosedDecoder.TEMPLATE_ID).stream()
                .map(event -> closed(event).end())
                .toList();
    }

    private List<Integer> codes() {
        return replies.events(OrderRejectedDecoder.TEMPLATE_ID).stream()
                .map(event -> rejected(event).venueCode())
                .toList();
    }

    private Event last() {
        return replies.events().get(replies.events().size() - 1);
    }

    private static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }
}
