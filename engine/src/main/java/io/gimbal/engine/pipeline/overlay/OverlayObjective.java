package io.gimbal.engine.pipeline.overlay;

/**
 * What a trade of whole lots is worth: risk, cost and what is beyond limits, USD; less is better. Without risk and
 * impact it is the objective of the linear form.
 */
final class OverlayObjective {
    private final OverlayProblem problem;
    private final boolean isQuadratic;
    private final int factors;
    private final int options;
    private final double[][] perLot;
    private final double[][] covariance;
    private final double[] exposures;

    OverlayObjective(final OverlayProblem problem, final boolean isQuadratic) {
        this.problem = problem;
        this.isQuadratic = isQuadratic;
        factors = problem.factors().size();
        options = problem.options().size();
        perLot = new double[options][factors];
        covariance = new double[factors][factors];
        exposures = new double[factors];
        for (int k = 0; k < factors; k++) {
            for (int j = 0; j < options; j++) {
                perLot[j][k] = problem.options().get(j).perLot().get(k);
            }
            for (int l = 0; l < factors; l++) {
                covariance[k][l] = problem.covariance().get(k).get(l);
            }
        }
    }

    OverlayProblem problem() {
        return problem;
    }

    double perLot(final int option, final int factor) {
        return perLot[option][factor];
    }

    /** Worth of risk per exposure and exposure; 0 in the linear form. */
    double riskWeight(final int factor, final int other) {
        return isQuadratic ? problem.riskAversion() * covariance[factor][other] : 0;
    }

    double impact(final int option) {
        return isQuadratic ? problem.options().get(option).impactUsd() : 0;
    }

    double value(final long[] lots) {
        return riskUsd(lots) + costUsd(lots) + penaltyUsd(lots);
    }

    /** Exposures after a trade; the array is reused. */
    double[] exposures(final long[] lots) {
        for (int k = 0; k < factors; k++) {
            exposures[k] = problem.factors().get(k).exposure();
        }
        for (int j = 0; j < options; j++) {
            for (int k = 0; k < factors && lots[j] != 0; k++) {
                exposures[k] += perLot[j][k] * lots[j];
            }
        }
        return exposures;
    }

    double riskUsd(final long[] lots) {
        if (!isQuadratic) {
            return 0;
        }
        exposures(lots);
        double variance = 0;
        for (int k = 0; k < factors; k++) {
            for (int l = 0; l < factors; l++) {
                variance += exposures[k] * covariance[k][l] * exposures[l];
            }
        }
        return 0.5 * problem.riskAversion() * variance;
    }

    double costUsd(final long[] lots) {
        double cost = 0;
        for (int j = 0; j < options; j++) {
            final double amount = Math.abs(lots[j]);
            cost += amount * (problem.options().get(j).costUsd() + 0.5 * impact(j) * amount);
        }
        return cost;
    }

    double penaltyUsd(final long[] lots) {
        exposures(lots);
        double penalty = problem.marginPenalty() * marginExcess(lots);
        for (int k = 0; k < factors; k++) {
            final OverlayFactor factor = problem.factors().get(k);
            penalty += factor.penaltyUsd() * factor.excess(exposures[k]);
        }
        return penalty;
    }

    double marginUsd(final long[] lots) {
        double margin = 0;
        for (int j = 0; j < options; j++) {
            final OverlayOption option = problem.options().get(j);
            margin += lots[j] > 0 ? lots[j] * option.boughtMargin() : -lots[j] * option.soldMargin();
        }
        return margin;
    }

    double marginExcess(final long[] lots) {
        return Math.max(marginUsd(lots) - problem.marginHeadroomUsd(), 0);
    }

    /** Change of risk and impact per lot bought of an option, after a trade. */
    double riskPerLot(final int option, final long[] lots) {
        exposures(lots);
        double slope = impact(option) * lots[option];
        for (int k = 0; k < factors; k++) {
            for (int l = 0; l < factors; l++) {
                slope += perLot[option][k] * riskWeight(k, l) * exposures[l];
            }
        }
        return slope;
    }
}
