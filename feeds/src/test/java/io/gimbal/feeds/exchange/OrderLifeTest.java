package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an order, told by traders. */
final class OrderLifeTest {
    private ExchangeFixture market;
    private ExchangeInstrument perp;
    private Account maker;
    private Account taker;

    @BeforeEach
    void open() {
        market = new ExchangeFixture();
        perp = market.perp();
        maker = market.customer("maker");
        taker = market.customer("taker");
    }

    @Test
    void shouldFillTheBestPriceFirstAndThenTheOldest() {
        final ExchangeOrder late = market.sell(maker, perp, "100", "30001");
        final ExchangeOrder first = market.sell(maker, perp, "100", "30000");
        final ExchangeOrder second = market.sell(maker, perp, "100", "30000");

        final ExchangeOrder order = market.buy(taker, perp, "150", "30001");

        assertThat(order.state()).isEqualTo(OrderState.FILLED);
        assertThat(first.state()).isEqualTo(OrderState.FILLED);
        assertThat(second.filledAmount()).isEqualTo(d("50"));
        assertThat(late.filledAmount()).isZero();
        assertThat(market.book(perp, Side.SELL)).containsExactly("50@30000", "100@30001");
    }

    @Test
    void shouldPrintAtTheRestingPriceWithTheTakersSideAndConsecutiveSequences() {
        market.sell(maker, perp, "20", "29990");
        market.sell(maker, perp, "20", "29995");

        market.buy(taker, perp, "40", "30010");

        assertThat(market.heard.trades).extracting(ExchangeTrade::price).containsExactly(d("29990"), d("29995"));
        assertThat(market.heard.trades).extracting(ExchangeTrade::tradeSeq).containsExactly(1L, 2L);
        assertThat(market.heard.trades).extracting(ExchangeTrade::direction).containsOnly(Side.BUY);
        assertThat(market.heard.trades.get(0).tradeId()).matches("[0-9]+");
    }

    @Test
    void shouldTellOrderTradesAndPositionOfACommandInOneChange() {
        market.sell(maker, perp, "20", "29990");
        market.heard.lines.clear();

        market.buy(taker, perp, "10", "29990");

        assertThat(market.heard.lines)
                .containsExactly(
                        "maker BTC-PERPETUAL order open trade 10 position -10",
                        "taker BTC-PERPETUAL order filled trade 10 position 10");
    }

    @Test
    void shouldCancelTheRemainderOfAnImmediateOrder() {
        market.sell(maker, perp, "30", "30000");

        final ExchangeOrder order = market.done(
                taker,
                OrderRequest.limit(perp, Side.BUY, d("100"), d("30000")).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));

        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.filledAmount()).isEqualTo(d("30"));
        assertThat(market.book(perp, Side.BUY)).isEmpty();
    }

    @Test
    void shouldFillOrKillAllOrNothing() {
        market.sell(maker, perp, "30", "30000");
        final OrderRequest tooMuch =
                OrderRequest.limit(perp, Side.BUY, d("40"), d("30000")).timeInForce(TimeInForce.FILL_OR_KILL);
        final OrderRequest enough =
                OrderRequest.limit(perp, Side.BUY, d("30"), d("30000")).timeInForce(TimeInForce.FILL_OR_KILL);

        assertThat(market.done(taker, tooMuch).filledAmount()).isZero();
        assertThat(market.done(taker, enough).state()).isEqualTo(OrderState.FILLED);
    }

    @Test
    void shouldMoveAPostOnlyOrderOneTickInside() {
        market.sell(maker, perp, "30", "30000");

        final ExchangeOrder order = market.done(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("30005")).postOnly());

        assertThat(order.price()).isEqualTo(d("29999.5"));
        assertThat(order.state()).isEqualTo(OrderState.OPEN);
    }

    @Test
    void shouldRefuseARejectPostOnlyOrderThatWouldTake() {
        market.sell(maker, perp, "30", "30000");

        final VenueError refusal = market.refusal(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("30000")).rejectPostOnly());

        assertThat(refusal).isEqualTo(VenueError.POST_ONLY_REJECT);
        assertThat(refusal.code()).isEqualTo(11_054);
        assertThat(taker.openOrders()).isEmpty();
    }

    @Test
    void shouldRefuseATakerThatMeetsItself() {
        market.sell(taker, perp, "30", "30000");

        assertThat(market.refusal(taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("30000"))))
                .isEqualTo(VenueError.ORDER_OVERLAP);
    }

    @Test
    void shouldTakeOutTheMakerWhenTheAccountWantsThat() {
        final ExchangeOrder own = market.sell(taker, perp, "30", "30000");
        market.sell(maker, perp, "30", "30000.5");
        taker.selfTrade(SelfTradeMode.CANCEL_MAKER, false);

        final ExchangeOrder order = market.buy(taker, perp, "10", "30001");

        assertThat(own.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.averagePrice()).isEqualTo(d("30000.5"));
    }

    @Test
    void shouldShrinkAReduceOnlyOrderToThePositionAndRefuseItWithoutOne() {
        market.trade(taker, maker, perp, "50", "30000");

        final ExchangeOrder order = market.done(
                taker, OrderRequest.limit(perp, Side.SELL, d("80"), d("30100")).reduceOnly());

        assertThat(order.amount()).isEqualTo(d("50"));
        assertThat(market.refusal(
                        taker,
                        OrderRequest.limit(perp, Side.BUY, d("10"), d("29000")).reduceOnly()))
                .isEqualTo(VenueError.OTHER_REJECT);
    }

    @Test
    void shouldTrimARestingReduceOnlyOrderWhenThePositionShrinks() {
        market.trade(taker, maker, perp, "50", "30000");
        final ExchangeOrder order = market.done(
                taker, OrderRequest.limit(perp, Side.SELL, d("50"), d("30100")).reduceOnly());

        market.trade(maker, taker, perp, "30", "30000");
        assertThat(order.amount()).isEqualTo(d("20"));
        assertThat(market.book(perp, Side.SELL)).containsExactly("20@30100");

        market.trade(maker, taker, perp, "20", "30000");
        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(market.book(perp, Side.SELL)).isEmpty();
    }

    @Test
    void shouldShowOnlyPartOfAnIcebergAndQueueItAnewWhenItShowsAgain() {
        final ExchangeOrder iceberg = market.done(
                maker,
                OrderRequest.limit(perp, Side.SELL, d("5000"), d("30000")).displayAmount(d("1000")));
        final ExchangeOrder behind = market.sell(maker, perp, "100", "30000");
        assertThat(market.book(perp, Side.SELL)).containsExactly("1100@30000");

        market.buy(taker, perp, "1050", "30000");

        assertThat(iceberg.filledAmount()).isEqualTo(d("1000"));
        assertThat(behind.filledAmount()).isEqualTo(d("50"));
        assertThat(market.book(perp, Side.SELL)).containsExactly("1050@30000");
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatGetsSmallerAndLoseItWhenItGrows() {
        final ExchangeOrder first = market.sell(maker, perp, "100", "30000");
        final ExchangeOrder second = market.sell(maker, perp, "100", "30000");

        edit(maker, new EditRequest(first.orderId()).amount(d("60")));
        market.buy(taker, perp, "10", "30000");
        assertThat(first.filledAmount()).isEqualTo(d("10"));

        edit(maker, new EditRequest(first.orderId()).amount(d("70")));
        market.buy(taker, perp, "10", "30000");
        assertThat(second.filledAmount()).isEqualTo(d("10"));
        assertThat(first.isReplaced()).isTrue();
        assertThat(first.remaining()).isEqualTo(d("60"));
    }

    @Test
    void shouldTakeWhenAnEditCrosses() {
        market.sell(maker, perp, "30", "30000");
        final ExchangeOrder order = market.buy(taker, perp, "50", "29990");

        final OrderResult result = edit(taker, new EditRequest(order.orderId()).price(d("30000")));

        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().get(0).liquidity()).isEqualTo(Liquidity.TAKER);
        assertThat(market.book(perp, Side.BUY)).containsExactly("20@30000");
    }

    @Test
    void shouldCancelARejectPostOnlyOrderWhoseEditWouldTake() {
        market.sell(maker, perp, "30", "30000");
        final ExchangeOrder order = market.done(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("29990")).rejectPostOnly());

        final OrderResult result = market.exchange().edit(taker, new EditRequest(order.orderId()).price(d("30000")));

        assertThat(result.error()).isEqualTo(VenueError.POST_ONLY_REJECT);
        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.cancelReason().text()).isEqualTo("edit_post_only_reject");
    }

    @Test
    void shouldSayWhyACancelComesTooLate() {
        final ExchangeOrder filled = market.sell(maker, perp, "30", "30000");
        market.buy(taker, perp, "30", "30000");
        final ExchangeOrder cancelled = market.sell(maker, perp, "30", "30000");
        final Exchange exchange = market.exchange();
        assertThat(exchange.cancel(maker, cancelled.orderId()).isOk()).isTrue();

        assertThat(exchange.cancel(maker, filled.orderId()).error()).isEqualTo(VenueError.ALREADY_FILLED);
        assertThat(exchange.cancel(maker, cancelled.orderId()).error()).isEqualTo(VenueError.NOT_OPEN_ORDER);
        assertThat(exchange.cancel(maker, "12345").error()).isEqualTo(VenueError.ORDER_NOT_FOUND);
        assertThat(exchange.cancel(taker, cancelled.orderId()).error()).isEqualTo(VenueError.NOT_OWNER_OF_ORDER);
    }

    @Test
    void shouldSweepWithAMarketOrderInsideTheBandOnly() {
        market.sell(maker, perp, "30", "30100");
        market.sell(maker, perp, "30", "31000");

        final ExchangeOrder order = market.done(taker, OrderRequest.market(perp, Side.BUY, d("60")));

        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.filledAmount()).isEqualTo(d("30"));
        assertThat(perp.maxPrice()).isEqualTo(d("30450"));
    }

    @Test
    void shouldRestTheRemainderOfAMarketLimitOrderAtThePricePaid() {
        market.sell(maker, perp, "30", "30100");

        final ExchangeOrder order =
                market.done(taker, OrderRequest.market(perp, Side.BUY, d("50")).type(VenueOrderType.MARKET_LIMIT));

        assertThat(order.type()).isEqualTo(VenueOrderType.LIMIT);
        assertThat(market.book(perp, Side.BUY)).containsExactly("20@30100");
    }

    @Test
    void shouldNameEachThingThatIsWrongWithARequest() {
        final ExchangeInstrument option = market.instrument("BTC-13APR23-28000-C");

        assertThat(refused("5", "30000")).isEqualTo(VenueError.QTY_TOO_LOW);
        assertThat(refused("15", "30000")).isEqualTo(VenueError.NON_INTEGER_CONTRACT_AMOUNT);
        assertThat(refused("10", "30000.3")).isEqualTo(VenueError.PRICE_WRONG_TICK);
        assertThat(refused("10", "30000.25")).isEqualTo(VenueError.PRICE_PRECISION_EXCEEDED);
        assertThat(refused("10", "30450.5")).isEqualTo(VenueError.PRICE_TOO_HIGH);
        assertThat(refused("0", "30000")).isEqualTo(VenueError.INVALID_AMOUNT);
        assertThat(refused("10", "-1")).isEqualTo(VenueError.INVALID_PRICE);
        assertThat(market.refusal(taker, OrderRequest.limit(option, Side.BUY, d("0.1"), d("0.0803"))))
                .isEqualTo(VenueError.PRICE_WRONG_TICK);
        assertThat(market.refusal(
                        taker,
                        OrderRequest.limit(perp, Side.BUY, d("10"), d("30000")).contracts(d("2"))))
                .isEqualTo(VenueError.INVALID_ARGUMENTS);
        assertThat(market.refusal(
                        taker,
                        OrderRequest.limit(perp, Side.BUY, d("10"), d("30000"))
                                .validUntilNs(market.exchange().nowNs())))
                .isEqualTo(VenueError.TIMED_OUT);
        assertThat(market.refusal(
                        taker,
                        OrderRequest.market(perp, Side.BUY, d("10")).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)))
                .isEqualTo(VenueError.UNSUPPORTED_ARG_COMBINATION);
    }

    @Test
    void shouldTakeContractsInsteadOfAnAmount() {
        final ExchangeOrder order = market.done(
                taker, new OrderRequest(perp, Side.BUY).contracts(d("3")).price(d("29000")));

        assertThat(order.amount()).isEqualTo(d("30"));
    }

    @Test
    void shouldTakeCancelsOnlyWhileLockedAndNothingWhileHalted() {
        final ExchangeOrder order = market.buy(taker, perp, "10", "29990");
        final Exchange exchange = market.exchange();

        exchange.setState(perp, InstrumentState.HALTED);
        assertThat(refused("10", "29990")).isEqualTo(VenueError.ORDERBOOK_CLOSED);
        assertThat(exchange.cancel(taker, order.orderId()).error()).isEqualTo(VenueError.ORDERBOOK_CLOSED);

        exchange.setState(perp, InstrumentState.LOCKED);
        assertThat(refused("10", "29990")).isEqualTo(VenueError.LOCKED_BY_ADMIN);
        assertThat(exchange.cancel(taker, order.orderId()).isOk()).isTrue();

        exchange.setState(perp, InstrumentState.OPEN);
        exchange.lock("btc_usd", true);
        assertThat(refused("10", "29990")).isEqualTo(VenueError.LOCKED_BY_ADMIN);
        assertThat(exchange.lockedIndices()).containsExactly("btc_usd");
    }

    @Test
    void shouldForgetClosedOrdersAfterHalfAnHourAndTradesAfterADay() {
        market.trade(taker, maker, perp, "10", "30000");
        final String orderId = taker.closedOrders().iterator().next().orderId();
        final Exchange exchange = market.exchange();

        exchange.advance(ExchangeFixture.START + 1_799 * ExchangeFixture.SECOND);
        assertThat(exchange.order(orderId)).isNotNull();
        exchange.advance(ExchangeFixture.START + 1_811 * ExchangeFixture.SECOND);
        assertThat(exchange.order(orderId)).isNull();
        assertThat(taker.orderArchive()).hasSize(1);
        assertThat(taker.trades()).hasSize(1);

        exchange.advance(ExchangeFixture.START + 25 * ExchangeFixture.HOUR);
        assertThat(taker.trades()).isEmpty();
        assertThat(taker.tradeArchive()).hasSize(1);
    }

    @Test
    void shouldPageOwnTradesByTheInstrumentsSequence() {
        for (int i = 0; i < 5; i++) {
            market.trade(taker, maker, perp, "10", "30000");
        }

        final TradePage page = taker.tradesFrom(perp, 2, Long.MAX_VALUE, 3);

        assertThat(page.trades()).extracting(trade -> trade.trade().tradeSeq()).containsExactly(2L, 3L, 4L);
        assertThat(page.hasMore()).isTrue();
        assertThat(taker.tradesFrom(perp, 5, Long.MAX_VALUE, 3).hasMore()).isFalse();
    }

    @Test
    void shouldFindAllOrdersOfALabelOpenOrNot() {
        final OrderRequest first =
                OrderRequest.limit(perp, Side.BUY, d("10"), d("29000")).label("x");
        final ExchangeOrder cancelled = market.done(taker, first);
        market.exchange().cancel(taker, cancelled.orderId());
        final ExchangeOrder open = market.done(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("29000")).label("x"));

        assertThat(taker.ordersWithLabel("x", "BTC")).containsExactly(cancelled, open);
        assertThat(taker.ordersWithLabel("x", "USDC")).isEmpty();
    }

    @Test
    void shouldCancelTheOrdersOfOneConnectionOnly() {
        market.done(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("29000")).connectionId(1));
        market.done(
                taker, OrderRequest.limit(perp, Side.BUY, d("10"), d("29000")).connectionId(2));

        final List<ExchangeOrder> gone = market.exchange()
                .cancelAll(taker, CancelReason.CANCEL_ON_DISCONNECT, order -> order.connectionId() == 1);

        assertThat(gone).extracting(order -> order.cancelReason().text()).containsExactly("cancel_on_disconnect");
        assertThat(taker.openOrders()).hasSize(1);
    }

    private OrderResult edit(final Account account, final EditRequest request) {
        final OrderResult result = market.exchange().edit(account, request);
        assertThat(result.error()).isEqualTo(VenueError.OK);
        return result;
    }

    private VenueError refused(final String amount, final String price) {
        return market.refusal(taker, OrderRequest.limit(perp, Side.BUY, d(amount), d(price)));
    }
}
