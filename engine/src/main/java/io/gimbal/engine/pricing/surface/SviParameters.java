package io.gimbal.engine.pricing.surface;

/**
 * One expiry's smile in the raw SVI form: total variance w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)) over
 * log-moneyness k = ln(strike / forward). A reusable holder, owned by one thread.
 *
 * <p>Source: J. Gatheral, "A parsimonious arbitrage-free implied volatility parameterization" (2004); the density
 * function of {@link #durrleman} is that of V. Durrleman's thesis (2003), see J. Gatheral and A. Jacquier,
 * "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14 (2014), equation 2.1.
 */
public final class SviParameters {
    private double a;
    private double b;
    private double rho;
    private double m;
    private double sigma = 1.0;

    /** Creates a flat smile without variance, which is not valid before it is set. */
    public SviParameters() {}

    /**
     * Takes new values, checked only by {@link #isValid}.
     *
     * @param newA     level of total variance
     * @param newB     half the sum of the wings' slopes, at least 0
     * @param newRho   tilt, in (-1, 1); negative where puts are dearer
     * @param newM     log-moneyness about which the smile turns
     * @param newSigma width of the turn, above 0
     */
    public void set(
            final double newA, final double newB, final double newRho, final double newM, final double newSigma) {
        a = newA;
        b = newB;
        rho = newRho;
        m = newM;
        sigma = newSigma;
    }

    /**
     * Takes the values of another smile.
     *
     * @param other read, not kept
     */
    public void copyFrom(final SviParameters other) {
        set(other.a, other.b, other.rho, other.m, other.sigma);
    }

    /** {@return level of total variance} */
    public double a() {
        return a;
    }

    /** {@return half the sum of the wings' slopes} */
    public double b() {
        return b;
    }

    /** {@return tilt, in (-1, 1)} */
    public double rho() {
        return rho;
    }

    /** {@return log-moneyness about which the smile turns} */
    public double m() {
        return m;
    }

    /** {@return width of the turn} */
    public double sigma() {
        return sigma;
    }

    /**
     * Whether every strike has a positive variance: all finite, b at least 0, rho inside (-1, 1), sigma above 0, and the
     * smallest variance above 0. Says nothing about arbitrage.
     *
     * @return false for NaN too
     */
    public boolean isValid() {
        return Math.abs(a) <= Double.MAX_VALUE
                && b >= 0.0
                && b <= Double.MAX_VALUE
                && Math.abs(rho) < 1.0
                && Math.abs(m) <= Double.MAX_VALUE
                && sigma > 0.0
                && sigma <= Double.MAX_VALUE
                && leastVariance() > 0.0;
    }

    /** {@return the smallest total variance of any strike, a + b sigma sqrt(1 - rho^2)} */
    public double leastVariance() {
        return a + b * sigma * Math.sqrt((1.0 - rho) * (1.0 + rho));
    }

    /**
     * Total variance w.
     *
     * @param k log-moneyness
     * @return vol^2 T
     */
    public double totalVariance(final double k) {
        final double x = k - m;
        return a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
    }

    /**
     * dw/dk.
     *
     * @param k log-moneyness
     * @return of either sign
     */
    public double slope(final double k) {
        final double x = k - m;
        return b * (rho + x / Math.sqrt(x * x + sigma * sigma));
    }

    /**
     * d2w/dk2.
     *
     * @param k log-moneyness
     * @return at least 0
     */
    public double curvature(final double k) {
        final double x = k - m;
        final double square = x * x + sigma * sigma;
        return b * sigma * sigma / (square * Math.sqrt(square));
    }

    /** {@return how fast w falls towards k = -infinity, b (1 - rho), at least 0} */
    public double leftWing() {
        return b * (1.0 - rho);
    }

    /** {@return how fast w rises towards k = infinity, b (1 + rho), at least 0} */
    public double rightWing() {
        return b * (1.0 + rho);
    }

    /**
     * The function g whose sign is the sign of the risk-neutral density: (1 - k w'/(2w))^2 - w'^2/4 (1/w + 1/4) + w''/2.
     *
     * @param k log-moneyness
     * @return below 0 where a butterfly has a negative price; NaN where w is not positive
     */
    public double durrleman(final double k) {
        final double w = totalVariance(k);
        if (!(w > 0.0)) {
            return Double.NaN;
        }
        final double first = slope(k);
        final double pull = 1.0 - 0.5 * k * first / w;
        return pull * pull - 0.25 * first * first * (1.0 / w + 0.25) + 0.5 * curvature(k);
    }
}
