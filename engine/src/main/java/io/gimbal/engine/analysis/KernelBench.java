package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.StripKernel;
import java.util.Arrays;

/**
 * What a kernel's direct sum of a strip costs. Until the second compiler has seen it a kernel of vectors allocates and is
 * slower by orders of magnitude, so it is run until it allocates nothing, and only rounds that allocate nothing count.
 * Before it is timed its sums are compared with the strip's.
 */
final class KernelBench {
    /** In place of a time: the kernel did not stop allocating. */
    static final double NOT_MEASURED = -1.0;

    private static final int WARM_UP_ROUNDS = 200;
    private static final int WARM_UP_EVALUATIONS = 100_000;
    private static final int CLEAN_ROUNDS = 10;
    private static final int ROUNDS = 7;
    private static final int EVALUATIONS = 2_000_000;
    private static final double HALF_ULP = 0x1.0p-53;

    /** Steps of rounding in a sum beside one per record: lanes added up, terms rounded apart. */
    private static final int FURTHER_ROUNDINGS = 16;

    private final StripKernel kernel;
    private final CallStrip strip;
    private final double forward;
    private final double rootTime;
    private final double[] sums = new double[BlackSums.COUNT];
    private boolean isClean;

    private KernelBench(final StripKernel kernel, final CallStrip strip, final double forward, final double rootTime) {
        this.kernel = kernel;
        this.strip = strip;
        this.forward = forward;
        this.rootTime = rootTime;
    }

    /**
     * Measures one strip.
     *
     * @param kernel   to measure
     * @param strip    to sum, not empty
     * @param forward  USD per coin
     * @param rootTime square root of the years to expiry
     * @return nanoseconds of processor time to sum all records, the least of several rounds; {@link #NOT_MEASURED} where
     *     no round was free of garbage
     * @throws IllegalStateException if the kernel's sums are not the strip's
     */
    static double measure(
            final StripKernel kernel, final CallStrip strip, final double forward, final double rootTime) {
        kernel.load(strip);
        final KernelBench bench = new KernelBench(kernel, strip, forward, rootTime);
        bench.verify();
        if (!bench.hasSettled()) {
            return NOT_MEASURED;
        }
        final double best = bench.bestNs();
        // What the compiled code says counts, so it is asked again.
        bench.verify();
        return best;
    }

    /**
     * Both sums round once per record, so they differ by no more than that many half ulps of the sum of the terms'
     * magnitudes, each.
     */
    private void verify() {
        final double[] direct = new double[BlackSums.COUNT];
        final double[] term = new double[BlackSums.COUNT];
        final double[] gross = new double[BlackSums.COUNT];
        final double logForward = strip.logForward(forward);
        strip.addSums(0, strip.size(), forward, logForward, rootTime, direct, 0);
        for (int i = 0; i < strip.size(); i++) {
            Arrays.fill(term, 0.0);
            strip.addSums(i, i + 1, forward, logForward, rootTime, term, 0);
            for (int sum = 0; sum < BlackSums.COUNT; sum++) {
                gross[sum] += Math.abs(term[sum]);
            }
        }
        Arrays.fill(sums, 0.0);
        kernel.addSums(0, strip.size(), forward, logForward, rootTime, sums, 0);
        final double tolerance = 2.0 * (strip.size() + FURTHER_ROUNDINGS) * HALF_ULP;
        for (int sum = 0; sum < BlackSums.COUNT; sum++) {
            if (!(Math.abs(sums[sum] - direct[sum]) <= tolerance * gross[sum])) {
                throw new IllegalStateException("the kernel's sum is not the strip's: sum=" + sum + ", direct="
                        + direct[sum] + ", kernel=" + sums[sum] + ", gross=" + gross[sum]);
            }
        }
    }

    private boolean hasSettled() {
        int clean = 0;
        for (int round = 0; round < WARM_UP_ROUNDS && clean < CLEAN_ROUNDS; round++) {
            roundNs(WARM_UP_EVALUATIONS);
            clean = isClean ? clean + 1 : 0;
        }
        return clean == CLEAN_ROUNDS;
    }

    private double bestNs() {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            final double ns = roundNs(EVALUATIONS);
            if (isClean) {
                best = Math.min(best, ns);
            }
        }
        return best < Double.POSITIVE_INFINITY ? best : NOT_MEASURED;
    }

    /** Nanoseconds per sum of all records; notes whether anything was allocated meanwhile. */
    private double roundNs(final int evaluations) {
        final int repeats = Math.max(1, evaluations / strip.size());
        final long bytesBefore = Meter.allocatedBytes();
        final long start = Meter.cpuNs();
        for (int i = 0; i < repeats; i++) {
            final double at = forward * (1.0 + i * 1e-9);
            Arrays.fill(sums, 0.0);
            kernel.addSums(0, strip.size(), at, strip.logForward(at), rootTime, sums, 0);
        }
        final long spentNs = Meter.cpuNs() - start;
        isClean = Meter.allocatedBytes() == bytesBefore;
        return spentNs / (double) repeats;
    }
}
