package io.gimbal.perf.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Value and Greeks of the same ten thousand options; nanoseconds per option. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OptionSample.SIZE)
public class BlackEvaluatorBenchmark {
    private final SampleRuns runs = new SampleRuns();

    /** Called by the harness, once per fork. */
    public BlackEvaluatorBenchmark() {}

    /**
     * Ours: price, delta, gamma, vega, theta, vanna, volga, charm.
     *
     * @return a sum of all
     */
    @Benchmark
    public double gimbal() {
        return runs.ourGreeks();
    }

    /**
     * Strata's: price, delta, gamma, vega, driftless theta, vanna, volga.
     *
     * @return a sum of all
     */
    @Benchmark
    public double strata() {
        return runs.strataGreeks();
    }
}
