package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.market.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Standard errors of the difference between two runs over one market, by the circular block bootstrap: blocks of
 * consecutive buckets are drawn with replacement, the same ones from both runs, so that what the market did to both
 * cancels and what hangs together in time stays together. Source: D. Politis, J. Romano, "A circular block-resampling
 * procedure for stationary data" (1992). Deterministic by its seed. Immutable.
 *
 * <p>A mean over drawn buckets stands for the sum over all of them, times their number.
 */
final class PairedBootstrap {
    private final int blockBuckets;
    private final int draws;
    private final long seed;

    /**
     * Prepares the draws.
     *
     * @param blockBuckets buckets in a block, 1 or more
     * @param draws        resamples, 2 or more
     * @param seed         of the draws
     */
    PairedBootstrap(final int blockBuckets, final int draws, final long seed) {
        if (blockBuckets < 1 || draws < 2) {
            throw new IllegalArgumentException("bootstrap: blockBuckets=" + blockBuckets + ", draws=" + draws);
        }
        this.blockBuckets = blockBuckets;
        this.draws = draws;
        this.seed = seed;
    }

    /**
     * Errors of a pair; null where fewer than two blocks fit or a figure cannot be told.
     *
     * @param cost               of the sums' difference
     * @param costRatio          of the sums' ratio
     * @param trackingError      of the standard deviations' difference
     * @param trackingErrorRatio of the standard deviations' ratio
     * @param pnl                of the sums' difference
     * @param pnlStd             of the difference of the standard deviations of the whole result
     * @param pnlStdRatio        of their ratio
     */
    record Errors(
            @Nullable Double cost,
            @Nullable Double costRatio,
            @Nullable Double trackingError,
            @Nullable Double trackingErrorRatio,
            @Nullable Double pnl,
            @Nullable Double pnlStd,
            @Nullable Double pnlStdRatio) {}

    /** Means of both runs of a pair, taken off before squares are summed: they are large against the spread. */
    private record Means(double baselineDelta, double otherDelta, double baselinePnl, double otherPnl) {
        static Means of(final List<Pair> pairs) {
            return new Means(
                    mean(pairs, pair -> pair.baseline.deltaPnlUsd()),
                    mean(pairs, pair -> pair.other.deltaPnlUsd()),
                    mean(pairs, pair -> pair.baseline.finishedPnlUsd()),
                    mean(pairs, pair -> pair.other.finishedPnlUsd()));
        }

        private static double mean(final List<Pair> pairs, final ToDoubleFunction<Pair> figure) {
            return pairs.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    /** The buckets that both runs have, side by side. */
    private record Pair(BucketRows.Row baseline, BucketRows.Row other) {}

    /** Mean and spread of what the draws gave, as they come. */
    private static final class Spread {
        private long count;
        private double mean;
        private double squares;
        private boolean isWhole = true;

        void add(final double value) {
            isWhole &= Double.isFinite(value);
            count++;
            final double before = value - mean;
            mean += before / count;
            squares += before * (value - mean);
        }

        @Nullable
        Double standardError() {
            return isWhole && count > 1 ? Math.sqrt(squares / (count - 1)) : null;
        }
    }

    /** A sum and a sum of squares. */
    private static final class Squares {
        private double sum;
        private double squares;

        void add(final double value) {
            sum += value;
            squares += value * value;
        }

        double deviation(final int count) {
            return Math.sqrt(Math.max(squares - sum * sum / count, 0) / (count - 1));
        }
    }

    /** Sums over one draw. */
    private static final class Draw {
        private final Squares baselineDelta = new Squares();
        private final Squares otherDelta = new Squares();
        private final Squares baselinePnl = new Squares();
        private final Squares otherPnl = new Squares();
        private int count;
        private double baselineCost;
        private double otherCost;
        private double pnl;

        void add(final Pair pair, final Means means) {
            count++;
            baselineDelta.add(pair.baseline.deltaPnlUsd() - means.baselineDelta);
            otherDelta.add(pair.other.deltaPnlUsd() - means.otherDelta);
            baselinePnl.add(pair.baseline.finishedPnlUsd() - means.baselinePnl);
            otherPnl.add(pair.other.finishedPnlUsd() - means.otherPnl);
            baselineCost += pair.baseline.costUsd();
            otherCost += pair.other.costUsd();
            pnl += pair.other.pnlUsd() - pair.baseline.pnlUsd();
        }
    }

    /**
     * Draws.
     *
     * @param baseline of the pair
     * @param other    of the pair; buckets that only one of them has are left out
     * @return the errors
     */
    Errors errors(final BucketRows baseline, final BucketRows other) {
        final List<Pair> pairs = new ArrayList<>();
        for (final Map.Entry<Long, BucketRows.Row> row : baseline.byBucket().entrySet()) {
            final BucketRows.Row partner = other.byBucket().get(row.getKey());
            if (partner != null) {
                pairs.add(new Pair(row.getValue(), partner));
            }
        }
        return pairs.size() < 2 * blockBuckets || pairs.size() < 2
                ? new Errors(null, null, null, null, null, null, null)
                : errors(pairs);
    }

    private Errors errors(final List<Pair> pairs) {
        final Means means = Means.of(pairs);
        final Spread cost = new Spread();
        final Spread costRatio = new Spread();
        final Spread trackingError = new Spread();
        final Spread trackingErrorRatio = new Spread();
        final Spread pnl = new Spread();
        final Spread pnlStd = new Spread();
        final Spread pnlStdRatio = new Spread();
        final SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < draws; i++) {
            final Draw draw = draw(pairs, means, random);
            final double left = draw.baselineDelta.deviation(draw.count);
            final double right = draw.otherDelta.deviation(draw.count);
            final double wholeLeft = draw.baselinePnl.deviation(draw.count);
            final double wholeRight = draw.otherPnl.deviation(draw.count);
            cost.add(draw.otherCost - draw.baselineCost);
            costRatio.add(draw.otherCost / draw.baselineCost);
            trackingError.add(right - left);
            trackingErrorRatio.add(right / left);
            pnl.add(draw.pnl);
            pnlStd.add(wholeRight - wholeLeft);
            pnlStdRatio.add(wholeRight / wholeLeft);
        }
        return new Errors(
                cost.standardError(),
                costRatio.standardError(),
                trackingError.standardError(),
                trackingErrorRatio.standardError(),
                pnl.standardError(),
                pnlStd.standardError(),
                pnlStdRatio.standardError());
    }

    /** As many buckets as there are, the last block cut short. */
    private Draw draw(final List<Pair> pairs, final Means means, final SplitMix64 random) {
        final Draw draw = new Draw();
        final int size = pairs.size();
        while (draw.count < size) {
            final int start = (int) (random.nextDouble() * size);
            for (int k = 0; k < blockBuckets && draw.count < size; k++) {
                draw.add(pairs.get((start + k) % size), means);
            }
        }
        return draw;
    }
}
