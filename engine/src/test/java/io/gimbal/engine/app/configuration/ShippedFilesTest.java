package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

class ShippedFilesTest {
    private static final Path CONFIG = Path.of("..", "config");

    @Test
    void shouldKeepTheDefaultsFileEqualToTheCode() throws IOException {
        final Path file = CONFIG.resolve("gimbal.toml");

        final TomlParseResult written = Toml.parse(file);

        for (final SchemaTable.Row row : tableRows()) {
            assertThat(written.contains(row.key()))
                    .as("missing in %s: %s", file, row.key())
                    .isTrue();
        }
        assertThat(written.dottedKeySet()).hasSameSizeAs(tableRows());
        assertThat(ConfigurationReader.read(file).canonical().text())
                .isEqualTo(ConfigurationReader.defaults().canonical().text());
    }

    @Test
    void shouldDocumentEveryPropertyWithItsReasonUnitAndRange() throws IOException {
        final List<String> lines = Files.readAllLines(CONFIG.resolve("gimbal.toml"));
        final String words = String.join(" ", lines).replace("#", " ").replaceAll("\\s+", " ");

        for (final SchemaTable.Row row : SchemaTable.rows()) {
            final String name = row.key().substring(row.key().lastIndexOf('.') + 1);
            assertThat(words).as(row.key()).contains(row.why());
            assertThat(lines)
                    .as(row.key())
                    .anySatisfy(line -> assertThat(line)
                            .matches("(# )?" + name + " .*")
                            .contains(row.unit())
                            .contains(row.range()));
        }
    }

    @ParameterizedTest
    @MethodSource("desks")
    void shouldReadEveryExampleDesk(final Path desk) {
        final Configuration configuration = ConfigurationReader.read(desk);

        assertThat(configuration.books()).isNotEmpty();
        assertThat(ConfigurationReader.read("again", configuration.canonical().text())
                        .books())
                .isEqualTo(configuration.books());
    }

    @ParameterizedTest
    @MethodSource("desks")
    void shouldAskForAWholeBookInEveryExampleDesk(final Path desk) {
        for (final BookSettings book : ConfigurationReader.read(desk).books()) {
            if (!book.strategy().ownsTarget()) {
                final BookRule rule = Objects.requireNonNull(book.rule());
                assertThat(rule.expiries()).isGreaterThanOrEqualTo(4);
                assertThat(rule.expiries() * rule.strikes() * 2).isGreaterThanOrEqualTo(40);
            }
            assertThat(book.limits().maxIndexAgeNs()).isEqualTo(isRecorded(desk) ? 330_000_000_000L : 5_000_000_000L);
        }
    }

    /** The recorded chain was scanned every five minutes; an exchange speaks several times a second. */
    private static boolean isRecorded(final Path desk) {
        return !desk.endsWith("local-exchange.toml") && !desk.endsWith("btc-two-venues.toml");
    }

    static Stream<Path> desks() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve("desks"))) {
            return files.sorted().toList().stream();
        }
    }

    /** What has a default stands in the file; what a policy alone reads stands there as a comment. */
    private static List<SchemaTable.Row> tableRows() {
        return SchemaTable.rows().stream()
                .filter(row -> !row.key().startsWith("book.") && row.fallback() != null)
                .toList();
    }
}
