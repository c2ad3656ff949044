package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.market.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a simulation in a fixed number of blocks, each with a stream of its own, and keeps their sums in the order of
 * the blocks: the number of threads changes no bit of the outcome. Thread-safe.
 *
 * @param threads that simulate side by side, at least 1
 */
record MonteCarlo(int threads) {
    /** How many blocks every simulation has. */
    static final int BLOCKS = 64;

    /**
     * Simulates.
     *
     * @param seed       equal seeds give equal figures
     * @param paths      in all, a multiple of {@link #BLOCKS}
     * @param quantities how many each path has
     * @param block      what to simulate
     * @return the sums of every block
     */
    Sampled run(final long seed, final int paths, final int quantities, final PathBlock block) {
        if (paths <= 0 || paths % BLOCKS != 0) {
            throw new IllegalArgumentException("paths do not divide into blocks: paths=" + paths);
        }
        final SplitMix64 seeds = new SplitMix64(seed);
        final List<Callable<List<Moments>>> work = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            final SplitMix64 random = new SplitMix64(seeds.nextLong());
            work.add(() -> simulate(random, paths / BLOCKS, quantities, block));
        }
        return new Sampled(paths, inOrder(work));
    }

    private static List<Moments> simulate(
            final SplitMix64 random, final int paths, final int quantities, final PathBlock block) {
        final List<Moments> sums = new ArrayList<>();
        for (int i = 0; i < quantities; i++) {
            sums.add(new Moments());
        }
        block.simulate(random, paths, sums);
        return sums;
    }

    private List<List<Moments>> inOrder(final List<Callable<List<Moments>>> work) {
        final ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            final List<List<Moments>> results = new ArrayList<>();
            for (final Future<List<Moments>> future : workers.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("simulation was interrupted", e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("simulation failed", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
