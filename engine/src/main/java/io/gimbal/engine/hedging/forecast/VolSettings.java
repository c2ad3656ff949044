package io.gimbal.engine.hedging.forecast;

import io.gimbal.journal.codec.VolEstimator;

/**
 * How a volatility is forecast.
 *
 * @param estimator  which of them answers
 * @param intervalNs grid of engine time that returns are taken on, from a second to a day
 * @param halfLifeNs of a squared return in the exponential average, at least 1
 * @param horizonNs  that GARCH and HAR are averaged over, from the interval to 300 days; HAR counts whole days of it
 * @param window     returns in the realised variance, at least 2
 * @param startVol   volatility to begin with, absolute per root year, above 0; NaN: nothing is said until enough was seen
 * @param longRunVol absolute per root year, above 0; GARCH returns to it
 * @param alpha      weight of the last squared return in GARCH, at least 0
 * @param beta       weight of the last variance in GARCH, at least 0, with alpha below 1
 * @param har        coefficients of the daily regression
 * @param isSeasonal whether the hours of the week scale returns and forecast; for EWMA, GARCH and HAR on a grid of at most a
 *     quarter of an hour
 * @param harFitDays days that the daily regression is fitted again on, every day, from {@link #LEAST_FIT_DAYS} to
 *     {@link #MOST_FIT_DAYS}; 0: as stated
 */
public record VolSettings(
        VolEstimator estimator,
        long intervalNs,
        long halfLifeNs,
        long horizonNs,
        int window,
        double startVol,
        double longRunVol,
        double alpha,
        double beta,
        HarCoefficients har,
        boolean isSeasonal,
        int harFitDays) {
    /** Fewest days to fit on: a month to stand on, and seven rows for each of the four unknowns. */
    public static final int LEAST_FIT_DAYS = 60;

    /** Most days to fit on. */
    public static final int MOST_FIT_DAYS = 1_000;

    /** Nanoseconds of a day. */
    public static final long DAY_NS = 86_400_000_000_000L;

    /** Largest window: what a state hash has to go through. */
    public static final int MAX_WINDOW = 100_000;

    private static final long QUARTER_NS = 900_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MAX_HORIZON_DAYS = 300;
    private static final double MAX_VOL = 100;

    /**
     * The same with the hours of the week.
     *
     * @return settings
     */
    public VolSettings withSeason() {
        return new VolSettings(
                estimator,
                intervalNs,
                halfLifeNs,
                horizonNs,
                window,
                startVol,
                longRunVol,
                alpha,
                beta,
                har,
                true,
                harFitDays);
    }

    /**
     * The same with a daily regression that is fitted again every day.
     *
     * @param days that it is fitted on
     * @return settings
     */
    public VolSettings fittedOn(final int days) {
        return new VolSettings(
                estimator,
                intervalNs,
                halfLifeNs,
                horizonNs,
                window,
                startVol,
                longRunVol,
                alpha,
                beta,
                har,
                isSeasonal,
                days);
    }

    /**
     * Whether everything is in its range.
     *
     * @return false where a forecast of these settings could not be meant
     */
    public boolean isSound() {
        return isTime()
                && window >= 2
                && window <= MAX_WINDOW
                && (Double.isNaN(startVol) || isVol(startVol))
                && isVol(longRunVol)
                && alpha >= 0
                && beta >= 0
                && alpha + beta < 1
                && isSeason()
                && (harFitDays == 0 || (harFitDays >= LEAST_FIT_DAYS && harFitDays <= MOST_FIT_DAYS))
                && estimator != VolEstimator.NULL_VAL;
    }

    /** A window that says what was is no forecast to be scaled. */
    private boolean isSeason() {
        final boolean isForecast =
                estimator == VolEstimator.EWMA || estimator == VolEstimator.GARCH || estimator == VolEstimator.HAR;
        return !isSeasonal || (isForecast && intervalNs <= QUARTER_NS);
    }

    private boolean isTime() {
        return intervalNs >= SECOND_NS
                && intervalNs <= DAY_NS
                && halfLifeNs >= 1
                && horizonNs >= intervalNs
                && horizonNs <= MAX_HORIZON_DAYS * DAY_NS;
    }

    private static boolean isVol(final double vol) {
        return vol > 0 && vol <= MAX_VOL;
    }
}
