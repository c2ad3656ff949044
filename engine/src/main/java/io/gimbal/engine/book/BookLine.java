package io.gimbal.engine.book;

import io.gimbal.journal.codec.InstrumentState;
import org.jspecify.annotations.Nullable;

/** One instrument of the book: its definition, our position in it, its market. Owned by the engine thread. */
public final class BookLine {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int OWN = -1;

    private Instrument instrument;
    private InstrumentState state;
    private long amount;
    private double basis;
    private double bid;
    private double ask;
    private long quoteTimeNs = NEVER;
    private long quotes;
    private long bidAmount;
    private long askAmount;
    private double markPrice;
    private double markVol;
    private double bidVol;
    private double askVol;
    private long volTimeNs = NEVER;
    private @Nullable Expiry expiry;
    private int position;
    private boolean isChanged;
    private double surfaceVol;
    private boolean isOnSurface;
    private int carriedFor = OWN;

    BookLine(final Instrument instrument, final InstrumentState state) {
        this.instrument = instrument;
        this.state = state;
    }

    /** {@return the definition} */
    public Instrument instrument() {
        return instrument;
    }

    /**
     * {@return the underlying in whose book it counts: that of its coin, or the one whose hedge it carries in place of a
     * perpetual of that one's own}
     */
    public int bookId() {
        return carriedFor == OWN ? instrument.underlyingId() : carriedFor;
    }

    /** {@return whether it carries the hedge of another coin} */
    public boolean isStandIn() {
        return carriedFor != OWN;
    }

    /**
     * It carries the hedge of another coin from now on: positions, results and fees count there.
     *
     * @param underlyingId whose hedge it carries
     */
    public void carryFor(final int underlyingId) {
        carriedFor = underlyingId;
    }

    /** {@return where it stands among its expiry's lines; 0 for undated instruments} */
    public int position() {
        return position;
    }

    /** {@return the venue's state of it} */
    public InstrumentState state() {
        return state;
    }

    /** {@return our position, scaled and signed: USD for inverse futures, coins otherwise} */
    public long amount() {
        return amount;
    }

    /** {@return our position in coins or USD, signed} */
    public double quantity() {
        return Scaled.toDouble(amount);
    }

    /**
     * What the open position cost, so that the result of a future not yet in cash is always {@code basis - N/P} coins
     * (inverse) or {@code q P - basis} USD (linear).
     *
     * @return coins (inverse futures) or USD (linear futures); 0 for options and spot
     */
    public double basis() {
        return basis;
    }

    /** {@return best bid, 0 when there is none} */
    public double bid() {
        return bid;
    }

    /** {@return best ask, 0 when there is none} */
    public double ask() {
        return ask;
    }

    /** {@return whether both sides are there and not crossed} */
    public boolean isQuoted() {
        return bid > 0 && ask >= bid;
    }

    /** {@return middle of the quote; meaningful only when {@link #isQuoted()}} */
    public double mid() {
        return 0.5 * (bid + ask);
    }

    /** {@return the venue's mark: coins for inverse options, USD otherwise; 0 before the first} */
    public double markPrice() {
        return markPrice;
    }

    /** {@return the mark's volatility, absolute; 0 before the first} */
    public double markVol() {
        return markVol;
    }

    /** {@return the strike's volatility on the expiry's last good smile, absolute; 0 where it has none} */
    public double surfaceVol() {
        return surfaceVol;
    }

    /**
     * The volatility that values this line: the smile's where the book is valued by the surface and the expiry has a
     * smile, the mark's otherwise.
     *
     * @return absolute; 0 before the first
     */
    public double vol() {
        return isOnSmile() ? surfaceVol : markVol;
    }

    /** {@return whether the expiry's smile values this line, see {@link #vol}} */
    public boolean isOnSmile() {
        return isOnSurface && surfaceVol > 0;
    }

    /** {@return the bid's volatility as the venue tells it, absolute; 0 when it does not} */
    public double bidVol() {
        return bidVol;
    }

    /** {@return the offer's volatility as the venue tells it, absolute; 0 when it does not} */
    public double askVol() {
        return askVol;
    }

    /**
     * Age of the quote.
     *
     * @param nowNs engine time
     * @return nanoseconds, {@code Long.MAX_VALUE} before the first
     */
    public long quoteAgeNs(final long nowNs) {
        return quoteTimeNs == NEVER ? Long.MAX_VALUE : nowNs - quoteTimeNs;
    }

    /** {@return how many quotes came so far: two that are equal still are two; no part of the fingerprint} */
    public long quotes() {
        return quotes;
    }

    /**
     * Age of the volatility that values this line, see {@link #vol}: of the mark, or of the quotes that the smile was
     * fitted to.
     *
     * @param nowNs engine time
     * @return nanoseconds, {@code Long.MAX_VALUE} before the first
     */
    public long volAgeNs(final long nowNs) {
        if (expiry != null && isOnSmile()) {
            return expiry.smile().ageNs(nowNs);
        }
        return volTimeNs == NEVER ? Long.MAX_VALUE : nowNs - volTimeNs;
    }

    void redefine(final Instrument definition, final InstrumentState newState) {
        instrument = definition;
        state = newState;
    }

    /**
     * The venue changed its state.
     *
     * @param newState as told
     */
    public void onState(final InstrumentState newState) {
        state = newState;
    }

    /**
     * A new top of book.
     *
     * @param newBid 0 for an empty side
     * @param newAsk 0 for an empty side
     * @param nowNs  engine time
     */
    public void onQuote(final double newBid, final double newAsk, final long nowNs) {
        bid = newBid;
        ask = newAsk;
        quoteTimeNs = nowNs;
        quotes++;
    }

    /**
     * The sizes of the top of book just told.
     *
     * @param newBidAmount scaled, 0 for an empty side
     * @param newAskAmount scaled, 0 for an empty side
     */
    public void onSizes(final long newBidAmount, final long newAskAmount) {
        bidAmount = newBidAmount;
        askAmount = newAskAmount;
    }

    /**
     * The size that an order would take from.
     *
     * @param isBuy whether asks are lifted
     * @return scaled, in the unit of amounts, 0 for an empty side; no part of the fingerprint
     */
    public long visibleAmount(final boolean isBuy) {
        return Math.max(isBuy ? askAmount : bidAmount, 0);
    }

    /**
     * A new mark.
     *
     * @param price in the instrument's own quotation
     */
    public void onMark(final double price) {
        markPrice = price;
        changed();
    }

    /**
     * A new volatility.
     *
     * @param vol   absolute, positive
     * @param nowNs engine time
     */
    public void onVol(final double vol, final long nowNs) {
        markVol = vol;
        volTimeNs = nowNs;
        changed();
    }

    /**
     * The volatilities of the quote, as the venue tells them.
     *
     * @param newBidVol absolute; 0 for an empty side
     * @param newAskVol absolute; 0 for an empty side
     */
    public void onQuoteVols(final double newBidVol, final double newAskVol) {
        bidVol = newBidVol;
        askVol = newAskVol;
    }

    /**
     * The venue's statement of the position replaces ours.
     *
     * @param newAmount    scaled, signed
     * @param averagePrice entry price of a future; ignored elsewhere
     */
    public void onSnapshot(final long newAmount, final double averagePrice) {
        hold(newAmount);
        final double quantity = Scaled.toDouble(newAmount);
        if (!instrument.isFuture() || !(averagePrice > 0)) {
            basis = 0;
        } else {
            basis = instrument.isInverse() ? quantity / averagePrice : quantity * averagePrice;
        }
    }

    /**
     * Adds one execution. What it closes of a future leaves at the average entry.
     *
     * @param signedAmount scaled, positive bought
     * @param price        of the execution
     * @return what the closed part of a future earned: coins (inverse) or USD (linear); 0 elsewhere
     */
    double onTrade(final long signedAmount, final double price) {
        final long before = amount;
        hold(before + signedAmount);
        if (!instrument.isFuture()) {
            return 0;
        }
        final double quantity = Scaled.toDouble(signedAmount);
        final double cost = instrument.isInverse() ? quantity / price : quantity * price;
        final long closed = before < 0 != signedAmount < 0 ? Math.min(Math.abs(before), Math.abs(signedAmount)) : 0;
        if (closed == 0) {
            basis += cost;
            return 0;
        }
        final double share = basis * ((double) closed / Math.abs(before));
        final double result = share + cost * ((double) closed / Math.abs(signedAmount));
        basis = amount == 0 ? 0 : basis + cost - result;
        return instrument.isInverse() ? result : -result;
    }

    void forgetMarket() {
        bid = 0;
        ask = 0;
        bidVol = 0;
        askVol = 0;
        quoteTimeNs = NEVER;
        volTimeNs = NEVER;
    }

    /** The expiry has a new smile, or none any more. */
    void onSmile(final ExpirySmile smile) {
        surfaceVol = instrument.isOption() ? smile.vol(instrument.strike()) : 0;
        if (isOnSurface) {
            changed();
        }
    }

    void onSurface(final boolean isNowOnSurface) {
        if (isOnSurface != isNowOnSurface) {
            isOnSurface = isNowOnSurface;
            changed();
        }
    }

    void flatten() {
        hold(0);
        basis = 0;
    }

    private void hold(final long newAmount) {
        if (expiry != null) {
            expiry.onAmount(amount, newAmount);
        }
        amount = newAmount;
        changed();
    }

    private void changed() {
        if (expiry != null && !isChanged) {
            isChanged = true;
            expiry.onChanged(this);
        }
    }

    /** Says where it stands from now on, and that it counts as changed. */
    void listIn(final Expiry newExpiry, final int newPosition) {
        expiry = newExpiry;
        position = newPosition;
    }

    void forgetChange() {
        isChanged = false;
    }

    /**
     * Adds everything this line knows to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = instrument.mixInto(hash);
        h = Bits.mix(h, state.value());
        h = Bits.mix(h, amount);
        h = Bits.mix(h, basis);
        h = Bits.mix(h, bid);
        h = Bits.mix(h, ask);
        h = Bits.mix(h, quoteTimeNs);
        h = Bits.mix(h, markPrice);
        h = Bits.mix(h, markVol);
        h = Bits.mix(h, surfaceVol);
        h = Bits.mix(h, isOnSurface ? 1L : 0L);
        h = Bits.mix(h, bidVol);
        h = Bits.mix(h, askVol);
        h = Bits.mix(h, volTimeNs);
        return carriedFor == OWN ? h : Bits.mix(h, carriedFor);
    }
}
