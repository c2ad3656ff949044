package io.gimbal.engine.pricing.surface;

import java.util.SplittableRandom;

/** Makes quotes about a smile. */
final class QuotedSmile {
    private QuotedSmile() {}

    /** Quotes of strikes over four standard deviations, mids exactly on the smile. */
    static void exact(final SviParameters smile, final double years, final int strikes, final SmileQuotes out) {
        noisy(smile, years, strikes, 0.0, new SplittableRandom(1), out);
    }

    /** The same with mids off by a share of the half-spread of one vol point. */
    static void noisy(
            final SviParameters smile,
            final double years,
            final int strikes,
            final double noise,
            final SplittableRandom random,
            final SmileQuotes out) {
        final double width = 2.0 * Math.sqrt(smile.totalVariance(0.0));
        for (int i = 0; i < strikes; i++) {
            final double k = width * (2.0 * i / (strikes - 1) - 1.0);
            final double mid =
                    Math.sqrt(smile.totalVariance(k) / years) + noise * 0.01 * (2.0 * random.nextDouble() - 1.0);
            out.add(k, mid - 0.01, mid + 0.01, years);
        }
    }
}
