package io.gimbal.engine.analysis.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * How rough the wanted hedge is expected to be over a horizon: moments of {@code aS}, where {@code a = |Γ| σ S} is the
 * root of the target's variance per year. Costs and errors of every rule at small costs follow from them. Immutable.
 *
 * @param vol      σ, absolute, above 0
 * @param first    ∫ E[aS] dt, USD times root years
 * @param bands    ∫ E[(aS)^(4/3)] dt, to the 4/3 USD, per year to the 2/3, times years
 * @param second   ∫ E[(aS)²] dt, USD squared
 * @param startRoughness a² at the start, coins squared per year
 * @param price    S at the start, USD per coin
 */
public record GammaForecast(
        double vol, double first, double bands, double second, double startRoughness, double price) {
    private static final double BAND_POWER = 4.0 / 3.0;
    private static final double DAYS_PER_YEAR = 365.0;
    private static final int STEPS = 4_000;

    /**
     * A book whose gamma stays as it is.
     *
     * @param gamma net, coins per USD, not 0
     * @param vol   absolute, above 0
     * @param price USD per coin, above 0
     * @param days  above 0
     * @return its forecast
     */
    public static GammaForecast constant(final double gamma, final double vol, final double price, final double days) {
        final double a = Math.abs(gamma) * vol * price;
        final double years = days / DAYS_PER_YEAR;
        return new GammaForecast(
                vol,
                a * price * years,
                Math.pow(a * price, BAND_POWER) * years,
                a * a * price * price * years,
                a * a,
                price);
    }

    /**
     * Straddles struck at the price, held to expiry while the price walks as a driftless lognormal. The expectation
     * over prices is closed, for the price's logarithm is normal and gamma is a normal density of it; time is summed
     * over a grid that narrows towards expiry.
     *
     * @param amount coins of calls, and as many of puts; either sign, not 0
     * @param vol    absolute, above 0
     * @param price  USD per coin, above 0
     * @param days   to expiry, above 0
     * @return its forecast
     */
    public static GammaForecast straddle(final double amount, final double vol, final double price, final double days) {
        final double years = days / DAYS_PER_YEAR;
        final double scale = 2 * Math.abs(amount) * price / Math.sqrt(2 * Math.PI);
        final double d1 = 0.5 * vol * Math.sqrt(years);
        final double a = 2 * Math.abs(amount) * Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI * years);
        return new GammaForecast(
                vol,
                scale * moment(1, vol, years),
                Math.pow(scale, BAND_POWER) * moment(BAND_POWER, vol, years),
                scale * scale * moment(2, vol, years),
                a * a,
                price);
    }

    /** The integral over time left, tau = years times u cubed, so that its pole at expiry is no pole of u. */
    private static double moment(final double power, final double vol, final double years) {
        return midpoint(u -> {
            final double left = years * u * u * u;
            return 3 * years * u * u * Math.pow(left, -0.5 * power) * expected(power, vol, years - left, left);
        });
    }

    /** E[exp(−p d1² / 2 + p x)] where x = ln(S/K) is normal with variance vol² t and mean minus half of it. */
    private static double expected(final double power, final double vol, final double elapsed, final double left) {
        final double before = vol * vol * elapsed;
        final double ahead = vol * vol * left;
        final double curvature = 0.5 * power / ahead;
        final double offset = 0.5 * (ahead - before);
        final double slope = 2 * curvature * offset - power;
        final double widening = 1 + 2 * curvature * before;
        return Math.exp(slope * slope * before / (2 * widening) - curvature * offset * offset - 0.5 * power * before)
                / Math.sqrt(widening);
    }

    private static double midpoint(final DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += function.applyAsDouble((i + 0.5) / STEPS);
        }
        return sum / STEPS;
    }
}
