package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.ExpirySmile;
import io.gimbal.engine.pricing.BlackSums;
import java.util.Arrays;

/**
 * The options of one expiry, each counted by the slope of its smile at its strike: their vega is the sum of vega times
 * slope, which every delta regime of the smile is made of. Between two smiles a strike's slope stays like its volatility,
 * so the sum is one of a strip like any other, valued by the same ways and as cheaply. Owned by the engine thread;
 * allocates only when an option is added.
 */
final class SkewStrip {
    /** Per 1.00 of log-moneyness; a steeper smile is none. */
    static final double LARGEST_SKEW = 1e3;

    private static final int NONE = -1;

    private final StripValuer valuer;
    private int[] recordOf = {};
    private boolean[] isBlind = {};
    private int blind;

    SkewStrip(final Valuation valuation) {
        valuer = new StripValuer(valuation);
    }

    /** Forgets everything and makes room for the lines of an expiry. */
    void clear(final int lines) {
        valuer.clear();
        recordOf = new int[lines];
        isBlind = new boolean[lines];
        Arrays.fill(recordOf, NONE);
        blind = 0;
    }

    /** A line that is an option. */
    void add(final int position, final double strike) {
        recordOf[position] = valuer.add(strike);
    }

    /** Takes an option's position and its place on the smile. */
    void set(final BookLine line, final ExpirySmile smile) {
        final int position = line.position();
        final double skew = line.isOnSmile() ? smile.skew(line.instrument().strike()) : Double.NaN;
        final boolean isOnSmile = Math.abs(skew) <= LARGEST_SKEW;
        final double weighted = isOnSmile ? line.quantity() * skew : 0.0;
        blind -= isBlind[position] ? 1 : 0;
        isBlind[position] = !isOnSmile && line.amount() != 0;
        blind += isBlind[position] ? 1 : 0;
        valuer.set(recordOf[position], weighted, isOnSmile ? line.surfaceVol() : 1.0);
    }

    /** Options held that are on no smile, or on none that can be meant: the sum lacks them. */
    int blind() {
        return blind;
    }

    /**
     * The sum of quantity, vega and slope.
     *
     * @param forward above 0
     * @param years   above 0
     * @return USD per 1.00 of volatility and 1.00 of log-moneyness
     */
    double value(final double forward, final double years) {
        valuer.value(forward, years);
        return BlackSums.vega(valuer.sums(), forward, Math.sqrt(years));
    }
}
