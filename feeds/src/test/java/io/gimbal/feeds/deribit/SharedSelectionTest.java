package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a session at one of several venues follows: numbers are the whole desk's, names its own venue's. */
class SharedSelectionTest {
    private static final String PERPETUAL = "BTC-PERPETUAL";

    private static InstrumentSpec spec(final String name, final int id, final int underlying) {
        return VenueProfile.deribit().spec(name, id, underlying);
    }

    private static int find(final MarketSelection selection, final String name) {
        final AsciiText text = new AsciiText(name.length());
        final byte[] json = ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
        text.read(new JsonScanner().wrap(json, 0, json.length));
        return new InstrumentIds(selection.specs(), selection.followed()).find(text);
    }

    /** The perpetual of the other venue has number 0; a quote of that name here is one of number 1. */
    @Test
    void shouldKnowANameAsItsOwnInstrumentAndFollowNothingOfAnothers() {
        final MarketSelection selection = new MarketSelection()
                .underlying("BTC", "btc_usd")
                .elsewhere(spec(PERPETUAL, 0, 0))
                .instrument(spec(PERPETUAL, 1, 0))
                .elsewhere(spec("BTC-27MAR26", 2, 0))
                .quotes(1)
                .volatilityIndex(false);
        selection.conclude();

        assertThat(find(selection, PERPETUAL)).isEqualTo(1);
        assertThat(find(selection, "BTC-27MAR26")).isEqualTo(InstrumentIds.UNKNOWN);
        assertThat(selection.channels())
                .containsExactly(
                        "platform_state",
                        "deribit_price_index.btc_usd",
                        "instrument.state.any.any",
                        "ticker.BTC-PERPETUAL.100ms",
                        "quote.BTC-PERPETUAL");
    }

    @Test
    void shouldFollowNoIndexThatAnotherVenueBrings() {
        final MarketSelection selection = new MarketSelection()
                .underlyingElsewhere("ETH", "eth_usd")
                .underlying("BTC", "btc_usd")
                .instrument(spec(PERPETUAL, 0, 1));
        selection.conclude();

        assertThat(selection.channels())
                .contains("deribit_price_index.btc_usd", "deribit_volatility_index.btc_usd")
                .noneMatch(channel -> channel.contains("eth"));
    }

    @Test
    void shouldKeepNumbersDenseOverAllVenues() {
        final MarketSelection selection = new MarketSelection().underlying("BTC", "btc_usd");

        assertThatThrownBy(() -> selection.elsewhere(spec(PERPETUAL, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected=0");
    }
}
