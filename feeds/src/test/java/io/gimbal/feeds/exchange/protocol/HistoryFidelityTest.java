package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a market that has lived a day tells of it: candles, funding, deliveries, settlements. */
class HistoryFidelityTest {
    private static final String PERPETUAL = "'instrument_name':'BTC-PERPETUAL'";
    private static @Nullable LivingMarket shared;

    private final LivingMarket market = shared();

    /** None of these tests changes it. */
    private static LivingMarket shared() {
        final LivingMarket market = shared == null ? new LivingMarket() : shared;
        shared = market;
        market.breathe();
        return market;
    }

    @AfterAll
    static void forget() {
        shared = null;
    }

    @Test
    void shouldFollowTheVolatilityIndexToItsBeginningByContinuation() {
        final TreeSet<Long> minutes = new TreeSet<>();
        long endMs = market.nowMs();
        int pages = 0;
        while (true) {
            final JsonNode page = volatility("60", endMs);
            page.path("data")
                    .forEach(candle ->
                            assertThat(minutes.add(candle.path(0).asLong())).isTrue());
            pages++;
            if (page.path("continuation").isNull()) {
                break;
            }
            assertThat(page.path("data")).hasSize(1_000);
            endMs = page.path("continuation").asLong();
        }

        assertThat(pages).isEqualTo(2);
        assertThat(minutes.last() - minutes.first()).isEqualTo((minutes.size() - 1) * 60_000L);
    }

    @Test
    void shouldMakeCandlesOfThePeriodAskedFor() {
        final JsonNode hours = volatility("3600", market.nowMs()).path("data");
        final JsonNode days = volatility("1D", market.nowMs()).path("data");

        assertThat(hours.size()).isBetween(20, 23);
        hours.forEach(candle -> {
            assertThat(candle.path(0).asLong() % 3_600_000).isZero();
            assertThat(candle).hasSize(5);
            assertThat(candle.path(2).asDouble())
                    .isGreaterThanOrEqualTo(candle.path(3).asDouble());
        });
        assertThat(days.size()).isBetween(1, 2);
        assertThat(volatility("1", market.nowMs()).path("data").size()).isGreaterThan(900);
    }

    @Test
    void shouldAddUpBarsToTheTradesTheyAreMadeOf() {
        final JsonNode chart = market.desk.result(
                "public/get_tradingview_chart_data",
                "{" + PERPETUAL + ",'resolution':'30','start_timestamp':" + (market.openedMs - 60_000)
                        + ",'end_timestamp':" + market.nowMs() + "}");
        final JsonNode trades = market.desk
                .result("public/get_last_trades_by_instrument", "{" + PERPETUAL + ",'count':1000}")
                .path("trades");

        final BigDecimal inTrades = sum(trades, "amount");
        BigDecimal cost = BigDecimal.ZERO;
        for (final JsonNode bar : chart.path("cost")) {
            cost = cost.add(bar.decimalValue());
        }
        assertThat(inTrades).isEqualByComparingTo("1700");
        assertThat(cost).isEqualByComparingTo(inTrades);
        for (int i = 0; i < chart.path("ticks").size(); i++) {
            final double high = chart.path("high").path(i).asDouble();
            final double low = chart.path("low").path(i).asDouble();
            assertThat(chart.path("open").path(i).asDouble()).isBetween(low, high);
            assertThat(chart.path("close").path(i).asDouble()).isBetween(low, high);
        }
        assertThat(market.desk
                        .result(
                                "public/get_tradingview_chart_data",
                                "{'instrument_name':'ETH-PERPETUAL','resolution':'1','start_timestamp':"
                                        + (market.openedMs - 120_000) + ",'end_timestamp':"
                                        + (market.openedMs - 60_000) + "}")
                        .path("status")
                        .asText())
                .isEqualTo("no_data");
    }

    @Test
    void shouldShowFundingOfTheLengthAskedFor() {
        final int eight = fundingHours("8h");
        final int day = fundingHours("24h");

        assertThat(eight).isBetween(8, 9);
        assertThat(day).isBetween(20, 23);
        assertThat(fundingHours("1m")).isEqualTo(day);
        final String span = ",'start_timestamp':" + market.openedMs + ",'end_timestamp':" + market.nowMs() + "}";
        final JsonNode hours = market.desk.result("public/get_funding_rate_history", "{" + PERPETUAL + span);
        final JsonNode value = market.desk.result("public/get_funding_rate_value", "{" + PERPETUAL + span);
        assertThat(value.asDouble()).isEqualTo(sum(hours, "interest_1h").doubleValue());
    }

    @Test
    void shouldPayADeliveredOptionItsValueAtTheDeliveryPrice() {
        final JsonNode prices = market.desk.result("public/get_delivery_prices", "{'index_name':'btc_usd','count':1}");
        final JsonNode delivery = market.desk
                .result(
                        "private/get_settlement_history_by_instrument",
                        "{'instrument_name':'" + LivingMarket.DAILY_OPTION + "','type':'delivery'}")
                .path("settlements")
                .path(0);

        final BigDecimal price =
                prices.path("data").path(0).path("delivery_price").decimalValue();
        final BigDecimal each = price.subtract(new BigDecimal("88000")).divide(price, new MathContext(40));
        assertThat(prices.path("data").path(0).path("date").asText()).isEqualTo("2026-11-21");
        assertThat(price).isEqualByComparingTo("90400");
        assertThat(delivery.path("profit_loss").decimalValue())
                .isEqualByComparingTo(each.multiply(new BigDecimal("0.3")).setScale(8, RoundingMode.HALF_UP));
        final JsonNode ticker =
                market.desk.result("public/ticker", "{'instrument_name':'" + LivingMarket.DAILY_OPTION + "'}");
        assertThat(ticker.path("estimated_delivery_price").asText()).isEqualTo("expired");
        assertThat(ticker.path("delivery_price").decimalValue()).isEqualByComparingTo("90400");
        assertThat(ticker.path("state").asText()).isEqualTo("delivered");
    }

    @Test
    void shouldListWhatIsDeliveredOnlyWhenAskedForExpired() {
        assertThat(names("false")).contains(ProtocolFixture.OPTION).doesNotContain(LivingMarket.DAILY_OPTION);
        assertThat(names("true")).contains(LivingMarket.DAILY_OPTION).doesNotContain(ProtocolFixture.OPTION);
    }

    @Test
    void shouldMoveTheSessionsResultToCashAtEight() {
        final JsonNode settlement = market.desk
                .result("private/get_settlement_history_by_instrument", "{" + PERPETUAL + ",'type':'settlement'}")
                .path("settlements")
                .path(0);

        final BigDecimal thousand = new BigDecimal(1_000);
        final MathContext digits = new MathContext(40);
        final BigDecimal result = thousand.divide(new BigDecimal("90000.5"), digits)
                .subtract(thousand.divide(new BigDecimal("90400"), digits))
                .setScale(8, RoundingMode.HALF_UP);
        assertThat(settlement.path("session_profit_loss").decimalValue()).isEqualByComparingTo(result);
        assertThat(settlement.path("position").decimalValue()).isEqualByComparingTo("1000");
        assertThat(settlement.path("timestamp").asLong() % 86_400_000).isEqualTo(8 * 3_600_000);
        final JsonNode bankruptcies = market.desk.result(
                "private/get_settlement_history_by_currency", "{'currency':'BTC','type':'bankruptcy'}");
        assertThat(bankruptcies.path("settlements")).isEmpty();
        final JsonNode earlier = market.desk.result(
                "private/get_settlement_history_by_currency",
                "{'currency':'BTC','search_start_timestamp':" + market.openedMs + "}");
        assertThat(earlier.path("settlements")).isEmpty();
    }

    private JsonNode volatility(final String resolution, final long endMs) {
        return market.desk.result(
                "public/get_volatility_index_data",
                "{'currency':'BTC','resolution':'" + resolution + "','start_timestamp':"
                        + (market.openedMs - 86_400_000) + ",'end_timestamp':" + endMs + "}");
    }

    private int fundingHours(final String length) {
        return market.desk
                .result("public/get_funding_chart_data", "{" + PERPETUAL + ",'length':'" + length + "'}")
                .path("data")
                .size();
    }

    private Set<String> names(final String isExpired) {
        final Set<String> names = new TreeSet<>();
        market.desk
                .result("public/get_instruments", "{'currency':'BTC','expired':" + isExpired + "}")
                .forEach(row -> names.add(row.path("instrument_name").asText()));
        return names;
    }

    private static BigDecimal sum(final JsonNode rows, final String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final JsonNode row : rows) {
            sum = sum.add(row.path(field).decimalValue());
        }
        return sum;
    }
}
