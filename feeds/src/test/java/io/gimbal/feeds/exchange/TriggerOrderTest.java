package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that wait for a price, told by traders. */
final class TriggerOrderTest {
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
        market.buy(maker, perp, "1000", "29900");
        market.sell(maker, perp, "1000", "30100");
    }

    @Test
    void shouldSellWhenTheMarkFallsToTheStop() {
        final ExchangeOrder stop = market.done(taker, request(VenueOrderType.STOP_MARKET, Side.SELL, "29950"));
        assertThat(stop.state()).isEqualTo(OrderState.UNTRIGGERED);
        assertThat(stop.orderId()).startsWith("SLTB-");

        mark("29951");
        assertThat(stop.state()).isEqualTo(OrderState.UNTRIGGERED);
        mark("29950");

        assertThat(stop.state()).isEqualTo(OrderState.TRIGGERED);
        assertThat(taker.size(perp)).isEqualTo(d("-100"));
        assertThat(taker.closedOrders())
                .anyMatch(order -> order.triggerOrderId().equals(stop.orderId()));
    }

    @Test
    void shouldTakeTheGainWhenTheMarkRises() {
        final ExchangeOrder take = market.done(
                taker, request(VenueOrderType.TAKE_LIMIT, Side.SELL, "30050").price(d("29900")));

        mark("30060");

        assertThat(take.state()).isEqualTo(OrderState.TRIGGERED);
        assertThat(taker.size(perp)).isEqualTo(d("-100"));
    }

    @Test
    void shouldFollowTheBestPriceWithATrailingStop() {
        final ExchangeOrder trail = market.done(
                taker,
                new OrderRequest(perp, Side.SELL)
                        .amount(d("100"))
                        .type(VenueOrderType.TRAILING_STOP)
                        .trailing(TriggerSource.MARK_PRICE, d("50")));

        mark("30040");
        assertThat(trail.triggerPrice()).isEqualTo(d("29990"));
        mark("29995");
        assertThat(trail.state()).isEqualTo(OrderState.UNTRIGGERED);
        mark("29990");

        assertThat(trail.state()).isEqualTo(OrderState.TRIGGERED);
    }

    @Test
    void shouldSetOffAStopByTheTradeOfAnother() {
        final ExchangeOrder stop = market.done(
                taker,
                new OrderRequest(perp, Side.BUY)
                        .amount(d("100"))
                        .type(VenueOrderType.STOP_MARKET)
                        .trigger(TriggerSource.LAST_PRICE, d("30100")));

        market.buy(market.customer("third"), perp, "10", "30100");

        assertThat(stop.state()).isEqualTo(OrderState.TRIGGERED);
        assertThat(taker.size(perp)).isEqualTo(d("100"));
    }

    @Test
    void shouldRefuseATriggerThatWouldFireAtOnce() {
        assertThat(market.refusal(taker, request(VenueOrderType.STOP_MARKET, Side.SELL, "30050")))
                .isEqualTo(VenueError.TRIGGER_PRICE_TOO_HIGH);
        assertThat(market.refusal(taker, request(VenueOrderType.STOP_MARKET, Side.BUY, "29950")))
                .isEqualTo(VenueError.TRIGGER_PRICE_TOO_LOW);
        assertThat(market.refusal(taker, request(VenueOrderType.STOP_MARKET, Side.BUY, "30050.25")))
                .isEqualTo(VenueError.TRIGGER_PRICE_WRONG_TICK);
    }

    @Test
    void shouldCancelAndEditWhatWaits() {
        final ExchangeOrder stop = market.done(taker, request(VenueOrderType.STOP_MARKET, Side.SELL, "29950"));
        final Exchange exchange = market.exchange();

        assertThat(exchange.edit(taker, new EditRequest(stop.orderId()).triggerPrice(d("29940")))
                        .isOk())
                .isTrue();
        mark("29945");
        assertThat(stop.state()).isEqualTo(OrderState.UNTRIGGERED);
        assertThat(exchange.cancel(taker, stop.orderId()).isOk()).isTrue();
        mark("29000");

        assertThat(taker.size(perp)).isZero();
    }

    private OrderRequest request(final VenueOrderType type, final Side side, final String price) {
        return new OrderRequest(perp, side).amount(d("100")).type(type).trigger(TriggerSource.MARK_PRICE, d(price));
    }

    private void mark(final String price) {
        market.world.mark("BTC-PERPETUAL", d(price));
        market.exchange().revalue();
    }
}
