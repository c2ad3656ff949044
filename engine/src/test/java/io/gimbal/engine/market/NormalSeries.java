package io.gimbal.engine.market;

/** The normal distribution by its series (Marsaglia 2004), good to 1e-15: shares nothing with the engine's own. */
final class NormalSeries {
    private NormalSeries() {}

    static double probability(final double z) {
        if (Math.abs(z) > 8) {
            return z > 0 ? 1 : 0;
        }
        double sum = z;
        double term = z;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
