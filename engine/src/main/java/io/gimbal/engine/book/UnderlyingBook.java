package io.gimbal.engine.book;

import io.gimbal.journal.codec.Currency;
import java.util.Arrays;

/**
 * Everything we hold and know of one coin: index, expiries in time order, undated instruments, cash in coin and in
 * dollars. Owned by the engine thread; grows only when an instrument is defined.
 */
public final class UnderlyingBook {
    private static final long NEVER = Long.MIN_VALUE;

    private final int id;
    private Expiry[] expiries = {};
    private BookLine[] undated = {};
    private double index;
    private long indexTimeNs = NEVER;
    private final CashAccount coin = new CashAccount();
    private final CashAccount usd = new CashAccount();
    private boolean isOnSurface;
    private boolean isQuotedByTickers;
    private boolean isLocked;

    UnderlyingBook(final int id) {
        this.id = id;
    }

    /** {@return dense id} */
    public int id() {
        return id;
    }

    /** {@return the index, USD per coin; 0 before the first} */
    public double index() {
        return index;
    }

    /**
     * Age of the index.
     *
     * @param nowNs engine time
     * @return nanoseconds, {@code Long.MAX_VALUE} before the first
     */
    public long indexAgeNs(final long nowNs) {
        return indexTimeNs == NEVER ? Long.MAX_VALUE : nowNs - indexTimeNs;
    }

    /** {@return coins of cash, without unrealised results} */
    public double coinCash() {
        return coin.cash();
    }

    /** {@return dollars of cash, without unrealised results} */
    public double usdCash() {
        return usd.cash();
    }

    /** {@return how many expiries are defined} */
    public int expiryCount() {
        return expiries.length;
    }

    /**
     * An expiry, in time order.
     *
     * @param i from 0 to {@link #expiryCount()}
     * @return the expiry
     */
    public Expiry expiry(final int i) {
        return expiries[i];
    }

    /** {@return how many undated instruments (perpetuals, spot) are defined} */
    public int undatedCount() {
        return undated.length;
    }

    /**
     * An undated instrument, in order of id.
     *
     * @param i from 0 to {@link #undatedCount()}
     * @return its line
     */
    public BookLine undated(final int i) {
        return undated[i];
    }

    /**
     * Says whose volatilities value the options from now on, of expiries defined later too.
     *
     * @param isNowOnSurface true for our own smiles, the mark where an expiry has none; false, as at first, for the marks
     */
    public void onSurface(final boolean isNowOnSurface) {
        isOnSurface = isNowOnSurface;
        for (final Expiry expiry : expiries) {
            expiry.onSurface(isNowOnSurface);
        }
    }

    /** From now on the top of book that an option's ticker shows is its quote too. */
    public void quoteByTickers() {
        isQuotedByTickers = true;
    }

    /** {@return whether options are quoted by their tickers; part of a configuration, and so of no fingerprint here} */
    public boolean isQuotedByTickers() {
        return isQuotedByTickers;
    }

    /**
     * The venue locked or unlocked trading.
     *
     * @param isNowLocked whether it takes no orders
     */
    public void lock(final boolean isNowLocked) {
        isLocked = isNowLocked;
    }

    /** {@return whether the venue takes no orders in anything of this coin} */
    public boolean isLocked() {
        return isLocked;
    }

    /**
     * A new index price.
     *
     * @param price positive, USD per coin
     * @param nowNs engine time
     */
    public void onIndex(final double price, final long nowNs) {
        index = price;
        indexTimeNs = nowNs;
    }

    /**
     * The venue's statement of cash replaces ours.
     *
     * @param currency of the balance
     * @param balance  without unrealised results
     */
    public void onBalance(final Currency currency, final double balance) {
        account(currency).set(balance);
    }

    CashAccount account(final Currency currency) {
        return currency == Currency.COIN ? coin : usd;
    }

    /**
     * Moves cash: a fee, a premium, a funding payment, a delivery.
     *
     * @param currency of the amount
     * @param amount   positive received
     */
    public void addCash(final Currency currency, final double amount) {
        account(currency).add(amount);
    }

    /**
     * The expiry at an instant.
     *
     * @param expiryNs epoch nanoseconds
     * @return its position for {@link #expiry(int)}, or -1 when nothing expires then
     */
    public int indexOfExpiry(final long expiryNs) {
        for (int i = 0; i < expiries.length; i++) {
            if (expiries[i].expiryNs() == expiryNs) {
                return i;
            }
        }
        return -1;
    }

    void add(final BookLine line) {
        final long expiryNs = line.instrument().expiryNs();
        if (expiryNs == 0) {
            undated = Arrays.copyOf(undated, undated.length + 1);
            undated[undated.length - 1] = line;
            sortUndated();
            return;
        }
        int i = indexOfExpiry(expiryNs);
        if (i < 0) {
            i = insertExpiry(expiryNs);
        }
        expiries[i].add(line);
    }

    private void sortUndated() {
        for (int i = undated.length - 1;
                i > 0
                        && undated[i - 1].instrument().id()
                                > undated[i].instrument().id();
                i--) {
            final BookLine swapped = undated[i];
            undated[i] = undated[i - 1];
            undated[i - 1] = swapped;
        }
    }

    private int insertExpiry(final long expiryNs) {
        final Expiry[] grown = Arrays.copyOf(expiries, expiries.length + 1);
        int i = expiries.length;
        while (i > 0 && grown[i - 1].expiryNs() > expiryNs) {
            grown[i] = grown[i - 1];
            i--;
        }
        grown[i] = new Expiry(expiryNs);
        grown[i].onSurface(isOnSurface);
        expiries = grown;
        return i;
    }

    void forgetMarket() {
        indexTimeNs = NEVER;
        for (final Expiry expiry : expiries) {
            expiry.forgetMarket();
        }
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, id);
        h = Bits.mix(h, index);
        h = Bits.mix(h, indexTimeNs);
        h = coin.mixInto(h);
        h = usd.mixInto(h);
        h = Bits.mix(h, isOnSurface ? 1L : 0L);
        h = isLocked ? Bits.mix(h, 1L) : h;
        for (final Expiry expiry : expiries) {
            h = expiry.mixInto(h);
        }
        return h;
    }
}
