package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pricing.Cholesky;
import java.util.List;

/**
 * What the options overlay has to decide: the book's exposures and their limits, the options at hand, and what risk is
 * worth. Costs and covariances are of one period, the time the options are expected to be held.
 *
 * @param factors           exposures and limits
 * @param options           that may be traded
 * @param covariance        of the result per unit of exposure over the period, USD squared, by factor and factor: the
 *                          result is {@code Σ exposure · move}; zero rows for factors that only have limits
 * @param riskAversion      absolute, per USD, at least 0: variance is worth {@code riskAversion / 2} per USD squared
 * @param marginHeadroomUsd margin that may be added, either sign; infinite for no limit
 * @param marginPenalty     USD per USD of margin beyond it, at least 0
 */
public record OverlayProblem(
        List<OverlayFactor> factors,
        List<OverlayOption> options,
        List<List<Double>> covariance,
        double riskAversion,
        double marginHeadroomUsd,
        double marginPenalty) {
    /** Most options. */
    public static final int MAX_OPTIONS = 64;

    /** Most factors. */
    public static final int MAX_FACTORS = 16;

    private static final double SEMIDEFINITE = 1e-9;

    /**
     * Copies the lists.
     *
     * @param factors           exposures and limits
     * @param options           that may be traded
     * @param covariance        of the result per unit of exposure
     * @param riskAversion      absolute
     * @param marginHeadroomUsd margin that may be added
     * @param marginPenalty     USD per USD beyond it
     */
    public OverlayProblem {
        factors = List.copyOf(factors);
        options = List.copyOf(options);
        covariance = covariance.stream().map(List::copyOf).toList();
    }

    /** {@return what is wrong with it, naming where; empty if nothing is} */
    public String complaint() {
        if (factors.size() > MAX_FACTORS || options.size() > MAX_OPTIONS) {
            return "too large: factors=" + factors.size() + ", options=" + options.size();
        }
        for (final OverlayFactor factor : factors) {
            if (!factor.isUsable()) {
                return "factor out of range: " + factor;
            }
        }
        for (final OverlayOption option : options) {
            if (!option.isUsable(factors.size())) {
                return "option out of range: " + option;
            }
        }
        if (!(riskAversion >= 0 && riskAversion < Double.POSITIVE_INFINITY)) {
            return "out of range: riskAversion=" + riskAversion;
        }
        if (!(marginPenalty >= 0 && marginPenalty < Double.POSITIVE_INFINITY && marginHeadroomUsd > -1e300)) {
            return "out of range: marginHeadroomUsd=" + marginHeadroomUsd + ", marginPenalty=" + marginPenalty;
        }
        return isCovariance() ? "" : "covariance is not symmetric and positive semidefinite";
    }

    private boolean isCovariance() {
        final int size = factors.size();
        if (covariance.size() != size || covariance.stream().anyMatch(row -> row.size() != size)) {
            return false;
        }
        final double[][] unit = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                final double scale = Math.sqrt(covariance.get(i).get(i))
                        * Math.sqrt(covariance.get(j).get(j));
                final double value = covariance.get(i).get(j);
                final boolean isEmpty = scale == 0 && value == 0;
                unit[i][j] = isEmpty ? 0 : value / scale;
                final double gap = Math.abs(value - covariance.get(j).get(i));
                if (!(gap <= SEMIDEFINITE * scale) || !Double.isFinite(unit[i][j])) {
                    return false;
                }
            }
            unit[i][i] += SEMIDEFINITE;
        }
        return Cholesky.factorise(unit, size, 0);
    }
}
