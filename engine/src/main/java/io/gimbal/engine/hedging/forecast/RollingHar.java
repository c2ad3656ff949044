package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * Fits the daily regression of logarithms again whenever a day is over, on the last days seen. A day that was not seen is
 * not there: its neighbours count as such. Owned by the engine thread; allocates nothing after construction.
 */
final class RollingHar {
    private final HarFit fit = new HarFit(true, HarCoefficients.WEEK_DAYS, HarCoefficients.MONTH_DAYS);
    private final double[] ring;
    private final double[] inOrder;
    private int next;
    private int count;

    RollingHar(final int days) {
        ring = new double[days];
        inOrder = new double[days];
    }

    /**
     * Takes the variance of a day.
     *
     * @param variance of the day; one that is not above 0 changes nothing
     * @param har      takes what is found
     */
    void onDay(final double variance, final HarForecast har) {
        if (!Usable.isPositive(variance)) {
            return;
        }
        ring[next] = variance;
        next = next + 1 == ring.length ? 0 : next + 1;
        count = Math.min(count + 1, ring.length);
        if (count < VolSettings.LEAST_FIT_DAYS) {
            return;
        }
        final int first = count == ring.length ? next : 0;
        for (int i = 0; i < count; i++) {
            inOrder[i] = ring[(first + i) % ring.length];
        }
        if (fit.solve(inOrder, count)) {
            har.use(fit);
        }
    }

    long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, next), count);
        for (final double day : ring) {
            h = Bits.mix(h, day);
        }
        return h;
    }
}
