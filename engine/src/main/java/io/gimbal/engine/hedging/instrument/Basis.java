package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.NearZero;

/**
 * A future's premium over spot and what becomes of it. Pure; arguments out of range give NaN. The annualised premium is
 * continuously compounded, {@code b = ln(F/S) / τ}; positive is contango, negative backwardation.
 */
public final class Basis {
    private Basis() {}

    /**
     * The annualised premium.
     *
     * @param future USD per coin, above 0
     * @param spot   USD per coin, above 0
     * @param years  τ to delivery, above 0
     * @return per year
     */
    public static double premium(final double future, final double spot, final double years) {
        if (!(future > 0 && spot > 0 && years > 0)) {
            return Double.NaN;
        }
        return DeterministicMath.logRatio(future, spot) / years;
    }

    /**
     * The fair price at a premium: {@code S exp(bτ)}.
     *
     * @param spot    USD per coin, above 0
     * @param premium b, per year
     * @param years   τ to delivery, at least 0
     * @return USD per coin
     */
    public static double future(final double spot, final double premium, final double years) {
        return spot > 0 && years >= 0 ? spot * DeterministicMath.exp(premium * years) : Double.NaN;
    }

    /**
     * What a long future is expected to lose while time passes at an unchanged spot and an unchanged premium per year:
     * {@code F (1 − exp(−b h))}; the gain of a short one.
     *
     * @param future  F, USD per coin, above 0
     * @param premium b, per year
     * @param horizon h, years, from 0 to delivery
     * @return USD per coin, below 0 in backwardation
     */
    public static double convergence(final double future, final double premium, final double horizon) {
        return future > 0 && horizon >= 0 ? -future * NearZero.expm1(-premium * horizon) : Double.NaN;
    }

    /**
     * The fair price of a calendar spread, far less near: {@code F1 (exp(b2τ2 − b1τ1) − 1)}.
     *
     * @param near        F1, USD per coin, above 0
     * @param nearPremium b1, per year
     * @param nearYears   τ1, at least 0
     * @param farPremium  b2, per year
     * @param farYears    τ2, at least τ1
     * @return USD per coin
     */
    public static double calendarSpread(
            final double near,
            final double nearPremium,
            final double nearYears,
            final double farPremium,
            final double farYears) {
        if (!(near > 0 && nearYears >= 0 && farYears >= nearYears)) {
            return Double.NaN;
        }
        return near * NearZero.expm1(farPremium * farYears - nearPremium * nearYears);
    }
}
