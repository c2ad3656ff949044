package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;

/**
 * Shows forecasts what was applied to the book, and public trades, which nothing else takes. Never decides; what it
 * takes does not change what an input touched. Owned by the engine thread.
 */
final class ForecastInputs {
    private final Session session;
    private final Hedgers hedgers;

    ForecastInputs(final Session session, final Hedgers hedgers) {
        this.session = session;
        this.hedgers = hedgers;
    }

    /** An index price was applied, or not. */
    int onIndex(final int touched, final long nowNs) {
        final Hedger hedger = hedgers.find(touched);
        final UnderlyingBook book = session.book().underlying(touched);
        if (hedger != null && book != null) {
            hedger.outlook().onIndex(book.index(), nowNs);
        }
        return touched;
    }

    /** A quote was applied, or not. */
    int onQuote(final int touched, final QuoteDecoder event, final long nowNs) {
        final Hedger hedger = hedgers.find(touched);
        if (hedger != null && hedger.settings().hedgeInstrumentId() == event.instrumentId()) {
            hedger.outlook().onQuote(event, nowNs);
        }
        final MeasuredCost cost = hedger == null ? null : hedger.instruments().cost(event.instrumentId());
        if (cost != null) {
            cost.onQuote(event, nowNs);
        }
        return touched;
    }

    /** Somebody traded. */
    int onTrade(final TradePrintDecoder event, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        final Hedger hedger = line == null ? null : hedgers.find(line.bookId());
        if (line != null && hedger != null && hedger.settings().hedgeInstrumentId() == event.instrumentId()) {
            hedger.outlook().onTrade(event, line.instrument(), nowNs);
        }
        final MeasuredCost cost = hedger == null ? null : hedger.instruments().cost(event.instrumentId());
        final double price = Scaled.toDouble(event.price());
        if (cost != null && line != null && price > 0) {
            cost.onTrade(Math.abs(OrderSizing.deltaOf(line.instrument(), event.amount(), price)), nowNs);
        }
        return Touched.NOTHING;
    }

    /** A fill of ours was applied, or not. */
    void onFill(final int touched, final FillDecoder event, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        final Hedger hedger = hedgers.find(touched);
        if (line == null || hedger == null) {
            return;
        }
        if (hedger.settings().hedgeInstrumentId() == event.instrumentId()) {
            hedger.outlook().onFill(event, line.instrument(), nowNs);
        }
        final MeasuredCost cost = hedger.instruments().cost(event.instrumentId());
        if (cost != null) {
            cost.onFill(event, line.instrument(), hedger.outlook().dailyVol(), nowNs);
        }
    }
}
