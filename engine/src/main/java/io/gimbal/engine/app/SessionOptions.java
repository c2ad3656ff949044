package io.gimbal.engine.app;

import io.gimbal.engine.pipeline.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every verb that runs a session. */
final class SessionOptions {
    private static final String MAX = "max";
    private static final double MAX_SPEED = 1e6;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Where the journal is kept: empty, absent, or an earlier instance, which is continued.")
    private @Nullable Path journal;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the simulated market; 1.")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            description = "Market time per wall time: 1 is real time, max as fast as the machine can.")
    private @Nullable String speed;

    @Option(names = "--ack-file", paramLabel = "FILE", hidden = true, description = "Witness of returned appends.")
    private @Nullable Path ackFile;

    /** The directory given, or another; made and taken for temporary files. */
    Path journal(final Path otherwise) {
        return directory(journal == null ? otherwise : journal);
    }

    /** Takes a directory for the journal and for temporary files. */
    static Path directory(final Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new VerbException(
                    ExitCode.USAGE, "--journal is not a directory: path=" + directory + "; name another");
        }
        ProcessSettings.keepTemporaryFilesIn(directory);
        return directory;
    }

    long seed() {
        return seed;
    }

    Pace pace(final double otherwise) {
        if (speed == null) {
            return Double.isInfinite(otherwise) ? Pace.MAX : Pace.times(otherwise);
        }
        if (MAX.equals(speed)) {
            return Pace.MAX;
        }
        final double times = number(speed);
        if (!(times > 0 && times <= MAX_SPEED)) {
            throw new VerbException(
                    ExitCode.USAGE, "--speed is max or a number above 0, at most 1000000: speed=" + speed);
        }
        return Pace.times(times);
    }

    private static double number(final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Nullable
    Path ackFile() {
        return ackFile;
    }
}
