package io.gimbal.engine.pricing;

/**
 * Black's formula for a European option on a forward, undiscounted (interest rate 0), with its Greeks.
 *
 * <p>With w = vol sqrt(T), d1 = ln(F/K)/w + w/2, d2 = d1 - w, and N, n the normal distribution and density: a call is
 * worth F N(d1) - K N(d2), a put K N(-d2) - F N(-d1). Source: F. Black, "The pricing of commodity contracts", Journal of
 * Financial Economics 3 (1976); the Greeks are its derivatives, see E. Haug, "The Complete Guide to Option Pricing
 * Formulas" (2007), chapter 2.
 *
 * <p>The value is computed as intrinsic plus time value. The time value is the same for call and put and needs one
 * exponential, because K n(d2) = F n(d1). Errors stay below 1e-14 of each output's natural scale (the forward or the
 * strike for the price, 1 for delta, and so on), for times from a minute to decades and volatilities from 0.01 to 3.
 *
 * <p>Stateless; allocates nothing; the same bits on every JDK.
 */
public final class Black76 {
    /**
     * Below this w = vol sqrt(T) an option counts as expired: one rounding of the forward would move d1 by more than
     * 1e-4, so a gamma would be noise. One nanosecond at a volatility of 0.01 is still above it.
     */
    public static final double MIN_STD_DEV = 1e-12;

    private Black76() {}

    /**
     * Values one option.
     *
     * <p>At or after expiry ({@code timeToExpiryYears <= 0}), without volatility ({@code vol <= 0}), or with
     * vol sqrt(T) below {@link #MIN_STD_DEV}: the price is the intrinsic value, delta 0 or 1 in absolute value, and 0.5
     * where the forward equals the strike: there the left and the right limit differ and delta tends to their middle
     * as time runs out; all other Greeks are 0.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           of the underlying for the option's expiry, positive
     * @param strike            positive, in the forward's unit
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param vol               absolute, 0.60 for 60 %
     * @param out               receives the value and the Greeks; zeros where false is returned
     * @return false where the forward or the strike is not positive and finite, the time or the volatility is NaN or
     *     infinite, or a result is beyond the range of a double
     */
    public static boolean evaluate(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double vol,
            final OptionGreeks out) {
        if (!(isPositiveFinite(forward) && isPositiveFinite(strike) && isFinite(timeToExpiryYears) && isFinite(vol))) {
            out.clear();
            return false;
        }
        final double rootTime = Math.sqrt(Math.max(timeToExpiryYears, 0.0));
        if (!(vol * rootTime >= MIN_STD_DEV)) {
            intrinsic(isCall, forward, strike, out);
            return true;
        }
        return live(isCall, forward, strike, rootTime, vol, out);
    }

    // Signs are multiplied in, not branched upon: a book's calls, puts and moneyness come in no order a CPU could
    // guess.
    private static boolean live(
            final boolean isCall,
            final double forward,
            final double strike,
            final double rootTime,
            final double vol,
            final OptionGreeks out) {
        final double stdDev = vol * rootTime;
        final double centre = DeterministicMath.logRatio(forward, strike) * (1.0 / stdDev);
        final double d1 = centre + 0.5 * stdDev;
        final double d2 = centre - 0.5 * stdDev;
        final double density = DeterministicMath.normalPdf(d1);
        final double ratio1 = MillsRatio.at(Math.abs(d1));
        final double ratio2 = MillsRatio.at(Math.abs(d2));

        final double side = side(isCall);
        final double sign1 = Math.copySign(1.0, d1);
        final double exercised = Math.fma(-side * sign1, density * ratio1, 0.5 + 0.5 * side * sign1);
        // Where d1 and d2 differ in sign the time value lacks both tails, else it is their difference.
        final double sameSign = sign1 * Math.copySign(1.0, d2);
        final double betweenTails = (0.5 - 0.5 * sameSign) * Math.min(forward, strike);
        final double timeValue = Math.abs(betweenTails - forward * density * (ratio1 - sameSign * ratio2));
        final double price = Math.max(side * (forward - strike), 0.0) + timeValue;
        out.value(Math.min(price, isCall ? forward : strike), side * exercised);
        if (density > 0.0) {
            derivatives(forward, rootTime, vol, d1, d2, density, out);
        }
        return keepIfFinite(out);
    }

    private static void derivatives(
            final double forward,
            final double rootTime,
            final double vol,
            final double d1,
            final double d2,
            final double density,
            final OptionGreeks out) {
        final double vega = forward * density * rootTime;
        final double perStdDev = 1.0 / (vol * rootTime);
        final double perVol = rootTime * perStdDev;
        final double perRootTime = vol * perStdDev;
        out.firstOrder(density * perStdDev / forward, vega, -0.5 * forward * density * vol * perRootTime);
        out.secondOrder(
                -density * d2 * perVol, vega * d1 * d2 * perVol, 0.5 * density * d2 * perRootTime * perRootTime);
    }

    private static void intrinsic(
            final boolean isCall, final double forward, final double strike, final OptionGreeks out) {
        final double side = side(isCall);
        final double gain = side * (forward - strike);
        final double exercised = gain > 0.0 ? 1.0 : gain < 0.0 ? 0.0 : 0.5;
        out.value(Math.max(gain, 0.0), side * exercised);
    }

    private static double side(final boolean isCall) {
        return (isCall ? 2 : 0) - 1;
    }

    private static boolean keepIfFinite(final OptionGreeks out) {
        if (out.isFinite()) {
            return true;
        }
        out.clear();
        return false;
    }

    private static boolean isPositiveFinite(final double value) {
        return value > 0.0 && value <= Double.MAX_VALUE;
    }

    private static boolean isFinite(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }
}
