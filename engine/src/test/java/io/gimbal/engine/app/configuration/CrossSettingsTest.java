package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Perpetuals of other coins among a book's candidates. */
class CrossSettingsTest {
    private static final String BOOK = """
            [[book]]
            coin = "SOL"
            style = "linear"
            hedge_instrument = "SOL_USDC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 0.0
            cash_usd = 1000000.0
            half_width_coins = 10.0

            [[book.position]]
            instrument = "SOL_USDC-27MAR26-100-C"
            amount = 100.0

            [[book.hedge]]
            rule = "perpetual"
            max_position_usd = 1000000.0

            [[book.hedge]]
            instrument = "ETH-PERPETUAL"
            ratio = "minimum-variance"
            ratio_half_life_h = 48
            ratio_sample_s = 60
            ratio_min_samples = 300
            min_correlation = 0.7
            max_position_usd = 500000.0

            [book.choice]
            basis_aversion_per_billion = 100.0

            """;
    private static final String OTHER_BOOK = """
            [[book]]
            coin = "%s"
            style = "inverse"
            hedge_instrument = "%s-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 1.0
            cash_usd = 0.0
            half_width_coins = 0.1

            [[book.position]]
            instrument = "%s-27MAR26-90000-C"
            amount = 1.0

            """;

    private static String otherBook(final String coin) {
        return OTHER_BOOK.formatted(coin, coin, coin);
    }

    private static List<String> problems(final String text) {
        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text));
        assertThat(failure).as("nothing was wrong with: %s", text).isNotNull();
        return failure.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void shouldTellTheEngineHowItStandsIn() {
        final Configuration configuration = ConfigurationReader.read("desk.toml", BOOK);
        final HedgeCandidateSettings candidate =
                configuration.books().get(0).hedges().get(1);
        final InstrumentSpec spec = VenueProfile.deribit().spec("ETH-PERPETUAL", 7, 1);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);
        new ConfigurationEvents()
                .offerCandidate(
                        candidate,
                        0,
                        spec,
                        (buffer, offset, length, timeNs) -> {
                            copy.putBytes(0, buffer, offset, length);
                            return 0;
                        },
                        1);

        final HedgeCandidateDecoder event =
                new HedgeCandidateDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        assertThat(event.underlyingId()).as("whose hedge it carries").isZero();
        assertThat(event.instrumentId()).isEqualTo(7);
        assertThat(event.crossRatio()).isEqualTo(HedgeRatioKind.MINIMUM_VARIANCE);
        assertThat(event.fixedRatio()).isEqualTo(Decimals.ABSENT);
        assertThat(event.ratioHalfLifeNs()).isEqualTo(48L * 3_600_000_000_000L);
        assertThat(event.ratioSampleNs()).isEqualTo(60_000_000_000L);
        assertThat(event.minSamples()).isEqualTo(300);
        assertThat(event.minCorrelation()).isEqualTo(70_000_000L);
    }

    @Test
    void shouldFollowTheOtherCoinAfterTheBooks() {
        final Configuration configuration = ConfigurationReader.read("desk.toml", BOOK + otherBook("BTC"));

        assertThat(configuration.otherCoins()).containsExactly(new OtherCoin("ETH", Settlement.INVERSE));
        assertThat(configuration.coins()).containsExactly("SOL", "BTC", "ETH");
        final List<HedgeCandidateSettings> hedges = configuration.books().get(0).hedges();
        assertThat(configuration.underlyingOf(0, hedges.get(0))).isZero();
        assertThat(configuration.underlyingOf(0, hedges.get(1))).isEqualTo(2);
        assertThat(configuration.otherCoins().get(0).indexName()).isEqualTo("eth_usd");
        assertThat(configuration.otherCoins().get(0).accountCurrency()).isEqualTo("ETH");
    }

    @Test
    void shouldTakeARatioThatIsStated() {
        final String text = BOOK.replace("\"minimum-variance\"", "\"fixed\"\nfixed_ratio = 1.2");
        final HedgeCandidateSettings.Cross cross = ConfigurationReader.read("desk.toml", text)
                .books()
                .get(0)
                .hedges()
                .get(1)
                .cross();

        assertThat(Objects.requireNonNull(cross).ratio()).isEqualTo(HedgeRatioKind.ONE);
        assertThat(cross.fixedRatio()).isEqualTo(120_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratio = \"minimum-variance\"|#|or with ratio a perpetual of another",
                "\"ETH-PERPETUAL\"|\"SOL_USDC-PERPETUAL\"|is for perpetuals of another coin",
                "\"ETH-PERPETUAL\"|\"ETH-27MAR26\"|is for perpetuals of another coin",
                "\"minimum-variance\"|\"fixed\"|is missing: ratio is fixed",
                "min_correlation = 0.7|fixed_ratio = 1.0|is for ratio = \"fixed\" alone",
                "min_correlation = 0.7|min_correlation = 1.0|min_correlation",
                "basis_aversion_per_billion = 100.0|turnover = 1.0|must be above 0 with a perpetual of another coin",
                "sense = \"coin_neutral\"|sense = \"venue\"|must not be venue",
            })
    void shouldRefuseWhatCannotBeMeant(final String from, final String to, final String complaint) {
        assertThat(problems(BOOK.replace(from, to)))
                .anySatisfy(problem -> assertThat(problem).contains(complaint));
    }

    @Test
    void shouldRefuseACoinWithABookOfItsOwn() {
        assertThat(problems(BOOK + otherBook("ETH")))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("ETH-PERPETUAL is of a coin with a book of its own", "would count twice"));
    }

    @Test
    void shouldRefuseAPerpetualThatCarriesAnotherBooksHedge() {
        final String second = BOOK.replace("SOL", "XRP").replace("-100-C", "-1-C");

        assertThat(problems(BOOK + second))
                .anySatisfy(
                        problem -> assertThat(problem).contains("ETH-PERPETUAL carries the hedge of an earlier book"));
    }
}
