package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Limits on gamma and vega: {@code [overlay]} of every book, and what a book says otherwise in {@code [book.overlay]}. */
class OverlaySettingsTest {
    private static final String BOOK = """
            [[book]]
            coin = "%s"
            style = "inverse"
            hedge_instrument = "%s-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 10.0
            cash_usd = 0.0
            half_width_coins = 0.2
            %s
            [book.rule]
            expiries = 1
            min_days = 1.0
            strikes = 1
            legs = "call"
            quantity_coins = -1.0
            """;
    private static final String SHARED = """
            [overlay]
            enabled = true
            gamma_low_usd = -30000.0
            gamma_high_usd = 40000.0
            min_interval_s = 10
            """;

    private static String book(final String coin, final String overlay) {
        return BOOK.formatted(coin, coin, overlay);
    }

    private static Configuration read(final String text) {
        return ConfigurationReader.read("desk.toml", text);
    }

    private static List<Problem> problems(final String text) {
        final ConfigurationException wrong =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text));
        assertThat(wrong).as("it is refused").isNotNull();
        return wrong.problems();
    }

    @Test
    void shouldGiveEachBookItsOwnLimitsAndTheRestOfAll() {
        final Configuration desk = read(SHARED
                + book("BTC", "[book.overlay]\ngamma_low_usd = -5000.0\nmax_options = 4")
                + book("ETH", "")
                + book("SOL", "[book.overlay]\nenabled = false"));

        final OverlaySettings btc = desk.books().get(0).overlay();
        final OverlaySettings eth = desk.books().get(1).overlay();
        final OverlaySettings sol = desk.books().get(2).overlay();
        assertThat(btc.isEnabled()).isTrue();
        assertThat(btc.rules().gammaLow()).isEqualTo(-5_000);
        assertThat(btc.rules().gammaHigh()).as("of all").isEqualTo(40_000);
        assertThat(btc.maxOptions()).isEqualTo(4);
        assertThat(eth.rules().gammaLow()).isEqualTo(-30_000);
        assertThat(eth.maxOptions()).isEqualTo(8);
        assertThat(eth.minIntervalNs()).isEqualTo(10_000_000_000L);
        assertThat(sol.isEnabled()).isFalse();
    }

    @Test
    void shouldTellTheEngineEachBooksOwn() {
        final Configuration desk = read(SHARED
                + book("BTC", "[book.overlay]\nvega_high_usd = 77.0")
                + book("ETH", "[book.overlay]\nenabled = false"));
        final List<byte[]> events = new ArrayList<>();
        for (int book = 0; book < 2; book++) {
            new ConfigurationEvents()
                    .offerOverlay(
                            desk.books().get(book).overlay(),
                            book,
                            (buffer, offset, length, timeNs) -> {
                                final byte[] bytes = new byte[length];
                                buffer.getBytes(offset, bytes);
                                events.add(bytes);
                                return 0;
                            },
                            1);
        }

        assertThat(events).as("a book without an overlay is told nothing").hasSize(1);
        final OverlayConfigurationDecoder told = new OverlayConfigurationDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(events.get(0)), 0, new MessageHeaderDecoder());
        assertThat(told.underlyingId()).isZero();
        assertThat(told.vegaHigh()).isEqualTo(7_700_000_000L);
        assertThat(told.gammaLow()).isEqualTo(-3_000_000_000_000L);
    }

    @Test
    void shouldComeBackFromItsCanonicalForm() {
        final Configuration desk =
                read(SHARED + book("BTC", "[book.overlay]\ngamma_low_usd = -5000.0") + book("ETH", ""));

        final Configuration again = read(desk.canonical().text());

        assertThat(again.books()).isEqualTo(desk.books());
        assertThat(again.hash()).isEqualTo(desk.hash());
        assertThat(read(SHARED + book("BTC", "") + book("ETH", "")).hash())
                .as("limits are part of what a run was asked for")
                .isNotEqualTo(desk.hash());
    }

    @Test
    void shouldPointAtTheBookThatCannotBeMeant() {
        final String text = SHARED + book("ETH", "") + book("BTC", "[book.overlay]\ninterval_s = 5\nmax_options = 16");

        assertThat(problems(text))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("book.overlay.interval_s", "book.overlay.max_options");
        assertThat(problems(text))
                .allSatisfy(problem -> assertThat(text.lines().toList().get(problem.line() - 1))
                        .startsWith(problem.key().substring("book.overlay.".length())));
    }

    @Test
    void shouldReportWhatIsInheritedOnceWhereItStands() {
        final String text = SHARED + "interval_s = 5\n" + book("BTC", "") + book("ETH", "");

        assertThat(problems(text)).extracting(Problem::key).containsExactly("overlay.interval_s");
    }

    @Test
    void shouldRefuseADeskThatMayBuyNothingAndMustNotBeShort() {
        final String text = SHARED
                + book("BTC", "[book.overlay]\ngamma_low_usd = 0.0\nvega_low_usd = 0.0\nmax_premium_per_day_usd = 0.0");

        assertThat(problems(text)).extracting(Problem::key).containsExactly("book.overlay.max_premium_per_day_usd");
    }

    @Test
    void shouldSuggestTheNameThatWasMeant() {
        assertThat(problems(SHARED + book("BTC", "[book.overlay]\ngama_low_usd = -1.0")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("gamma_low_usd"));
    }
}
