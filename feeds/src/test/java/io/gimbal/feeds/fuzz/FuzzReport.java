package io.gimbal.feeds.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the fuzzer's log says of a run.
 *
 * @param executions how many inputs were run after those it began with
 * @param coverage   edges of the code that were reached
 * @param features   edges by how often an input took them
 * @param corpus     inputs that are kept because each reaches something of its own
 * @param slowest    seconds of the slowest input
 * @param megabytes  the most memory of the process
 */
record FuzzReport(long executions, long coverage, long features, long corpus, long slowest, long megabytes) {
    private static final Pattern PROGRESS =
            Pattern.compile("#(\\d+)\\s+(\\w+)\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/.*rss: (\\d+)Mb");
    private static final Pattern STATISTIC = Pattern.compile("stat::(\\w+):\\s+(\\d+)");

    /** Reads it from the log's lines; zero is what they do not say. */
    static FuzzReport of(final List<String> log) {
        FuzzReport report = new FuzzReport(0, 0, 0, 0, 0, 0);
        long seeds = 0;
        for (final String line : log) {
            final Matcher progress = PROGRESS.matcher(line);
            final Matcher statistic = STATISTIC.matcher(line);
            if (progress.lookingAt()) {
                seeds = progress.group(2).equals("INITED") ? number(progress, 1) : seeds;
                report = report.progress(progress, seeds);
            } else if (statistic.matches()) {
                report = report.statistic(statistic.group(1), number(statistic, 2), seeds);
            }
        }
        return report;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "executions=%d coverage=%d features=%d corpus=%d slowest=%d s memory=%d MB",
                executions,
                coverage,
                features,
                corpus,
                slowest,
                megabytes);
    }

    private FuzzReport progress(final Matcher line, final long seeds) {
        return new FuzzReport(
                number(line, 1) - seeds, number(line, 3), number(line, 4), number(line, 5), slowest, number(line, 6));
    }

    private FuzzReport statistic(final String name, final long value, final long seeds) {
        return switch (name) {
            case "number_of_executed_units" ->
                new FuzzReport(Math.max(0, value - seeds), coverage, features, corpus, slowest, megabytes);
            case "slowest_unit_time_sec" -> new FuzzReport(executions, coverage, features, corpus, value, megabytes);
            case "peak_rss_mb" -> new FuzzReport(executions, coverage, features, corpus, slowest, value);
            default -> this;
        };
    }

    private static long number(final Matcher matcher, final int group) {
        return Long.parseLong(matcher.group(group));
    }
}
