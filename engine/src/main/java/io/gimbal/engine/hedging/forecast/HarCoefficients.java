package io.gimbal.engine.hedging.forecast;

/**
 * A fitted heterogeneous autoregression of daily realised variance: the next day's on the means of the last day, week and month.
 *
 * @param isLog         the regression is of logarithms: of the next day's variance on the logarithms of the means
 * @param constant      in the unit of what is regressed
 * @param daily         weight of the last day
 * @param weekly        weight of the mean of the last {@code weekDays}
 * @param monthly       weight of the mean of the last {@code monthDays}
 * @param errorVariance s², of the regression's errors, corrected for its four unknowns, at least 0
 * @param weekDays      at least 2; 7 where every day trades
 * @param monthDays     above {@code weekDays}; 30 where every day trades
 */
public record HarCoefficients(
        boolean isLog,
        double constant,
        double daily,
        double weekly,
        double monthly,
        double errorVariance,
        int weekDays,
        int monthDays) {
    /** Days of a week that never closes. */
    public static final int WEEK_DAYS = 7;

    /** Days of a month that never closes. */
    public static final int MONTH_DAYS = 30;

    /**
     * Checks the ranges.
     *
     * @param isLog         the regression is of logarithms: of the next day's variance on the logarithms of the means
     * @param constant      in the unit of what is regressed
     * @param daily         weight of the last day
     * @param weekly        weight of the mean of the last {@code weekDays}
     * @param monthly       weight of the mean of the last {@code monthDays}
     * @param errorVariance s², of the regression's errors, corrected for its four unknowns, at least 0
     * @param weekDays      at least 2; 7 where every day trades
     * @param monthDays     above {@code weekDays}; 30 where every day trades
     */
    public HarCoefficients {
        final double sum = Math.abs(constant) + Math.abs(daily) + Math.abs(weekly) + Math.abs(monthly);
        if (!(sum <= Double.MAX_VALUE && errorVariance >= 0 && errorVariance <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "coefficients must be finite and the variance of errors at least 0: constant="
                            + constant + ", daily=" + daily + ", weekly=" + weekly + ", monthly=" + monthly
                            + ", errorVariance=" + errorVariance);
        }
        if (weekDays < 2 || monthDays <= weekDays) {
            throw new IllegalArgumentException("a week has at least 2 days and a month more than a week: weekDays="
                    + weekDays + ", monthDays=" + monthDays);
        }
    }
}
