package io.gimbal.engine.book;

import java.util.Arrays;

/**
 * One expiry of an underlying: its forward and the lines that expire with it, in order of instrument id. Owned by the
 * engine thread.
 *
 * <p>The forward is the venue's own ({@code underlying_price}). Between two observations it is the index times the last
 * ratio of forward to index; inside the delivery window, where the venue publishes the running estimate of an average of
 * which the share {@code f} is still to come, it is the last estimate plus {@code f} times the index's move since.
 */
public final class Expiry {
    private static final long NEVER = Long.MIN_VALUE;

    private final long expiryNs;
    private final ExpirySmile smile = new ExpirySmile();
    private BookLine[] lines = {};
    private BookLine[] changed = {};
    private int changedCount;
    private int heldLines;
    private double observedForward;
    private double observedIndex;
    private long forwardTimeNs = NEVER;
    private boolean isOnSurface;

    Expiry(final long expiryNs) {
        this.expiryNs = expiryNs;
    }

    /** {@return the instant of expiry, epoch nanoseconds} */
    public long expiryNs() {
        return expiryNs;
    }

    /** {@return how many lines} */
    public int size() {
        return lines.length;
    }

    /**
     * A line, in order of instrument id.
     *
     * @param i from 0 to {@link #size()}
     * @return the line
     */
    public BookLine line(final int i) {
        return lines[i];
    }

    /** {@return whether any line holds a position} */
    public boolean isHeld() {
        return heldLines > 0;
    }

    /** {@return how many lines hold a position} */
    public int heldLines() {
        return heldLines;
    }

    /** {@return how many lines changed in position, mark or volatility since {@link #forgetChanges}} */
    public int changedCount() {
        return changedCount;
    }

    /**
     * A changed line, in order of its first change.
     *
     * @param i from 0 to {@link #changedCount()}
     * @return the line
     */
    public BookLine changed(final int i) {
        return changed[i];
    }

    /** Starts a new list of changes; whoever follows them, the Greeks aggregator, has seen these. */
    public void forgetChanges() {
        for (int i = 0; i < changedCount; i++) {
            changed[i].forgetChange();
        }
        changedCount = 0;
    }

    void onChanged(final BookLine line) {
        changed[changedCount++] = line;
    }

    void onAmount(final long before, final long after) {
        heldLines += (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
    }

    /**
     * A new observation of the forward.
     *
     * @param forward USD per coin, positive
     * @param index   at the same moment, positive
     * @param nowNs   engine time
     */
    public void onForward(final double forward, final double index, final long nowNs) {
        observedForward = forward;
        observedIndex = index;
        forwardTimeNs = nowNs;
    }

    /** {@return whether a forward was ever observed} */
    public boolean hasForward() {
        return forwardTimeNs != NEVER;
    }

    /**
     * The forward now.
     *
     * @param index              of the underlying now
     * @param windowFractionLeft share of the delivery window still ahead; 1 before it
     * @return USD per coin; meaningful only when {@link #hasForward()}
     */
    public double forward(final double index, final double windowFractionLeft) {
        return windowFractionLeft < 1
                ? observedForward + windowFractionLeft * (index - observedIndex)
                : index * (observedForward / observedIndex);
    }

    /**
     * Age of the last observation.
     *
     * @param nowNs engine time
     * @return nanoseconds, {@code Long.MAX_VALUE} before the first
     */
    public long forwardAgeNs(final long nowNs) {
        return forwardTimeNs == NEVER ? Long.MAX_VALUE : nowNs - forwardTimeNs;
    }

    /**
     * The last good smile.
     *
     * @return read only; present or not
     */
    public ExpirySmile smile() {
        return smile;
    }

    /**
     * A new smile, or the end of the last one: every option of the expiry takes its volatility from it.
     *
     * @param newSmile copied; sound where it is present
     * @return false, and nothing is changed, when its version is not above the last or it has no volatility for some
     *     option of the expiry
     */
    public boolean onSmile(final ExpirySmile newSmile) {
        if (newSmile.version() <= smile.version() || !isUsable(newSmile)) {
            return false;
        }
        smile.copyFrom(newSmile);
        for (final BookLine line : lines) {
            line.onSmile(smile);
        }
        return true;
    }

    private boolean isUsable(final ExpirySmile newSmile) {
        for (final BookLine line : lines) {
            final Instrument instrument = line.instrument();
            if (newSmile.isPresent() && instrument.isOption() && newSmile.vol(instrument.strike()) == 0.0) {
                return false;
            }
        }
        return true;
    }

    void onSurface(final boolean isNowOnSurface) {
        isOnSurface = isNowOnSurface;
        for (final BookLine line : lines) {
            line.onSurface(isNowOnSurface);
        }
    }

    void add(final BookLine line) {
        final BookLine[] grown = Arrays.copyOf(lines, lines.length + 1);
        int i = lines.length;
        while (i > 0 && grown[i - 1].instrument().id() > line.instrument().id()) {
            grown[i] = grown[i - 1];
            i--;
        }
        grown[i] = line;
        lines = grown;
        changed = Arrays.copyOf(changed, grown.length);
        for (int p = i; p < grown.length; p++) {
            grown[p].listIn(this, p);
        }
        line.onSurface(isOnSurface);
        line.onSmile(smile);
    }

    void forgetMarket() {
        forwardTimeNs = NEVER;
        smile.withdraw(smile.version());
        for (final BookLine line : lines) {
            line.onSmile(smile);
        }
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, expiryNs);
        h = Bits.mix(h, observedForward);
        h = Bits.mix(h, observedIndex);
        h = Bits.mix(h, forwardTimeNs);
        h = Bits.mix(h, isOnSurface ? 1L : 0L);
        return smile.mixInto(h);
    }
}
