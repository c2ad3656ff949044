package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.Projection;

/**
 * What one option is worth and what it adds to the book, by the engine's own valuation, and what the book has. Owned by
 * the engine thread; allocates nothing.
 *
 * <p>Gamma cash is {@code F² Γ / 100}, USD of delta cash per 1 %; vega USD per vol point, as in
 * {@link io.gimbal.engine.greeks.GreeksTotals}.
 */
final class OverlayGreeks {
    private static final double PERCENT = 100;

    private final GreeksAggregator greeks;
    private final OptionGreeks option = new OptionGreeks();
    private double forward;
    private double price;
    private double unit;

    OverlayGreeks(final GreeksAggregator greeks) {
        this.greeks = greeks;
    }

    /** Values an option of the book; false where a volatility or a forward is missing. */
    boolean value(final UnderlyingBook book, final BookLine line, final long nowNs) {
        final Instrument instrument = line.instrument();
        final int e = book.indexOfExpiry(instrument.expiryNs());
        if (e < 0 || !(line.vol() > 0) || !book.expiry(e).hasForward()) {
            return false;
        }
        final Expiry expiry = book.expiry(e);
        forward = expiry.forward(book.index(), DeliveryWindow.fractionLeft(nowNs, instrument.expiryNs()));
        final double years = TimeToExpiry.years(nowNs, instrument.expiryNs());
        if (!Black76.evaluate(instrument.isCall(), forward, instrument.strike(), years, line.vol(), option)) {
            return false;
        }
        unit = instrument.isInverse() ? forward : 1;
        price = option.price() / unit;
        return true;
    }

    /** The value in the unit of the option's prices: coin for inverse ones. */
    double price() {
        return price;
    }

    /** Change of that value per 1.00 of volatility. */
    double priceVega() {
        return option.vega() / unit;
    }

    /** USD of delta cash per 1 % and coin. */
    double gammaCash() {
        return option.gamma() * forward * forward / PERCENT;
    }

    /** USD per vol point and coin. */
    double vega() {
        return option.vega() / PERCENT;
    }

    /** Coins of delta per coin bought, the premium of inverse ones taken off, in the hedge instrument. */
    double hedgeDelta(final boolean isInverse, final Projection projection, final double hedgePrice) {
        final double beta = projection == Projection.UNIT ? 1 : forward / hedgePrice;
        return beta * (option.delta() - (isInverse ? price : 0));
    }

    /** The book's gamma cash of the last valuation. */
    double bookGamma() {
        double total = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sums = greeks.expiry(i);
            total += sums.gamma() * sums.forward() * sums.forward() / PERCENT;
        }
        return total;
    }

    /** The book's vega of the last valuation, USD per vol point. */
    double bookVega() {
        return greeks.vega() / PERCENT;
    }

    /** One expiry's, likewise. */
    double expiryVega(final int expiry) {
        return greeks.expiry(expiry).vega() / PERCENT;
    }
}
