package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;

/** Value and Greeks of a call and a put of one strike together, by Black's formula. Refilled; owned by one thread. */
final class Straddle {
    private final OptionGreeks call = new OptionGreeks();
    private double price;
    private double delta;
    private double gamma;
    private double vega;

    void value(final double forward, final double strike, final double years, final double vol) {
        Black76.evaluate(true, forward, strike, years, vol, call);
        price = 2 * call.price() - forward + strike;
        delta = 2 * call.delta() - 1;
        gamma = 2 * call.gamma();
        vega = 2 * call.vega();
    }

    double price() {
        return price;
    }

    double delta() {
        return delta;
    }

    double gamma() {
        return gamma;
    }

    /** USD per 1.00 of volatility. */
    double vega() {
        return vega;
    }
}
