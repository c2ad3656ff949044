package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The term structure of the basis of one coin: level and slope of the annualised premium over time to delivery, by
 * weighted least squares, and the log premium {@code ln(F/S)} at any time, straight between the futures and of the
 * nearest future's premium per year beyond them. Owned by the engine thread, reused; allocates at construction only.
 */
public final class BasisCurve {
    private final double[] years;
    private final double[] premiums;
    private final double[] weights;
    private int count;
    private double spot;

    /**
     * Makes room.
     *
     * @param capacity most futures, at least 1
     */
    public BasisCurve(final int capacity) {
        years = new double[capacity];
        premiums = new double[capacity];
        weights = new double[capacity];
    }

    /**
     * Begins a curve and forgets the last.
     *
     * @param newSpot USD per coin, above 0
     */
    public void start(final double newSpot) {
        count = 0;
        spot = newSpot;
    }

    /**
     * Adds a future, nearest first.
     *
     * @param future      USD per coin
     * @param futureYears to delivery, more than the one before
     * @param weight      in the fit of level and slope, above 0; open interest for instance
     * @return whether it was taken; one that is out of order or range, or beyond the room, is not
     */
    public boolean add(final double future, final double futureYears, final double weight) {
        final double premium = Basis.premium(future, spot, futureYears);
        final boolean isFinite = Math.abs(premium) < Double.POSITIVE_INFINITY && weight < Double.POSITIVE_INFINITY;
        final boolean isLater = count == 0 || futureYears > years[count - 1];
        if (count == years.length || !(isFinite && weight > 0 && isLater)) {
            return false;
        }
        years[count] = futureYears;
        premiums[count] = premium;
        weights[count] = weight;
        count++;
        return true;
    }

    /** {@return number of futures} */
    public int count() {
        return count;
    }

    /**
     * {@return the annualised premium of a future}
     *
     * @param index in the order of adding
     */
    public double premium(final int index) {
        return premiums[index];
    }

    /** {@return weighted mean of the premiums, per year; NaN without a future} */
    public double level() {
        return mean(premiums);
    }

    /** {@return change of the premium per year of time to delivery; 0 with one future, NaN without} */
    public double slope() {
        final double meanYears = mean(years);
        final double meanPremium = mean(premiums);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            products += weights[i] * (years[i] - meanYears) * (premiums[i] - meanPremium);
            squares += weights[i] * (years[i] - meanYears) * (years[i] - meanYears);
        }
        if (count == 0) {
            return Double.NaN;
        }
        return squares > 0 ? products / squares : 0;
    }

    private double mean(final double[] values) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * values[i];
            weight += weights[i];
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }

    /**
     * {@return the annualised premium at a time to delivery; NaN without a future}
     *
     * @param atYears above 0
     */
    public double premiumAt(final double atYears) {
        if (count == 0 || !(atYears > 0)) {
            return Double.NaN;
        }
        if (atYears <= years[0]) {
            return premiums[0];
        }
        for (int i = 1; i < count; i++) {
            if (atYears <= years[i]) {
                final double share = (atYears - years[i - 1]) / (years[i] - years[i - 1]);
                final double near = premiums[i - 1] * years[i - 1];
                return (near + share * (premiums[i] * years[i] - near)) / atYears;
            }
        }
        return premiums[count - 1];
    }

    /**
     * {@return fair price of a future, USD per coin; NaN without a curve}
     *
     * @param atYears to delivery, above 0
     */
    public double fairFuture(final double atYears) {
        return spot * DeterministicMath.exp(premiumAt(atYears) * atYears);
    }

    /**
     * {@return which way the curve leans}
     *
     * @param tolerance level that still counts as flat, per year, at least 0
     */
    public CurveShape shape(final double tolerance) {
        final double level = level();
        if (!(tolerance >= 0 && Math.abs(level) < Double.POSITIVE_INFINITY)) {
            return CurveShape.UNKNOWN;
        }
        if (Math.abs(level) <= tolerance) {
            return CurveShape.FLAT;
        }
        return level > 0 ? CurveShape.CONTANGO : CurveShape.BACKWARDATION;
    }
}
