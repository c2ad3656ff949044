package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.market.SplitMix64;
import java.util.Arrays;

/**
 * Measures what the options overlay is worth: a short seven-day straddle in a bitcoin-like market with moving
 * volatility, jumps and skew, delta hedged with a charged perpetual, with and without straddles of fourteen days sized
 * by the overlay each day. Deterministic for its settings.
 */
public final class OverlayStudy {
    private static final int BLOCKS = 20;
    private static final double WORST = 0.05;
    private static final double LONG_RUN_VOL = 0.60;

    private OverlayStudy() {}

    /**
     * Runs the study.
     *
     * @param settings what is assumed
     * @return the figures
     */
    public static OverlayStudyResult run(final OverlayStudySettings settings) {
        return run(settings, moments(settings.seed()));
    }

    /** What is learnt from paths of their own, of which rows of one seed may share one. */
    static StudyMoments moments(final long seed) {
        return new StudyMoments(~seed);
    }

    static OverlayStudyResult run(final OverlayStudySettings settings, final StudyMoments moments) {
        final StudyMarket market = new StudyMarket();
        final StudyAccount plain = new StudyAccount(settings, null);
        final StudyAccount covered = new StudyAccount(settings, moments);
        final double[] without = new double[settings.paths()];
        final double[] with = new double[settings.paths()];
        final double unit = 1 / premium();
        double optionCost = 0;
        double perpetualCost = 0;
        double perpetualBefore = 0;
        double lots = 0;
        for (int path = 0; path < settings.paths(); path++) {
            market.draw(pathSeed(settings.seed(), path));
            without[path] = unit * plain.play(market);
            with[path] = unit * covered.play(market);
            optionCost += covered.overlay().cost();
            perpetualCost += covered.perpetualCost();
            perpetualBefore += plain.perpetualCost();
            lots += covered.overlay().lotsTraded();
        }
        final double share = unit / settings.paths();
        final double reduction = 1 - std(with, -1) / std(without, -1);
        return new OverlayStudyResult(
                settings.paths(),
                std(without, -1),
                std(with, -1),
                reduction,
                standardError(without, with),
                optionCost * share,
                perpetualCost * share,
                perpetualBefore * share,
                mean(without, -1),
                mean(with, -1),
                shortfall(with),
                shortfall(without),
                lots / settings.paths(),
                covered.overlay().exceededShare(),
                covered.overlay().depthShare(),
                covered.overlay().mostMargin());
    }

    /** Of the straddle at the long-run volatility, USD. */
    static double premium() {
        final Straddle straddle = new Straddle();
        straddle.value(StudyMarket.START, StudyMarket.START, StudyMarket.DAYS * StudyMarket.DAY, LONG_RUN_VOL);
        return straddle.price();
    }

    static long pathSeed(final long seed, final int path) {
        return new SplitMix64(seed + 0x9E3779B97F4A7C15L * path).nextLong();
    }

    private static double mean(final double[] results, final int leftOut) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < results.length; i++) {
            if (i % BLOCKS != leftOut) {
                sum += results[i];
                count++;
            }
        }
        return sum / count;
    }

    private static double std(final double[] results, final int leftOut) {
        final double mean = mean(results, leftOut);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < results.length; i++) {
            if (i % BLOCKS != leftOut) {
                sum += (results[i] - mean) * (results[i] - mean);
                count++;
            }
        }
        return Math.sqrt(sum / (count - 1));
    }

    private static double standardError(final double[] without, final double[] with) {
        final double[] reductions = new double[BLOCKS];
        double mean = 0;
        for (int block = 0; block < BLOCKS; block++) {
            reductions[block] = 1 - std(with, block) / std(without, block);
            mean += reductions[block] / BLOCKS;
        }
        double sum = 0;
        for (final double reduction : reductions) {
            sum += (reduction - mean) * (reduction - mean);
        }
        return Math.sqrt(sum * (BLOCKS - 1) / BLOCKS);
    }

    private static double shortfall(final double[] results) {
        final double[] sorted = results.clone();
        Arrays.sort(sorted);
        final int count = (int) Math.max(Math.round(sorted.length * WORST), 1);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum -= sorted[i];
        }
        return sum / count;
    }
}
