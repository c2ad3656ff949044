package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkInputs;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the inputs of a network are like over drawn books: mean, deviation, the inverse of their correlation, the
 * squared Mahalanobis distance that few are beyond, and the range of each. Written into a row of words.
 */
final class DomainStatistics {
    private static final long STREAM = 0x646F_6D61_696EL;
    private static final int BOOKS = 1_500;
    private static final int LOOKS = 24;
    private static final double QUANTILE = 0.995;
    private static final double TAIL = 0.002;

    /** Beyond this a band is wider than all the target can still move by: there is nothing to learn. */
    private static final double WIDEST = 3;

    /** Added to each variance, so that inputs that hang together do not make a small change a far one. */
    private static final double RIDGE = 1e-3;

    private static final int INPUTS = NetworkShape.INPUTS;

    private DomainStatistics() {}

    /** Looks at books and writes what they are like into an empty row. */
    static void write(final LearningSettings settings, final double[] row) {
        final List<double[]> samples = samples(settings);
        final double[] mean = new double[INPUTS];
        for (final double[] sample : samples) {
            for (int i = 0; i < INPUTS; i++) {
                mean[i] += sample[i] / samples.size();
            }
        }
        final double[][] covariance = covariance(samples, mean);
        for (int i = 0; i < INPUTS; i++) {
            row[NetworkShape.MEAN + i] = mean[i];
            row[NetworkShape.INVERSE_DEVIATION + i] = 1 / Math.sqrt(covariance[i][i]);
        }
        final double[][] precision = inverse(correlation(covariance));
        int at = NetworkShape.PRECISION;
        for (int i = 0; i < INPUTS; i++) {
            for (int j = i; j < INPUTS; j++) {
                row[at] = precision[i][j];
                at++;
            }
        }
        ranges(samples, row);
        row[NetworkShape.MOST_DISTANCE] = distance(samples, row);
    }

    private static List<double[]> samples(final LearningSettings settings) {
        final SplitMix64 random = new SplitMix64(settings.seed() ^ STREAM);
        final NetworkInputs inputs = new NetworkInputs();
        final HedgeView view = new HedgeView();
        final List<double[]> samples = new ArrayList<>();
        for (int n = 0; n < BOOKS; n++) {
            final LearningBook book = LearningBook.draw(random, settings.world());
            final BookPath path = new BookPath(settings.steps(), book);
            path.draw(
                    book,
                    settings.world(),
                    0,
                    random,
                    new PricePath(settings.steps(), book.years() / settings.steps()));
            for (int look = 0; look < LOOKS; look++) {
                path.show((int) ((long) look * settings.steps() / LOOKS), 0, view);
                final boolean isSeen = inputs.see(view, book.costRate(), book.riskAversion());
                inputs.fill(view);
                if (isSeen && inputs.isWhole() && inputs.relativeWidth() <= WIDEST) {
                    final double[] sample = new double[INPUTS];
                    inputs.copyTo(sample, 0);
                    samples.add(sample);
                }
            }
        }
        return samples;
    }

    private static double[][] covariance(final List<double[]> samples, final double[] mean) {
        final double[][] covariance = new double[INPUTS][INPUTS];
        for (final double[] sample : samples) {
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < INPUTS; j++) {
                    covariance[i][j] += (sample[i] - mean[i]) * (sample[j] - mean[j]) / samples.size();
                }
            }
        }
        for (int i = 0; i < INPUTS; i++) {
            covariance[i][i] += RIDGE;
        }
        return covariance;
    }

    private static double[][] correlation(final double[][] covariance) {
        final double[][] correlation = new double[INPUTS][INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            for (int j = 0; j < INPUTS; j++) {
                correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        return correlation;
    }

    /** By elimination; a correlation with a ridge needs no pivots. */
    private static double[][] inverse(final double[][] matrix) {
        final double[][] left = new double[INPUTS][];
        final double[][] right = new double[INPUTS][INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            left[i] = matrix[i].clone();
            right[i][i] = 1;
        }
        for (int pivot = 0; pivot < INPUTS; pivot++) {
            final double scale = 1 / left[pivot][pivot];
            for (int j = 0; j < INPUTS; j++) {
                left[pivot][j] *= scale;
                right[pivot][j] *= scale;
            }
            for (int i = 0; i < INPUTS; i++) {
                final double share = i == pivot ? 0 : left[i][pivot];
                for (int j = 0; j < INPUTS; j++) {
                    left[i][j] -= share * left[pivot][j];
                    right[i][j] -= share * right[pivot][j];
                }
            }
        }
        return right;
    }

    private static void ranges(final List<double[]> samples, final double[] row) {
        final double[] sorted = new double[samples.size()];
        for (int i = 0; i < INPUTS; i++) {
            for (int n = 0; n < sorted.length; n++) {
                sorted[n] = samples.get(n)[i];
            }
            Arrays.sort(sorted);
            row[NetworkShape.LEAST + i] = sorted[(int) (TAIL * (sorted.length - 1))];
            row[NetworkShape.MOST + i] = sorted[(int) ((1 - TAIL) * (sorted.length - 1))];
        }
    }

    private static double distance(final List<double[]> samples, final double[] row) {
        final NetworkScratch scratch = new NetworkScratch();
        final double[] distances = new double[samples.size()];
        for (int n = 0; n < distances.length; n++) {
            BandNetwork.run(row, samples.get(n), 0, scratch);
            distances[n] = BandNetwork.distance(row, scratch);
        }
        Arrays.sort(distances);
        return distances[(int) (QUANTILE * (distances.length - 1))];
    }
}
