package io.gimbal.engine.pipeline.overlay;

import java.util.List;

/** The objective of an overlay written down once more, from its definition alone. */
final class OverlayOracle {
    private OverlayOracle() {}

    static double value(final OverlayProblem problem, final List<Long> lots) {
        double value = 0;
        double margin = 0;
        final double[] after =
                problem.factors().stream().mapToDouble(OverlayFactor::exposure).toArray();
        for (int j = 0; j < lots.size(); j++) {
            final OverlayOption option = problem.options().get(j);
            final long lot = lots.get(j);
            value += option.costUsd() * Math.abs(lot) + option.impactUsd() * lot * lot / 2;
            margin += Math.max(lot, 0) * option.boughtMargin() + Math.max(-lot, 0) * option.soldMargin();
            for (int k = 0; k < after.length; k++) {
                after[k] += option.perLot().get(k) * lot;
            }
        }
        for (int k = 0; k < after.length; k++) {
            final OverlayFactor factor = problem.factors().get(k);
            value += factor.penaltyUsd() * Math.max(0, after[k] - factor.highest());
            value += factor.penaltyUsd() * Math.max(0, factor.lowest() - after[k]);
            for (int l = 0; l < after.length; l++) {
                value += problem.riskAversion()
                        / 2
                        * after[k]
                        * after[l]
                        * problem.covariance().get(k).get(l);
            }
        }
        return value + problem.marginPenalty() * Math.max(0, margin - problem.marginHeadroomUsd());
    }
}
