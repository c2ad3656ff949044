package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several books inherit is told once and where it stands; what a book says itself, there. */
class InheritedProblemsTest {
    private static final String THREE_BOOKS = TomlText.desk()
            + TomlText.desk().replace("BTC", "ETH")
            + TomlText.desk().replace("BTC", "SOL");

    private static List<String> problems(final String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text))
                .problems()
                .stream()
                .map(Problem::text)
                .toList();
    }

    private static List<String> warnings(final String text) {
        return ConfigurationReader.read("desk.toml", text).warnings().stream()
                .map(Problem::text)
                .toList();
    }

    /** The text of a section, its lines parted by semicolons. */
    private static String section(final String text) {
        return text.replace("; ", "\n") + '\n';
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[limits]; max_position_usd = 4000 | 2 | limits.max_order_usd must not exceed max_position_usd",
                "[limits]; max_position_usd = 4000; max_order_usd = 5000 | 3 | limits.max_order_usd must not exceed",
                "[execution]; tactic = \"iceberg\" | 2 | execution.display_lots must be 1 or more with tactic iceberg",
                "[execution]; take_multiple = 3; cross_multiple = 2 | 3 | execution.cross_multiple must not be below",
                "[forecast]; garch_alpha = 0.5; garch_beta = 0.5 | 3 | forecast.garch_beta must be below 1",
                "[forecast]; cost = \"measured\" | 2 | forecast.cost measured needs an estimator",
                "[forecast]; vpin_cost_factor = 1 | 2 | forecast.vpin_cost_factor needs cost = \"measured\"",
                "[strategy]; kind = \"gamma_scalping\"; idle_half_width_coins = 1 | 2 | strategy.kind needs a forecast",
                "[strategy]; kind = \"gamma_scalping\"; [forecast]; estimator = \"ewma\" | 2 | strategy.idle_half_width_coins is missing",
                "[hedging]; policy = \"whalley-wilmott-edge\" | 2 | hedging.risk_aversion_per_usd is missing: policy",
                "[hedging]; delta = \"sticky-moneyness\" | 2 | hedging.delta sticky-moneyness needs the slope",
                "[hedging]; policy = \"band-network\"; risk_aversion_per_usd = 0.001; network = \"no.toml\" | 4 | hedging.network is refused: no.toml:1:1: there is no such file"
            })
    void shouldTellOfTheBooksTogether(final String section, final int line, final String message) {
        assertThat(problems(section(section) + THREE_BOOKS))
                .singleElement()
                .asString()
                .startsWith("desk.toml:" + line + ":1: " + message);
    }

    @Test
    void shouldTellOfTheSharedTriggerThatNeedsAWidth() {
        final String clock = "[hedging]\npolicy = \"fixed-time\"\ntrade_when = \"outside\"\n";

        assertThat(problems(clock + THREE_BOOKS.replace("half_width_coins = 2.5\n", "")))
                .singleElement()
                .asString()
                .startsWith("desk.toml:3:1: hedging.trade_when needs half_width_coins in the book");
    }

    @Test
    void shouldTellOfTheBookThatTurnsASharedValueWrong() {
        final String text = "[limits]\nmax_order_usd = 5000\n" + TomlText.desk().replace("BTC", "ETH") + TomlText.desk()
                + "[book.limits]\nmax_position_usd = 4000\n";

        assertThat(problems(text))
                .singleElement()
                .asString()
                .startsWith("desk.toml:32:1: book.limits.max_order_usd must not exceed max_position_usd");
    }

    @Test
    void shouldTellOfNoBookWhoseOwnChoiceMendsWhatIsShared() {
        final String kind = "[strategy]\nkind = \"gamma_scalping\"\n[forecast]\nestimator = \"ewma\"\n";
        final String own = TomlText.desk() + "[book.strategy]\nidle_half_width_coins = 3\n";

        assertThat(ConfigurationReader.read("desk.toml", kind + own).books()).hasSize(1);
        assertThat(problems(kind + own + TomlText.desk().replace("BTC", "ETH")))
                .singleElement()
                .asString()
                .startsWith("desk.toml:2:1: strategy.idle_half_width_coins is missing: gamma_scalping needs it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[strategy]; kind = \"cppi\"; multiplier = 4; floor_usd = \"much\"",
                "[hedging]; policy = \"whalley-wilmott-edge\"; risk_aversion_per_usd = -1",
                "[forecast]; estimator = \"har\"; har_constant = \"x\"; har_daily = 1; har_weekly = 0; har_monthly = 0; har_error_variance = 0.1",
                "[hedging]; trade_when = \"outsid\""
            })
    void shouldNotCallMissingWhatWasRefused(final String section) {
        assertThat(problems(section(section) + THREE_BOOKS))
                .singleElement()
                .asString()
                .contains(", found ");
    }

    @Test
    void shouldSayOneThingOfACandidatesWrongRule() {
        final String hedge = TomlText.desk() + "[[book.hedge]]\nrule = \"%s\"\nmax_position_usd = 1000\n";

        assertThat(problems(hedge.formatted("weekly")))
                .singleElement()
                .asString()
                .startsWith("desk.toml:16:1: book.hedge.rule must be one of ");
        assertThat(problems(hedge.formatted("perpetual").replace("rule = \"perpetual\"\n", "")))
                .singleElement()
                .asString()
                .contains("desk.toml:15:", "book.hedge must say one of instrument and rule; add ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[hedging]; colar_bp = 5 | hedging.colar_bp is not a property; remove it: gimbal config schema lists all",
                "[hedging]; collar_bp = 5 | hedging.collar_bp is not a property; it belongs in [limits]",
                "[limits]; colar_bp = 5 | limits.colar_bp is not a property; did you mean collar_bp?",
                "[weather] | weather is not a section; remove it: gimbal config schema lists all",
                "[limit] | limit is not a section; did you mean limits?"
            })
    void shouldSayWhatToDoWithAnUnknownWord(final String text, final String message) {
        assertThat(problems(section(text) + TomlText.desk()))
                .singleElement()
                .asString()
                .endsWith(message);
    }

    @Test
    void shouldPointAtTheSmilesPropertyThatIsWrong() {
        final String text = "[surface]\nmax_quote_age_s = 60\nenabled = false\n" + TomlText.desk()
                + "[book.hedging]\nvol_source = \"surface\"\n";

        assertThat(problems(text)).singleElement().asString().startsWith("desk.toml:3:1: surface.enabled must be true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trade_when = \"false\" | trade_when can never be true: the policy's own trades are made beyond override_multiple",
                "trade_when = \"outside and not outside\" | trade_when can never be true",
                "trade_when = \"true\" | trade_when is always true and holds nothing back",
                "trade_also_when = \"price > 2 and price < 1\" | trade_also_when can never be true and calls for nothing",
                "trade_also_when = \"since_trade >= 0s\" | trade_also_when is always true: every look"
            })
    void shouldWarnOnceOfATriggerThatNeverChangesItsAnswer(final String line, final String message) {
        assertThat(warnings("[hedging]\n" + line + '\n' + THREE_BOOKS))
                .singleElement()
                .asString()
                .startsWith("desk.toml:2:1: hedging." + message);
        assertThat(warnings(THREE_BOOKS + "[book.hedging]\n" + line + '\n'))
                .singleElement()
                .asString()
                .startsWith("desk.toml:44:1: book.hedging." + message);
    }

    @Test
    void shouldWarnOfNothingThatIsMeant(@TempDir final Path folder) throws IOException {
        final String trigger = "trade_when = \"outside and since_trade >= 30s\"\ntrade_also_when = \"event(jump)\"\n";
        final Path file = Files.writeString(folder.resolve("desk.toml"), "[hedging]\n" + trigger + THREE_BOOKS);

        assertThat(ConfigurationReader.read(file).warnings()).isEmpty();
        assertThat(ConfigurationReader.defaults().warnings()).isEmpty();
    }

    @Test
    void shouldHashAConfigurationWithoutItsWarnings() {
        final String text = "[hedging]\ntrade_when = \"false\"\n" + TomlText.desk();
        final Configuration warned = ConfigurationReader.read("desk.toml", text);

        assertThat(ConfigurationReader.read("other.toml", warned.canonical().text())
                        .hash())
                .isEqualTo(warned.hash());
    }
}
