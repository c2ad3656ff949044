package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.journal.codec.Projection;

/**
 * What orders in options may yet add to an underlying's delta, as an interval: an option that takes often finds less than
 * it asked for, and a hedge of what never came would have to be undone. At the delta of now; an option without a
 * volatility counts with the largest delta there is, one coin per coin, either way. Owned by the engine thread; allocates
 * nothing.
 */
final class OverlayInFlight {
    private final int underlyingId;
    private final Session session;
    private final OverlayGreeks greeks;
    private double low;
    private double high;

    OverlayInFlight(final int underlyingId, final Session session, final GreeksAggregator aggregator) {
        this.underlyingId = underlyingId;
        this.session = session;
        greeks = new OverlayGreeks(aggregator);
    }

    /** Looks at the orders under way. */
    void see(final UnderlyingBook book, final Projection projection, final double hedgePrice, final long nowNs) {
        low = 0;
        high = 0;
        final OrderTable orders = session.orders();
        for (int i = 0; i < orders.size(); i++) {
            final WorkingOrder order = orders.order(i);
            final BookLine line = session.book().line(order.instrumentId());
            if (line != null && isOption(line.instrument())) {
                add(book, line, order, projection, hedgePrice, nowNs);
            }
        }
    }

    private boolean isOption(final Instrument instrument) {
        return instrument.isOption() && instrument.underlyingId() == underlyingId;
    }

    private void add(
            final UnderlyingBook book,
            final BookLine line,
            final WorkingOrder order,
            final Projection projection,
            final double hedgePrice,
            final long nowNs) {
        final double coins = Scaled.toDouble(order.remaining());
        if (!greeks.value(book, line, nowNs)) {
            low -= Math.abs(coins);
            high += Math.abs(coins);
            return;
        }
        final double delta = coins * greeks.hedgeDelta(line.instrument().isInverse(), projection, hedgePrice);
        low += Math.min(delta, 0);
        high += Math.max(delta, 0);
    }

    /** Coins of the hedge instrument, at most 0. */
    double low() {
        return low;
    }

    /** At least 0. */
    double high() {
        return high;
    }
}
