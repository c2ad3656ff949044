package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.WhalleyWilmottPolicy;
import io.gimbal.engine.hedging.policy.ZakamoulinePolicy;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.journal.codec.Landing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Measures a network against the closed forms on books and paths that it was not trained on: the policies as the
 * engine has them, all on the same paths. Owned by one thread.
 */
final class NetworkEvaluation {
    private static final int SEARCHES = 12;
    private static final double WIDEST = 8;

    private final LearningSettings settings;
    private final BookPath[] paths;
    private final PolicyRun run = new PolicyRun();

    NetworkEvaluation(final LearningSettings settings) {
        this.settings = settings;
        paths = new BookPath[settings.paths()];
        final LearningBook first = LearningBook.draw(new SplitMix64(settings.seed()), settings.world());
        for (int i = 0; i < paths.length; i++) {
            paths[i] = new BookPath(settings.steps(), first);
        }
    }

    /**
     * Measures cells.
     *
     * @param row    a network whole in all its words
     * @param cells  to measure
     * @param seed   of books and paths
     * @param onCell told how many cells are done
     * @return one result for each cell, in order
     */
    List<CellResult> measure(final double[] row, final List<Integer> cells, final long seed, final IntConsumer onCell) {
        final BandNetwork network = Objects.requireNonNull(BandNetwork.of(row), "a network that is none");
        final List<CellResult> results = new ArrayList<>();
        for (final int cell : cells) {
            results.add(measure(network, row, cell, new SplitMix64(seed + cell)));
            onCell.accept(results.size());
        }
        return List.copyOf(results);
    }

    private CellResult measure(final BandNetwork network, final double[] row, final int cell, final SplitMix64 random) {
        final Difference whalleyWilmott = new Difference();
        final Difference zakamouline = new Difference();
        final Difference fixedBand = new Difference();
        for (int n = 0; n < settings.trials(); n++) {
            final LearningBook book = LearningBook.draw(random, settings.world(), row, cell);
            final PricePath grid = new PricePath(settings.steps(), book.years() / settings.steps());
            for (int i = 0; i < paths.length; i++) {
                paths[i].draw(book, settings.world(), i, random, grid);
            }
            final double averse = book.riskAversion();
            final double plain = loss(book, new WhalleyWilmottPolicy(averse, book.costRate(), Landing.TO_EDGE, 0));
            final double own = loss(book, new NetworkPolicy(averse, book.costRate(), 0, network));
            final double cost = run.meanCost();
            whalleyWilmott.add((own - plain) / plain);
            zakamouline.add((own - loss(book, new ZakamoulinePolicy(averse, book.costRate(), 0))) / plain);
            fixedBand.add((own - fixedLoss(book, cost)) / plain);
        }
        return new CellResult(
                cell,
                settings.trials(),
                whalleyWilmott.mean(),
                whalleyWilmott.error(),
                zakamouline.mean(),
                zakamouline.error(),
                fixedBand.mean(),
                fixedBand.error());
    }

    private double loss(final LearningBook book, final HedgePolicy policy) {
        run.begin();
        for (final BookPath path : paths) {
            run.hedge(path, policy);
        }
        return run.loss(book.riskAversion());
    }

    /** Of the fixed band that costs as much on the same paths, found by halving. */
    private double fixedLoss(final LearningBook book, final double cost) {
        double low = 0;
        double high = WIDEST * paths[0].pin(0);
        for (int i = 0; i < SEARCHES; i++) {
            final double width = 0.5 * (low + high);
            run.begin();
            for (final BookPath path : paths) {
                run.hedge(path, width);
            }
            low = run.meanCost() > cost ? width : low;
            high = run.meanCost() > cost ? high : width;
        }
        return run.loss(book.riskAversion());
    }

    /** Mean of what was measured book by book, and its standard error. */
    private static final class Difference {
        private double sum;
        private double square;
        private int count;

        void add(final double value) {
            sum += value;
            square += value * value;
            count++;
        }

        double mean() {
            return sum / count;
        }

        double error() {
            final double variance = Math.max(square - sum * sum / count, 0) / (count - 1);
            return Math.sqrt(variance / count);
        }
    }
}
