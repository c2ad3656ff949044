package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileTest {
    private static final String NETWORK =
            "\n[book.hedging]\npolicy = \"band-network\"\nrisk_aversion_per_usd = 0.001\n";

    private static final Path ENDLESS = Path.of("/dev/zero");

    @TempDir
    private Path folder = Path.of("");

    static String text(final BandNetwork network, final boolean isKept) throws IOException {
        final StringWriter writer = new StringWriter();
        NetworkText.write(
                network, isKept, Map.of("world", "gbm"), List.of(Map.of("cells", "all kept", "books", 3)), writer);
        return writer.toString();
    }

    private static String message(final String text) {
        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> NetworkFile.read("net.toml", text));
        assertThat(failure).isNotNull();
        return failure.problems().get(0).text();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReadBackEveryBit(final long seed) throws IOException {
        final double[] row = TestNetworks.row(seed);
        row[NetworkShape.FIRST] = -Double.MIN_VALUE;
        row[NetworkShape.FIRST + 1] = -0.0;
        row[NetworkShape.SECOND] = Math.PI * 1e200;
        final BandNetwork network = TestNetworks.network(row);

        assertThat(NetworkFile.read("net.toml", text(network, true))).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "'format = 1', 'format = 2', 'net.toml:3:1: format must be 1: this code reads no other network'",
        "'[6, 16, 16, 2]', '[6, 16, 2]', 'net.toml:4:1: architecture must be [6, 16, 16, 2]'",
        "'kept = true', 'kept = false', 'net.toml:5:1: kept must be true: this network was not better than the closed'",
        "'kept = true', '', 'net.toml:1:1: kept must be true'",
        "'digest = \"', 'digest = \"0', 'net.toml:6:1: digest must be \"'",
        "'first_bias', 'first_bia', 'net.toml:1:1: weights.first_bias must be a list of 16 numbers as text'",
        "'[domain]', '[domai]', 'net.toml:1:1: domain.mean must be a list of 6 numbers as text'",
        "'[weights]', '[weights', 'is not TOML'"
    })
    void shouldSayWhatIsWrongAndWhere(final String is, final String instead, final String expected) throws IOException {
        final String text = text(TestNetworks.network(TestNetworks.row(1)), true);
        assertThat(text).contains(is);

        assertThat(message(text.replace(is, instead))).contains(expected);
    }

    @Test
    void shouldRefuseANumberThatWasChangedIsNoneOrIsMissing() throws IOException {
        final BandNetwork network = TestNetworks.network(TestNetworks.row(1));
        final String text = text(network, true);
        final String number = '"' + Double.toHexString(network.word(NetworkShape.SECOND + 5)) + '"';
        assertThat(text).contains(number);

        assertThat(message(text.replace(number, "\"0x1.0p0\"")))
                .contains("digest must be")
                .contains("the file was changed");
        assertThat(message(text.replace(number, "\"abc\"")))
                .contains("weights.second must be a hexadecimal double, found abc");
        assertThat(message(text.replace(number, "1.0")))
                .contains("weights.second must be a hexadecimal double, found 1.0");
        assertThat(message(text.replace(number + ",", ""))).contains("weights.second must be a list of 256 numbers");
        assertThat(message(text.replace(number, "\"Infinity\""))).contains("is no network");
    }

    @Test
    void shouldRefuseANetworkThatIsKeptNowhere() throws IOException {
        final BandNetwork nowhere = TestNetworks.network(1, NetworkShape.KEPT, all -> 0);

        assertThat(message(text(nowhere, true))).contains("kept must be true");
    }

    private BookSettings book(final String hedging) throws IOException {
        final Path file = Files.writeString(folder.resolve("desk.toml"), TomlText.desk() + hedging);
        return ConfigurationReader.read(file).books().get(0);
    }

    @Test
    void shouldFindANetworkBesideItsConfiguration() throws IOException {
        final BandNetwork network = TestNetworks.network(TestNetworks.row(6));
        Files.createDirectories(folder.resolve("networks"));
        Files.writeString(folder.resolve("networks/mine.toml"), text(network, true));

        final BookSettings book = book(NETWORK + "network = \"networks/mine.toml\"\n");

        assertThat(book.hedging().network()).isEqualTo(network);
        assertThat(book.hedging().policyName()).isEqualTo("band-network");
    }

    @Test
    void shouldNameTheMissingFileAndTheLineThatNamesIt() {
        assertThatThrownBy(() -> book(NETWORK + "network = \"nothing.toml\"\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("desk.toml:19:")
                .hasMessageContaining("book.hedging.network is refused: ")
                .hasMessageContaining(folder.resolve("nothing.toml") + ":1:1: there is no such file");
    }

    @Test
    void shouldNotReadWhatIsNoFileOfANetworksSize() throws IOException {
        Files.createDirectory(folder.resolve("folder.toml"));
        Files.write(folder.resolve("large.toml"), new byte[(1 << 20) + 1]);

        assertNoNetwork("folder.toml");
        assertNoNetwork("large.toml");
    }

    /** A device has no size and no end. */
    @Test
    void shouldNotReadADevice() {
        Assumptions.assumeTrue(Files.exists(ENDLESS), "no such device here: " + ENDLESS);

        assertNoNetwork(ENDLESS.toString());
    }

    private void assertNoNetwork(final String name) {
        assertThatThrownBy(() -> book(NETWORK + "network = \"" + name + "\"\n"))
                .as(name)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no network: one is a file of at most 1048576 bytes");
    }

    @Test
    void shouldRefuseAFileThatIsNoTextAndOneThatIsNotKept() throws IOException {
        Files.write(folder.resolve("bytes.toml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        Files.writeString(
                folder.resolve("bad.toml"),
                text(TestNetworks.network(TestNetworks.row(6)), false),
                StandardCharsets.UTF_8);

        assertThatThrownBy(() -> book(NETWORK + "network = \"bytes.toml\"\n")).hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> book(NETWORK + "network = \"bad.toml\"\n"))
                .hasMessageContaining("bad.toml:5:1: kept must be true");
    }

    @Test
    void shouldAskForANetworkWhereThePolicyNeedsOneAndForNoneElsewhere() {
        assertThatThrownBy(() -> book(NETWORK))
                .hasMessageContaining("book.hedging.network is missing: policy band-network needs it");
        assertThatThrownBy(() -> book("\n[book.hedging]\npolicy = \"fixed-time\"\nnetwork = \"a.toml\"\n"))
                .hasMessageContaining("network means nothing to policy fixed-time");
    }

    @Test
    void shouldInheritTheNetworkOfAllBooks() throws IOException {
        final BandNetwork network = TestNetworks.network(TestNetworks.row(8));
        Files.writeString(folder.resolve("all.toml"), text(network, true));
        final Path file = Files.writeString(
                folder.resolve("desk.toml"),
                NETWORK.replace("book.hedging", "hedging") + "network = \"all.toml\"\n" + TomlText.desk());

        assertThat(Objects.requireNonNull(ConfigurationReader.read(file).books().get(0))
                        .hedging()
                        .network())
                .isEqualTo(network);
    }
}
