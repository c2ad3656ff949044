package io.gimbal.engine.app;

import io.gimbal.engine.analysis.DeltaQuestion;
import io.gimbal.engine.analysis.HullWhiteHistory;
import io.gimbal.engine.analysis.HullWhiteReport;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deltas {@code gimbal surface} takes, and where it learns the minimum-variance one. */
final class DeltaOptions {
    private static final Pattern HORIZON = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final long LONGEST_NS = 365 * DAY * NANOS_PER_SECOND;
    private static final int COEFFICIENTS = 3;

    @Option(names = "--deltas", description = "Print the deltas of every option under each regime.")
    private boolean isWanted;

    @Option(
            names = "--ssr",
            paramLabel = "R",
            defaultValue = "1",
            description = "Skew-stickiness ratio; 1 is sticky strike (the default), 0 sticky moneyness.")
    private double stickiness;

    @Option(
            names = "--mv-calls",
            paramLabel = "A,B,C",
            split = ",",
            description = "Minimum-variance coefficients of calls.")
    private @Nullable List<Double> calls;

    @Option(
            names = "--mv-puts",
            paramLabel = "A,B,C",
            split = ",",
            description = "Minimum-variance coefficients of puts.")
    private @Nullable List<Double> puts;

    @Option(
            names = "--history",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Learn the coefficients from recorded chains; write FILE before this option.")
    private List<Path> chains = List.of();

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Learn them from the tickers in an instance's journal; may be repeated.")
    private List<Path> journals = List.of();

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "1d",
            description = "Hedging interval to learn from: 30s, 5m, 6h, 1d (the default).")
    private String horizon = "";

    /** Refuses what cannot be meant. */
    void check() {
        if (!(Math.abs(stickiness) <= Double.MAX_VALUE)) {
            throw new VerbException(ExitCode.USAGE, "--ssr takes a number: --ssr " + stickiness);
        }
        checkCoefficients("--mv-calls", calls);
        checkCoefficients("--mv-puts", puts);
        if (isGiven() && isLearnt()) {
            throw new VerbException(
                    ExitCode.USAGE, "give --mv-calls and --mv-puts, or learn by --history and --journal, not both");
        }
        horizonNs();
    }

    private static void checkCoefficients(final String option, final @Nullable List<Double> given) {
        final boolean isFine = given == null
                || (given.size() == COEFFICIENTS
                        && given.stream().allMatch(each -> Math.abs(each) <= Double.MAX_VALUE));
        if (!isFine) {
            throw new VerbException(ExitCode.USAGE, option + " takes three numbers, separated by commas: " + given);
        }
    }

    private boolean isGiven() {
        return calls != null || puts != null;
    }

    private boolean isLearnt() {
        return !chains.isEmpty() || !journals.isEmpty();
    }

    private long horizonNs() {
        final Matcher form = HORIZON.matcher(horizon);
        if (form.matches()) {
            final long seconds = switch (form.group(2)) {
                case "s" -> 1;
                case "m" -> MINUTE;
                case "h" -> HOUR;
                default -> DAY;
            };
            final long nanos = Long.parseLong(form.group(1)) * seconds * NANOS_PER_SECOND;
            if (nanos <= LONGEST_NS) {
                return nanos;
            }
        }
        throw new VerbException(
                ExitCode.USAGE, "no time from 1s to 365d: --horizon " + horizon + "; write 30s, 5m, 6h or 1d");
    }

    /**
     * Learns from history.
     *
     * @param atNs later records are not seen, epoch nanoseconds
     * @return null where no history was named
     */
    @Nullable
    HullWhiteReport learn(final long atNs) {
        if (!isLearnt()) {
            return null;
        }
        for (final Path chain : chains) {
            if (!Files.isReadable(chain) || Files.isDirectory(chain)) {
                throw new VerbException(
                        ExitCode.BAD_DATA, "file cannot be read: --history " + chain + "; check the path");
            }
        }
        final List<JournalReader> readers = journals.stream()
                .map(JournalDirectory::existing)
                .map(directory -> JournalReader.open(directory, JournalStorages.all()))
                .toList();
        return HullWhiteHistory.learn(chains, readers, horizonNs(), atNs);
    }

    /**
     * What to ask of the chain.
     *
     * @param learnt null where there is no history
     * @return null where no deltas are wanted
     */
    @Nullable
    DeltaQuestion question(final @Nullable HullWhiteReport learnt) {
        if (!isWanted) {
            return null;
        }
        if (learnt != null) {
            return new DeltaQuestion(stickiness, learnt::coefficients);
        }
        final HullWhiteCoefficients given = isGiven() ? new HullWhiteCoefficients(side(calls), side(puts)) : null;
        return new DeltaQuestion(stickiness, coin -> given);
    }

    private static HullWhiteCoefficients.Side side(final @Nullable List<Double> given) {
        return given == null
                ? HullWhiteCoefficients.ZERO.calls()
                : new HullWhiteCoefficients.Side(given.get(0), given.get(1), given.get(2));
    }
}
