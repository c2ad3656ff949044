package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.market.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     */
    record Errors(
            @Nullable Double cost,
            @Nullable Double costRatio,
            @Nullable Double trackingError,
            @Nullable Double trackingErrorRatio,
            @Nullable Double pnl) {}

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

    /** Sums over one draw. */
    private static final class Draw {
        private int count;
        private double baselineDelta;
        private double baselineSquares;
        private double otherDelta;
        private double otherSquares;
        private double baselineCost;
        private double otherCost;
        private double pnl;

        void add(final Pair pair, final double baselineMean, final double otherMean) {
            final double left = pair.baseline.deltaPnlUsd() - baselineMean;
            final double right = pair.other.deltaPnlUsd() - otherMean;
            count++;
            baselineDelta += left;
            baselineSquares += left * left;
            otherDelta += right;
            otherSquares += right * right;
            baselineCost += pair.baseline.costUsd();
            otherCost += pair.other.costUsd();
            pnl += pair.other.pnlUsd() - pair.baseline.pnlUsd();
        }

        double deviation(final double sum, final double squares) {
            return Math.sqrt(Math.max(squares - sum * sum / count, 0) / (count - 1));
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
                ? new Errors(null, null, null, null, null)
                : errors(pairs);
    }

    private Errors errors(final List<Pair> pairs) {
        final double baselineMean = pairs.stream()
                .mapToDouble(pair -> pair.baseline.deltaPnlUsd())
                .average()
                .orElse(0);
        final double otherMean = pairs.stream()
                .mapToDouble(pair -> pair.other.deltaPnlUsd())
                .average()
                .orElse(0);
        final Spread cost = new Spread();
        final Spread costRatio = new Spread();
        final Spread trackingError = new Spread();
        final Spread trackingErrorRatio = new Spread();
        final Spread pnl = new Spread();
        final SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < draws; i++) {
            final Draw draw = draw(pairs, baselineMean, otherMean, random);
            final double left = draw.deviation(draw.baselineDelta, draw.baselineSquares);
            final double right = draw.deviation(draw.otherDelta, draw.otherSquares);
            cost.add(draw.otherCost - draw.baselineCost);
            costRatio.add(draw.otherCost / draw.baselineCost);
            trackingError.add(right - left);
            trackingErrorRatio.add(right / left);
            pnl.add(draw.pnl);
        }
        return new Errors(
                cost.standardError(),
                costRatio.standardError(),
                trackingError.standardError(),
                trackingErrorRatio.standardError(),
                pnl.standardError());
    }

    /** As many buckets as there are, the last block cut short. */
    private Draw draw(
            final List<Pair> pairs, final double baselineMean, final double otherMean, final SplitMix64 random) {
        final Draw draw = new Draw();
        final int size = pairs.size();
        while (draw.count < size) {
            final int start = (int) (random.nextDouble() * size);
            for (int k = 0; k < blockBuckets && draw.count < size; k++) {
                draw.add(pairs.get((start + k) % size), baselineMean, otherMean);
            }
        }
        return draw;
    }
}
