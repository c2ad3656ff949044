package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.ExpirySmile;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TickerDecoder;

/**
 * Applies market data to the book. Data whose quality is not fresh is not applied: what it would have replaced grows old
 * and the age limits speak. Owned by the engine thread.
 */
final class MarketInputs {
    private static final long MAX_VOL = 100 * Scaled.ONE;

    private final Session session;
    private final ExpirySmile smile = new ExpirySmile();

    MarketInputs(final Session session) {
        this.session = session;
    }

    /** The underlying whose options an input re-marks at an unmoved price, {@link Touched#NOTHING} for any other input. */
    int remarked(final int type, final InputDecoders in) {
        return switch (type) {
            case TickerDecoder.TEMPLATE_ID -> {
                final BookLine line = session.book().line(in.ticker().instrumentId());
                yield line == null || !line.instrument().isOption()
                        ? Touched.NOTHING
                        : line.instrument().underlyingId();
            }
            case SurfaceSliceDecoder.TEMPLATE_ID -> in.surfaceSlice().underlyingId();
            case ForwardPriceDecoder.TEMPLATE_ID -> in.forwardPrice().underlyingId();
            default -> Touched.NOTHING;
        };
    }

    int onIndex(final IndexPriceDecoder event, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(event.underlyingId());
        if (book == null || !Bounds.isPrice(event.price())) {
            return Touched.BAD;
        }
        if (event.quality() != InputQuality.FRESH) {
            return Touched.NOTHING;
        }
        book.onIndex(Scaled.toDouble(event.price()), nowNs);
        return book.id();
    }

    int onForward(final ForwardPriceDecoder event, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(event.underlyingId());
        if (book == null || !Bounds.isPrice(event.price())) {
            return Touched.BAD;
        }
        final int e = book.indexOfExpiry(event.expiryNs());
        if (e < 0 || !(book.index() > 0) || event.quality() != InputQuality.FRESH) {
            return Touched.NOTHING;
        }
        book.expiry(e).onForward(Scaled.toDouble(event.price()), book.index(), nowNs);
        return book.id();
    }

    int onQuote(final QuoteDecoder event, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        final long bid = event.bidAmount() > 0 ? event.bidPrice() : 0;
        final long ask = event.askAmount() > 0 ? event.askPrice() : 0;
        if (line == null || !Bounds.isPriceOrNone(bid) || !Bounds.isPriceOrNone(ask)) {
            return Touched.BAD;
        }
        if (event.quality() != InputQuality.FRESH) {
            return Touched.NOTHING;
        }
        line.onQuote(Scaled.toDouble(bid), Scaled.toDouble(ask), nowNs);
        line.onSizes(event.bidAmount(), event.askAmount());
        return line.bookId();
    }

    int onTicker(final TickerDecoder event, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        final long vol = event.markVol();
        final boolean hasVol = vol != TickerDecoder.markVolNullValue();
        if (line == null || !Bounds.isPriceOrNone(event.markPrice()) || (hasVol && (vol < 0 || vol > MAX_VOL))) {
            return Touched.BAD;
        }
        if (event.quality() != InputQuality.FRESH) {
            return Touched.NOTHING;
        }
        line.onState(event.state());
        line.onMark(Scaled.toDouble(event.markPrice()));
        if (hasVol && vol > 0) {
            line.onVol(Scaled.toDouble(vol), nowNs);
        }
        applyQuote(event, line, nowNs);
        line.onQuoteVols(volOrNone(event.bidVol()), volOrNone(event.askVol()));
        applyForward(event, line, nowNs);
        return line.bookId();
    }

    /** Options are quoted by their tickers as well, where somebody asks for it; a ticker of the mark alone quotes nothing. */
    private void applyQuote(final TickerDecoder event, final BookLine line, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(line.instrument().underlyingId());
        final long bid = event.bidAmount() > 0 ? event.bidPrice() : 0;
        final long ask = event.askAmount() > 0 ? event.askPrice() : 0;
        final boolean isWanted =
                book != null && book.isQuotedByTickers() && line.instrument().isOption();
        final boolean isQuoted = isWanted && (bid > 0 || ask > 0);
        if (isQuoted && Bounds.isPriceOrNone(bid) && Bounds.isPriceOrNone(ask)) {
            line.onQuote(Scaled.toDouble(bid), Scaled.toDouble(ask), nowNs);
        }
    }

    private static double volOrNone(final long vol) {
        return vol > 0 && vol <= MAX_VOL ? Scaled.toDouble(vol) : 0;
    }

    /** A ticker names the forward it was made on, and the index of the same moment. */
    private void applyForward(final TickerDecoder event, final BookLine line, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(line.instrument().underlyingId());
        final long forward = event.underlyingPrice();
        final int e = book == null ? -1 : book.indexOfExpiry(line.instrument().expiryNs());
        if (book == null || e < 0 || !Bounds.isPrice(forward)) {
            return;
        }
        final double index = Bounds.isPrice(event.indexPrice()) ? Scaled.toDouble(event.indexPrice()) : book.index();
        if (index > 0) {
            final Expiry expiry = book.expiry(e);
            expiry.onForward(Scaled.toDouble(forward), index, nowNs);
        }
    }

    /**
     * A smile that is not sound, of an expiry not defined, fitted to quotes of a later time, or not newer than the last
     * is bad input: the last good one stays.
     */
    int onSurface(final SurfaceSliceDecoder event, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(event.underlyingId());
        final int e = book == null ? -1 : book.indexOfExpiry(event.expiryNs());
        if (book == null || e < 0 || event.version() <= 0 || !read(event, nowNs)) {
            return Touched.BAD;
        }
        return book.expiry(e).onSmile(smile) ? book.id() : Touched.BAD;
    }

    private boolean read(final SurfaceSliceDecoder event, final long nowNs) {
        if (event.status() == SmileStatus.WITHDRAWN) {
            smile.withdraw(event.version());
            return true;
        }
        final boolean isOfThePast = event.fitTimeNs() >= 0 && event.fitTimeNs() <= nowNs;
        smile.market(event.version(), event.fitTimeNs(), event.forward(), event.timeToExpiryYears(), event.rmsVol());
        smile.parameters().set(event.a(), event.b(), event.rho(), event.m(), event.sigma());
        return isOfThePast && smile.isSound();
    }
}
