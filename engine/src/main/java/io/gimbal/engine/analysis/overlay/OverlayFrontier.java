package io.gimbal.engine.analysis.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@link OverlayStudy} over ways to size the options and over half-spreads: the overlay at several prices of risk, the
 * linear form of it, and neutrality in gamma and in vega by equations. Deterministic; threads change no figure.
 */
public final class OverlayFrontier {
    private static final List<Double> AVERSIONS = List.of(0.1, 0.3, 1.0, 3.0);

    private OverlayFrontier() {}

    /**
     * Runs every row.
     *
     * @param paths       simulated for each, at least 20
     * @param seed        of all chance
     * @param halfSpreads vol points that an option trade pays, at least 0
     * @param threads     that share the rows, at least 1
     * @return the rows, by half-spread, in the order of {@link OverlaySizing}
     * @throws IllegalArgumentException when a setting is out of range
     */
    public static OverlayFrontierReport run(
            final int paths, final long seed, final List<Double> halfSpreads, final int threads) {
        final OverlayStudySettings usual = OverlayStudySettings.DEFAULT;
        final OverlayStudySettings base = new OverlayStudySettings(
                paths,
                seed,
                usual.halfSpreadVolPoints(),
                usual.riskAversion(),
                usual.bandAversion(),
                usual.perpetualCostRate(),
                usual.sizing(),
                usual.depthLots(),
                usual.marginUsd());
        final List<OverlayStudySettings> rows = new ArrayList<>();
        for (final double halfSpread : halfSpreads) {
            AVERSIONS.forEach(aversion -> rows.add(base.with(OverlaySizing.OVERLAY, halfSpread, aversion)));
            for (final OverlaySizing sizing : OverlaySizing.values()) {
                if (sizing != OverlaySizing.OVERLAY) {
                    rows.add(base.with(sizing, halfSpread, usual.riskAversion()));
                }
            }
        }
        return new OverlayFrontierReport(
                "btc",
                StudyMarket.DAYS,
                paths,
                seed,
                "shares of the premium of the straddle at 60 %",
                run(rows, threads));
    }

    private static List<OverlayFrontierReport.Row> run(final List<OverlayStudySettings> rows, final int threads) {
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            final List<Future<OverlayStudyResult>> running = new ArrayList<>();
            final StudyMoments moments = OverlayStudy.moments(rows.get(0).seed());
            rows.forEach(row -> running.add(pool.submit(() -> OverlayStudy.run(row, moments))));
            final List<OverlayFrontierReport.Row> done = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                done.add(
                        OverlayFrontierReport.Row.of(rows.get(i), running.get(i).get()));
            }
            return done;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: rows=" + rows.size(), e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a row failed", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
