package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.util.List;

/**
 * A trained network and what was measured of it.
 *
 * @param settings it was trained with
 * @param loss     mean of the last epoch; the prior's is near 1
 * @param network  with the cells in which it is kept
 * @param choice   of all cells, on the books by which cells were kept
 * @param test     of the kept cells, on books that had no part in that choice
 */
public record TrainedNetwork(
        LearningSettings settings, double loss, BandNetwork network, List<CellResult> choice, List<CellResult> test) {
    /**
     * Keeps copies of the lists.
     *
     * @param settings as above
     * @param loss     as above
     * @param network  as above
     * @param choice   as above
     * @param test     as above
     */
    public TrainedNetwork {
        choice = List.copyOf(choice);
        test = List.copyOf(test);
    }

    /** {@return all tested cells as one, each counted alike; nothing but zeros where none is kept} */
    public CellResult pooled() {
        final int count = Math.max(test.size(), 1);
        final double[] means = new double[3];
        final double[] squares = new double[3];
        int books = 0;
        for (final CellResult cell : test) {
            means[0] += cell.whalleyWilmott() / count;
            means[1] += cell.zakamouline() / count;
            means[2] += cell.fixedBand() / count;
            squares[0] += square(cell.whalleyWilmottError() / count);
            squares[1] += square(cell.zakamoulineError() / count);
            squares[2] += square(cell.fixedBandError() / count);
            books += cell.books();
        }
        return new CellResult(
                -1,
                books,
                means[0],
                Math.sqrt(squares[0]),
                means[1],
                Math.sqrt(squares[1]),
                means[2],
                Math.sqrt(squares[2]));
    }

    private static double square(final double x) {
        return x * x;
    }

    /** {@return whether the network, where it is kept, was better than every closed form on books never used before} */
    public boolean isKept() {
        return !test.isEmpty() && pooled().isBetter(BandLearner.errors());
    }
}
