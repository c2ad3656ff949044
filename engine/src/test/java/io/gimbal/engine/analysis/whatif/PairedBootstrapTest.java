package io.gimbal.engine.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Errors of the block bootstrap against the whole distribution of resamples, written out. */
class PairedBootstrapTest {
    private static final long SEED = 20_230_413L;

    /** One bucket of one run. */
    private record Bucket(double deltaPnl, double cost, double pnl) {}

    private static List<Bucket> series(final SplitMix64 random, final int size, final double scale) {
        final List<Bucket> series = new ArrayList<>();
        double drift = 0;
        for (int i = 0; i < size; i++) {
            drift = 0.7 * drift + random.nextGaussian();
            series.add(new Bucket(scale * drift, 5 + random.nextDouble(), 100 * drift + random.nextGaussian()));
        }
        return series;
    }

    private static BucketRows rows(final List<Bucket> series) {
        final BucketRows rows = new BucketRows();
        for (int i = 0; i < series.size(); i++) {
            rows.add(
                    1_000 + i,
                    series.get(i).deltaPnl(),
                    series.get(i).cost(),
                    series.get(i).pnl());
        }
        return rows;
    }

    /** Every way to draw two blocks of half the length: the figure of each, and its standard deviation. */
    private static double enumerated(final List<Bucket> series, final ToDoubleFunction<List<Integer>> figure) {
        final int size = series.size();
        final int block = size / 2;
        double sum = 0;
        double squares = 0;
        for (int first = 0; first < size; first++) {
            for (int second = 0; second < size; second++) {
                final List<Integer> drawn = new ArrayList<>();
                for (int k = 0; k < block; k++) {
                    drawn.add((first + k) % size);
                }
                for (int k = 0; k < block; k++) {
                    drawn.add((second + k) % size);
                }
                final double value = figure.applyAsDouble(drawn);
                sum += value;
                squares += value * value;
            }
        }
        final double mean = sum / (size * size);
        return Math.sqrt(squares / (size * size) - mean * mean);
    }

    private static double deviation(final List<Bucket> series, final List<Integer> drawn) {
        return deviation(series, drawn, Bucket::deltaPnl);
    }

    private static double deviation(
            final List<Bucket> series, final List<Integer> drawn, final ToDoubleFunction<Bucket> figure) {
        final double mean = drawn.stream()
                .mapToDouble(i -> figure.applyAsDouble(series.get(i)))
                .average()
                .orElseThrow();
        final double squares = drawn.stream()
                .mapToDouble(i -> Math.pow(figure.applyAsDouble(series.get(i)) - mean, 2))
                .sum();
        return Math.sqrt(squares / (drawn.size() - 1));
    }

    private static double sum(final List<Integer> drawn, final ToDoubleFunction<Integer> figure) {
        return drawn.stream().mapToDouble(figure).sum();
    }

    @Test
    void shouldGiveTheSpreadOfAllResamplesWhenEveryOneOfThemIsWrittenOut() {
        final SplitMix64 random = new SplitMix64(SEED);
        final List<Bucket> left = series(random, 10, 1);
        final List<Bucket> right = series(random, 10, 2.5);

        final PairedBootstrap.Errors errors = new PairedBootstrap(5, 40_000, 3).errors(rows(left), rows(right));

        final double tolerance = 0.02;
        final double cost = enumerated(
                left, drawn -> sum(drawn, i -> right.get(i).cost() - left.get(i).cost()));
        final double costRatio = enumerated(
                left,
                drawn -> sum(drawn, i -> right.get(i).cost())
                        / sum(drawn, i -> left.get(i).cost()));
        final double pnl = enumerated(
                left, drawn -> sum(drawn, i -> right.get(i).pnl() - left.get(i).pnl()));
        final double error = enumerated(left, drawn -> deviation(right, drawn) - deviation(left, drawn));
        final double ratio = enumerated(left, drawn -> deviation(right, drawn) / deviation(left, drawn));
        final double spread =
                enumerated(left, drawn -> deviation(right, drawn, Bucket::pnl) - deviation(left, drawn, Bucket::pnl));
        final double spreadRatio =
                enumerated(left, drawn -> deviation(right, drawn, Bucket::pnl) / deviation(left, drawn, Bucket::pnl));
        assertThat(errors.pnlStd()).isCloseTo(spread, within(tolerance * spread));
        assertThat(errors.pnlStdRatio()).isCloseTo(spreadRatio, within(tolerance * spreadRatio));
        assertThat(errors.cost()).as("seed " + SEED).isCloseTo(cost, within(tolerance * cost));
        assertThat(errors.costRatio()).isCloseTo(costRatio, within(tolerance * costRatio));
        assertThat(errors.pnl()).isCloseTo(pnl, within(tolerance * pnl));
        assertThat(errors.trackingError()).isCloseTo(error, within(tolerance * error));
        assertThat(errors.trackingErrorRatio()).isCloseTo(ratio, within(tolerance * ratio));
    }

    @Test
    void shouldCoverTheTrueErrorOfASumWhenBucketsAreIndependent() {
        final SplitMix64 random = new SplitMix64(SEED);
        final BucketRows baseline = new BucketRows();
        final BucketRows other = new BucketRows();
        final int size = 2_000;
        for (int i = 0; i < size; i++) {
            final double market = 50 * random.nextGaussian();
            baseline.add(i, market, 1, market);
            other.add(i, market, 1, market + 3 * random.nextGaussian());
        }

        final PairedBootstrap.Errors errors = new PairedBootstrap(6, 4_000, 1).errors(baseline, other);

        final double expected = 3 * Math.sqrt(size);
        assertThat(errors.pnl()).as("seed " + SEED).isCloseTo(expected, within(0.1 * expected));
        assertThat(errors.trackingError()).as("equal series").isZero();
        assertThat(errors.cost()).isZero();
    }

    @Test
    void shouldGiveTheSameErrorsTwiceAndOthersWhenSeedsDiffer() {
        final List<Bucket> left = series(new SplitMix64(1), 48, 1);
        final List<Bucket> right = series(new SplitMix64(2), 48, 1);

        final PairedBootstrap.Errors first = new PairedBootstrap(6, 500, 7).errors(rows(left), rows(right));
        final PairedBootstrap.Errors again = new PairedBootstrap(6, 500, 7).errors(rows(left), rows(right));
        final PairedBootstrap.Errors other = new PairedBootstrap(6, 500, 8).errors(rows(left), rows(right));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldTellNoErrorWhenFewerThanTwoBlocksFit() {
        final List<Bucket> series = series(new SplitMix64(1), 11, 1);

        final PairedBootstrap.Errors errors = new PairedBootstrap(6, 500, 7).errors(rows(series), rows(series));

        assertThat(errors).isEqualTo(new PairedBootstrap.Errors(null, null, null, null, null, null, null));
    }

    @Test
    void shouldTellNoErrorOfARatioWhenTheBaselineCostNothing() {
        final BucketRows idle = new BucketRows();
        final BucketRows busy = new BucketRows();
        for (int i = 0; i < 24; i++) {
            idle.add(i, i % 5, 0, 0);
            busy.add(i, i % 3, i % 4, 0);
        }

        final PairedBootstrap.Errors errors = new PairedBootstrap(6, 500, 7).errors(idle, busy);

        assertThat(errors.costRatio()).isNull();
        assertThat(errors.cost()).isPositive();
    }

    @Test
    void shouldLeaveOutBucketsThatOnlyOneRunHas() {
        final List<Bucket> series = series(new SplitMix64(4), 30, 1);
        final BucketRows longer = rows(series);
        longer.add(5_000, 1e9, 1e9, 1e9);

        final PairedBootstrap.Errors errors = new PairedBootstrap(6, 500, 7).errors(rows(series), longer);

        assertThat(errors.pnl()).isZero();
    }

    @Test
    void shouldRefuseBlocksWithoutBucketsAndASingleDraw() {
        assertThatThrownBy(() -> new PairedBootstrap(0, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PairedBootstrap(6, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
