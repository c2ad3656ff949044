package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies of the catalogue in a configuration file, and what the engine is told of them. */
class PolicySettingsTest {
    private static final String WHALLEY_WILMOTT = """
            [book.hedging]
            policy = "whalley-wilmott-edge"
            risk_aversion_per_usd = 0.000025
            cost_bp = 4.5
            """;

    private static BookSettings book(final String text) {
        return ConfigurationReader.read("desk.toml", text).books().get(0);
    }

    private static List<Problem> problems(final String text) {
        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text));
        assertThat(failure).as("nothing was wrong with: %s", text).isNotNull();
        return failure.problems();
    }

    private static BookConfigurationDecoder told(final BookSettings book) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);
        new ConfigurationEvents()
                .offerBook(
                        book,
                        0,
                        0,
                        (buffer, offset, length, time) -> {
                            copy.putBytes(0, buffer, offset, length);
                            return 1;
                        },
                        1);
        return new BookConfigurationDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
    }

    private static PolicySpec spec(final String text) {
        return Objects.requireNonNull(PolicyEvents.read(told(book(text))));
    }

    /** All but the one that needs a file, of which {@link NetworkFileTest} tells. */
    static Stream<PolicyEntry> entries() {
        return PolicyCatalogue.entries().stream().filter(entry -> !entry.name().equals("band-network"));
    }

    /** Every policy, with every parameter it takes, from the file through the journal's event to the engine. */
    @ParameterizedTest
    @MethodSource("entries")
    void shouldTellTheEngineEveryPolicyWithItsParameters(final PolicyEntry entry) {
        final StringBuilder hedging = new StringBuilder("[book.hedging]\npolicy = \"" + entry.name() + "\"\n");
        line(hedging, entry, PolicyParameter.INTERVAL_S, "77");
        line(hedging, entry, PolicyParameter.RISK_AVERSION_PER_USD, "0.0000000012");
        line(hedging, entry, PolicyParameter.COST_BP, "4.5");
        line(hedging, entry, PolicyParameter.COST_PER_ORDER_USD, "3.25");
        line(hedging, entry, PolicyParameter.PRICE_MOVE_BP, "42");
        line(hedging, entry, PolicyParameter.HEARTBEAT_S, "3600");
        line(hedging, entry, PolicyParameter.LANDING_SHARE, "0.25");

        final PolicySpec spec = spec(TomlText.desk() + hedging);

        assertThat(spec.entry()).isEqualTo(entry);
        assertValue(spec, PolicyParameter.HALF_WIDTH_COINS, 2.5);
        assertValue(spec, PolicyParameter.INTERVAL_S, 77);
        assertValue(spec, PolicyParameter.RISK_AVERSION_PER_USD, 1.2e-9);
        assertValue(spec, PolicyParameter.COST_BP, 4.5);
        assertValue(spec, PolicyParameter.COST_PER_ORDER_USD, 3.25);
        assertValue(spec, PolicyParameter.PRICE_MOVE_BP, 42);
        assertValue(spec, PolicyParameter.HEARTBEAT_S, 3600);
        assertValue(spec, PolicyParameter.LANDING_SHARE, 0.25);
        assertThat(spec.policy().kind()).isEqualTo(entry.kind());
    }

    private static void line(
            final StringBuilder text, final PolicyEntry entry, final PolicyParameter parameter, final String value) {
        if (entry.takes(parameter)) {
            text.append(parameter.key()).append(" = ").append(value).append('\n');
        }
    }

    private static void assertValue(final PolicySpec spec, final PolicyParameter parameter, final double value) {
        final double expected = spec.entry().takes(parameter) ? value : 0;
        assertThat(spec.value(parameter)).as(parameter.key()).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    void shouldTakeCommonParametersForEveryBookAndLetABookSayItsOwn() {
        final String shared = "[hedging]\npolicy = \"zakamouline-edge\"\nrisk_aversion_per_usd = 0.0001\ncost_bp = 3\n";

        final PolicySpec inherited = spec(shared + TomlText.desk());
        final PolicySpec own = spec(shared + TomlText.desk() + WHALLEY_WILMOTT);
        final PolicySpec clock = spec(shared + TomlText.desk() + "[book.hedging]\npolicy = \"fixed-time\"\n");

        assertThat(inherited.entry().name()).isEqualTo("zakamouline-edge");
        assertThat(inherited.value(PolicyParameter.RISK_AVERSION_PER_USD)).isEqualTo(0.0001);
        assertThat(own.entry().name()).isEqualTo("whalley-wilmott-edge");
        assertThat(own.value(PolicyParameter.RISK_AVERSION_PER_USD)).isEqualTo(0.000025);
        assertThat(clock.entry().name()).isEqualTo("fixed-time");
    }

    @Test
    void shouldReadBackWhatItShows() {
        final String text =
                "[hedging]\nhedge_ratio = 0.5\nrisk_aversion_per_usd = 0.00000000125\npolicy = \"two-band\"\n"
                        + "cost_per_order_usd = 7\n" + TomlText.desk() + WHALLEY_WILMOTT;

        final Configuration configuration = ConfigurationReader.read("desk.toml", text);
        final Configuration again =
                ConfigurationReader.read("again", configuration.canonical().text());

        assertThat(again.canonical().text()).isEqualTo(configuration.canonical().text());
        assertThat(again.books()).isEqualTo(configuration.books());
        assertThat(again.hash()).isEqualTo(configuration.hash());
        assertThat(told(again.books().get(0)).hedgeRatio()).isEqualTo(50_000_000L);
    }

    @Test
    void shouldPlaceAnUnevenBand() {
        final String uneven =
                TomlText.desk().replace("half_width_coins = 2.5", "half_width_coins = 2.5\nupper_half_width_coins = 1");

        assertThat(told(book(uneven)).upperHalfWidth()).isEqualTo(100_000_000L);
        assertThat(problems(uneven + WHALLEY_WILMOTT))
                .extracting(Problem::key)
                .containsExactly("book.upper_half_width_coins");
    }

    @ParameterizedTest
    @CsvSource({
        "whalley-wilmott-edge, risk_aversion_per_usd",
        "zakamouline-edge, risk_aversion_per_usd",
        "dynamic-frequency, risk_aversion_per_usd",
        "price-move, price_move_bp"
    })
    void shouldAskForWhatAPolicyCannotDoWithout(final String policy, final String key) {
        final List<Problem> problems = problems(TomlText.desk() + "[book.hedging]\npolicy = \"" + policy + "\"\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).key()).isEqualTo("book.hedging." + key);
        assertThat(problems.get(0).message()).startsWith("is missing: policy " + policy + " needs it");
    }

    @Test
    void shouldAskForTheBandOfAHybrid() {
        final String text =
                TomlText.desk().replace("half_width_coins = 2.5\n", "") + "[book.hedging]\npolicy = \"hybrid\"\n";

        assertThat(problems(text)).extracting(Problem::key).containsExactly("book.half_width_coins");
    }

    @Test
    void shouldRefuseAParameterThatMeansNothingToThePolicyWhereItStands() {
        final Problem own =
                problems(TomlText.desk() + "[book.hedging]\ncost_bp = 6\n").get(0);
        final Problem shared =
                problems("[hedging]\nprice_move_bp = 6\n" + TomlText.desk()).get(0);

        assertThat(own.key()).isEqualTo("book.hedging.cost_bp");
        assertThat(own.line()).isEqualTo(16);
        assertThat(own.message()).contains("means nothing to policy fixed-band-target", "remove it");
        assertThat(shared.key()).isEqualTo("hedging.price_move_bp");
        assertThat(shared.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "risk_aversion_per_usd = 0, must be 0.000000000001 to 1",
        "risk_aversion_per_usd = 2, must be 0.000000000001 to 1",
        "risk_aversion_per_usd = nan, must be a number",
        "risk_aversion_per_usd = 1e-18, must be 0.000000000001 to 1",
        "cost_bp = -1, must be 0 to 1000",
        "cost_bp = 1001, must be 0 to 1000",
        "hedge_ratio = 2.5, must be 0 to 2",
        "risk_aversion = 0.1, is not a property"
    })
    void shouldRefuseWhatIsOutOfRangeOrUnknown(final String line, final String message) {
        final String text = TomlText.desk() + WHALLEY_WILMOTT.lines().limit(2).reduce("", (a, b) -> a + b + "\n");
        final boolean isAversion = line.startsWith("risk_aversion_per_usd");

        final List<Problem> problems =
                problems(text + (isAversion ? "" : "risk_aversion_per_usd = 0.1\n") + line + "\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).contains(message);
        assertThat(problems.get(0).line()).isEqualTo(isAversion ? 17 : 18);
        assertThat(problems.get(0).column()).isPositive();
    }

    @Test
    void shouldSuggestThePolicyThatWasMeant() {
        assertThat(problems(TomlText.desk() + "[book.hedging]\npolicy = \"whalley-wilmot-edge\"\n"))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("whalley-wilmott-edge");
    }

    @Test
    void shouldTellTheEngineTheEventsAndRefuseOthers() {
        final String hedging = "[book.hedging]\nhedge_on = [\"jump\", \"deposit\"]\n";

        assertThat(told(book(TomlText.desk() + hedging)).hedgeOn())
                .isEqualTo((short) (HedgeEvent.JUMP.bit() | HedgeEvent.DEPOSIT.bit()));
        assertThat(told(book(TomlText.desk())).hedgeOn()).isZero();
        assertThat(problems(TomlText.desk() + hedging.replace("jump", "hope")))
                .extracting(Problem::key)
                .containsExactly("book.hedging.hedge_on");
    }
}
