package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.pricing.DeterministicMath;
import org.jspecify.annotations.Nullable;

/**
 * Least-squares fit of a heterogeneous autoregression to daily variances. Reused; allocates at construction, and where a
 * {@link HarCoefficients} is asked for. Owned by one thread.
 */
public final class HarFit {
    private static final int UNKNOWNS = 4;

    private final boolean isLog;
    private final int weekDays;
    private final int monthDays;
    private final LeastSquares squares = new LeastSquares(UNKNOWNS);
    private final double[] row = new double[UNKNOWNS];
    private final double[] answer = new double[UNKNOWNS];
    private double errorVariance = Double.NaN;

    /**
     * A regression to be fitted.
     *
     * @param isLog     of logarithms rather than of variances
     * @param weekDays  at least 2; {@link HarCoefficients#WEEK_DAYS} where every day trades, 5 on an exchange that closes
     * @param monthDays above {@code weekDays}; {@link HarCoefficients#MONTH_DAYS}, or 22
     */
    public HarFit(final boolean isLog, final int weekDays, final int monthDays) {
        if (weekDays < 2 || monthDays <= weekDays) {
            throw new IllegalArgumentException("a week has at least 2 days and a month more than a week: weekDays="
                    + weekDays + ", monthDays=" + monthDays);
        }
        this.isLog = isLog;
        this.weekDays = weekDays;
        this.monthDays = monthDays;
    }

    /**
     * Fits.
     *
     * @param variances realised, of consecutive days, oldest first, each above 0 and finite
     * @return null where {@link #solve} says no
     */
    public @Nullable HarCoefficients fit(final double[] variances) {
        return solve(variances, variances.length)
                ? new HarCoefficients(
                        isLog, constant(), daily(), weekly(), monthly(), errorVariance(), weekDays, monthDays)
                : null;
    }

    /**
     * Fits, and keeps what was found until the next time.
     *
     * @param variances realised, of consecutive days, oldest first, each above 0 and finite
     * @param count     how many of them, from the first on
     * @return false where a variance is out of range, where there are not more days than a month and the four unknowns need,
     *     or where the days cannot tell the unknowns apart
     */
    public boolean solve(final double[] variances, final int count) {
        final int rows = count - monthDays;
        if (rows <= UNKNOWNS || !areVariances(variances, count)) {
            return false;
        }
        squares.clear();
        final double scale = isLog ? 1 : 1 / HarForecast.mean(variances, count, count);
        for (int day = monthDays; day < count; day++) {
            fill(variances, day, scale);
            squares.add(row, term(variances[day], scale), 1);
        }
        if (!squares.solve(answer)) {
            return false;
        }
        double errors = 0;
        for (int day = monthDays; day < count; day++) {
            fill(variances, day, scale);
            final double error = term(variances[day], scale)
                    - (answer[0] + answer[1] * row[1] + answer[2] * row[2] + answer[3] * row[3]);
            errors += error * error;
        }
        errorVariance = errors / (rows - UNKNOWNS) / (scale * scale);
        answer[0] /= scale;
        return true;
    }

    /** {@return in the unit of what is regressed; of the last fit, like the others} */
    public double constant() {
        return answer[0];
    }

    /** {@return weight of the last day} */
    public double daily() {
        return answer[1];
    }

    /** {@return weight of the mean of the last week} */
    public double weekly() {
        return answer[2];
    }

    /** {@return weight of the mean of the last month} */
    public double monthly() {
        return answer[3];
    }

    /** {@return of the errors, corrected for the four unknowns; NaN before the first fit} */
    public double errorVariance() {
        return errorVariance;
    }

    private static boolean areVariances(final double[] variances, final int count) {
        boolean isGood = true;
        for (int i = 0; i < count; i++) {
            isGood &= Usable.isPositive(variances[i]);
        }
        return isGood;
    }

    private void fill(final double[] variances, final int day, final double scale) {
        row[0] = 1;
        row[1] = term(variances[day - 1], scale);
        row[2] = term(HarForecast.mean(variances, day, weekDays), scale);
        row[3] = term(HarForecast.mean(variances, day, monthDays), scale);
    }

    private double term(final double variance, final double scale) {
        return isLog ? DeterministicMath.log(variance) : variance * scale;
    }
}
