package io.gimbal.feeds.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer, or one of the world's traders. Live: it shows the present state. What closed is kept for a while only: orders
 * 30 minutes, trades 24 hours; the archives hold what left, up to a bound. Written by the exchange's thread only.
 */
public final class Account {
    private static final int REQUEST_CREDITS = 50_000;
    private static final int REQUEST_REFILL = 10_000;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    final TreeMap<String, Wallet> wallets = new TreeMap<>();
    final TreeMap<Integer, ExchangePosition> positions = new TreeMap<>();
    final LinkedHashMap<String, ExchangeOrder> liveOrders = new LinkedHashMap<>();
    final ArrayDeque<ExchangeOrder> closedOrders = new ArrayDeque<>();
    final ArrayDeque<ExchangeOrder> orderArchive = new ArrayDeque<>();
    final ArrayDeque<UserTrade> trades = new ArrayDeque<>();
    final ArrayDeque<UserTrade> tradeArchive = new ArrayDeque<>();
    final ArrayDeque<LedgerEntry> ledger = new ArrayDeque<>();
    final int ownerId;
    private final int id;
    private final AccountSettings settings;
    private final CreditBucket matchingCredits;
    private final CreditBucket requestCredits = new CreditBucket(REQUEST_CREDITS, REQUEST_REFILL);
    SelfTradeMode selfTradeMode;
    boolean isSelfTradeExtended;
    boolean isLocked;
    MarginModel marginModel;

    Account(final int id, final AccountSettings settings) {
        this.id = id;
        this.settings = settings;
        this.ownerId = settings.ownerId() == 0 ? id : settings.ownerId();
        this.selfTradeMode = settings.selfTradeMode();
        this.marginModel = settings.marginModel();
        this.matchingCredits = new CreditBucket(settings.matchingBurst(), settings.matchingRate());
    }

    /** {@return the exchange's number, from 1: {@code user_id}} */
    public int id() {
        return id;
    }

    /** {@return for people} */
    public String name() {
        return settings.name();
    }

    /** {@return what it was opened with} */
    public AccountSettings settings() {
        return settings;
    }

    /** {@return how its risk is measured} */
    public MarginModel marginModel() {
        return marginModel;
    }

    /** {@return what happens when it would trade with itself} */
    public SelfTradeMode selfTradeMode() {
        return selfTradeMode;
    }

    /** {@return whether that holds among all accounts of its owner} */
    public boolean isSelfTradeExtended() {
        return isSelfTradeExtended;
    }

    /**
     * Sets what happens when it would trade with itself.
     *
     * @param mode       refuse the taker or take out the maker
     * @param isExtended whether it holds among all accounts of its owner
     */
    public void selfTrade(final SelfTradeMode mode, final boolean isExtended) {
        this.selfTradeMode = mode;
        this.isSelfTradeExtended = isExtended;
    }

    /** {@return whether it may not trade} */
    public boolean isLocked() {
        return isLocked;
    }

    /**
     * Locks or unlocks it: a locked account may only cancel.
     *
     * @param locked whether
     */
    public void lock(final boolean locked) {
        this.isLocked = locked;
    }

    /** {@return requests to the matching engine: one credit each} */
    public CreditBucket matchingCredits() {
        return matchingCredits;
    }

    /** {@return all other requests: 500 credits each of 50,000, 10,000 flow back in a second} */
    public CreditBucket requestCredits() {
        return requestCredits;
    }

    /** {@return currencies in which it ever had money, in alphabetical order} */
    public Collection<String> currencies() {
        return Collections.unmodifiableCollection(wallets.keySet());
    }

    /**
     * Cash in a currency.
     *
     * @param currency such as {@code BTC}
     * @return times 1e8
     */
    public long balance(final String currency) {
        final Wallet wallet = wallets.get(currency);
        return wallet == null ? 0 : wallet.balance;
    }

    /** {@return positions it has or had since they were delivered, by instrument id} */
    public Collection<ExchangePosition> positions() {
        return Collections.unmodifiableCollection(positions.values());
    }

    /**
     * The position in an instrument.
     *
     * @param instrument which
     * @return it, or null when there never was one
     */
    public @Nullable ExchangePosition position(final ExchangeInstrument instrument) {
        return positions.get(instrument.id());
    }

    /** {@return orders in the book and trigger orders that wait, in the order they were made} */
    public Collection<ExchangeOrder> openOrders() {
        return Collections.unmodifiableCollection(liveOrders.values());
    }

    /** {@return orders that closed in the last 30 minutes, in the order they closed} */
    public Collection<ExchangeOrder> closedOrders() {
        return Collections.unmodifiableCollection(closedOrders);
    }

    /** {@return orders that closed before that, in the order they closed; the oldest are dropped} */
    public Collection<ExchangeOrder> orderArchive() {
        return Collections.unmodifiableCollection(orderArchive);
    }

    /**
     * Orders with a label, open and closed in the last 30 minutes.
     *
     * @param label    of the customer
     * @param currency of the instruments' settlement
     * @return in the order they were made
     */
    public List<ExchangeOrder> ordersWithLabel(final String label, final String currency) {
        final List<ExchangeOrder> found = new ArrayList<>();
        for (final ExchangeOrder order : closedOrders) {
            addIfMatching(found, order, label, currency);
        }
        for (final ExchangeOrder order : liveOrders.values()) {
            addIfMatching(found, order, label, currency);
        }
        found.sort((a, b) -> Long.compare(a.number, b.number));
        return found;
    }

    /** {@return own trades of the last 24 hours, oldest first} */
    public Collection<UserTrade> trades() {
        return Collections.unmodifiableCollection(trades);
    }

    /**
     * Own trades of the last 24 hours from a moment on. The work is in what is found, not in what is kept.
     *
     * @param fromMs epoch milliseconds, included
     * @return oldest first
     */
    public List<UserTrade> tradesSince(final long fromMs) {
        final List<UserTrade> found = new ArrayList<>();
        final Iterator<UserTrade> newestFirst = trades.descendingIterator();
        while (newestFirst.hasNext()) {
            final UserTrade trade = newestFirst.next();
            if (trade.trade().timeNs() / NANOS_PER_MILLI < fromMs) {
                break;
            }
            found.add(trade);
        }
        Collections.reverse(found);
        return found;
    }

    /** {@return own trades before that, oldest first; the oldest are dropped} */
    public Collection<UserTrade> tradeArchive() {
        return Collections.unmodifiableCollection(tradeArchive);
    }

    /**
     * Own trades of one instrument by the instrument's trade sequence, of the last 24 hours.
     *
     * @param instrument which
     * @param startSeq   first sequence, included
     * @param endSeq     last sequence, included
     * @param count      at most this many
     * @return oldest first, from {@code startSeq}
     */
    public TradePage tradesFrom(
            final ExchangeInstrument instrument, final long startSeq, final long endSeq, final int count) {
        final List<UserTrade> found = new ArrayList<>();
        for (final UserTrade trade : trades) {
            final long seq = trade.trade().tradeSeq();
            if (trade.trade().instrument() == instrument && seq >= startSeq && seq <= endSeq) {
                if (found.size() == count) {
                    return new TradePage(found, true);
                }
                found.add(trade);
            }
        }
        return new TradePage(found, false);
    }

    /** {@return its ledger, oldest first; the oldest lines are dropped} */
    public Collection<LedgerEntry> ledger() {
        return Collections.unmodifiableCollection(ledger);
    }

    Wallet wallet(final String currency) {
        return wallets.computeIfAbsent(currency, Wallet::new);
    }

    ExchangePosition openPosition(final ExchangeInstrument instrument) {
        return positions.computeIfAbsent(instrument.id(), id -> new ExchangePosition(this, instrument));
    }

    long size(final ExchangeInstrument instrument) {
        final ExchangePosition position = positions.get(instrument.id());
        return position == null ? 0 : position.size;
    }

    private static void addIfMatching(
            final List<ExchangeOrder> found, final ExchangeOrder order, final String label, final String currency) {
        if (order.label.equals(label) && order.instrument.currency().equals(currency)) {
            found.add(order);
        }
    }

    @Override
    public String toString() {
        return "Account[id=" + id + ", name=" + settings.name() + "]";
    }
}
