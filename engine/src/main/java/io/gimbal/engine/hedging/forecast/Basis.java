package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The premium of a dated future over the spot. Positive is contango: a long position loses it as delivery comes, a short one
 * earns it. Pure; allocates nothing; arguments out of range give NaN.
 */
public final class Basis {
    private Basis() {}

    /**
     * The premium as a share of the spot.
     *
     * @param future USD per coin, above 0
     * @param spot   USD per coin, above 0
     * @return {@code F / S − 1}
     */
    public static double premium(final double future, final double spot) {
        return future > 0 && spot > 0 ? (future - spot) / spot : Double.NaN;
    }

    /**
     * The premium per year, without compounding.
     *
     * @param future USD per coin, above 0
     * @param spot   USD per coin, above 0
     * @param years  to delivery, above 0
     * @return {@code (F / S − 1) / T}
     */
    public static double annualised(final double future, final double spot, final double years) {
        return years > 0 ? premium(future, spot) / years : Double.NaN;
    }

    /**
     * The premium per year with continuous compounding: the level of the basis curve.
     *
     * @param future USD per coin, above 0
     * @param spot   USD per coin, above 0
     * @param years  to delivery, above 0
     * @return {@code ln(F / S) / T}
     */
    public static double continuous(final double future, final double spot, final double years) {
        if (!(future > 0 && future <= Double.MAX_VALUE && spot > 0 && spot <= Double.MAX_VALUE && years > 0)) {
            return Double.NaN;
        }
        return DeterministicMath.logRatio(future, spot) / years;
    }

    /**
     * What a position in the future is expected to cost by convergence alone over a horizon, the annualised premium standing
     * still: {@code quantity · (F − S) · min(τ, T) / T}.
     *
     * @param quantity coins, long above 0
     * @param future   USD per coin, above 0
     * @param spot     USD per coin, above 0
     * @param years    T, to delivery, above 0
     * @param horizon  τ, years, at least 0
     * @return USD; positive is lost
     */
    public static double convergenceCost(
            final double quantity, final double future, final double spot, final double years, final double horizon) {
        if (!(future > 0 && spot > 0 && years > 0 && horizon >= 0)) {
            return Double.NaN;
        }
        return quantity * (future - spot) * Math.min(horizon, years) / years;
    }

    /**
     * The price of a later future where the basis curve says so: {@code F1 e^(b2 T2 − b1 T1)}.
     *
     * @param near       F1, USD per coin, above 0
     * @param nearRate   b1, continuous, per year
     * @param nearYears  T1, at least 0
     * @param laterRate  b2, continuous, per year
     * @param laterYears T2, at least {@code nearYears}
     * @return USD per coin; less the near price it is the fair calendar spread
     */
    public static double laterFuture(
            final double near,
            final double nearRate,
            final double nearYears,
            final double laterRate,
            final double laterYears) {
        if (!(near > 0 && nearYears >= 0 && laterYears >= nearYears)) {
            return Double.NaN;
        }
        return near * DeterministicMath.exp(laterRate * laterYears - nearRate * nearYears);
    }
}
