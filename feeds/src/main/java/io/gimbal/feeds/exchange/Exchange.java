package io.gimbal.feeds.exchange;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic exchange: books, matching, accounts, margin, funding, settlement, delivery. It knows no clock: commands
 * happen at the time of the last {@link #advance}, which also runs what was due before it, in order. The same commands give
 * the same events. Owned by one thread; listeners are called on it and must not give commands.
 */
public final class Exchange {
    private final ExchangeState state;
    private final LedgerBook ledger;
    private final Listing listing;
    private final RiskDesk risk;
    private final MarkDesk marks;
    private final OrderDesk orders;
    private final EditDesk edits;
    private final BlockDesk blocks;
    private final ExchangeTimers timers;
    private boolean isStarted;

    /**
     * Opens an exchange.
     *
     * @param context what it needs
     */
    public Exchange(final ExchangeContext context) {
        this.state = new ExchangeState(context);
        this.state.events.add(context.listener);
        this.ledger = new LedgerBook(state);
        this.listing = new Listing(state);
        this.risk = new RiskDesk(state);
        this.marks = new MarkDesk(state);
        final Clearing clearing = new Clearing(state, ledger);
        final Matcher matcher = new Matcher(state, clearing, ledger);
        final OrderChecks checks = new OrderChecks(state);
        this.orders = new OrderDesk(state, checks, matcher, ledger, risk, new TriggerDesk());
        this.edits = new EditDesk(state, checks, matcher, orders, risk);
        this.blocks = new BlockDesk(state, clearing, ledger);
        this.timers = new ExchangeTimers(
                state,
                marks,
                new SettlementDesk(state, clearing, ledger, listing),
                orders,
                new Liquidator(state, orders, risk, ledger),
                ledger,
                listing);
        context.instruments.forEach(spec -> listing.add(spec, InstrumentState.OPEN));
    }

    /**
     * Moves time on, running due timers in order: revaluation, averages, settlement, delivery.
     *
     * @param nowNs epoch nanoseconds; earlier than the present does nothing
     * @return timers run
     */
    public int advance(final long nowNs) {
        state.events.checkIdle();
        int run = 0;
        for (long nextNs = timers.nextTimeNs(); nextNs <= nowNs; nextNs = timers.nextTimeNs()) {
            state.nowNs = Math.max(state.nowNs, nextNs);
            timers.run();
            isStarted = true;
            run++;
        }
        state.nowNs = Math.max(state.nowNs, nowNs);
        return run;
    }

    /** {@return when the next timer is due, epoch nanoseconds} */
    public long nextTimeNs() {
        return timers.nextTimeNs();
    }

    /** {@return the present, epoch nanoseconds} */
    public long nowNs() {
        return state.nowNs;
    }

    /** Revalues everything now: the world calls it when its prices moved and the next timer is too far away. */
    public void revalue() {
        state.events.checkIdle();
        isStarted = true;
        timers.revalue();
    }

    /**
     * Adds a listener after those that are there.
     *
     * @param listener hears from now on
     */
    public void addListener(final ExchangeListener listener) {
        state.events.add(listener);
    }

    /**
     * Lists an instrument.
     *
     * @param spec its id must be the number of those listed before
     * @return the instrument, open
     */
    public ExchangeInstrument list(final InstrumentSpec spec) {
        state.events.checkIdle();
        final ExchangeInstrument instrument = listing.add(spec, InstrumentState.OPEN);
        if (isStarted) {
            final IndexState index = state.index(instrument);
            index.price = state.valuation.indexPrice(index.name, state.nowNs);
            marks.value(instrument);
        }
        return instrument;
    }

    /** {@return all, expired ones too, by id} */
    public List<ExchangeInstrument> instruments() {
        return Collections.unmodifiableList(state.instruments);
    }

    /**
     * Finds an instrument.
     *
     * @param name the venue's
     * @return it, or null
     */
    public @Nullable ExchangeInstrument instrument(final String name) {
        return state.byName.get(name);
    }

    /** {@return settlement currencies of the instruments, in alphabetical order} */
    public Collection<String> currencies() {
        return Collections.unmodifiableCollection(state.funds.keySet());
    }

    /** {@return indices of the instruments, in alphabetical order} */
    public Collection<String> indexNames() {
        return Collections.unmodifiableCollection(state.indices.keySet());
    }

    /**
     * The index as of the last revaluation.
     *
     * @param indexName such as {@code btc_usd}
     * @return USD per coin, times 1e8; 0 for an unknown one
     */
    public long indexPrice(final String indexName) {
        final IndexState index = state.indices.get(indexName);
        return index == null ? 0 : index.price;
    }

    /**
     * What the next 08:00 UTC delivery is expected at: in the 30 minutes before it the running average, else the index.
     *
     * @param indexName such as {@code btc_usd}
     * @return USD per coin, times 1e8; 0 for an unknown one
     */
    public long estimatedDeliveryPrice(final String indexName) {
        final IndexState index = state.indices.get(indexName);
        if (index == null) {
            return 0;
        }
        final long average = index.average();
        return average > 0 ? average : index.price;
    }

    /**
     * Deliveries of an index.
     *
     * @param indexName such as {@code btc_usd}
     * @return newest first
     */
    public List<DeliveryPrice> deliveries(final String indexName) {
        final IndexState index = state.indices.get(indexName);
        return index == null ? List.of() : List.copyOf(index.deliveries);
    }

    /**
     * Halts, locks or reopens an instrument.
     *
     * @param instrument which, not delivered
     * @param next       OPEN, LOCKED (cancels only) or HALTED (nothing)
     */
    public void setState(final ExchangeInstrument instrument, final InstrumentState next) {
        state.events.checkIdle();
        if (!OrderChecks.isAlive(instrument)) {
            throw new IllegalArgumentException("instrument is gone: name=" + instrument.name());
        }
        listing.change(instrument, next);
    }

    /**
     * Locks or unlocks an index and all its instruments: cancels only.
     *
     * @param indexName which; empty for the whole platform
     * @param isLocked  whether
     */
    public void lock(final String indexName, final boolean isLocked) {
        state.events.checkIdle();
        if (indexName.isEmpty()) {
            state.isPlatformLocked = isLocked;
        } else {
            state.indices.computeIfAbsent(indexName, IndexState::new).isLocked = isLocked;
        }
        state.events.tell(listener -> listener.onPlatformState(indexName, isLocked));
    }

    /** {@return indices that are locked, in alphabetical order} */
    public Collection<String> lockedIndices() {
        return state.indices.values().stream()
                .filter(index -> state.isPlatformLocked || index.isLocked)
                .map(index -> index.name)
                .toList();
    }

    /**
     * Opens an account.
     *
     * @param settings its settings
     * @return the account, without money
     */
    public Account open(final AccountSettings settings) {
        final Account account = new Account(state.accounts.size() + 1, settings);
        state.accounts.add(account);
        return account;
    }

    /** {@return all, in the order they were opened} */
    public List<Account> accounts() {
        return Collections.unmodifiableList(state.accounts);
    }

    /**
     * Brings money in or out.
     *
     * @param account  whose
     * @param currency such as {@code BTC}
     * @param amount   times 1e8; negative is a withdrawal, which available funds must cover
     * @return done or {@link VenueError#NOT_ENOUGH_FUNDS}
     */
    public VenueError deposit(final Account account, final String currency, final long amount) {
        state.events.checkIdle();
        if (amount < 0 && risk.portfolio(account, currency).availableFunds() < -amount) {
            return VenueError.NOT_ENOUGH_FUNDS;
        }
        final Wallet wallet = account.wallet(currency);
        wallet.balance = Math.addExact(wallet.balance, amount);
        ledger.cash(account, amount < 0 ? LedgerType.WITHDRAWAL : LedgerType.DEPOSIT, currency, amount);
        state.events.portfolio(account, currency);
        state.flush();
        return VenueError.OK;
    }

    /**
     * An account's money and risk in a currency.
     *
     * @param account  whose
     * @param currency such as {@code BTC}
     * @return as of the last revaluation and all trades since
     */
    public Portfolio portfolio(final Account account, final String currency) {
        return risk.portfolio(account, currency);
    }

    /**
     * The margin that an order of its own would need.
     *
     * @param account    whose
     * @param instrument which
     * @param amount     signed: positive buys
     * @param price      limit
     * @return initial margin of the order alone, in the settlement currency, times 1e8
     */
    public long orderMargin(
            final Account account, final ExchangeInstrument instrument, final long amount, final long price) {
        return risk.orderMargin(account, instrument, amount, price);
    }

    /**
     * Initial margin of a position alone, as the standard model sees it.
     *
     * @param position which
     * @return in the settlement currency, times 1e8
     */
    public long initialMargin(final ExchangePosition position) {
        return risk.positionInitial(position);
    }

    /**
     * Maintenance margin of a position alone, as the standard model sees it.
     *
     * @param position which
     * @return in the settlement currency, times 1e8
     */
    public long maintenanceMargin(final ExchangePosition position) {
        return risk.positionMaintenance(position);
    }

    /**
     * The insurance fund.
     *
     * @param currency such as {@code BTC}
     * @return times 1e8, rounded towards zero
     */
    public long insuranceFund(final String currency) {
        return state.funds(currency).insurance.units();
    }

    /**
     * Fees taken in, less rebates.
     *
     * @param currency such as {@code BTC}
     * @return times 1e8
     */
    public long feesCollected(final String currency) {
        return state.funds(currency).fees;
    }

    /**
     * Takes an order.
     *
     * @param account whose
     * @param request what is asked
     * @return the order and its fills, or a refusal
     */
    public OrderResult place(final Account account, final OrderRequest request) {
        state.events.checkIdle();
        return finish(orders.place(account, request));
    }

    /**
     * Books a trade that two accounts agreed on, without the book.
     *
     * @param buyer      one side
     * @param seller     the other
     * @param instrument open
     * @param amount     a multiple of the smallest
     * @param price      above 0
     * @return done, or why not
     */
    public VenueError block(
            final Account buyer,
            final Account seller,
            final ExchangeInstrument instrument,
            final long amount,
            final long price) {
        state.events.checkIdle();
        final VenueError error = blocks.trade(buyer, seller, instrument, amount, price);
        orders.settleDown();
        state.flush();
        return error;
    }

    /**
     * Changes an order. It keeps its place in the queue only when its price stays and its amount does not grow.
     *
     * @param account whose
     * @param request what is asked
     * @return the order and its fills, or a refusal
     */
    public OrderResult edit(final Account account, final EditRequest request) {
        state.events.checkIdle();
        return finish(edits.edit(account, request));
    }

    /**
     * Takes an order out.
     *
     * @param account whose
     * @param orderId which
     * @return the order, or a refusal
     */
    public OrderResult cancel(final Account account, final String orderId) {
        state.events.checkIdle();
        return finish(orders.cancel(account, orderId));
    }

    /**
     * Takes orders out, in the order they were made, as one step. Those in instruments that are in settlement stay.
     *
     * @param account whose
     * @param reason  why
     * @param which   tells
     * @return those taken out
     */
    public List<ExchangeOrder> cancelAll(
            final Account account, final CancelReason reason, final Predicate<ExchangeOrder> which) {
        state.events.checkIdle();
        final List<ExchangeOrder> cancelled = orders.cancelAll(account, reason, which);
        state.flush();
        return cancelled;
    }

    /**
     * Closes a position by a reduce-only order.
     *
     * @param account    whose
     * @param instrument where
     * @param type       LIMIT or MARKET
     * @param price      limit; ignored for a market order
     * @return the order and its fills, or a refusal
     */
    public OrderResult closePosition(
            final Account account, final ExchangeInstrument instrument, final VenueOrderType type, final long price) {
        final long size = account.size(instrument);
        if (size == 0) {
            return OrderResult.refused(VenueError.INVALID_AMOUNT);
        }
        final OrderRequest request = new OrderRequest(instrument, size > 0 ? Side.SELL : Side.BUY)
                .amount(Math.abs(size))
                .type(type)
                .reduceOnly();
        return place(account, type.isMarket() ? request : request.price(price));
    }

    /**
     * Finds an order by its id: open, or closed not too long ago.
     *
     * @param orderId the venue's
     * @return it, or null
     */
    public @Nullable ExchangeOrder order(final String orderId) {
        return state.orders.get(orderId);
    }

    /** {@return the insurance fund to the last fraction} */
    ExactMoney insuranceExact(final String currency) {
        return state.funds(currency).insurance;
    }

    private OrderResult finish(final OrderResult result) {
        orders.settleDown();
        state.flush();
        return result;
    }
}
