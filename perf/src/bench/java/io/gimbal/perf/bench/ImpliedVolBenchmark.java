package io.gimbal.perf.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Implied volatilities of the same ten thousand options; nanoseconds each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OptionSample.SIZE)
public class ImpliedVolBenchmark {
    private final SampleRuns runs = new SampleRuns();

    /** Called by the harness, once per fork. */
    public ImpliedVolBenchmark() {}

    /**
     * Ours, from the price alone.
     *
     * @return a sum of the volatilities
     */
    @Benchmark
    public double cold() {
        return runs.coldVols();
    }

    /**
     * Ours, from a volatility that is half a per cent off at most.
     *
     * @return a sum of the volatilities
     */
    @Benchmark
    public double warm() {
        return runs.warmVols();
    }

    /**
     * Strata's {@code BlackFormulaRepository.impliedVolatility}.
     *
     * @return a sum of the volatilities
     */
    @Benchmark
    public double strata() {
        return runs.strataVols();
    }
}
