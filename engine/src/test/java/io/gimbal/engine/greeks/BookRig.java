package io.gimbal.engine.greeks;

import static java.util.Objects.requireNonNull;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.Settlement;

/** One underlying's book under test, filled by hand; the hedge instrument is the inverse perpetual with id 0. */
final class BookRig {
    static final long NOW_NS = 1_681_344_000_000_000_000L;
    static final long HOUR_NS = 3_600_000_000_000L;
    static final long DAY_NS = 24 * HOUR_NS;

    final Book book = new Book();
    final GreeksAggregator greeks = new GreeksAggregator(Valuation.CHEAPEST);
    final UnderlyingBook coin;
    final BookLine hedge;
    private final double index;
    private int nextId;

    BookRig(final double index, final double perpetualPrice) {
        this.index = index;
        book.defineUnderlying(0);
        coin = requireNonNull(book.underlying(0));
        coin.onIndex(index, NOW_NS);
        hedge = future(true, 0);
        hedge.onQuote(perpetualPrice, perpetualPrice, NOW_NS);
    }

    private BookLine define(final Instrument instrument) {
        if (!book.define(instrument, InstrumentState.OPEN)) {
            throw new AssertionError("refused: " + instrument);
        }
        return requireNonNull(book.line(instrument.id()));
    }

    BookLine option(
            final boolean isInverse, final boolean isCall, final double strike, final long expiryNs, final double vol) {
        final BookLine line =
                define(instrument(InstrumentKind.OPTION, settlement(isInverse), isCall, strike, expiryNs));
        line.onVol(vol, NOW_NS);
        return line;
    }

    BookLine future(final boolean isInverse, final long expiryNs) {
        final InstrumentKind kind = expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE;
        return define(instrument(kind, settlement(isInverse), false, 0, expiryNs));
    }

    /** An inverse option under an id of choice. */
    void defineAs(final int id, final boolean isCall, final double strike, final long expiryNs) {
        nextId = id;
        define(instrument(InstrumentKind.OPTION, Settlement.INVERSE, isCall, strike, expiryNs));
    }

    BookLine line(final int id) {
        return requireNonNull(book.line(id));
    }

    BookLine spot() {
        return define(instrument(InstrumentKind.SPOT, Settlement.LINEAR, false, 0, 0));
    }

    private Instrument instrument(
            final InstrumentKind kind,
            final Settlement settlement,
            final boolean isCall,
            final double strike,
            final long expiryNs) {
        return new Instrument(
                nextId++, 0, kind, settlement, isCall, strike, expiryNs, 10_00000000L, 10_00000000L, 1, 0, 0);
    }

    private static Settlement settlement(final boolean isInverse) {
        return isInverse ? Settlement.INVERSE : Settlement.LINEAR;
    }

    void forward(final long expiryNs, final double forward) {
        coin.expiry(coin.indexOfExpiry(expiryNs)).onForward(forward, index, NOW_NS);
    }

    void hold(final BookLine line, final double quantity, final double entry) {
        line.onSnapshot(Math.round(quantity * 1e8), entry);
    }

    void cash(final double coins, final double dollars) {
        coin.onBalance(Currency.COIN, coins);
        coin.onBalance(Currency.USD, dollars);
    }

    DeltaLedger evaluate(final Projection projection) {
        return evaluateAt(projection, NOW_NS);
    }

    DeltaLedger evaluateAt(final Projection projection, final long nowNs) {
        if (!greeks.evaluate(coin, hedge, projection, nowNs)) {
            throw new AssertionError("unpriceable: " + greeks.unpriceable());
        }
        return greeks.ledger();
    }
}
