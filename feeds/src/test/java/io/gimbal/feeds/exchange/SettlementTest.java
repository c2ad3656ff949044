package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.at;
import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Money over time, told by traders: results, funding, the end of the day, delivery. */
final class SettlementTest {
    private static final long FIRST_CLOSE = at("2023-04-12T08:00:00Z");
    private static final long DELIVERY = at("2023-04-13T08:00:00Z");
    private static final long FRIDAY = at("2023-04-14T08:00:00Z");

    private final ExchangeFixture market = new ExchangeFixture();

    @Test
    void shouldEarnCoinsOnAnInversePerpetualByTheDifferenceOfReciprocals() {
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");

        market.trade(buyer, seller, market.perp(), "10000", "30000");
        market.trade(seller, buyer, market.perp(), "10000", "30100");

        assertThat(market.position(buyer, market.perp()).realisedProfitLoss()).isEqualTo(d("0.00110742"));
        assertThat(market.position(seller, market.perp()).realisedProfitLoss()).isEqualTo(d("-0.00110742"));
        assertThat(buyer.balance("BTC")).isEqualTo(d("10") - d("0.00016667"));
    }

    @Test
    void shouldAverageInverseEntriesHarmonically() {
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");

        market.trade(buyer, seller, market.perp(), "10", "29990");
        assertThat(market.position(buyer, market.perp()).averagePrice()).isEqualTo(d("29990"));
        market.trade(buyer, seller, market.perp(), "30", "30010");

        assertThat(market.position(buyer, market.perp()).averagePrice()).isEqualTo(d("30004.9975"));
        assertThat(market.position(buyer, market.perp()).size()).isEqualTo(d("40"));
    }

    @Test
    void shouldEarnDollarsOnALinearPerpetualByTheDifference() {
        final ExchangeInstrument linear = market.instrument("BTC_USDC-PERPETUAL");
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");

        market.trade(buyer, seller, linear, "0.123", "30000");
        market.trade(seller, buyer, linear, "0.100", "30111");

        assertThat(market.position(buyer, linear).realisedProfitLoss()).isEqualTo(d("11.1"));
        assertThat(market.position(buyer, linear).averagePrice()).isEqualTo(d("30000"));
        assertThat(market.position(buyer, linear).floatingProfitLoss()).isZero();
    }

    @Test
    void shouldPayAnOptionsPremiumAndItsCappedFeeAtOnce() {
        final ExchangeInstrument option = market.instrument("BTC-13APR23-28000-C");
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");

        market.trade(buyer, seller, option, "2", "0.08");
        assertThat(buyer.balance("BTC")).isEqualTo(d("9.8394"));
        assertThat(seller.balance("BTC")).isEqualTo(d("10.1594"));

        market.trade(buyer, seller, market.instrument("BTC-28APR23-30000-P"), "1", "0.001");
        assertThat(buyer.balance("BTC")).isEqualTo(d("9.8394") - d("0.001") - d("0.000125"));
    }

    @Test
    void shouldMakeLongsPayFundingOverADayByTheFormula() {
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");
        market.world.mark("BTC-PERPETUAL", d("30030"));
        market.exchange().revalue();
        market.trade(buyer, seller, market.perp(), "100000", "30030");

        market.exchange().advance(FIRST_CLOSE);
        final long paid = buyer.ledger().stream()
                .filter(entry -> entry.type() == LedgerType.SETTLEMENT)
                .mapToLong(LedgerEntry::funding)
                .sum();

        // premium 0.1 %, less 0.025 %: 0.075 % per 8 hours of 100,000 / 30,000 coins.
        assertThat(market.perp().currentFunding()).isEqualTo(0.00075);
        assertThat(market.perp().funding8h()).isCloseTo(0.00075, Offset.offset(1e-12));
        assertThat(paid).isEqualTo(d("-0.0025"));
        assertThat(seller.balance("BTC") - d("10")).isEqualTo(d("0.0025"));
    }

    @Test
    void shouldPauseAtEightKillDayOrdersAndMoveTheResultToCash() {
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");
        market.trade(buyer, seller, market.instrument("BTC-14APR23"), "30000", "30000");
        final long before = buyer.balance("BTC");
        final ExchangeOrder day = market.done(
                buyer,
                OrderRequest.limit(market.perp(), Side.BUY, d("10"), d("29900")).timeInForce(TimeInForce.GOOD_TIL_DAY));
        final ExchangeOrder longer = market.buy(buyer, market.perp(), "10", "29900");
        market.world.mark("BTC-14APR23", d("30300"));

        market.exchange().advance(FIRST_CLOSE);

        assertThat(day.cancelReason()).isEqualTo(CancelReason.SETTLEMENT);
        assertThat(longer.state()).isEqualTo(OrderState.OPEN);
        assertThat(market.perp().state()).isEqualTo(InstrumentState.SETTLEMENT);
        assertThat(market.refusal(buyer, OrderRequest.limit(market.perp(), Side.BUY, d("10"), d("29900"))))
                .isEqualTo(VenueError.SETTLEMENT_IN_PROGRESS);
        assertThat(market.exchange().cancel(buyer, longer.orderId()).error())
                .isEqualTo(VenueError.SETTLEMENT_IN_PROGRESS);
        assertThat(buyer.balance("BTC") - before).isEqualTo(d("0.00990099"));
        final Portfolio portfolio = market.exchange().portfolio(buyer, "BTC");
        assertThat(portfolio.sessionRealised()).isZero();
        assertThat(portfolio.sessionUnrealised()).isZero();
        assertThat(market.position(buyer, market.instrument("BTC-14APR23")).averagePrice())
                .isEqualTo(d("30000"));

        market.exchange().advance(FIRST_CLOSE + 5 * ExchangeFixture.SECOND);
        assertThat(market.perp().state()).isEqualTo(InstrumentState.OPEN);
    }

    @Test
    void shouldDeliverAtTheAverageOfTheLastHalfHourAndFadeTheDelta() {
        final ExchangeInstrument option = market.instrument("BTC-13APR23-28000-C");
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");
        market.trade(buyer, seller, option, "2", "0.08");
        final BigInteger money = market.money("BTC");
        final long start = DELIVERY - 1_800 * ExchangeFixture.SECOND;
        market.world.index("btc_usd", start + 900 * ExchangeFixture.SECOND, d("31000"));
        market.world.delta("BTC-13APR23-28000-C", 0.8);

        market.exchange().advance(start + 900 * ExchangeFixture.SECOND - 1);
        assertThat(option.isInDeliveryWindow()).isTrue();
        assertThat(option.delta()).isBetween(0.4, 0.405);
        assertThat(option.forward()).isEqualTo(d("30000"));
        final long before = buyer.balance("BTC");
        market.exchange().advance(DELIVERY);

        assertThat(option.state()).isEqualTo(InstrumentState.DELIVERED);
        assertThat(market.exchange().deliveries("btc_usd").get(0).price()).isEqualTo(d("30500"));
        assertThat(buyer.balance("BTC") - before).isEqualTo(d("0.16393443"));
        assertThat(market.position(buyer, option).size()).isZero();
        assertThat(market.money("BTC")).isEqualTo(money);
        assertThat(market.refusal(buyer, OrderRequest.limit(option, Side.BUY, d("1"), d("0.08"))))
                .isEqualTo(VenueError.BOOK_CLOSED);
    }

    @Test
    void shouldShowTheFutureOnTheWayFromOptionToCash() {
        market.context
                .routes(DeliveryRoute.FUTURE_THEN_CASH, DeliveryRoute.FUTURE_THEN_CASH)
                .deliveryFees(0, 0);
        final ExchangeInstrument option = market.instrument("BTC-13APR23-28000-C");
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");
        market.trade(buyer, seller, option, "2", "0.08");
        final long before = buyer.balance("BTC");
        market.exchange().advance(DELIVERY - 1);
        market.heard.lines.clear();

        market.exchange().advance(DELIVERY);

        assertThat(market.heard.lines.stream().filter(line -> line.startsWith("buyer")))
                .containsExactly(
                        "buyer BTC-13APR23 position 56000",
                        "buyer BTC-13APR23-28000-C position 0",
                        "buyer BTC-13APR23 position 0");
        assertThat(buyer.balance("BTC") - before).isEqualTo(Decimals.divide(d("4000"), d("30000")));
        assertThat(market.instrument("BTC-13APR23").state()).isEqualTo(InstrumentState.DELIVERED);
    }

    @Test
    void shouldChangeEquityByFeesOnlyAtDelivery() {
        for (final DeliveryRoute route : DeliveryRoute.values()) {
            final ExchangeFixture own = new ExchangeFixture();
            own.context.routes(route, route);
            final Account buyer = own.customer("buyer");
            final Account seller = own.customer("seller");
            final ExchangeInstrument option = own.instrument("BTC-14APR23-30000-C");
            own.world.index("btc_usd", at("2023-04-13T12:00:00Z"), d("33000"));
            own.world.mark("BTC-14APR23-30000-C", d("0.09090909"));
            own.exchange().revalue();
            own.trade(buyer, seller, option, "1", "0.09");
            own.exchange().advance(FRIDAY - 1);
            final long equityBefore = own.exchange().portfolio(buyer, "BTC").equity();

            own.exchange().advance(FRIDAY);

            final LedgerEntry delivery = buyer.ledger().stream()
                    .filter(entry -> entry.type() == LedgerType.DELIVERY)
                    .findFirst()
                    .orElseThrow();
            assertThat(delivery.fee()).as(route.name()).isEqualTo(d("0.00015"));
            assertThat(own.exchange().portfolio(buyer, "BTC").equity() - equityBefore)
                    .as(route.name())
                    .isEqualTo(-d("0.00015"));
        }
    }

    @Test
    void shouldDeliverAFutureAndLeaveNothingBehind() {
        final ExchangeInstrument future = market.instrument("BTC-14APR23");
        final Account buyer = market.customer("buyer");
        final Account seller = market.customer("seller");
        market.trade(buyer, seller, future, "30000", "29700");
        final ExchangeOrder resting = market.buy(buyer, future, "10", "29900");
        final BigInteger money = market.money("BTC");

        market.exchange().advance(FRIDAY + 10 * ExchangeFixture.SECOND);

        assertThat(resting.cancelReason()).isEqualTo(CancelReason.SETTLEMENT);
        assertThat(market.position(buyer, future).size()).isZero();
        final long results = buyer.ledger().stream()
                .filter(entry -> entry.instrumentName().equals("BTC-14APR23") && entry.type() != LedgerType.TRADE)
                .mapToLong(LedgerEntry::result)
                .sum();
        assertThat(results).isEqualTo(d("0.01010101"));
        assertThat(market.money("BTC")).isEqualTo(money);
        assertThat(future.openInterest()).isZero();
    }

    @Test
    void shouldListNewInstrumentsWhileItRuns() {
        final Exchange exchange = market.exchange();
        exchange.advance(ExchangeFixture.START + ExchangeFixture.HOUR);

        final ExchangeInstrument added = exchange.list(VenueProfile.deribit()
                .spec("BTC-21APR23", exchange.instruments().size(), 0));

        assertThat(added.state()).isEqualTo(InstrumentState.OPEN);
        assertThat(added.markPrice()).isEqualTo(d("30000"));
        assertThat(market.heard.lines).contains("BTC-21APR23 OPEN");
    }

    @Test
    void shouldGiveTheSameEventsForTheSameSeedAndOtherIdsForAnother() {
        assertThat(story(7)).isEqualTo(story(7));
        assertThat(story(7)).isNotEqualTo(story(8));
    }

    private static List<String> story(final long seed) {
        final ExchangeFixture own = new ExchangeFixture();
        own.context.seed(seed);
        final Account buyer = own.customer("buyer");
        own.trade(buyer, own.customer("seller"), own.perp(), "100", "30000");
        own.exchange().advance(DELIVERY);
        return Stream.concat(own.heard.lines.stream(), own.heard.trades.stream().map(ExchangeTrade::tradeId))
                .toList();
    }
}
