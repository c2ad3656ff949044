package io.gimbal.feeds.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.OptionType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as the venue's documentation of tickers and of its instruments writes them. */
class BybitSymbolTest {
    private static final long NANOS = 1_000_000_000L;

    @Test
    void shouldReadAnOptionSettledInUsdc() {
        final BybitSymbol symbol = BybitSymbol.parse("BTC-6JAN23-17500-C");

        assertThat(symbol)
                .isEqualTo(new BybitSymbol(
                        "BTC",
                        "USDC",
                        Instant.parse("2023-01-06T08:00:00Z").getEpochSecond() * NANOS,
                        17_500_00000000L,
                        OptionType.CALL));
    }

    @Test
    void shouldReadAnOptionSettledInUsdtWithItsDecimalStrike() {
        final BybitSymbol symbol = BybitSymbol.parse("XRP-30OCT26-0.4-P-USDT");

        assertThat(symbol)
                .isEqualTo(new BybitSymbol(
                        "XRP",
                        "USDT",
                        Instant.parse("2026-10-30T08:00:00Z").getEpochSecond() * NANOS,
                        40_000_000L,
                        OptionType.PUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BTCUSDT",
                "BTC-PERPETUAL",
                "BTC-6JAN23",
                "BTC-06JAN23-17500-C",
                "BTC-31FEB23-17500-C",
                "BTC-6JAN23-17500-X",
                "BTC-6JAN23-017500-C",
                "BTC-6JAN23-0-C",
                "BTC-6JAN23-1d5-C",
                "BTC-6JAN23-0.40-P-USDT",
                "BTC-6JAN23-17500-C-",
                "btc-6jan23-17500-c"
            })
    void shouldRefuseWhatIsNoOptionOfThisVenue(final String text) {
        assertThat(BybitSymbol.parse(text)).isNull();
    }
}
