package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an account may do with its money, told by traders. */
final class MarginTest {
    private final ExchangeFixture market = new ExchangeFixture();

    @Test
    void shouldAskTwoPercentOfAFutureAndMoreOfALargeOne() {
        final Account buyer = market.customer("buyer");
        market.trade(buyer, market.house("seller"), market.perp(), "30000", "30000");

        final ExchangePosition position = market.position(buyer, market.perp());

        assertThat(market.exchange().initialMargin(position)).isEqualTo(d("0.02005"));
        assertThat(market.exchange().maintenanceMargin(position)).isEqualTo(d("0.01005"));
        assertThat(market.exchange().portfolio(buyer, "BTC").deltaTotal()).isEqualTo(1.0);
    }

    @Test
    void shouldAskForShortOptionsByTheStandardModel() {
        final Account seller = market.customer("seller");
        market.world.mark("BTC-28APR23-30000-P", d("0.04"));
        market.world.mark("BTC-13APR23-32000-P", d("0.07"));
        market.exchange().revalue();
        market.trade(market.house("buyer"), seller, market.instrument("BTC-28APR23-30000-P"), "1", "0.04");

        final ExchangePosition position = market.position(seller, market.instrument("BTC-28APR23-30000-P"));

        assertThat(market.exchange().initialMargin(position)).isEqualTo(d("0.19"));
        assertThat(market.exchange().maintenanceMargin(position)).isEqualTo(d("0.115"));
    }

    @Test
    void shouldRefuseWhatFundsDoNotCoverButLetAPositionShrink() {
        final Account poor = market.exchange().open(AccountSettings.customer("poor"));
        market.fund(poor, "0.03", "0");
        market.trade(poor, market.house("seller"), market.perp(), "30000", "30000");

        final Portfolio portfolio = market.exchange().portfolio(poor, "BTC");
        assertThat(portfolio.availableFunds()).isEqualTo(d("0.03") - d("0.0005") - d("0.02005"));
        assertThat(market.refusal(poor, OrderRequest.limit(market.perp(), Side.BUY, d("30000"), d("30000"))))
                .isEqualTo(VenueError.NOT_ENOUGH_FUNDS);
        assertThat(market.sell(poor, market.perp(), "30000", "30000").isRiskReducing())
                .isTrue();
        assertThat(market.exchange().deposit(poor, "BTC", d("-0.02"))).isEqualTo(VenueError.NOT_ENOUGH_FUNDS);
    }

    @Test
    void shouldCountOpenOrdersAtTheirWorseEnd() {
        final Account trader = market.customer("trader");
        market.buy(trader, market.perp(), "30000", "29900");
        market.sell(trader, market.perp(), "60000", "30100");

        assertThat(market.exchange().portfolio(trader, "BTC").initialMargin()).isEqualTo(d("0.0402"));
    }

    @Test
    void shouldAskLessOfAHedgedBookUnderThePortfolioModel() {
        final Account naked = open("naked");
        final Account hedged = open("hedged");
        final Account house = market.house("house");
        final ExchangeInstrument call = market.instrument("BTC-14APR23-30000-C");
        market.trade(house, naked, call, "1", "0.02");
        market.trade(house, hedged, call, "1", "0.02");
        market.trade(hedged, house, market.perp(), "15000", "30000");

        final long nakedMargin = market.exchange().portfolio(naked, "BTC").maintenanceMargin();
        final long hedgedMargin = market.exchange().portfolio(hedged, "BTC").maintenanceMargin();

        // The fake world's call is intrinsic plus 0.02 coins, times 1.38 and its fade over two days in the worst case.
        assertThat(nakedMargin).isBetween(d("0.15"), d("0.18"));
        assertThat(hedgedMargin).isLessThan(nakedMargin);
        assertThat(market.exchange().portfolio(naked, "BTC").initialMargin())
                .isEqualTo(Decimals.multiply(nakedMargin, d("1.2")));
    }

    @Test
    void shouldLiquidateStepByStepAndPayTheInsuranceFund() {
        final Account weak = market.exchange().open(AccountSettings.customer("weak"));
        market.fund(weak, "0.03", "0");
        final Account house = market.house("house");
        market.trade(weak, house, market.perp(), "30000", "30000");
        market.buy(house, market.perp(), "100000", "29400");
        final ExchangeOrder resting = market.sell(weak, market.perp(), "10", "30400");
        final BigInteger money = market.money("BTC");

        market.world.mark("BTC-PERPETUAL", d("29400"));
        market.exchange().revalue();

        assertThat(resting.cancelReason()).isEqualTo(CancelReason.AUTOLIQUIDATION);
        assertThat(weak.size(market.perp())).isEqualTo(d("22500"));
        assertThat(weak.closedOrders()).anyMatch(ExchangeOrder::isLiquidation);
        assertThat(market.heard.trades)
                .last()
                .extracting(ExchangeTrade::liquidation)
                .isEqualTo("T");
        assertThat(market.exchange().insuranceFund("BTC")).isPositive();

        for (int i = 0; i < 10; i++) {
            market.exchange().revalue();
        }
        final Portfolio portfolio = market.exchange().portfolio(weak, "BTC");
        assertThat(portfolio.maintenanceMargin()).isLessThanOrEqualTo(portfolio.marginBalance());
        assertThat(market.money("BTC")).isEqualTo(money);
    }

    @Test
    void shouldCoverABankruptAccountFromTheInsuranceFund() {
        final Account weak = market.exchange().open(AccountSettings.customer("weak"));
        market.fund(weak, "0.03", "0");
        final Account house = market.house("house");
        market.trade(weak, house, market.perp(), "30000", "30000");
        final BigInteger money = market.money("BTC");

        market.world.mark("BTC-PERPETUAL", d("25000"));
        market.exchange().revalue();
        market.buy(house, market.perp(), "100000", "25000");
        for (int i = 0; i < 50; i++) {
            market.exchange().revalue();
        }

        assertThat(weak.size(market.perp())).isZero();
        assertThat(market.exchange().portfolio(weak, "BTC").equity()).isZero();
        assertThat(weak.ledger()).anyMatch(entry -> entry.type() == LedgerType.BANKRUPTCY);
        assertThat(market.exchange().insuranceFund("BTC")).isNegative();
        assertThat(market.money("BTC")).isEqualTo(money);
    }

    @Test
    void shouldClosePositionsByAReduceOnlyOrder() {
        final Account trader = market.customer("trader");
        final Account house = market.house("house");
        market.trade(trader, house, market.perp(), "100", "30000");
        market.buy(house, market.perp(), "500", "29990");

        final OrderResult result = market.exchange().closePosition(trader, market.perp(), VenueOrderType.MARKET, 0);

        assertThat(Objects.requireNonNull(result.order()).isReduceOnly()).isTrue();
        assertThat(trader.size(market.perp())).isZero();
        assertThat(market.exchange()
                        .closePosition(trader, market.perp(), VenueOrderType.MARKET, 0)
                        .error())
                .isEqualTo(VenueError.INVALID_AMOUNT);
    }

    private Account open(final String name) {
        return market.fund(
                market.exchange().open(AccountSettings.customer(name).withMarginModel(MarginModel.PORTFOLIO)),
                "10",
                "0");
    }
}
