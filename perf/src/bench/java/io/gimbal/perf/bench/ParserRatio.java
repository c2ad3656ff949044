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
 * fastjson2 takes for the same fields, by its better way, and makes no garbage. The contenders' forks take turns; each
 * counts with its best iteration and, for people, its median. A ratio that a busy machine spoilt may be tried again;
 * garbage and wrong values may not. Exits with 1 when it does not hold.
 */
public final class ParserRatio {
    private static final double COST_AT_MOST = 1.15;
    private static final double BYTES_AT_MOST = 0.5;
    private static final int TURNS = 2;
    private static final String OURS = "gimbalEvent";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, Collection<Double>> times = new TreeMap<>();
    private double allocated;

    private ParserRatio() {}

    /**
     * Measures, prints one line per contender, and fails when ours is too slow or allocates.
     *
     * @param args how often it may be tried, 3 without
     * @throws RunnerException when the harness fails
     */
    public static void main(final String[] args) throws RunnerException {
        final int tries = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        if (!new TickerParserBenchmark().isSame()) {
            System.out.println("parsers read different values");
            System.exit(1);
        }
        System.exit(isGood(tries) ? 0 : 1);
    }

    private static boolean isGood(final int tries) throws RunnerException {
        for (int n = 1; n <= tries; n++) {
            final ParserRatio ratio = new ParserRatio();
            ratio.measure();
            ratio.print();
            if (ratio.allocated > BYTES_AT_MOST || ratio.ratio() <= COST_AT_MOST) {
                return ratio.allocated <= BYTES_AT_MOST;
            }
            System.out.printf("try %d of %d: too slow%n", n, tries);
        }
        return false;
    }

    private void measure() throws RunnerException {
        for (int turn = 0; turn < TURNS; turn++) {
            for (final RunResult result : new Runner(options()).run()) {
                add(result);
            }
        }
    }

    private static Options options() {
        return new OptionsBuilder()
                .include(TickerParserBenchmark.class.getSimpleName() + "\\.(gimbalEvent|fastjson2Objects|fastjson2Reader)$")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .jvmArgsAppend("-Xbatch") // Compiled before it is measured, however busy the machine is.
                .warmupIterations(6)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(12)
                .measurementTime(TimeValue.milliseconds(200))
                .shouldFailOnError(true)
                .build();
    }

    private void add(final RunResult result) {
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

    private void print() {
        times.forEach((name, values) -> System.out.printf(
                Locale.ROOT, "%s: best=%.0f ns, median=%.0f ns%n", name, best(name), median(values)));
        System.out.printf(
                Locale.ROOT,
                "ticker: ratio=%.2f, at most %.2f, allocated=%.3f B/op%n",
                ratio(),
                COST_AT_MOST,
                allocated);
    }

    private double ratio() {
        return best(OURS) / Math.min(best("fastjson2Objects"), best("fastjson2Reader"));
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
