package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several {@code [[venue]]} tables, and what books and candidates say of them. */
class VenueListTest {
    private static final String CANARY = "W0H6canary7XyZ";

    private static final String TWO = """
            [[venue]]
            name = "first"
            url = "ws://127.0.0.1:8765/ws/api/v2"
            [[venue]]
            name = "second"
            url = "ws://127.0.0.1:8766/ws/api/v2"
            """;

    private static Configuration read(final String text) {
        return ConfigurationReader.read("desk.toml", text);
    }

    private static List<Problem> problems(final String text) {
        final ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, () -> read(text));
        assertThat(failure).as(text).isNotNull();
        return failure.problems();
    }

    private static String hedge(final String lines) {
        return "[[book.hedge]]\ninstrument = \"BTC-PERPETUAL\"\nmax_position_usd = 1000.0\n" + lines + '\n';
    }

    @Test
    void shouldReadEachVenueWithItsOwnSettings() {
        final VenueList venues = read(TWO + TomlText.desk()).venues();

        assertThat(venues.isNamed()).isTrue();
        assertThat(venues.all())
                .extracting(
                        VenueList.Venue::name,
                        VenueList.Venue::connection,
                        venue -> venue.settings().address().getPort())
                .containsExactly(tuple("first", 0, 8765), tuple("second", 2, 8766));
    }

    /** A desk of one venue is what it was: the same text, so the same hash. */
    @Test
    void shouldReadOneVenueAsBefore() {
        final Configuration one = read("[venue]\ninstance = \"a\"\n" + TomlText.desk());

        assertThat(one.venues().isNamed()).isFalse();
        assertThat(one.venues().size()).isEqualTo(1);
        assertThat(one.venue().instance()).isEqualTo("a");
        assertThat(one.canonical().text()).contains("\n[venue]\nurl = ").doesNotContain("[[venue]]", "market_venue");
    }

    @Test
    void shouldReadItsCanonicalFormBackToTheSameVenues() {
        final Configuration configuration =
                read(TWO + TomlText.desk() + hedge("venue = \"second\"") + hedge("connection = 1"));
        final Configuration again = read(configuration.canonical().text());

        assertThat(again.venues()).isEqualTo(configuration.venues());
        assertThat(again.books()).isEqualTo(configuration.books());
        assertThat(again.hash()).isEqualTo(configuration.hash());
        assertThat(configuration.canonical().tree().get("venue")).isInstanceOf(List.class);
    }

    @Test
    void shouldKnowOneNameAtTwoVenuesAsTwoCandidates() {
        final Configuration configuration =
                read(TWO + TomlText.desk() + hedge("venue = \"second\"") + hedge("connection = 1"));
        final VenueList venues = configuration.venues();

        assertThat(configuration.books().get(0).hedges())
                .extracting(venues::placeOf)
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name = \"first\"                         | 4:1  | venue.name       | stands twice: first",
                "name = \"b\" \\nconnection = 1           | 5:1  | venue.connection | takes a number of venue first",
                "name = \"b\" \\nconnection = 15          | 5:1  | venue.connection | 0 to 14",
                "name = \"Second Venue\"                  | 4:1  | venue.name       | lower-case letters",
                "url = \"wss://test.deribit.com/ws\"      | 3:1  | venue.name       | is missing",
                "name = \"b\"\\nulr = \"wss://x/ws\"      | 5:1  | venue.ulr        | did you mean url?",
                "name = \"b\"\\nurl = \"ws://10.0.0.7/w\" | 5:1  | venue.url        | must begin with wss://",
                "name = \"b\"\\ntestnet = false           | 5:1  | venue.testnet    | must be true",
                "name = \"b\"\\nclient_id = \"env:A\"     | 3:1  | venue.client_secret | is missing"
            })
    void shouldPointAtWhatIsWrongWithTheSecond(
            final String second, final String place, final String key, final String message) {
        final List<Problem> problems = problems(
                "[[venue]]\nname = \"first\"\n[[venue]]\n" + second.replace("\\n", "\n") + '\n' + TomlText.desk());

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text())
                .startsWith("desk.toml:" + place + ":")
                .contains(message);
        assertThat(problems.get(0).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_secret", "url"})
    void shouldNeverShowACredentialOfAnyOfThem(final String property) {
        final String value = property.equals("url") ? "wss://desk:" + CANARY + "@test.deribit.com/ws" : CANARY;
        final List<Problem> problems = problems("[[venue]]\nname = \"a\"\n[[venue]]\nname = \"b\"\n" + property
                + " = \"" + value + "\"\n" + TomlText.desk());

        assertThat(problems).extracting(Problem::key).containsExactly("venue." + property);
        assertThat(problems.get(0).text()).startsWith("desk.toml:5:1:").doesNotContain(CANARY);
    }

    /** Otherwise what it holds would count twice, and each session would take the other's orders for its own. */
    @Test
    void shouldRefuseOneAccountAsTwoVenues() {
        final String key = "client_id = \"env:ID\"\nclient_secret = \"env:SECRET\"\n";

        final List<Problem> same =
                problems("[[venue]]\nname = \"a\"\n" + key + "[[venue]]\nname = \"b\"\n" + key + TomlText.desk());
        final Configuration other = read("[[venue]]\nname = \"a\"\n" + key + "[[venue]]\nname = \"b\"\n"
                + key.replace("ID", "OTHER") + TomlText.desk());

        assertThat(same).extracting(Problem::key).containsExactly("venue.client_id");
        assertThat(same.get(0).text()).startsWith("desk.toml:7:1:").contains("would count twice");
        assertThat(other.venues().size()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAnEmptyListAndMoreThanThereAreConnections() {
        final StringBuilder nine = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            nine.append("[[venue]]\nname = \"v")
                    .append(i)
                    .append("\"\nurl = \"wss://v")
                    .append(i)
                    .append(".x/ws\"\n");
        }

        assertThat(problems("venue = []\n" + TomlText.desk()).get(0).text()).contains("must stand at least once");
        assertThat(problems(nine + TomlText.desk())).extracting(Problem::key).containsExactly("venue.connection");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "venue = \"secnd\"                        | book.hedge.venue      | did you mean second?",
                "venue = \"second\"\\nconnection = 2      | book.hedge.connection | say venue or connections, not both",
                "venue = \"second\"\\nmarket_connection=2 | book.hedge.market_connection | not both",
                "connection = 4                           | book.hedge.connection | is no venue's: connection=4",
                "connection = 3\\nmarket_connection = 0   | book.hedge.market_connection | is not of venue second"
            })
    void shouldPointAtACandidateOfNoVenue(final String lines, final String key, final String message) {
        final List<Problem> problems = problems(TWO + TomlText.desk() + hedge(lines.replace("\\n", "\n")));

        assertThat(problems).extracting(Problem::key).containsExactly(key);
        assertThat(problems.get(0).text()).contains(message);
    }

    @Test
    void shouldRefuseACandidateTwiceAtOneVenueHoweverTheVenueIsNamed() {
        final List<Problem> problems = problems(
                TWO + TomlText.desk() + hedge("venue = \"second\"") + hedge("connection = 3\nmarket_connection = 2"));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).contains("stands twice at one venue: BTC-PERPETUAL");
    }

    @Test
    void shouldRefuseANameWhereOneVenueHasNone() {
        final List<Problem> candidate = problems("[venue]\n" + TomlText.desk() + hedge("venue = \"second\""));
        final List<Problem> market = problems("[venue]\n"
                + TomlText.desk().replace("coin = \"BTC\"\n", "coin = \"BTC\"\nmarket_venue = \"second\"\n"));

        assertThat(candidate.get(0).text()).contains("write [[venue]] with name = \"second\"");
        assertThat(market).extracting(Problem::key).containsExactly("book.market_venue");
    }

    @Test
    void shouldTakeTheSlowestRampForTheWholeDesk() {
        final RampSettings ramp = read(TWO.replace("[[venue]]\nname = \"second\"", """
                        ramp_order_usd = 5000.0
                        ramp_step_s = 60
                        ramp_step_orders = 7
                        [[venue]]
                        name = "second"
                        ramp_order_usd = 9000.0
                        ramp_step_s = 10
                        ramp_step_orders = 3""") + TomlText.desk())
                .venues()
                .ramp();

        assertThat(ramp).isEqualTo(new RampSettings(500_000_000_000L, 60_000_000_000L, 3));
    }

    /** A simulated market is one venue: what bears one name there is one instrument. */
    @Test
    void shouldMergeVenuesWhereTheMarketIsSimulated() {
        final Configuration one = read(TWO + TomlText.desk() + hedge("venue = \"second\"") + hedge("venue = \"first\""))
                .atOneVenue();

        assertThat(one.venues().isNamed()).isFalse();
        assertThat(one.books().get(0).hedges()).hasSize(1);
        assertThat(one.books().get(0).hedges().get(0).connection()).isZero();
        assertThat(one.books().get(0).hedges().get(0).marketConnection()).isZero();
    }
}
