package io.gimbal.engine.pricing;

/**
 * The sums over a strip of calls of one expiry from which all of the strip's Greeks follow, and where each stands in an
 * array. With w the quantity of a record, s = vol sqrt(T), n and N the normal density and distribution:
 *
 * <pre>
 *   value              F A - B                 A = sum w N(d1),   B = sum w K N(d2)
 *   delta              A
 *   gamma              S2 / F                  S2 = sum w n(d1) / s
 *   vega               F sqrt(T) S0            S0 = sum w n(d1)
 *   theta              -F S1 / (2 sqrt(T))     S1 = sum w n(d1) vol
 *   vanna              -sqrt(T) S3             S3 = sum w n(d1) d2 / s
 *   volga              F T S4                  S4 = sum w n(d1) d1 d2 / s
 *   charm              S5 / (2 T)              S5 = sum w n(d1) d2
 *   dual delta         -X0                     X0 = sum w N(d2)
 *   speed              -(S2 + X1) / F^2        X1 = sum w n(d1) d1 / s^2
 *   zomma              X2 / F                  X2 = sum w n(d1) (d1 d2 - 1) / (vol s)
 *   veta               -F (S0 + X3) / (2 sqrt(T))   X3 = sum w n(d1) d1 d2
 *   color              with X4 = sum w n(d1) d1 d2 / s:   (S2 - X4) / (2 T F)
 * </pre>
 *
 * <p>Volga's S4 is colour's X4: thirteen Greeks, twelve sums. Source: the derivatives of Black's formula, with
 * K n(d2) = F n(d1). All are taken with respect to the forward, undiscounted; time derivatives are by the calendar, per
 * year.
 */
public final class BlackSums {
    /** A, the sum of w N(d1). */
    public static final int DELTA = 0;

    /** B, the sum of w K N(d2). */
    public static final int STRIKE_PAID = 1;

    /** S0, the sum of w n(d1). */
    public static final int DENSITY = 2;

    /** S1, the sum of w n(d1) vol. */
    public static final int DENSITY_VOL = 3;

    /** S2, the sum of w n(d1) / s. */
    public static final int DENSITY_PER_STD_DEV = 4;

    /** S3, the sum of w n(d1) d2 / s. */
    public static final int DENSITY_D2_PER_STD_DEV = 5;

    /** S4, the sum of w n(d1) d1 d2 / s. */
    public static final int DENSITY_D1_D2_PER_STD_DEV = 6;

    /** S5, the sum of w n(d1) d2. */
    public static final int DENSITY_D2 = 7;

    /** How many of the sums the main Greeks need: value, delta, gamma, vega, theta, vanna, volga, charm. */
    public static final int MAIN = 8;

    /** X0, the sum of w N(d2). */
    public static final int EXERCISED = 8;

    /** X1, the sum of w n(d1) d1 / s^2. */
    public static final int DENSITY_D1_PER_VARIANCE = 9;

    /** X2, the sum of w n(d1) (d1 d2 - 1) / (vol s). */
    public static final int ZOMMA_TERM = 10;

    /** X3, the sum of w n(d1) d1 d2. */
    public static final int DENSITY_D1_D2 = 11;

    /** How many sums there are. */
    public static final int COUNT = 12;

    private BlackSums() {}

    /**
     * Value of the strip.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @return USD
     */
    public static double value(final double[] sums, final double forward) {
        return Math.fma(forward, sums[DELTA], -sums[STRIKE_PAID]);
    }

    /**
     * d2V/dF2.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @return coins per USD
     */
    public static double gamma(final double[] sums, final double forward) {
        return sums[DENSITY_PER_STD_DEV] / forward;
    }

    /**
     * dV/dvol, all volatilities moved alike.
     *
     * @param sums     of a strip
     * @param forward  USD per coin
     * @param rootTime square root of the years to expiry
     * @return USD per 1.00 of volatility
     */
    public static double vega(final double[] sums, final double forward, final double rootTime) {
        return forward * rootTime * sums[DENSITY];
    }

    /**
     * dV/dt.
     *
     * @param sums     of a strip
     * @param forward  USD per coin
     * @param rootTime square root of the years to expiry, positive
     * @return USD per year
     */
    public static double theta(final double[] sums, final double forward, final double rootTime) {
        return -0.5 * forward * sums[DENSITY_VOL] / rootTime;
    }

    /**
     * d2V/dF dvol.
     *
     * @param sums     of a strip
     * @param rootTime square root of the years to expiry
     * @return coins per 1.00 of volatility
     */
    public static double vanna(final double[] sums, final double rootTime) {
        return -rootTime * sums[DENSITY_D2_PER_STD_DEV];
    }

    /**
     * d2V/dvol2.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @param years   to expiry
     * @return USD per 1.00 of volatility squared
     */
    public static double volga(final double[] sums, final double forward, final double years) {
        return forward * years * sums[DENSITY_D1_D2_PER_STD_DEV];
    }

    /**
     * dDelta/dt.
     *
     * @param sums  of a strip
     * @param years to expiry, positive
     * @return coins per year
     */
    public static double charm(final double[] sums, final double years) {
        return 0.5 * sums[DENSITY_D2] / years;
    }

    /**
     * dV/dK, all strikes moved alike.
     *
     * @param sums of a strip
     * @return USD per USD of strike
     */
    public static double dualDelta(final double[] sums) {
        return -sums[EXERCISED];
    }

    /**
     * d3V/dF3.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @return coins per USD squared
     */
    public static double speed(final double[] sums, final double forward) {
        return -(sums[DENSITY_PER_STD_DEV] + sums[DENSITY_D1_PER_VARIANCE]) / (forward * forward);
    }

    /**
     * d3V/dF2 dvol.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @return coins per USD and 1.00 of volatility
     */
    public static double zomma(final double[] sums, final double forward) {
        return sums[ZOMMA_TERM] / forward;
    }

    /**
     * dGamma/dt.
     *
     * @param sums    of a strip
     * @param forward USD per coin
     * @param years   to expiry, positive
     * @return coins per USD and year
     */
    public static double color(final double[] sums, final double forward, final double years) {
        return 0.5 * (sums[DENSITY_PER_STD_DEV] - sums[DENSITY_D1_D2_PER_STD_DEV]) / (years * forward);
    }

    /**
     * d2V/dvol dt.
     *
     * @param sums     of a strip
     * @param forward  USD per coin
     * @param rootTime square root of the years to expiry, positive
     * @return USD per 1.00 of volatility and year
     */
    public static double veta(final double[] sums, final double forward, final double rootTime) {
        return -0.5 * forward * (sums[DENSITY] + sums[DENSITY_D1_D2]) / rootTime;
    }
}
