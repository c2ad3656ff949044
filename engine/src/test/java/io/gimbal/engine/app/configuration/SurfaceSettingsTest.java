package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.VolSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurfaceSettingsTest {
    private static final String BY_SURFACE = "[book.hedging]\nvol_source = \"surface\"\n";

    @Test
    void shouldFitNothingAndValueByMarksUnlessToldTo() {
        final Configuration configuration = ConfigurationReader.read("desk.toml", TomlText.desk());

        assertThat(configuration.surface())
                .isEqualTo(new SurfaceSettings(false, 5_000_000_000L, 50_000_000L, 60_000_000_000L));
        assertThat(configuration.books().get(0).hedging().volSource()).isEqualTo(VolSource.MARK);
    }

    @Test
    void shouldRefuseABookThatWaitsForSmilesNobodyFits() {
        final ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationReader.read("desk.toml", TomlText.desk() + BY_SURFACE));

        assertThat(failure.problems()).extracting(Problem::key).containsExactly("surface.enabled");
    }

    @ParameterizedTest
    @EnumSource(
            value = VolSource.class,
            names = {"MARK", "SURFACE"})
    void shouldTellTheEngineTheSource(final VolSource source) {
        final Configuration configuration = ConfigurationReader.read(
                "desk.toml",
                "[surface]\nenabled = true\n"
                        + TomlText.desk()
                        + BY_SURFACE.replace("surface", source.name().toLowerCase(Locale.ROOT)));
        final AtomicReference<VolSource> told = new AtomicReference<>(VolSource.NULL_VAL);
        final Ingress ingress = (buffer, offset, length, timeNs) -> {
            told.set(new BookConfigurationDecoder()
                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                    .volSource());
            return 0;
        };

        new ConfigurationEvents().offerBook(configuration.books().get(0), 0, 1, ingress, 1);

        assertThat(told.get()).isEqualTo(source);
    }

    @Test
    void shouldRefuseToFitQuotesOlderThanABookTakesVolatilities() {
        final ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationReader.read(
                        "desk.toml",
                        "[surface]\nenabled = true\nmax_quote_age_s = 86400\n" + TomlText.desk() + BY_SURFACE));

        assertThat(failure.problems()).extracting(Problem::key).containsExactly("surface.max_quote_age_s");
    }
}
