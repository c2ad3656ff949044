package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Expected funding over a horizon: the rate returns from where it is to its slow mean, half of the way per half-life (an
 * autoregression of first order in continuous time). The present rate is itself smoothed. Owned by the engine thread.
 */
public final class FundingForecast {
    /** Hours that a funding rate is for. */
    private static final double RATE_HOURS = 8;

    private static final double LN_2 = 0.6931471805599453;

    /** Half-life of the average that stands for a perpetual's present rate. */
    private static final double SMOOTHING_HOURS = 1;

    /** Half-life in which a perpetual's rate comes half way to its mean. */
    public static final double HALF_LIFE_HOURS = 24;

    /** Half-life of the average that stands for a perpetual's mean rate: a week. */
    public static final double MEAN_HALF_LIFE_HOURS = 168;

    private final double smoothingHours;
    private final double halfLifeHours;
    private final double meanHalfLifeHours;
    private double rate = Double.NaN;
    private double mean = Double.NaN;

    /**
     * Knows nothing yet.
     *
     * @param smoothingHours    half-life of the average that stands for the present rate, above 0
     * @param halfLifeHours     in which the present rate comes half way to the mean, above 0; about a day for coins
     * @param meanHalfLifeHours half-life of the average that stands for the mean, above 0
     */
    public FundingForecast(final double smoothingHours, final double halfLifeHours, final double meanHalfLifeHours) {
        if (!(smoothingHours > 0 && halfLifeHours > 0 && meanHalfLifeHours > 0)) {
            throw new IllegalArgumentException("half-lives must be above 0: smoothingHours=" + smoothingHours
                    + ", halfLifeHours=" + halfLifeHours + ", meanHalfLifeHours=" + meanHalfLifeHours);
        }
        this.smoothingHours = smoothingHours;
        this.halfLifeHours = halfLifeHours;
        this.meanHalfLifeHours = meanHalfLifeHours;
    }

    /**
     * {@return a forecast with the half-lives that hedge candidates are compared by}
     */
    public static FundingForecast ofPerpetual() {
        return new FundingForecast(SMOOTHING_HOURS, HALF_LIFE_HOURS, MEAN_HALF_LIFE_HOURS);
    }

    /**
     * Takes an observed rate.
     *
     * @param newRate per eight hours; not finite: nothing changes
     * @param hours   that it held, at least 0; anything else changes nothing. Of the first rate only the value counts
     */
    public void onRate(final double newRate, final double hours) {
        if (!(Usable.isNumber(newRate) && hours >= 0 && hours <= Double.MAX_VALUE)) {
            return;
        }
        if (Double.isNaN(rate)) {
            rate = newRate;
            mean = newRate;
            return;
        }
        rate += (1 - EwmaVariance.decay(hours, smoothingHours)) * (newRate - rate);
        mean += (1 - EwmaVariance.decay(hours, meanHalfLifeHours)) * (newRate - mean);
    }

    /**
     * The present rate.
     *
     * @return per eight hours; NaN before the first
     */
    public double rate() {
        return rate;
    }

    /**
     * The level that the rate returns to.
     *
     * @return per eight hours; NaN before the first
     */
    public double mean() {
        return mean;
    }

    /**
     * Expected rate averaged over a horizon: {@code m + (f − m) (1 − e^(−κτ)) / (κτ)}, κ = ln 2 / half-life.
     *
     * @param hours τ, at least 0
     * @return per eight hours; NaN before the first rate and for a horizon below 0
     */
    public double expectedRate(final double hours) {
        if (!(hours >= 0)) {
            return Double.NaN;
        }
        final double exponent = LN_2 * hours / halfLifeHours;
        final double weight = exponent > 0 ? (1 - DeterministicMath.exp(-exponent)) / exponent : 1;
        return mean + (rate - mean) * weight;
    }

    /**
     * Expected funding of a position over a horizon.
     *
     * @param notional signed, long above 0, USD or coins
     * @param hours    at least 0
     * @return in the unit of the notional; positive is paid
     */
    public double expectedPayment(final double notional, final double hours) {
        return hours >= 0 ? expectedRate(hours) * notional * hours / RATE_HOURS : Double.NaN;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, rate), mean);
    }
}
