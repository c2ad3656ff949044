package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Trains a network by gradient descent with moments (D. Kingma, J. Ba, "Adam", arXiv:1412.6980) on books drawn anew
 * for each step. The loss of a book is expected cost plus half the risk aversion times the variance of what its hedge
 * earned against a hedge without cost or pause, over what the best band would cost in the limit of small costs. Owned by one
 * thread.
 */
final class BandTrainer {
    private static final long BOOK_STREAM = 0x7472_6169_6E31L;
    private static final double FIRST_RATE = 5e-3;
    private static final double LAST_RATE = 2e-4;
    private static final double KEPT_MEAN = 0.9;
    private static final double KEPT_SQUARE = 0.99;
    private static final double SMALLEST = 1e-8;
    private static final double LARGEST_NORM = 1.0;

    private final LearningSettings settings;
    private final SplitMix64 random;
    private final TrainingPath[] paths;
    private final double[] row;
    private final double[] gradient = new double[NetworkShape.SIZE];
    private final double[] ofBook = new double[NetworkShape.SIZE];
    private final double[] mean = new double[NetworkShape.SIZE];
    private final double[] square = new double[NetworkShape.SIZE];
    private double lossSum;
    private int lossCount;

    /** Begins at the prior; the row states the inputs' mean and deviation, and where the network speaks. */
    BandTrainer(final LearningSettings settings, final double[] row) {
        this.settings = settings;
        this.row = row.clone();
        random = new SplitMix64(settings.seed() ^ BOOK_STREAM);
        paths = new TrainingPath[settings.paths()];
        final LearningBook first = LearningBook.draw(new SplitMix64(settings.seed()), settings.world());
        for (int i = 0; i < paths.length; i++) {
            paths[i] = new TrainingPath(new BookPath(settings.steps(), first));
        }
        begin(new SplitMix64(settings.seed()));
    }

    /** Hidden layers of C. Glorot and Y. Bengio's spread, outputs of nothing: the prior itself. */
    private void begin(final SplitMix64 start) {
        fill(start, NetworkShape.FIRST, NetworkShape.FIRST_BIAS, NetworkShape.INPUTS);
        fill(start, NetworkShape.SECOND, NetworkShape.SECOND_BIAS, NetworkShape.HIDDEN);
    }

    private void fill(final SplitMix64 start, final int from, final int to, final int fanIn) {
        final double spread = Math.sqrt(6.0 / (fanIn + NetworkShape.HIDDEN));
        for (int i = from; i < to; i++) {
            row[i] = Uniform.between(start, -spread, spread);
        }
    }

    /** Trains to the end; told after each epoch. */
    double[] train(final IntConsumer onEpoch) {
        final int all = settings.epochs() * LearningSettings.UPDATES_PER_EPOCH;
        for (int update = 0; update < all; update++) {
            if (update % LearningSettings.UPDATES_PER_EPOCH == 0) {
                lossSum = 0;
                lossCount = 0;
            }
            descend(update, rate((double) update / all));
            if ((update + 1) % LearningSettings.UPDATES_PER_EPOCH == 0) {
                onEpoch.accept(update / LearningSettings.UPDATES_PER_EPOCH + 1);
            }
        }
        return row.clone();
    }

    /** Falls evenly in its logarithm. */
    private static double rate(final double progress) {
        return FIRST_RATE * DeterministicMath.exp(progress * DeterministicMath.log(LAST_RATE / FIRST_RATE));
    }

    private void descend(final int update, final double rate) {
        Arrays.fill(gradient, 0);
        for (int book = 0; book < settings.books(); book++) {
            final LearningBook drawn = LearningBook.draw(random, settings.world());
            final PricePath grid = new PricePath(settings.steps(), drawn.years() / settings.steps());
            for (int i = 0; i < paths.length; i++) {
                paths[i].path().draw(drawn, settings.world(), i, random, grid);
            }
            Arrays.fill(ofBook, 0);
            lossSum += loss(row, paths, ofBook);
            lossCount++;
            add();
        }
        step(update, rate);
    }

    /** One book's gradient counts for no more than any other's may: a jump is no reason to leave. */
    private void add() {
        double norm = 0;
        for (int i = 0; i < TrainingPath.trained(); i++) {
            norm += ofBook[i] * ofBook[i];
        }
        final double scale = norm > LARGEST_NORM ? Math.sqrt(LARGEST_NORM / norm) : 1;
        for (int i = 0; i < TrainingPath.trained(); i++) {
            gradient[i] += scale * ofBook[i] / settings.books();
        }
    }

    /** The loss of one book over its paths; its gradient is added. */
    static double loss(final double[] row, final TrainingPath[] paths, final double[] gradient) {
        final int count = paths.length;
        double cost = 0;
        double scale = 0;
        double earned = 0;
        for (final TrainingPath path : paths) {
            path.hedge(row);
            cost += path.cost() / count;
            scale += path.priorCost() / count;
            earned += (path.tracking() - path.cost()) / count;
        }
        double variance = 0;
        for (final TrainingPath path : paths) {
            final double away = path.tracking() - path.cost() - earned;
            variance += away * away / (count - 1);
        }
        final double averse = paths[0].path().book().riskAversion();
        for (final TrainingPath path : paths) {
            final double away = path.tracking() - path.cost() - earned;
            final double byEarned = averse * away / (count - 1) / scale;
            path.back(row, byEarned, 1 / scale / count - byEarned, gradient);
        }
        return (cost + 0.5 * averse * variance) / scale;
    }

    private void step(final int update, final double rate) {
        final double meanLeft = 1 - power(KEPT_MEAN, update + 1);
        final double squareLeft = 1 - power(KEPT_SQUARE, update + 1);
        for (int i = NetworkShape.FIRST; i < TrainingPath.trained(); i++) {
            mean[i] = KEPT_MEAN * mean[i] + (1 - KEPT_MEAN) * gradient[i];
            square[i] = KEPT_SQUARE * square[i] + (1 - KEPT_SQUARE) * gradient[i] * gradient[i];
            row[i] -= rate * (mean[i] / meanLeft) / (Math.sqrt(square[i] / squareLeft) + SMALLEST);
        }
    }

    private static double power(final double base, final int exponent) {
        double result = 1;
        for (int i = 0; i < exponent && result > 1e-18; i++) {
            result *= base;
        }
        return result;
    }

    /** {@return mean loss of this epoch's books; the prior's is near 1} */
    double meanLoss() {
        return lossSum / Math.max(lossCount, 1);
    }
}
