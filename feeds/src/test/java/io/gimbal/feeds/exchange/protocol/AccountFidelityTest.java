package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The account as a stranger's client sees it: what each trade does to positions and money, by the textbook's decimals. */
class AccountFidelityTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TAKER = new BigDecimal("0.0005");

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ProtocolClient client = fixture.client().authenticate();

    @Test
    void shouldOpenAnInversePositionAtThePricePaidForAFeeInCoin() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");

        final JsonNode position = position(ProtocolFixture.PERPETUAL);
        assertThat(position.path("size").decimalValue()).isEqualByComparingTo("1000");
        assertThat(position.path("direction").asText()).isEqualTo("buy");
        assertThat(position.path("average_price").decimalValue()).isEqualByComparingTo("90000.5");
        assertThat(coins(position, "size_currency")).isEqualByComparingTo(coins(inverse("1000", "90000")));
        assertThat(coins(position, "delta")).isEqualByComparingTo(coins(inverse("1000", "90000")));
        final BigDecimal floating = inverse("1000", "90000.5").subtract(inverse("1000", "90000"));
        assertThat(coins(position, "floating_profit_loss")).isEqualByComparingTo(coins(floating));
        assertThat(coins(summary("BTC"), "balance"))
                .isEqualByComparingTo(
                        BigDecimal.TEN.subtract(coins(inverse("1000", "90000.5").multiply(TAKER))));
    }

    @Test
    void shouldRealiseThePartThatIsClosedAndKeepTheEntryOfTheRest() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");

        final JsonNode trade =
                market("sell", ProtocolFixture.PERPETUAL, "400").path("trades").path(0);

        final BigDecimal result = inverse("400", "90000.5").subtract(inverse("400", "89999.5"));
        assertThat(coins(trade, "profit_loss")).isEqualByComparingTo(coins(result));
        final JsonNode position = position(ProtocolFixture.PERPETUAL);
        assertThat(position.path("size").decimalValue()).isEqualByComparingTo("600");
        assertThat(position.path("average_price").decimalValue()).isEqualByComparingTo("90000.5");
        assertThat(coins(position, "realized_profit_loss")).isEqualByComparingTo(coins(result));
    }

    @Test
    void shouldTurnAPositionAroundAtThePriceOfTheTurn() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");

        market("sell", ProtocolFixture.PERPETUAL, "2500");

        final JsonNode position = position(ProtocolFixture.PERPETUAL);
        assertThat(position.path("size").decimalValue()).isEqualByComparingTo("-1500");
        assertThat(position.path("direction").asText()).isEqualTo("sell");
        assertThat(position.path("average_price").decimalValue()).isEqualByComparingTo("89999.5");
        assertThat(position.path("delta").asDouble()).isNegative();
    }

    @Test
    void shouldMoveEquityByFeesAndSpreadOnlyWhenAnOptionIsBought() {
        final BigDecimal before = coins(summary("BTC"), "equity");

        market("buy", ProtocolFixture.OPTION, "0.4");

        final BigDecimal fee = new BigDecimal("0.4").multiply(new BigDecimal("0.0003"));
        final BigDecimal spread = new BigDecimal("0.4").multiply(new BigDecimal("0.005"));
        final JsonNode summary = summary("BTC");
        assertThat(coins(summary, "equity"))
                .isEqualByComparingTo(before.subtract(fee).subtract(spread));
        assertThat(coins(summary, "options_value")).isEqualByComparingTo("0.02");
        assertThat(coins(summary, "balance"))
                .isEqualByComparingTo(before.subtract(fee).subtract(new BigDecimal("0.022")));
    }

    @Test
    void shouldEarnDollarsOnALinearPerpetual() {
        market("sell", "ETH_USDC-PERPETUAL", "0.5");
        fixture.valuation.set("eth_usdc", 2_900);
        fixture.advance(1_100 * ProtocolFixture.MILLI_NS);

        final JsonNode position = position("ETH_USDC-PERPETUAL");
        assertThat(position.path("size").decimalValue()).isEqualByComparingTo("-0.5");
        assertThat(coins(position, "floating_profit_loss")).isEqualByComparingTo("49.75");
        final BigDecimal fee =
                new BigDecimal("0.5").multiply(new BigDecimal("2999.5")).multiply(TAKER);
        assertThat(coins(summary("USDC"), "balance"))
                .isEqualByComparingTo(new BigDecimal("10000").subtract(coins(fee)));
        assertThat(coins(summary("USDC"), "equity"))
                .isEqualByComparingTo(new BigDecimal("10049.75").subtract(coins(fee)));
    }

    @Test
    void shouldAskForAnOrderWhatTheMarginsSaidBefore() {
        final JsonNode margins =
                client.result("private/get_margins", "{'instrument_name':'BTC-PERPETUAL','amount':2000,'price':85000}");
        final BigDecimal before = coins(summary("BTC"), "initial_margin");

        final String id =
                limit("buy", "2000", "85000", "'label':'m'").path("order_id").asText();

        final JsonNode orderMargin = client.result("private/get_order_margin_by_ids", "{'ids':['" + id + "']}")
                .path(0);
        assertThat(coins(orderMargin, "initial_margin")).isEqualByComparingTo(coins(margins, "buy"));
        assertThat(orderMargin.path("initial_margin_currency").asText()).isEqualTo("BTC");
        assertThat(coins(summary("BTC"), "initial_margin")).isGreaterThan(before);
        assertThat(coins(margins, "buy")).isPositive();
    }

    @Test
    void shouldClosePositionsWithAReducingOrder() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");

        final JsonNode order = client.result(
                        "private/close_position", "{'instrument_name':'BTC-PERPETUAL','type':'limit','price':91000}")
                .path("order");

        assertThat(order.path("direction").asText()).isEqualTo("sell");
        assertThat(order.path("reduce_only").asBoolean()).isTrue();
        assertThat(order.path("amount").decimalValue()).isEqualByComparingTo("1000");
        assertThat(order.path("order_state").asText()).isEqualTo("open");
        client.result("private/close_position", "{'instrument_name':'BTC-PERPETUAL','type':'market'}");
        assertThat(position(ProtocolFixture.PERPETUAL).path("direction").asText())
                .isEqualTo("zero");
        assertThat(client.request("private/close_position", "{'instrument_name':'BTC-PERPETUAL','type':'market'}")
                        .has("error"))
                .isTrue();
    }

    @Test
    void shouldChainTheLedgerFromPageToPage() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");
        market("buy", ProtocolFixture.OPTION, "0.4");
        market("sell", ProtocolFixture.PERPETUAL, "400");
        market("sell", ProtocolFixture.OPTION, "0.1");

        final List<JsonNode> log = ledger(2);

        assertThat(log).hasSize(5);
        assertThat(log.get(0).path("balance").decimalValue())
                .isEqualByComparingTo(summary("BTC").path("balance").decimalValue());
        for (int i = 0; i < log.size() - 1; i++) {
            final JsonNode entry = log.get(i);
            final BigDecimal expected = coins(log.get(i + 1), "balance").add(coins(entry, "change"));
            assertThat(coins(entry, "balance")).as(entry.toString()).isEqualByComparingTo(expected);
            assertThat(coins(entry, "change"))
                    .isEqualByComparingTo(coins(entry, "cashflow").subtract(coins(entry, "commission")));
            assertThat(entry.path("id").asLong())
                    .isGreaterThan(log.get(i + 1).path("id").asLong());
        }
        assertThat(log.get(4).path("type").asText()).isEqualTo("deposit");
        assertThat(log.get(4).path("instrument_name").isNull()).isTrue();
    }

    @Test
    void shouldFindLedgerEntriesByWord() {
        market("buy", ProtocolFixture.PERPETUAL, "1000");
        market("buy", ProtocolFixture.OPTION, "0.4");

        assertThat(ledger("deposit")).isEqualTo(List.of("deposit"));
        assertThat(ledger("trade")).isEqualTo(List.of("trade", "trade"));
    }

    @Test
    void shouldSpellNumbersAsTheVenueDoes() throws Exception {
        try (HttpSide http = new HttpSide(fixture)) {
            final String bearer = http.bearer(ProtocolFixture.KEY);
            final String filled = http.send(
                            "GET",
                            "/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=1e1&type=market",
                            "",
                            bearer)
                    .body();
            final String resting = http.send(
                            "GET",
                            "/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=8.5e4",
                            "",
                            bearer)
                    .body();

            assertThat(filled).contains("\"fee\":6.0e-8", "\"matching_id\":null", "\"price\":\"market_price\"");
            assertThat(filled).contains("\"amount\":10.0", "\"price\":90000.5");
            assertThat(resting).contains("\"price\":8.5e4", "\"filled_amount\":0.0");
            final String option = http.send("GET", "/api/v2/public/ticker?instrument_name=BTC-25DEC26-100000-C", "", "")
                    .body();
            assertThat(option).contains("\"last_price\":null", "\"price_change\":null");
        }
    }

    private List<String> ledger(final String query) {
        final List<String> types = new ArrayList<>();
        client.result("private/get_transaction_log", span("'query':'" + query + "'"))
                .path("logs")
                .forEach(entry -> types.add(entry.path("type").asText()));
        return types;
    }

    /** Every entry by pages, newest first. */
    private List<JsonNode> ledger(final int pageSize) {
        final List<JsonNode> all = new ArrayList<>();
        final TreeSet<Long> ids = new TreeSet<>();
        String more = "'count':" + pageSize;
        while (true) {
            final JsonNode page = client.result("private/get_transaction_log", span(more));
            for (final JsonNode entry : page.path("logs")) {
                assertThat(ids.add(entry.path("id").asLong())).isTrue();
                all.add(entry);
            }
            if (page.path("continuation").isNull()) {
                return all;
            }
            more = "'count':" + pageSize + ",'continuation':" + page.path("continuation");
        }
    }

    private String span(final String more) {
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        return "{'currency':'BTC','start_timestamp':" + (nowMs - 60_000) + ",'end_timestamp':" + nowMs + "," + more
                + "}";
    }

    private JsonNode market(final String side, final String instrument, final String amount) {
        return client.result(
                "private/" + side, "{'instrument_name':'" + instrument + "','amount':" + amount + ",'type':'market'}");
    }

    private JsonNode limit(final String side, final String amount, final String price, final String more) {
        return client.result(
                        "private/" + side,
                        "{'instrument_name':'BTC-PERPETUAL','amount':" + amount + ",'price':" + price + "," + more
                                + "}")
                .path("order");
    }

    private JsonNode position(final String instrument) {
        return client.result("private/get_position", "{'instrument_name':'" + instrument + "'}");
    }

    private JsonNode summary(final String currency) {
        return client.result("private/get_account_summary", "{'currency':'" + currency + "'}");
    }

    private static BigDecimal inverse(final String dollars, final String price) {
        return new BigDecimal(dollars).divide(new BigDecimal(price), DIGITS);
    }

    private static BigDecimal coins(final JsonNode object, final String field) {
        return coins(object.path(field).decimalValue());
    }

    private static BigDecimal coins(final BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_UP);
    }
}
