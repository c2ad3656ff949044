package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueSettingsTest {
    private static final String CANARY = "W0H6canary7XyZ";

    private static Configuration read(final String venue) {
        return ConfigurationReader.read("desk.toml", "[venue]\n" + venue + '\n' + TomlText.desk());
    }

    private static List<Problem> problems(final String venue) {
        final ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, () -> read(venue));
        assertThat(failure).as(venue).isNotNull();
        return failure.problems();
    }

    @Test
    void shouldSpeakToTheTestVenueWithoutAnAccountUnlessToldOtherwise() {
        final VenueSettings venue = ConfigurationReader.defaults().venue();

        assertThat(venue.address()).hasHost("test.deribit.com");
        assertThat(venue.isTestnet()).isTrue();
        assertThat(venue.hasAccount()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "wss://www.deribit.com/ws/api/v2, true",
        "wss://test.deribit.com/ws/api/v2, false",
        "wss://streams.deribit.com/ws/api/v2, true"
    })
    void shouldRefuseAFlagThatDisagreesWithTheHost(final String url, final boolean testnet) {
        assertThat(problems("url = \"" + url + "\"\ntestnet = " + testnet))
                .extracting(Problem::key)
                .containsExactly("venue.testnet");
    }

    @ParameterizedTest
    @CsvSource({
        "wss://www.deribit.com/ws/api/v2, false",
        "wss://test.deribit.com/ws/api/v2, true",
        "ws://127.0.0.1:9000/ws/api/v2, true",
        "ws://localhost/ws/api/v2, false"
    })
    void shouldTakeAFlagThatAgrees(final String url, final boolean testnet) {
        final VenueSettings venue =
                read("url = \"" + url + "\"\ntestnet = " + testnet).venue();

        assertThat(venue.address()).hasToString(url);
        assertThat(venue.isTestnet()).isEqualTo(testnet);
    }

    @Test
    void shouldRefuseAnUnencryptedLineToAnotherMachine() {
        assertThat(problems("url = \"ws://10.0.0.7:9000/ws/api/v2\""))
                .extracting(Problem::key)
                .containsExactly("venue.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://test.deribit.com:99999/ws/api/v2", "wss://..", "wss://-/ws", "wss://1.2.3.x.4"})
    void shouldRefuseAnAddressThatNamesNoHost(final String url) {
        assertThat(problems("url = \"" + url + "\"")).extracting(Problem::key).containsExactly("venue.url");
    }

    @Test
    void shouldNeverShowACredentialThatStandsInAnAddress() {
        final List<Problem> problems = problems("url = \"wss://desk:" + CANARY + "@test.deribit.com/ws/api/v2\"");

        assertThat(problems).extracting(Problem::key).containsExactly("venue.url");
        assertThat(problems.get(0).text()).contains("without a user").doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_secret"})
    void shouldNeverShowACredentialThatStandsInTheFile(final String property) {
        final List<Problem> problems = problems(property + " = \"" + CANARY + '"');

        assertThat(problems).extracting(Problem::key).containsExactly("venue." + property);
        assertThat(problems.get(0).text()).contains("env:NAME").doesNotContain(CANARY);
    }

    @Test
    void shouldKeepThePlaceOfACredential() {
        final VenueSettings venue = read("client_id = \"env:DESK_ID\"\nclient_secret = \"file:/run/secrets/desk\"")
                .venue();

        assertThat(venue.hasAccount()).isTrue();
        assertThat(venue.clientId().isEnvironment()).isTrue();
        assertThat(venue.clientId().place()).isEqualTo("DESK_ID");
        assertThat(venue.clientSecret().isEnvironment()).isFalse();
        assertThat(venue.clientSecret().place()).isEqualTo("/run/secrets/desk");
    }

    @Test
    void shouldAskForBothHalvesOfAKey() {
        assertThat(problems("client_id = \"env:DESK_ID\""))
                .extracting(Problem::key)
                .containsExactly("venue.client_secret");
    }

    @Test
    void shouldReadAListOfCoins() {
        assertThat(read("currencies = [\"BTC\", \"USDC\"]").venue().currencies())
                .containsExactly("BTC", "USDC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"BTC\"", "[1]", "[\"btc\"]", "[\"BTC\", \"BTC\"]"})
    void shouldRefuseWhatIsNoListOfCoins(final String value) {
        assertThat(problems("currencies = " + value)).extracting(Problem::key).containsExactly("venue.currencies");
    }

    @Test
    void shouldRefuseAFirstPauseBeyondTheLongest() {
        assertThat(problems("reconnect_min_ms = 5000\nreconnect_max_ms = 1000"))
                .extracting(Problem::key)
                .containsExactly("venue.reconnect_min_ms");
    }

    @Test
    void shouldLetTheAccountSayWhatABookHolds() {
        final Configuration configuration =
                ConfigurationReader.read("desk.toml", "[venue]\ntestnet = true\n" + TomlText.BOOK);

        assertThat(configuration.books()).hasSize(1);
        assertThat(configuration.books().get(0).rule()).isNull();
    }

    @Test
    void shouldReadItsCanonicalFormBackToTheSameVenue() {
        final Configuration configuration =
                read("currencies = [\"BTC\"]\nramp_order_usd = 2500.5\ngrant = \"client_credentials\"");

        final Configuration again =
                ConfigurationReader.read("again", configuration.canonical().text());

        assertThat(again.venue()).isEqualTo(configuration.venue());
        assertThat(again.hash()).isEqualTo(configuration.hash());
    }
}
