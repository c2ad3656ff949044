package io.gimbal.engine.pricing;

/**
 * A first guess of vol sqrt(T) from an option's time value under Black's model; below 1e-4 off for ordinary options, a
 * few per cent in the corners.
 *
 * <p>The normal model's standard deviation, times ln(F/K) / (F - K), is the leading term of Black's as time runs out,
 * with the next term known: s = s0 (1 + ln(sinh w / w) / (4 w^2) s0^2 + ...), w = |ln(F/K)| / 2. Source: C. Grunspan, "A
 * note on the equivalence between the normal and the lognormal implied volatility" (2011). At the money the whole series
 * is known, s0 = sqrt(2 pi) (2 N(s/2) - 1); its inverse, taken at the scale that the next term gives, serves for all
 * strikes. Where the option is worth so much of its largest possible value that this no longer resolves it, the two
 * terms of the missing value are inverted instead, one weighted with the other's share.
 */
final class BlackGuess {
    /** In units of the scaled square; at the money, 3.1 of vol sqrt(T). */
    private static final double SERIES_LIMIT = 4.9;

    /** Of half the log-moneyness; beyond it the logarithm's own expansion is exact enough. */
    private static final double MODERATE_LIMIT = 4.0;

    // s / s0 in s0^2 at the money, s up to 3.5, error 6e-7.
    private static final double SERIES_N0 = 1.000000580220572;
    private static final double SERIES_N1 = -0.26952490572897136;
    private static final double SERIES_N2 = 0.019954208571595113;
    private static final double SERIES_N3 = -0.0002952803397417815;
    private static final double SERIES_D1 = -0.311186557841747;
    private static final double SERIES_D2 = 0.029266936626855096;
    private static final double SERIES_D3 = -0.0007698436421313216;

    // 6 ln(sinh w / w) / w^2 in w^2, w up to 4.1, error 3e-6.
    private static final double SCALE_N0 = 0.9999971941675955;
    private static final double SCALE_N1 = 0.06392361864794276;
    private static final double SCALE_N2 = 0.0003776248305198043;
    private static final double SCALE_D1 = 0.0972432137863505;
    private static final double SCALE_D2 = 0.0015134567036427272;

    private BlackGuess() {}

    /**
     * Guesses.
     *
     * @param halfMoneyness  w = |ln(F/K)| / 2
     * @param leading        s0, from the normal model
     * @param share          time value over its upper bound min(F, K), in (0, 1)
     * @param shareMissing   1 - share, exactly rounded
     * @return above 0
     */
    static double stdDev(
            final double halfMoneyness, final double leading, final double share, final double shareMissing) {
        final double square = leading * leading * scale(halfMoneyness);
        return square < SERIES_LIMIT ? leading * series(square) : nearMaximum(halfMoneyness, share, shareMissing);
    }

    private static double series(final double square) {
        return Polynomial.of(square, SERIES_N0, SERIES_N1, SERIES_N2, SERIES_N3)
                / Polynomial.of(square, 1.0, SERIES_D1, SERIES_D2, SERIES_D3);
    }

    private static double scale(final double half) {
        final double square = half * half;
        if (half > MODERATE_LIMIT) {
            return 6.0 * (half - DeterministicMath.log(half + half)) / square;
        }
        return Polynomial.of(square, SCALE_N0, SCALE_N1, SCALE_N2) / Polynomial.of(square, 1.0, SCALE_D1, SCALE_D2);
    }

    // Missing value / min(F, K) = N(-v) + e^(2 w) N(-v - 2 w / t), t = s / 2, v = t - w / t.
    private static double nearMaximum(final double half, final double share, final double shareMissing) {
        final double alone = quantile(share, shareMissing);
        final double second = secondShare(half, alone) * shareMissing;
        return 2.0 * halfStdDev(half, quantile(share + second, shareMissing - second));
    }

    private static double quantile(final double below, final double above) {
        return above <= below ? -NormalQuantile.guess(above) : NormalQuantile.guess(below);
    }

    private static double secondShare(final double half, final double v) {
        if (v <= 0.0) {
            return 0.0;
        }
        final double second = MillsRatio.at(v + 2.0 * half / halfStdDev(half, v));
        return second / (second + MillsRatio.at(v));
    }

    private static double halfStdDev(final double half, final double v) {
        final double root = Math.sqrt(Math.fma(v, v, 4.0 * half));
        return v >= 0.0 ? 0.5 * (root + v) : 2.0 * half / (root - v);
    }
}
