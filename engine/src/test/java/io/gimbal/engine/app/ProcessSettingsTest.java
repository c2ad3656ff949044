package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSettingsTest {
    private final Properties properties = new Properties();
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void remember() {
        properties.putAll(System.getProperties());
    }

    @AfterEach
    void restore() {
        System.setProperties(properties);
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void shouldHideTheMachinesLocaleAndTimeZone() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));

        ProcessSettings.conclude();

        assertThat(String.format("%.2f", 1.5)).isEqualTo("1.50");
        assertThat("TITLE".toLowerCase(Locale.getDefault())).isEqualTo("title");
        assertThat(TimeZone.getDefault().getRawOffset()).isZero();
    }

    @Test
    void shouldLetNothingCallHome() {
        System.clearProperty("chronicle.analytics.disable");
        System.clearProperty("chronicle.announcer.disable");

        ProcessSettings.conclude();

        assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
        assertThat(System.getProperty("chronicle.announcer.disable")).isEqualTo("true");
        assertThat(System.getProperty("log4j2.enableJndiLookup")).isEqualTo("false");
    }

    @Test
    void shouldKeepTemporaryFilesBelowTheDataDirectory() {
        ProcessSettings.keepTemporaryFilesIn(folder.resolve("desk"));

        final Path temporary = folder.toAbsolutePath().resolve("desk").resolve("tmp");
        assertThat(temporary).isDirectory();
        for (final String property : new String[] {"java.io.tmpdir", "jna.tmpdir", "jffi.extract.dir"}) {
            assertThat(System.getProperty(property)).isEqualTo(temporary.toString());
        }
    }

    @Test
    void shouldNameADataDirectoryThatCannotBeWritten() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ProcessSettings.keepTemporaryFilesIn(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
