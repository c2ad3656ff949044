package io.gimbal.engine.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What libraries read from the process before anything else runs: nothing calls home, nothing is written outside the data
 * directory, and neither locale nor time zone of the machine shows in any output.
 */
final class ProcessSettings {
    private ProcessSettings() {}

    /** Sets what holds for every verb. Called first thing in main. */
    static void conclude() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("log4j2.disable.jmx", "true");
        System.setProperty("log4j2.enableJndiLookup", "false");
        System.setProperty("log4j2.enableJndiJms", "false");
        System.setProperty("log4j2.enableJndiContextSelector", "false");
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /**
     * Moves temporary files of the JVM and of native libraries below a data directory. Called before a verb touches a
     * journal, because the libraries under it unpack native parts once and keep the place.
     *
     * @param dataDirectory will hold them in {@code tmp}
     */
    static void keepTemporaryFilesIn(final Path dataDirectory) {
        final Path temporary = dataDirectory.toAbsolutePath().resolve("tmp");
        try {
            Files.createDirectories(temporary);
        } catch (final IOException e) {
            throw new UncheckedIOException("data directory cannot be written: path=" + temporary, e);
        }
        System.setProperty("java.io.tmpdir", temporary.toString());
        System.setProperty("jna.tmpdir", temporary.toString());
        System.setProperty("jffi.extract.dir", temporary.toString());
    }
}
