package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;

/**
 * What moves a delta-hedged book over the time that options are held: realised variance apart from the expected, which
 * gamma earns or pays, and the level of volatility. Gamma cash {@code G} earns {@code 50 G (R - σ² h)} of the realised
 * variance R over h years, since {@code ½ Γ F² R = 50 G R}; vega earns what the volatility of 30 days moves, that of
 * other expiries {@code (30 days / T)^termPower} times as much: by the square root of time, as
 * {@link io.gimbal.engine.greeks.GreeksTotals#rootTimeVega} has it, where shocks fade within days; all alike where they stay.
 *
 * @param riskAversion   absolute, per USD, at least 0
 * @param holdingDays    days, above 0
 * @param varianceSpread standard deviation of realised over expected variance in that time, at least 0
 * @param volOfVol       of the volatility of 30 days, per root year, as a share of it, at least 0
 * @param correlation    of the two, from -1 to 1
 * @param termPower      0 for volatilities that move alike, 0.5 for the square root of time, at most 1
 */
public record OverlayRiskModel(
        double riskAversion,
        double holdingDays,
        double varianceSpread,
        double volOfVol,
        double correlation,
        double termPower) {
    private static final double DAYS_PER_YEAR = 365;
    private static final double VOL_POINTS = 100;
    private static final double CASH = 50;
    private static final double REFERENCE_DAYS = 30;

    /**
     * How much more the volatility of an expiry moves than that of 30 days.
     *
     * @param days to the expiry, above 0
     * @return above 0; 1 at 30 days
     */
    double termWeight(final double days) {
        return DeterministicMath.exp(termPower * DeterministicMath.log(REFERENCE_DAYS / days));
    }

    /** {@return variances and covariance of the result per unit of gamma cash and of vega, USD squared} */
    List<List<Double>> covariance(final double vol) {
        final double years = holdingDays / DAYS_PER_YEAR;
        final double gamma = CASH * varianceSpread * vol * vol * years;
        final double vega = VOL_POINTS * volOfVol * vol * Math.sqrt(years);
        final double both = correlation * gamma * vega;
        return List.of(List.of(gamma * gamma, both), List.of(both, vega * vega));
    }
}
