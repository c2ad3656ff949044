package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import org.junit.jupiter.api.Test;

class MarketSelectionTest {
    private final MarketSelection selection = new MarketSelection().underlying("BTC", "btc_usd");

    @Test
    void shouldFollowTickersIndexAndStatesUnlessToldOtherwise() {
        selection.instrument(perpetual(0, 0));

        assertThat(selection.channels())
                .containsExactly(
                        "platform_state",
                        "deribit_price_index.btc_usd",
                        "deribit_volatility_index.btc_usd",
                        "instrument.state.any.any",
                        "ticker.BTC-PERPETUAL.100ms");
    }

    @Test
    void shouldNameEveryChannelThatIsAskedForAtTheIntervalAskedFor() {
        selection
                .instrument(perpetual(0, 0))
                .interval("raw")
                .tickers(false)
                .trades(true)
                .quotes(0)
                .book(0)
                .markPrices(true)
                .volatilityIndex(false);

        assertThat(selection.isRaw()).isTrue();
        assertThat(selection.channels())
                .containsExactly(
                        "platform_state",
                        "deribit_price_index.btc_usd",
                        "markprice.options.btc_usd",
                        "instrument.state.any.any",
                        "quote.BTC-PERPETUAL",
                        "book.BTC-PERPETUAL.raw",
                        "trades.BTC-PERPETUAL.raw");
    }

    @Test
    void shouldRefuseNumbersWithHolesAndUnderlyingsThatAreNotThere() {
        assertThatThrownBy(() -> selection.instrument(perpetual(1, 0))).isInstanceOf(IllegalArgumentException.class);
        selection.instrument(perpetual(0, 1));

        assertThatThrownBy(selection::conclude)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BTC-PERPETUAL");
    }

    @Test
    void shouldNotChangeOnceItIsInUse() {
        selection.instrument(perpetual(0, 0));
        selection.conclude();

        assertThatThrownBy(() -> selection.interval("raw")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> selection.trades(true)).isInstanceOf(IllegalStateException.class);
    }

    private static InstrumentSpec perpetual(final int id, final int underlyingId) {
        return new InstrumentSpec(
                id,
                underlyingId,
                "BTC-PERPETUAL",
                InstrumentKind.PERPETUAL,
                Settlement.INVERSE,
                OptionType.NONE,
                0,
                0,
                10 * Decimals.ONE,
                10 * Decimals.ONE,
                Decimals.ONE / 2,
                0,
                0,
                0,
                50_000L);
    }
}
