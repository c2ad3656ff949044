package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;

/**
 * What the minimum-variance delta adds to a book's Black delta: per option vega / (F sqrt(T)) (a + b delta + c delta^2),
 * projected. Source: J. Hull and A. White, "Optimal delta hedging for options", Journal of Banking and Finance 82 (2017),
 * equation 5, with the expiry's forward as the spot. Owned by the engine thread; allocates nothing.
 *
 * <p>Each look costs an evaluation per option held, so the last one stays for a second while the price is within one basis
 * point of it and the book is the same. Per coin held that is off by less than 0.6 (|a| + |b| + |c|) times one
 * basis point over the standard deviation to expiry, and by what a second's re-marks change; but where an option enters or
 * leaves the deltas that the coefficients are of, it counts a second late.
 */
final class MinimumVarianceLook {
    static final long LOOK_NS = 1_000_000_000L;
    static final double LARGEST_MOVE = 1e-4;

    private static final double HALF = 0.5;

    private double change;
    private double price;
    private long lookNs;
    private boolean isLooked;

    /** The next question looks anew. */
    void forget() {
        isLooked = false;
    }

    /** Coins of the hedge instrument to add to the options' delta. */
    double change(
            final UnderlyingBook book,
            final GreeksAggregator greeks,
            final HullWhiteCoefficients coefficients,
            final long nowNs) {
        final boolean isFresh =
                isLooked && nowNs - lookNs < LOOK_NS && Math.abs(greeks.hedgePrice() - price) <= LARGEST_MOVE * price;
        if (!isFresh) {
            change = look(book, greeks, coefficients);
            price = greeks.hedgePrice();
            lookNs = nowNs;
            isLooked = true;
        }
        return change;
    }

    /** Coins, exactly now. */
    static double look(
            final UnderlyingBook book, final GreeksAggregator greeks, final HullWhiteCoefficients coefficients) {
        double total = 0;
        for (int e = 0; e < greeks.expiryCount(); e++) {
            final ExpirySums sums = greeks.expiry(e);
            if (sums.isHeld() && sums.timeToExpiryYears() > 0 && sums.forward() > 0) {
                total += sums.beta() * sums.windowFraction() * look(book.expiry(e), sums, coefficients);
            }
        }
        return total;
    }

    private static double look(final Expiry expiry, final ExpirySums sums, final HullWhiteCoefficients coefficients) {
        final double rootTime = Math.sqrt(sums.timeToExpiryYears());
        double total = 0;
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            final Instrument instrument = line.instrument();
            if (instrument.isOption() && line.amount() != 0 && line.vol() > 0) {
                final double stdDev = line.vol() * rootTime;
                final double d1 =
                        DeterministicMath.logRatio(sums.forward(), instrument.strike()) / stdDev + HALF * stdDev;
                final double delta =
                        DeterministicMath.normalCdf(instrument.isCall() ? d1 : -d1) * (instrument.isCall() ? 1 : -1);
                final double vegaShare = DeterministicMath.normalPdf(d1);
                total += line.quantity() * vegaShare * coefficients.slope(instrument.isCall(), delta);
            }
        }
        return total;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, change);
        h = Bits.mix(h, price);
        h = Bits.mix(h, lookNs);
        return Bits.mix(h, isLooked ? 1L : 0L);
    }
}
