package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;

/**
 * A call on a stock that pays nothing, and the world it is hedged in.
 *
 * @param spot   of the stock at the start, above 0
 * @param strike above 0
 * @param rate   interest, continuous, per year
 * @param vol    absolute, of the stock and of its hedge, above 0
 * @param years  to expiry, above 0
 * @param drift  of the stock in the world that is simulated, continuous, per year
 */
record HedgedCall(double spot, double strike, double rate, double vol, double years, double drift) {
    /** {@return the value by Black and Scholes at the start} */
    double value() {
        return discount() * atStart().price();
    }

    /** {@return dV/dvol at the start, per 1.00} */
    double vega() {
        return discount() * atStart().vega();
    }

    /** {@return exp(-rate years)} */
    double discount() {
        return DeterministicMath.exp(-rate * years);
    }

    private OptionGreeks atStart() {
        final OptionGreeks greeks = new OptionGreeks();
        if (!Black76.evaluate(true, spot / discount(), strike, years, vol, greeks)) {
            throw new IllegalStateException("call cannot be valued: " + this);
        }
        return greeks;
    }

    /**
     * The delta by Black and Scholes.
     *
     * @param moneyness log(stock / strike)
     * @param left      years to expiry, above 0
     * @return shares per call, 0 to 1
     */
    double delta(final double moneyness, final double left) {
        return DeterministicMath.normalCdf(distance(moneyness, left, vol));
    }

    /**
     * The d1 of Black and Scholes.
     *
     * @param moneyness log(stock / strike)
     * @param left      years to expiry, above 0
     * @param at        the volatility it is taken at, above 0
     * @return standard deviations
     */
    double distance(final double moneyness, final double left, final double at) {
        return (moneyness + (rate + 0.5 * at * at) * left) / (at * Math.sqrt(left));
    }
}
