package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    @Test
    void shouldHoldDefaultsWhenTheFileIsSilent() {
        final Configuration configuration = ConfigurationReader.read("empty.toml", "");

        assertThat(configuration.engine()).isEqualTo(new EngineSettings(1_000_000_000L, 1_000_000_000L, 65_536));
        assertThat(configuration.rate()).isEqualTo(new RateSettings(10, 1_000_000_000L));
        assertThat(configuration.journal()).isEqualTo(new JournalSettings("chronicle", 1L << 30));
        assertThat(configuration.simulation().latencyNs()).isEqualTo(25_000_000L);
        assertThat(configuration.simulation().halfSpreadBp()).isEqualTo(100_000_000L);
        assertThat(configuration.fees().perpetualTakerRate()).isEqualTo(50_000L);
        assertThat(configuration.pipeline().waitStrategy()).isEqualTo("blocking");
        assertThat(configuration.books()).isEmpty();
    }

    @Test
    void shouldReadABook() {
        final Configuration configuration = ConfigurationReader.read("desk.toml", TomlText.desk());

        assertThat(configuration.books()).hasSize(1);
        final BookSettings book = configuration.books().get(0);
        assertThat(book.coin()).isEqualTo("BTC");
        assertThat(book.style()).isEqualTo(Settlement.INVERSE);
        assertThat(book.sense()).isEqualTo(DeltaSense.COIN_NEUTRAL);
        assertThat(book.cashCoins()).isEqualTo(10_000_000_000L);
        assertThat(book.halfWidthCoins()).isEqualTo(250_000_000L);
        assertThat(book.rule()).isEqualTo(new BookRule(2, 100_000_000L, 3, true, true, -1_000_000_000L));
        assertThat(book.hedging().policy()).isEqualTo(PolicyKind.FIXED_BAND);
        assertThat(book.hedging().projection()).isEqualTo(Projection.FORWARD_OVER_HEDGE);
    }

    @Test
    void shouldLetABookOverruleTheTableAndTheTableOverruleTheDefault() {
        final String text = """
                [hedging]
                landing = "to_edge"
                interval_s = 60
                [limits]
                max_index_age_s = 330
                """ + TomlText.desk() + """
                [book.hedging]
                interval_s = 5
                [book.limits]
                collar_bp = 12.5
                """;

        final BookSettings book =
                ConfigurationReader.read("desk.toml", text).books().get(0);

        assertThat(book.hedging().landing()).isEqualTo(Landing.TO_EDGE);
        assertThat(book.hedging().intervalNs()).isEqualTo(5_000_000_000L);
        assertThat(book.limits().maxIndexAgeNs()).isEqualTo(330_000_000_000L);
        assertThat(book.limits().maxQuoteAgeNs()).isEqualTo(5_000_000_000L);
        assertThat(book.limits().collarRate()).isEqualTo(125_000L);
    }

    @Test
    void shouldReadStatedPositions() {
        final String text = TomlText.BOOK + """
                [[book.position]]
                instrument = "BTC-28APR23-30000-C"
                amount = -12.5
                average_price = 0.0455
                [[book.position]]
                instrument = "BTC-28APR23"
                amount = 250000
                """;

        final List<PositionSettings> positions =
                ConfigurationReader.read("desk.toml", text).books().get(0).positions();

        assertThat(positions)
                .containsExactly(
                        new PositionSettings("BTC-28APR23-30000-C", -1_250_000_000L, 4_550_000L),
                        new PositionSettings("BTC-28APR23", 25_000_000_000_000L, PositionSettings.MARK_AT_START));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [engine]\\nstate_hash_intervall = 1    | 2 | 1 | engine.state_hash_intervall | did you mean state_hash_interval?
            [engin]\\nx = 1                        | 1 | 1 | engin                       | did you mean engine?
            [engine]\\nstate_hash_interval = 1.5   | 2 | 1 | engine.state_hash_interval  | must be a whole number, found 1.5
            [engine]\\nstate_hash_interval = 0     | 2 | 1 | engine.state_hash_interval  | must be 1 to 1073741824, found 0
            [pipeline]\\nring_in_slots = 1000      | 2 | 1 | pipeline.ring_in_slots      | must be a power of two, found 1000
            [pipeline]\\nwait_strategy = "busyspin"| 2 | 1 | pipeline.wait_strategy      | did you mean busy-spin?
            [pipeline]\\nwait_strategy = 3         | 2 | 1 | pipeline.wait_strategy      | must be a string, one of
            [simulation]\\nrespect_size = "yes"    | 2 | 1 | simulation.respect_size     | must be true or false, found the string "yes"
            [simulation]\\nhalf_spread_bp = nan    | 2 | 1 | simulation.half_spread_bp   | must be a number, found NaN
            [simulation]\\nhalf_spread_bp = -0.1   | 2 | 1 | simulation.half_spread_bp   | must be 0 to 1000, found -0.1
            [fees]\\noption_rate = 0.0000000001    | 2 | 1 | fees.option_rate            | eight decimal places
            [limits]\\nmax_order_usd = [1]         | 2 | 1 | limits.max_order_usd        | must be a number, found an array
            limits = 3                             | 1 | 1 | limits                      | must be a table: write [limits]
            book = 3                               | 1 | 1 | book                        | must be a list of tables: write [[book]]
            [book]\\ncoin = "BTC"                  | 1 | 1 | book                        | must be a list of tables: write [[book]]
            """)
    void shouldSayWhatIsWrongAndWhere(
            final String text, final int line, final int column, final String key, final String message) {
        final List<Problem> problems = problems(text.replace("\\n", "\n"));

        assertThat(problems).hasSize(1);
        final Problem problem = problems.get(0);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.message()).contains(message);
        assertThat(problem.text()).startsWith("desk.toml:" + line + ':' + column + ": ");
    }

    @Test
    void shouldReportAllProblemsAtOnceInTheOrderOfTheFile() {
        final String text = """
                [limits]
                collar_bp = "wide"
                max_ordr_usd = 5
                [engine]
                greeks_interval_ms = 0
                [[book]]
                coin = "btc"
                """;

        final List<Problem> problems = problems(text);

        assertThat(problems.stream().map(Problem::line)).isSorted().contains(2, 3, 5, 6, 7);
        assertThat(problems.stream().map(Problem::key))
                .contains(
                        "limits.collar_bp",
                        "limits.max_ordr_usd",
                        "engine.greeks_interval_ms",
                        "book.coin",
                        "book.style",
                        "book.hedge_instrument",
                        "book.sense",
                        "book.cash_coins",
                        "book.cash_usd");
    }

    @ParameterizedTest
    @CsvSource({"hedging, vol_source, 'Surface'", "limits, max_index_age_s, 'soon'"})
    void shouldReportAWrongValueThatABookInherits(final String table, final String key, final String value) {
        final String text = "[" + table + "]\n" + key + " = \"" + value + "\"\n" + TomlText.desk();

        assertThat(problems(text)).extracting(Problem::key).containsExactly(table + "." + key);
    }

    @Test
    void shouldExplainWhyTheSenseHasNoDefault() {
        final List<Problem> problems = problems(TomlText.desk().replace("sense = \"coin_neutral\"\n", ""));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).key()).isEqualTo("book.sense");
        assertThat(problems.get(0).message())
                .contains("coin_neutral | usd_neutral | venue", "whole coin equity", "no default");
    }

    @Test
    void shouldAskForTheBandWhenThePolicyNeedsOne() {
        final String bandless = TomlText.desk().replace("half_width_coins = 2.5\n", "");

        assertThat(problems(bandless)).extracting(Problem::key).containsExactly("book.half_width_coins");
        assertThat(ConfigurationReader.read("desk.toml", bandless + "[book.hedging]\npolicy = \"fixed_interval\"\n")
                        .books())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"BTC-PERPETUAL,ETH-PERPETUAL", "BTC-PERPETUAL,BTC_USDC-PERPETUAL", "BTC-PERPETUAL,BTC-28APR23-30000-C"})
    void shouldRefuseAHedgeThatIsNoFutureOfTheBook(final String right, final String wrong) {
        assertThat(problems(TomlText.desk().replace(right, wrong)))
                .extracting(Problem::key)
                .containsExactly("book.hedge_instrument");
    }

    @Test
    void shouldRefuseABookThatHoldsNothing() {
        assertThat(problems(TomlText.BOOK))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("holds nothing");
    }

    @Test
    void shouldRefuseTheSameCoinAndStyleTwice() {
        assertThat(problems(TomlText.desk() + TomlText.desk()))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("repeats coin and style");
    }

    @Test
    void shouldRefuseForeignAndRepeatedPositions() {
        final String position = "[[book.position]]\ninstrument = \"%s\"\namount = 1\n";
        final String text = TomlText.desk()
                + position.formatted("ETH-28APR23")
                + position.formatted("BTC-28APR23")
                + position.formatted("BTC-28APR23");

        assertThat(problems(text))
                .extracting(Problem::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("must be of this book's coin"),
                        second -> assertThat(second).contains("stands twice"));
    }

    @Test
    void shouldRefuseAnOrderLimitBeyondThePositionLimit() {
        final String text = TomlText.desk() + "[book.limits]\nmax_order_usd = 5000\nmax_position_usd = 4000\n";

        assertThat(problems(text)).extracting(Problem::key).containsExactly("book.limits.max_order_usd");
    }

    @Test
    void shouldReportBrokenTomlAloneBecauseTheRestIsAGuess() {
        final List<Problem> problems = problems("[engine]\nstate_hash_interval = = 3\nunknown = 4\n");

        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).startsWith("is not TOML: ");
        });
    }

    @Test
    void shouldNameAFileThatCannotBeRead(@TempDir final Path folder) throws IOException {
        final Path missing = folder.resolve("missing.toml");
        final Path latin = folder.resolve("latin.toml");
        Files.write(latin, new byte[] {'#', (byte) 0xe4, '\n'});

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(missing)))
                .hasMessageContaining("missing.toml:1:1: there is no such file");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(latin)))
                .hasMessageContaining("is not UTF-8");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(folder)))
                .hasMessageContaining("cannot be read");
    }

    private static List<Problem> problems(final String text) {
        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text));
        assertThat(failure).as("nothing was wrong with: %s", text).isNotNull();
        return failure.problems();
    }
}
