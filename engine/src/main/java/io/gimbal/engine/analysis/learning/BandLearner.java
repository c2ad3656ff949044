package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Trains a network, keeps it in the cells in which it was better than every closed form on books it had not seen, and
 * measures what was kept on books that had no part in that choice either. Owned by one thread.
 */
public final class BandLearner {
    private static final long CHOICE_STREAM = 0x6368_6F69_6365L;
    private static final long TEST_STREAM = 0x7465_7374_7465L;

    /** Eighteen cells are looked at, so one must be better by more than two errors. */
    private static final double ERRORS = 3;

    private static final double[] COST_EDGES = {5e-4, 2e-3};
    private static final double[] WIDTH_EDGES = {0.16, 0.36};
    private static final int ALL_CELLS = (1 << NetworkShape.CELLS) - 1;

    private final LearningSettings settings;
    private final Consumer<String> progress;

    /**
     * Prepares to learn.
     *
     * @param settings of training and evaluation
     * @param progress told in words what was done, now and then
     */
    public BandLearner(final LearningSettings settings, final Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** {@return a trained network with everything that was measured of it} */
    public TrainedNetwork learn() {
        final double[] empty = new double[NetworkShape.SIZE];
        empty[0] = NetworkShape.FORMAT;
        System.arraycopy(COST_EDGES, 0, empty, NetworkShape.COST_EDGES, COST_EDGES.length);
        System.arraycopy(WIDTH_EDGES, 0, empty, NetworkShape.WIDTH_EDGES, WIDTH_EDGES.length);
        empty[NetworkShape.KEPT] = ALL_CELLS;
        DomainStatistics.write(settings, empty);
        final BandTrainer trainer = new BandTrainer(settings, empty);
        final double[] row = trainer.train(epoch -> progress.accept("trained " + epoch + " of " + settings.epochs()));
        final List<CellResult> choice = measure(row, allCells(), settings.seed() ^ CHOICE_STREAM);
        row[NetworkShape.KEPT] = mask(choice);
        final BandNetwork network = Objects.requireNonNull(BandNetwork.of(row), "training left no network");
        final List<CellResult> test = measure(row, keptCells(network), settings.seed() ^ TEST_STREAM);
        return new TrainedNetwork(settings, trainer.meanLoss(), network, choice, test);
    }

    private List<CellResult> measure(final double[] row, final List<Integer> cells, final long seed) {
        return new NetworkEvaluation(settings.finer())
                .measure(row, cells, seed, done -> progress.accept("measured " + done + " of " + cells.size()));
    }

    private static List<Integer> allCells() {
        final List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < NetworkShape.CELLS; cell++) {
            cells.add(cell);
        }
        return cells;
    }

    private static List<Integer> keptCells(final BandNetwork network) {
        return allCells().stream().filter(network::isKept).toList();
    }

    private static double mask(final List<CellResult> results) {
        long bits = 0;
        for (final CellResult result : results) {
            bits |= result.isBetter(ERRORS) ? 1L << result.cell() : 0;
        }
        return (double) bits;
    }

    /** How many standard errors better a network must be to be kept. */
    static double errors() {
        return ERRORS;
    }
}
