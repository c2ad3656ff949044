package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Variance of the next days by a heterogeneous autoregression over day, week and month. Owned by the engine thread.
 *
 * <p>{@code RV' = β₀ + β_d RV_d + β_w RV_w + β_m RV_m}; of logarithms {@code exp(β₀ + Σ β ln RV + s²/2)}, the last term because the mean
 * of an exponential is above the exponential of the mean. F. Corsi, "A simple approximate long-memory model of realized volatility",
 * Journal of Financial Econometrics 7 (2009). A forecast never leaves the range of the month it stands on, so that a regression
 * outside its sample cannot give a variance below 0 or without measure.
 */
public final class HarForecast {
    private final HarCoefficients coefficients;
    private final double[] days;
    private final double[] ahead;
    private int next;
    private int count;
    private double constant;
    private double daily;
    private double weekly;
    private double monthly;
    private double errorVariance;
    private int fits;

    /**
     * A forecast that has seen no day.
     *
     * @param coefficients fitted offline; hold until others are fitted
     */
    public HarForecast(final HarCoefficients coefficients) {
        this.coefficients = coefficients;
        constant = coefficients.constant();
        daily = coefficients.daily();
        weekly = coefficients.weekly();
        monthly = coefficients.monthly();
        errorVariance = coefficients.errorVariance();
        days = new double[coefficients.monthDays()];
        ahead = new double[coefficients.monthDays()];
    }

    /**
     * Takes coefficients fitted meanwhile, to the same week, month and unit.
     *
     * @param fitted whose last fit was found
     */
    public void use(final HarFit fitted) {
        constant = fitted.constant();
        daily = fitted.daily();
        weekly = fitted.weekly();
        monthly = fitted.monthly();
        errorVariance = fitted.errorVariance();
        fits++;
    }

    /** {@return how often coefficients were taken} */
    public int fits() {
        return fits;
    }

    /**
     * Takes the realised variance of a day that is over.
     *
     * @param variance of the day, above 0 and finite; anything else changes nothing
     */
    public void onDay(final double variance) {
        if (Usable.isPositive(variance)) {
            days[next] = variance;
            next = next + 1 == days.length ? 0 : next + 1;
            count = Math.min(count + 1, days.length);
        }
    }

    /**
     * Expected variance of the next day.
     *
     * @return per day; NaN before there is a month of days
     */
    public double nextDay() {
        return mean(1);
    }

    /**
     * Expected variance per day, averaged over the next days; each day's forecast is taken as seen for the day after it.
     *
     * @param horizonDays from 1 to ten times the month
     * @return per day; NaN before there is a month of days and for a horizon out of range
     */
    public double mean(final int horizonDays) {
        if (count < days.length || horizonDays < 1 || horizonDays > 10 * days.length) {
            return Double.NaN;
        }
        double least = days[0];
        double most = days[0];
        for (int i = 0; i < days.length; i++) {
            ahead[i] = days[i];
            least = Math.min(least, days[i]);
            most = Math.max(most, days[i]);
        }
        double sum = 0;
        int end = next;
        for (int day = 0; day < horizonDays; day++) {
            final double expected = Math.min(most, Math.max(least, expected(end)));
            sum += expected;
            ahead[end] = expected;
            end = end + 1 == ahead.length ? 0 : end + 1;
        }
        return sum / horizonDays;
    }

    /**
     * Expected volatility of the next days.
     *
     * @param horizonDays as for {@link #mean}
     * @return absolute, per root year of 365 days; NaN as there
     */
    public double vol(final int horizonDays) {
        return Math.sqrt(365 * mean(horizonDays));
    }

    private double expected(final int end) {
        final double day = term(end, 1);
        final double week = term(end, coefficients.weekDays());
        final double month = term(end, coefficients.monthDays());
        final double value = constant + daily * day + weekly * week + monthly * month;
        return coefficients.isLog() ? DeterministicMath.exp(value + 0.5 * errorVariance) : value;
    }

    private double term(final int end, final int length) {
        final double mean = mean(ahead, end, length);
        return coefficients.isLog() ? DeterministicMath.log(mean) : mean;
    }

    /** Mean of the last {@code length} values of a ring before {@code end}, the latest first. */
    static double mean(final double[] ring, final int end, final int length) {
        double sum = 0;
        int index = end;
        for (int i = 0; i < length; i++) {
            index = index == 0 ? ring.length - 1 : index - 1;
            sum += ring[index];
        }
        return sum / length;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, (long) next), (long) count);
        for (final double day : days) {
            h = Bits.mix(h, day);
        }
        if (fits > 0) {
            h = Bits.mix(Bits.mix(Bits.mix(h, fits), constant), daily);
            h = Bits.mix(Bits.mix(Bits.mix(h, weekly), monthly), errorVariance);
        }
        return h;
    }
}
