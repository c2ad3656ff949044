package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hedge candidates of a configuration file, and what the engine is told of them. */
class HedgeSettingsTest {
    private static final String BOOK = """
            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 1.0
            cash_usd = 0.0
            half_width_coins = 0.1

            [[book.position]]
            instrument = "BTC-27MAR26-90000-C"
            amount = 1.0

            """;
    private static final String TWO = """
            [[book.hedge]]
            rule = "perpetual"
            max_position_usd = 1000000.0

            [[book.hedge]]
            instrument = "BTC-26JUN26"
            connection = 2
            market_connection = 3
            taker_fee_bp = 4.5
            maker_fee_bp = -1.0
            impact_bp = 2.0
            margin_rate = 0.05
            max_position_usd = 500000.0

            [book.choice]
            horizon_h = 168
            roll_before_h = 12
            slope_limit_usd_years = 1000.0
            ratio = "minimum-variance"
            """;
    private static final long START_NS = ns("2026-01-05T09:00:00Z");

    private static long ns(final String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private static BookSettings book(final String text) {
        return ConfigurationReader.read("desk.toml", BOOK + text).books().get(0);
    }

    private static List<String> problems(final String text) {
        final ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, () -> book(text));
        assertThat(failure).as("nothing was wrong with: %s", text).isNotNull();
        return failure.problems().stream().map(Problem::toString).toList();
    }

    private static final String LINEAR_BOOK = """

            [[book]]
            coin = "BTC"
            style = "linear"
            hedge_instrument = "BTC_USDC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 0.0
            cash_usd = 100000.0
            half_width_coins = 0.1

            [[book.position]]
            instrument = "BTC_USDC-27MAR26-90000-C"
            amount = 1.0

            """;

    private static String candidate(final String what) {
        return "[[book.hedge]]\n" + what + "\nmax_position_usd = 1000000.0\n";
    }

    /** Two books never meet in one instrument: needs of several books need no netting, because none can oppose. */
    @ParameterizedTest
    @CsvSource({
        "instrument = 'BTC_USDC-PERPETUAL', rule = 'perpetual', BTC_USDC-PERPETUAL",
        "instrument = 'BTC_USDC-26JUN26', rule = 'perpetual', BTC_USDC-26JUN26",
        "rule = 'perpetual', instrument = 'BTC-26JUN26', BTC-26JUN26",
        "rule = 'spot', rule = 'spot', BTC_USDC",
        "instrument = 'BTC_USDC', rule = 'spot', BTC_USDC"
    })
    void shouldRefuseAnInstrumentThatCarriesTwoBooks(final String first, final String second, final String shared) {
        final String text = candidate(first.replace('\'', '"')) + LINEAR_BOOK + candidate(second.replace('\'', '"'));
        assertThat(problems(text)).singleElement().asString().contains("two books", " meet: " + shared);
    }

    @Test
    void shouldTakeTwoBooksOfACoinThatAreHedgedApart() {
        final String text = candidate("rule = \"perpetual\"")
                + candidate("rule = \"quarterly\"")
                + LINEAR_BOOK
                + candidate("rule = \"perpetual\"")
                + candidate("rule = \"spot\"");
        assertThat(ConfigurationReader.read("desk.toml", BOOK + text).books()).hasSize(2);
    }

    @Test
    void shouldTellTheEngineHowNeedsAreSplit() {
        final InstrumentChoiceSettings choice =
                Objects.requireNonNull(book(TWO + "max_splits = 3\nsplit_order_usd = 0.5\nsplit_within_bp = 7.5\n")
                        .choice());
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);
        new ConfigurationEvents()
                .offerChoice(
                        choice,
                        0,
                        (buffer, offset, length, receiveTimeNs) -> {
                            copy.putBytes(0, buffer, offset, length);
                            return 0;
                        },
                        0);
        final InstrumentChoiceConfigurationDecoder event =
                new InstrumentChoiceConfigurationDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        assertThat(event.maxSplits()).isEqualTo((short) 3);
        assertThat(event.splitOrderUsd()).isEqualTo(Decimals.parse("0.5"));
        assertThat(event.splitWithin()).isEqualTo(Decimals.parse("0.00075"));
        assertThat(Objects.requireNonNull(book(TWO).choice()).maxSplits())
                .as("never, unless asked")
                .isEqualTo(1);
        assertThat(problems(TWO + "max_splits = 9\n"))
                .singleElement()
                .asString()
                .contains("max_splits");
    }

    @Test
    void shouldTellTheEngineTheTermsOfACandidate() {
        final HedgeCandidateSettings candidate = book(TWO).hedges().get(1);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);
        final InstrumentSpec spec = VenueProfile.deribit().spec("BTC-26JUN26", 7, 3);

        new ConfigurationEvents()
                .offerCandidate(
                        candidate,
                        3,
                        spec,
                        (buffer, offset, length, time) -> {
                            copy.putBytes(0, buffer, offset, length);
                            return 1;
                        },
                        1);

        final HedgeCandidateDecoder told =
                new HedgeCandidateDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        assertThat(told.takerFeeRate()).isEqualTo(45_000);
        assertThat(told.makerFeeRate()).isEqualTo(-10_000);
        assertThat(told.impactRate()).isEqualTo(20_000);
        assertThat(told.marginRate()).isEqualTo(5_000_000);
        assertThat(told.maxPositionUsd()).isEqualTo(500_000 * Decimals.ONE);
        assertThat(told.instrumentId()).isEqualTo(7);
        assertThat(told.underlyingId()).isEqualTo(3);
        assertThat(told.connectionId()).isEqualTo(2);
        assertThat(told.marketConnectionId()).isEqualTo(3);
    }

    @Test
    void shouldTakeTheInstrumentsOwnFeesWhereNoneAreStated() {
        final HedgeCandidateSettings candidate = book(TWO).hedges().get(0);

        assertThat(candidate.takerFeeRate(50_000)).isEqualTo(50_000);
        assertThat(candidate.makerFeeRate(-7)).isEqualTo(-7);
    }

    @Test
    void shouldTakeQuotesFromTheConnectionOfTheOrdersWhereNoneIsNamed() {
        final HedgeCandidateSettings candidate =
                book(TWO.replace("market_connection = 3\n", "")).hedges().get(1);

        assertThat(candidate.connection()).isEqualTo(2);
        assertThat(candidate.marketConnection()).isEqualTo(2);
    }

    @Test
    void shouldTellTheEngineHowToChoose() {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);

        new ConfigurationEvents()
                .offerChoice(
                        Objects.requireNonNull(book(TWO).choice()),
                        3,
                        (buffer, offset, length, time) -> {
                            copy.putBytes(0, buffer, offset, length);
                            return 1;
                        },
                        1);

        final InstrumentChoiceConfigurationDecoder told =
                new InstrumentChoiceConfigurationDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        final long hour = 3_600_000_000_000L;
        assertThat(told.horizonNs()).isEqualTo(168 * hour);
        assertThat(told.rollBeforeNs()).isEqualTo(12 * hour);
        assertThat(told.intervalNs()).isEqualTo(60_000_000_000L);
        assertThat(told.confidence()).isEqualTo(Decimals.ONE);
        assertThat(told.slopeLimitUsdYears()).isEqualTo(1_000 * Decimals.ONE);
        assertThat(told.levelLimitUsd()).as("absent").isEqualTo(Decimals.ABSENT);
        assertThat(told.ratio()).isEqualTo(HedgeRatioKind.MINIMUM_VARIANCE);
        assertThat(told.underlyingId()).isEqualTo(3);
    }

    @Test
    void shouldReadItsCanonicalFormBackToTheSame() {
        final Configuration configuration = ConfigurationReader.read("desk.toml", BOOK + TWO);

        assertThat(ConfigurationReader.read("again", configuration.canonical().text())
                        .books())
                .isEqualTo(configuration.books());
        assertThat(ConfigurationReader.read("without", BOOK).canonical().text()).doesNotContain("hedge]]", "choice");
    }

    /** Deribit's own listing: 27 March and 26 June 2026; 2024's first quarter ended on Good Friday's 29 March. */
    @ParameterizedTest
    @CsvSource({
        "perpetual,2026-01-05T09:00:00Z,BTC-PERPETUAL",
        "quarterly,2026-01-05T09:00:00Z,BTC-27MAR26",
        "next_quarterly,2026-01-05T09:00:00Z,BTC-26JUN26",
        "quarterly,2026-03-27T07:59:59Z,BTC-27MAR26",
        "quarterly,2026-03-27T08:00:00Z,BTC-26JUN26",
        "next_quarterly,2023-12-29T08:00:00Z,BTC-28JUN24",
        "quarterly,2023-12-29T08:00:00Z,BTC-29MAR24",
        "quarterly,2026-12-30T00:00:00Z,BTC-26MAR27",
        "spot,2026-01-05T09:00:00Z,BTC_USDC",
    })
    void shouldNameWhatARuleChooses(final String rule, final String time, final String name) {
        final BookSettings book = book("[[book.hedge]]\nrule = \"" + rule + "\"\nmax_position_usd = 1000.0\n");

        assertThat(book.hedges().get(0).name(book, ns(time))).isEqualTo(name);
    }

    @Test
    void shouldLeaveAStatedNameAlone() {
        final BookSettings book = book(TWO);

        assertThat(book.hedges().get(1).name(book, START_NS)).isEqualTo("BTC-26JUN26");
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() {
        final String cap = "max_position_usd = 1000.0\n";
        assertThat(problems("[[book.hedge]]\n" + cap)).anyMatch(p -> p.contains("one of instrument and rule"));
        assertThat(problems("[[book.hedge]]\nrule = \"spot\"\ninstrument = \"BTC-PERPETUAL\"\n" + cap))
                .anyMatch(p -> p.contains("one of instrument and rule"));
        assertThat(problems("[[book.hedge]]\nrule = \"weekly\"\n" + cap)).anyMatch(p -> p.contains("perpetual"));
        assertThat(problems("[[book.hedge]]\ninstrument = \"ETH-PERPETUAL\"\n" + cap))
                .anyMatch(p -> p.contains("of the book's coin"));
        assertThat(problems("[[book.hedge]]\ninstrument = \"BTC-27MAR26-90000-C\"\n" + cap))
                .isNotEmpty();
        assertThat(problems("[[book.hedge]]\nrule = \"perpetual\"\n")).anyMatch(p -> p.contains("max_position_usd"));
        assertThat(problems("[[book.hedge]]\nrule = \"spot\"\n" + cap + "[[book.hedge]]\nrule = \"spot\"\n" + cap))
                .anyMatch(p -> p.contains("twice"));
        assertThat(problems("[[book.hedge]]\nrule = \"spot\"\nmarket_connection = 16\n" + cap))
                .anyMatch(p -> p.contains("book.hedge.market_connection") && p.contains("0 to 15"));
        assertThat(problems("[book.choice]\nhorizon_h = 1\n")).anyMatch(p -> p.contains("nothing to choose from"));
        assertThat(problems(TWO.replace("horizon_h", "horizn_h"))).anyMatch(p -> p.contains("horizn_h"));
    }
}
