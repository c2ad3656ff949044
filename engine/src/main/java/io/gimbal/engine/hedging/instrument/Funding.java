package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.pricing.NearZero;

/**
 * Funding of perpetuals. Rates are those of eight hours; a long position pays a positive rate. Pure; arguments out of
 * range give NaN.
 */
public final class Funding {
    /** Rates of eight hours in a year of 365 days. */
    public static final double PERIODS_PER_YEAR = 3 * 365.0;

    private static final double DAMPER = 0.00025;
    private static final double CLAMP = 0.0005;

    private Funding() {}

    /**
     * Deribit's rate: the premium, less a damper of 0.025 % on either side: {@code max(d, P) + min(−d, P)}.
     *
     * @param mark  of the perpetual, USD per coin
     * @param index USD per coin, above 0
     * @param cap   largest magnitude, at least 0; the venue's own for the coin
     * @return share of the position per eight hours
     */
    public static double deribitRate(final double mark, final double index, final double cap) {
        if (!(mark > 0 && index > 0 && cap >= 0)) {
            return Double.NaN;
        }
        final double premium = (mark - index) / index;
        final double rate = Math.max(DAMPER, premium) + Math.min(-DAMPER, premium);
        return Math.min(Math.max(rate, -cap), cap);
    }

    /**
     * The rate of venues that add interest: {@code P + clamp(I − P, ±0.05 %)}.
     *
     * @param premium  P, share per eight hours
     * @param interest I, share per eight hours
     * @return share of the position per eight hours
     */
    public static double interestRate(final double premium, final double interest) {
        return premium + Math.min(Math.max(interest - premium, -CLAMP), CLAMP);
    }

    /**
     * What a long position is expected to pay over a horizon when the rate returns to its mean exponentially:
     * {@code f̄ h + (f − f̄)(1 − exp(−θh)) / θ}.
     *
     * @param rate     f now, share per eight hours
     * @param mean     f̄, share per eight hours
     * @param speed    θ, per year, at least 0; ln 2 over the half-life
     * @param horizon  h, years, at least 0
     * @return share of the position, below 0 where it is received
     */
    public static double expected(final double rate, final double mean, final double speed, final double horizon) {
        if (!(speed >= 0 && horizon >= 0)) {
            return Double.NaN;
        }
        final double decayed = speed * horizon > 0 ? -NearZero.expm1(-speed * horizon) / speed : horizon;
        return PERIODS_PER_YEAR * (mean * horizon + (rate - mean) * decayed);
    }
}
