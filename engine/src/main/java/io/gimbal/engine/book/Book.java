package io.gimbal.engine.book;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All underlyings and instruments, and what an execution or a delivery does to positions and cash. Owned by the engine
 * thread.
 */
public final class Book {
    /** Ids above this are refused: a bound on what a wrong definition can make us allocate. */
    public static final int MAX_INSTRUMENTS = 1 << 16;

    /** Most underlyings. */
    public static final int MAX_UNDERLYINGS = 64;

    private UnderlyingBook[] underlyings = {};
    private @Nullable BookLine[] lines = {};

    /** Creates a book in which nothing is defined. */
    public Book() {}

    /** {@return how many underlyings are defined} */
    public int underlyingCount() {
        return underlyings.length;
    }

    /**
     * The book of an underlying.
     *
     * @param underlyingId dense id
     * @return the book, or null when it is not defined
     */
    public @Nullable UnderlyingBook underlying(final int underlyingId) {
        return underlyingId >= 0 && underlyingId < underlyings.length ? underlyings[underlyingId] : null;
    }

    /**
     * The line of an instrument.
     *
     * @param instrumentId dense id
     * @return the line, or null when it is not defined
     */
    public @Nullable BookLine line(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < lines.length ? lines[instrumentId] : null;
    }

    /**
     * Defines an underlying; again is allowed and changes nothing.
     *
     * @param underlyingId the next free id, or one already defined
     * @return false when the id leaves a hole or exceeds the bound
     */
    public boolean defineUnderlying(final int underlyingId) {
        if (underlyingId < 0 || underlyingId > underlyings.length || underlyingId >= MAX_UNDERLYINGS) {
            return false;
        }
        if (underlyingId == underlyings.length) {
            underlyings = Arrays.copyOf(underlyings, underlyingId + 1);
            underlyings[underlyingId] = new UnderlyingBook(underlyingId);
        }
        return true;
    }

    /**
     * Defines an instrument, or brings a definition up to date: sizes, ticks and state may change, the contract itself
     * (underlying, kind, settlement, strike, expiry) may not.
     *
     * @param instrument definition
     * @param state      the venue's state of it
     * @return false when the definition is unsound, contradicts an earlier one, or its underlying is not defined
     */
    public boolean define(final Instrument instrument, final InstrumentState state) {
        final int id = instrument.id();
        final UnderlyingBook underlying = underlying(instrument.underlyingId());
        if (underlying == null || id < 0 || id >= MAX_INSTRUMENTS || !instrument.isSound()) {
            return false;
        }
        final BookLine known = line(id);
        if (known != null) {
            if (!isSameContract(known.instrument(), instrument)) {
                return false;
            }
            known.redefine(instrument, state);
            return true;
        }
        if (id >= lines.length) {
            lines = Arrays.copyOf(lines, Math.max(id + 1, lines.length * 2));
        }
        final BookLine line = new BookLine(instrument, state);
        lines[id] = line;
        underlying.add(line);
        return true;
    }

    private static boolean isSameContract(final Instrument a, final Instrument b) {
        return a.underlyingId() == b.underlyingId()
                && a.kind() == b.kind()
                && a.settlement() == b.settlement()
                && a.isCall() == b.isCall()
                && a.strike() == b.strike()
                && a.expiryNs() == b.expiryNs();
    }

    /**
     * Applies one execution of ours to position and cash, fees left out. A future moves the result of what is closed, an
     * option its premium, both in the settlement currency; spot exchanges dollars for coins. What carries the hedge of
     * another coin pays that coin's book, in dollars at the price of the execution.
     *
     * @param line         the instrument
     * @param signedAmount scaled, positive bought
     * @param price        of the execution, in the instrument's own quotation
     */
    public void onTrade(final BookLine line, final long signedAmount, final double price) {
        final double result = line.onTrade(signedAmount, price);
        final Instrument instrument = line.instrument();
        final boolean isInCoin = instrument.kind() != InstrumentKind.SPOT && instrument.isInverse();
        if (line.isStandIn()) {
            underlyings[line.bookId()].addCash(Currency.USD, isInCoin ? result * price : result);
            return;
        }
        underlyings[instrument.underlyingId()].addCash(
                isInCoin ? Currency.COIN : Currency.USD,
                instrument.isFuture() ? result : -Scaled.toDouble(signedAmount) * price);
    }

    /**
     * Settles an expiry: options pay their intrinsic value at the delivery price (inverse ones in coins of that price),
     * futures realise their result, positions end.
     *
     * @param underlyingId  the coin
     * @param expiryNs      which expiry
     * @param deliveryPrice positive, USD per coin
     * @return false when no such expiry is defined
     */
    public boolean onDelivery(final int underlyingId, final long expiryNs, final double deliveryPrice) {
        final UnderlyingBook underlying = underlying(underlyingId);
        final int e = underlying == null ? -1 : underlying.indexOfExpiry(expiryNs);
        if (underlying == null || e < 0) {
            return false;
        }
        final Expiry expiry = underlying.expiry(e);
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            final Currency currency = line.instrument().isInverse() ? Currency.COIN : Currency.USD;
            underlying.addCash(currency, deliveryValue(line, deliveryPrice));
            line.flatten();
            line.onState(InstrumentState.DELIVERED);
        }
        return true;
    }

    /** What a position pays at a delivery price, in its settlement currency. */
    static double deliveryValue(final BookLine line, final double price) {
        final Instrument instrument = line.instrument();
        final double quantity = line.quantity();
        if (!instrument.isOption()) {
            return instrument.isInverse() ? line.basis() - quantity / price : quantity * price - line.basis();
        }
        final double sign = instrument.isCall() ? 1 : -1;
        final double intrinsic = Math.max(sign * (price - instrument.strike()), 0);
        return quantity * (instrument.isInverse() ? intrinsic / price : intrinsic);
    }

    /** Marks every market input as never seen: a new session must see it again before anything trades on it. */
    public void forgetMarket() {
        for (final UnderlyingBook underlying : underlyings) {
            underlying.forgetMarket();
        }
        for (final BookLine line : lines) {
            if (line != null) {
                line.forgetMarket();
            }
        }
    }

    /**
     * Adds everything the book knows to a fingerprint, in order of id.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = hash;
        for (final UnderlyingBook underlying : underlyings) {
            h = underlying.mixInto(h);
        }
        for (final BookLine line : lines) {
            if (line != null) {
                h = line.mixInto(h);
            }
        }
        return h;
    }
}
