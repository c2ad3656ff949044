package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.pricing.DeterministicMath;
import org.jspecify.annotations.Nullable;

/** Least-squares fit of a {@link HarCoefficients}, offline: it allocates. Pure. */
public final class HarFit {
    private static final int UNKNOWNS = 4;

    private final boolean isLog;
    private final int weekDays;
    private final int monthDays;

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
     * @return null where a variance is out of range, where there are not more days than a month and the four unknowns need, or
     *     where the days cannot tell the unknowns apart
     */
    public @Nullable HarCoefficients fit(final double[] variances) {
        final int rows = variances.length - monthDays;
        if (rows <= UNKNOWNS || !areVariances(variances)) {
            return null;
        }
        final LeastSquares squares = new LeastSquares(UNKNOWNS);
        final double[] row = new double[UNKNOWNS];
        final double scale = isLog ? 1 : 1 / HarForecast.mean(variances, variances.length, variances.length);
        for (int day = monthDays; day < variances.length; day++) {
            fill(row, variances, day, scale);
            squares.add(row, term(variances[day], scale), 1);
        }
        final double[] answer = new double[UNKNOWNS];
        if (!squares.solve(answer)) {
            return null;
        }
        double errors = 0;
        for (int day = monthDays; day < variances.length; day++) {
            fill(row, variances, day, scale);
            final double error = term(variances[day], scale)
                    - (answer[0] + answer[1] * row[1] + answer[2] * row[2] + answer[3] * row[3]);
            errors += error * error;
        }
        final double variance = errors / (rows - UNKNOWNS) / (scale * scale);
        return new HarCoefficients(
                isLog, answer[0] / scale, answer[1], answer[2], answer[3], variance, weekDays, monthDays);
    }

    private static boolean areVariances(final double[] variances) {
        boolean isGood = true;
        for (final double variance : variances) {
            isGood &= Usable.isPositive(variance);
        }
        return isGood;
    }

    private void fill(final double[] row, final double[] variances, final int day, final double scale) {
        row[0] = 1;
        row[1] = term(variances[day - 1], scale);
        row[2] = term(HarForecast.mean(variances, day, weekDays), scale);
        row[3] = term(HarForecast.mean(variances, day, monthDays), scale);
    }

    private double term(final double variance, final double scale) {
        return isLog ? DeterministicMath.log(variance) : variance * scale;
    }
}
