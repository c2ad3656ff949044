package io.gimbal.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Where tests find recorded market data and reference values: the folder that {@code GIMBAL_DATA} names, else the one
 * beside the project. A test that needs them is skipped with a message where they are absent.
 */
public final class SharedData {
    private SharedData() {}

    /**
     * Finds a file or folder of recorded data.
     *
     * @param relative path below the data folder
     * @return its path; skips the calling test where it does not exist
     */
    public static Path data(final String relative) {
        return require(root().resolve(relative));
    }

    /**
     * Finds a file of reference values.
     *
     * @param relative path below the values folder
     * @return its path; skips the calling test where it does not exist
     */
    public static Path values(final String relative) {
        return require(root().resolveSibling("reference").resolve("values").resolve(relative));
    }

    /**
     * Finds a document of the venue.
     *
     * @param relative path below the reference folder
     * @return its path; skips the calling test where it does not exist
     */
    public static Path reference(final String relative) {
        return require(root().resolveSibling("reference").resolve(relative));
    }

    private static Path root() {
        final String configured = System.getenv("GIMBAL_DATA");
        if (configured != null) {
            return Path.of(configured).toAbsolutePath().normalize();
        }
        final Path here = Path.of("").toAbsolutePath();
        final Path below = here.resolve("../shared/data").normalize();
        return Files.isDirectory(below)
                ? below
                : here.resolve("../../shared/data").normalize();
    }

    private static Path require(final Path path) {
        Assumptions.assumeTrue(Files.exists(path), () -> "no recorded data: path=" + path + ", set GIMBAL_DATA");
        return path;
    }
}
