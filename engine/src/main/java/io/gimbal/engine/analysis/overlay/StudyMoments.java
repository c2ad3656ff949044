package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.ArrayList;
import java.util.List;

/**
 * What moves a delta-hedged book until the first expiry, learnt from paths of their own: half the realised less the
 * expected variance, over the square of the volatility; the relative change of the later expiry's volatility; the
 * change of its skew. Immutable.
 */
final class StudyMoments {
    static final int FACTORS = 3;

    private static final int PATHS = 1_000;

    private final List<List<List<Double>>> covariances = new ArrayList<>();

    StudyMoments(final long seed) {
        final double[][][] moves = new double[StudyMarket.DAYS][FACTORS][PATHS];
        final StudyMarket market = new StudyMarket();
        for (int path = 0; path < PATHS; path++) {
            market.draw(OverlayStudy.pathSeed(seed, path));
            for (int day = 0; day < StudyMarket.DAYS; day++) {
                observe(market, day * StudyMarket.STEPS_PER_DAY, moves[day], path);
            }
        }
        for (final double[][] ofDay : moves) {
            covariances.add(covariance(ofDay));
        }
    }

    private static void observe(final StudyMarket market, final int from, final double[][] moves, final int path) {
        double realised = 0;
        for (int i = from; i < StudyMarket.STEPS; i++) {
            final double log = DeterministicMath.logRatio(market.price(i + 1), market.price(i));
            realised += log * log;
        }
        final double variance = market.nearVol(from) * market.nearVol(from);
        moves[0][path] = 0.5 * (realised / variance - market.nearYears(from));
        moves[1][path] = market.farVol(StudyMarket.STEPS) / market.farVol(from) - 1;
        moves[2][path] = market.skew(StudyMarket.STEPS) - market.skew(from);
    }

    private static List<List<Double>> covariance(final double[][] moves) {
        final double[] means = new double[FACTORS];
        for (int k = 0; k < FACTORS; k++) {
            for (final double move : moves[k]) {
                means[k] += move / PATHS;
            }
        }
        final List<List<Double>> rows = new ArrayList<>();
        for (int k = 0; k < FACTORS; k++) {
            final List<Double> row = new ArrayList<>();
            for (int l = 0; l < FACTORS; l++) {
                double sum = 0;
                for (int path = 0; path < PATHS; path++) {
                    sum += (moves[k][path] - means[k]) * (moves[l][path] - means[l]);
                }
                row.add(sum / (PATHS - 1));
            }
            rows.add(row);
        }
        return rows;
    }

    List<List<Double>> covariance(final int day) {
        return covariances.get(day);
    }
}
