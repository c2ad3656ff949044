package io.gimbal.feeds.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Rows written by hand with the fields that the venue documents for {@code /v5/market/instruments-info} of options:
 * {@code symbol, status, baseCoin, settleCoin, deliveryTime, priceFilter.tickSize, lotSizeFilter.minOrderQty, qtyStep}; all
 * numbers are strings, the strike stands in the symbol alone.
 */
class BybitListingTest {
    private static final long MAKER = 20_000L;
    private static final long TAKER = 30_000L;

    private final BybitListing listing =
            new BybitListing(10, symbol -> List.of("BTC", "XRP").indexOf(symbol.coin()), MAKER, TAKER);

    @Test
    void shouldDefineOptionsOfBothStableCoinsOverSeveralPages() {
        final String cursor = listing.add(page(
                "next-2",
                row("BTC-25JUN27-106000-P-USDT", "Trading", "BTC/USDT", "1813910400000", "5", "0.01", "0.01")));
        final String last = listing.add(
                page("", row("XRP-30OCT26-0.4-C", "Trading", "XRP/USDC", "1793347200000", "0.0001", "20", "10")));

        assertThat(cursor).isEqualTo("next-2");
        assertThat(last).isEmpty();
        assertThat(listing.refused()).isZero();
        assertThat(listing.specs())
                .containsExactly(
                        new InstrumentSpec(
                                10,
                                0,
                                "BTC-25JUN27-106000-P-USDT",
                                InstrumentKind.OPTION,
                                Settlement.LINEAR,
                                OptionType.PUT,
                                106_000_00000000L,
                                Instant.parse("2027-06-25T08:00:00Z").getEpochSecond() * 1_000_000_000L,
                                1_000_000L,
                                1_000_000L,
                                5_00000000L,
                                0,
                                0,
                                MAKER,
                                TAKER),
                        new InstrumentSpec(
                                11,
                                1,
                                "XRP-30OCT26-0.4-C",
                                InstrumentKind.OPTION,
                                Settlement.LINEAR,
                                OptionType.CALL,
                                40_000_000L,
                                Instant.parse("2026-10-30T08:00:00Z").getEpochSecond() * 1_000_000_000L,
                                10_00000000L,
                                20_00000000L,
                                10_000L,
                                0,
                                0,
                                MAKER,
                                TAKER));
    }

    @Test
    void shouldLeaveOutWhatDoesNotTradeAndWhatTheCallerDoesNotWant() {
        listing.add(page(
                "",
                row("BTC-25JUN27-90000-P", "PreLaunch", "BTC/USDC", "1813910400000", "5", "0.01", "0.01"),
                row("SOL-25JUN27-90-P", "Trading", "SOL/USDC", "1813910400000", "0.01", "1", "1")));

        assertThat(listing.specs()).isEmpty();
        assertThat(listing.refused()).isZero();
    }

    @Test
    void shouldRefuseRowsThatContradictThemselvesOrLackASize() {
        listing.add(page(
                "",
                row("BTC-25JUN27-90000-P", "Trading", "BTC/USDC", "1813910400001", "5", "0.01", "0.01"),
                row("BTC-25JUN27-90000-P", "Trading", "ETH/USDC", "1813910400000", "5", "0.01", "0.01"),
                row("BTC-25JUN27-90000-P", "Trading", "BTC/USDT", "1813910400000", "5", "0.01", "0.01"),
                row("BTC-25JUN27-90000-P", "Trading", "BTC/USDC", "1813910400000", "", "0.01", "0.01"),
                row("BTC-25JUN27-90000-P", "Trading", "BTC/USDC", "1813910400000", "5", "0", "0.01"),
                row("BTC-25JUN27-90000-P", "Trading", "BTC/USDC", "1813910400000", "5", "0.01", "x"),
                row("BTCUSDT", "Trading", "BTC/USDT", "0", "0.1", "0.001", "0.001")));

        assertThat(listing.specs()).isEmpty();
        assertThat(listing.refused()).isEqualTo(7);
    }

    @Test
    void shouldRefuseAReplyThatIsNoListing() {
        assertThatThrownBy(() -> listing.add("{\"retCode\":10001,\"retMsg\":\"params error\",\"result\":{}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retCode=10001, retMsg=params error");
        assertThatThrownBy(() -> listing.add("<html>")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String page(final String cursor, final String... rows) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"option\",\"nextPageCursor\":\"" + cursor
                + "\",\"list\":[" + String.join(",", rows) + "]},\"retExtInfo\":{},\"time\":1790373900000}";
    }

    private static String row(
            final String symbol,
            final String status,
            final String coins,
            final String deliveryTime,
            final String tick,
            final String minimum,
            final String step) {
        final String coin = coins.substring(0, coins.indexOf('/'));
        final String settle = coins.substring(coins.indexOf('/') + 1);
        return String.format(
                Locale.ROOT,
                "{\"symbol\":\"%s\",\"status\":\"%s\",\"baseCoin\":\"%s\",\"quoteCoin\":\"%s\",\"settleCoin\":\"%s\","
                        + "\"optionsType\":\"Put\",\"deliveryTime\":\"%s\",\"deliveryFeeRate\":\"0.00015\","
                        + "\"priceFilter\":{\"minPrice\":\"5\",\"maxPrice\":\"1110000\",\"tickSize\":\"%s\"},"
                        + "\"lotSizeFilter\":{\"maxOrderQty\":\"500\",\"minOrderQty\":\"%s\",\"qtyStep\":\"%s\"}}",
                symbol,
                status,
                coin,
                settle,
                settle,
                deliveryTime,
                tick,
                minimum,
                step);
    }
}
