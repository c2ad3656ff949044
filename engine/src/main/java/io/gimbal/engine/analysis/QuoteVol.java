package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;

/** The volatility at which Black's formula gives a quoted price. Owned by one thread. */
final class QuoteVol {
    private static final double LARGEST_VOL = 20.0;
    private static final int HALVINGS = 60;

    private final OptionGreeks greeks = new OptionGreeks();

    QuoteVol() {}

    /**
     * Solves by halving an interval.
     *
     * @param isCall  else a put
     * @param forward positive
     * @param strike  positive
     * @param years   time to expiry, positive
     * @param price   undiscounted, in the unit of the forward
     * @return absolute volatility; NaN where the price is not above the intrinsic value or needs more than 2000 %
     */
    double of(final boolean isCall, final double forward, final double strike, final double years, final double price) {
        if (!(price > value(isCall, forward, strike, years, 0.0)
                && price <= value(isCall, forward, strike, years, LARGEST_VOL))) {
            return Double.NaN;
        }
        double low = 0.0;
        double high = LARGEST_VOL;
        for (int i = 0; i < HALVINGS; i++) {
            final double middle = 0.5 * (low + high);
            if (value(isCall, forward, strike, years, middle) < price) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private double value(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        return Black76.evaluate(isCall, forward, strike, years, vol, greeks) ? greeks.price() : Double.NaN;
    }
}
