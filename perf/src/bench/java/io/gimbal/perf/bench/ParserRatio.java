package io.gimbal.perf.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Holds the parser to what is promised: an option's ticker, from the frame to the event, costs at most 1.15 times what
 * fastjson2 takes for the same fields, by its better way, and makes no garbage. One JMH run has the contenders' forks take
 * turns; each counts with its best iteration and, for people, its median. Exits with 1 when it is too slow.
 */
public final class ParserRatio {
    private static final double COST_AT_MOST = 1.15;
    private static final double BYTES_AT_MOST = 0.5;
    private static final String OURS = "gimbalEvent";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, Collection<Double>> times = new TreeMap<>();
    private double allocated;

    private ParserRatio() {}

    /**
     * Measures, prints one line per contender, and fails when ours is too slow or allocates.
     *
     * @param args how often the forks take turns, 3 without
     * @throws RunnerException when the harness fails
     */
    public static void main(final String[] args) throws RunnerException {
        final int turns = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        System.exit(new ParserRatio().isGood(turns) ? 0 : 1);
    }

    private boolean isGood(final int turns) throws RunnerException {
        if (!new TickerParserBenchmark().isSame()) {
            System.out.println("parsers read different values");
            return false;
        }
        for (int turn = 0; turn < turns; turn++) {
            measure();
        }
        final double ours = best(OURS);
        final double theirs = Math.min(best("fastjson2Objects"), best("fastjson2Reader"));
        times.forEach((name, values) -> System.out.printf(
                Locale.ROOT, "%s: best=%.0f ns, median=%.0f ns%n", name, best(name), median(values)));
        System.out.printf(
                Locale.ROOT,
                "ticker: ratio=%.2f, at most %.2f, allocated=%.3f B/op%n",
                ours / theirs,
                COST_AT_MOST,
                allocated);
        return ours / theirs <= COST_AT_MOST && allocated <= BYTES_AT_MOST;
    }

    private void measure() throws RunnerException {
        final Options options = new OptionsBuilder()
                .include(TickerParserBenchmark.class.getSimpleName() + "\\.(gimbalEvent|fastjson2Objects|fastjson2Reader)$")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .jvmArgsAppend("-Xbatch") // Compiled before it is measured, however busy the machine is.
                .warmupIterations(6)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(15)
                .measurementTime(TimeValue.milliseconds(300))
                .shouldFailOnError(true)
                .build();
        for (final RunResult result : new Runner(options).run()) {
            final String label = result.getPrimaryResult().getLabel();
            final Collection<Double> values = times.computeIfAbsent(label, name -> new ArrayList<>());
            result.getBenchmarkResults().forEach(fork -> {
                for (final IterationResult iteration : fork.getIterationResults()) {
                    values.add(iteration.getPrimaryResult().getScore());
                }
            });
            if (label.equals(OURS)) {
                allocated = Math.max(allocated, allocated(result.getSecondaryResults()));
            }
        }
    }

    private static double allocated(final Map<String, Result> results) {
        for (final Map.Entry<String, Result> entry : results.entrySet()) {
            if (entry.getKey().endsWith(ALLOCATED)) {
                return entry.getValue().getScore();
            }
        }
        throw new IllegalStateException("the profiler says nothing: name=" + ALLOCATED);
    }

    private double best(final String name) {
        return times.getOrDefault(name, new ArrayList<>()).stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static double median(final Collection<Double> values) {
        final double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
