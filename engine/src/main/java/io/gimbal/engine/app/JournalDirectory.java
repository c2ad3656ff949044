package io.gimbal.engine.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of a journal, as an argument of a verb. */
final class JournalDirectory {
    private JournalDirectory() {}

    /**
     * Checks that a journal is there and keeps temporary files below it.
     *
     * @param directory as given
     * @return the same
     */
    static Path existing(final @Nullable Path directory) {
        if (directory == null || !Files.isRegularFile(directory.resolve("MANIFEST"))) {
            throw new VerbException(
                    ExitCode.BAD_DATA,
                    "no journal here: directory=" + directory + "; it holds no MANIFEST, check the path");
        }
        ProcessSettings.keepTemporaryFilesIn(directory);
        return directory;
    }
}
