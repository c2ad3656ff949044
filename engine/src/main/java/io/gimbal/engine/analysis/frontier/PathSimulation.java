package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PathModel;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.QueueFills;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hedges simulated paths by many rules at once. A path follows from the seed and its index alone, and every figure has
 * its own place, so the number of threads changes nothing.
 */
final class PathSimulation {
    private static final long PATH_STRIDE = 0x9E6C63D0876A9A47L;

    private final FrontierSettings settings;

    PathSimulation(final FrontierSettings settings) {
        this.settings = settings;
    }

    /** Fills samples: every one of them on every path. */
    void run(final List<Sample> samples) {
        final ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            final List<Future<?>> stripes = new ArrayList<>();
            for (int thread = 0; thread < settings.threads(); thread++) {
                final int first = thread;
                stripes.add(threads.submit(() -> stripe(first, samples)));
            }
            for (final Future<?> stripe : stripes) {
                stripe.get();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hedging paths", e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a path could not be hedged", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void stripe(final int first, final List<Sample> samples) {
        final PathModel model = settings.world().model(settings.stepMinutes());
        final PricePath market = new PricePath(settings.steps(), settings.days() / 365.0 / settings.steps());
        final HedgePath path = new HedgePath(
                market, new QueueFills(settings.queue()), settings.costs().takerRate());
        final Ledger ledger = new Ledger(settings.costs());
        for (int index = first; index < settings.paths(); index += settings.threads()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            final SplitMix64 seeds = new SplitMix64(settings.seed() + PATH_STRIDE * index);
            model.draw(new SplitMix64(seeds.nextLong()), market);
            path.prepare(seeds.nextLong());
            for (final Sample sample : samples) {
                sample.hedge(path, index, ledger);
            }
        }
    }
}
