package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    @Test
    void shouldReadBackToItself() {
        final Configuration once = ConfigurationReader.read("desk.toml", TomlText.desk());

        final Configuration again =
                ConfigurationReader.read("canonical.toml", once.canonical().text());

        assertThat(again.canonical().text()).isEqualTo(once.canonical().text());
        assertThat(again.books()).isEqualTo(once.books());
        assertThat(again.hash()).isEqualTo(once.hash());
    }

    @Test
    void shouldNotDependOnHowAFileSaysIt() {
        final Configuration plain =
                ConfigurationReader.read("a.toml", "[limits]\ncollar_bp = 100\nmax_index_age_s = 9\n");

        final Configuration other = ConfigurationReader.read(
                "b.toml", "# note\nlimits.max_index_age_s = 9\nlimits.'collar_bp' = 1.0e2\n[engine]\n");

        assertThat(other.canonical().text()).isEqualTo(plain.canonical().text());
        assertThat(other.hash()).isEqualTo(plain.hash());
    }

    @Test
    void shouldChangeTheHashWhenAnySettingChanges() {
        final long before =
                ConfigurationReader.read("desk.toml", TomlText.desk()).hash();

        assertThat(ConfigurationReader.read("desk.toml", TomlText.desk().replace("strikes = 3", "strikes = 4"))
                        .hash())
                .isNotEqualTo(before);
        assertThat(ConfigurationReader.read("desk.toml", TomlText.desk() + "[book.limits]\ncollar_bp = 99.99999999\n")
                        .hash())
                .isNotEqualTo(before);
    }

    @Test
    void shouldWriteEveryPropertyOfEveryTable() {
        final String text = ConfigurationReader.defaults().canonical().text();

        SchemaTable.rows().stream()
                .filter(row -> !row.key().startsWith("book.") && row.fallback() != null)
                .forEach(row -> assertThat(text)
                        .contains('\n' + row.key().substring(row.key().indexOf('.') + 1) + " = " + row.fallback()));
    }

    @Test
    void shouldNotDependOnTheLocale() {
        final Locale before = Locale.getDefault();
        final String expected = ConfigurationReader.read("desk.toml", TomlText.desk())
                .canonical()
                .text();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(ConfigurationReader.read("desk.toml", TomlText.desk())
                            .canonical()
                            .text())
                    .isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }
}
