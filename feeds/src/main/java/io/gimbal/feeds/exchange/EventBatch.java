package io.gimbal.feeds.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one command or timer changed, collected and then told to the listeners in a fixed order: books, prints, accounts,
 * portfolios. Owned by the exchange's thread.
 */
final class EventBatch {
    /** What changed for one account in one instrument. */
    private static final class Draft {
        final Account account;
        final ExchangeInstrument instrument;
        final LinkedHashSet<ExchangeOrder> orders = new LinkedHashSet<>();
        final List<UserTrade> trades = new ArrayList<>();

        @Nullable
        ExchangePosition position;

        Draft(final Account account, final ExchangeInstrument instrument) {
            this.account = account;
            this.instrument = instrument;
        }
    }

    private final List<ExchangeListener> listeners = new ArrayList<>();
    private final LinkedHashSet<ExchangeInstrument> books = new LinkedHashSet<>();
    private final LinkedHashMap<ExchangeInstrument, List<ExchangeTrade>> prints = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Draft> drafts = new LinkedHashMap<>();
    private final LinkedHashMap<Long, String> portfolios = new LinkedHashMap<>();
    private final IdSequence ids;
    private boolean isTelling;

    EventBatch(final IdSequence ids) {
        this.ids = ids;
    }

    void add(final ExchangeListener listener) {
        listeners.add(listener);
    }

    /** Refuses commands from inside a listener. */
    void checkIdle() {
        if (isTelling) {
            throw new IllegalStateException("a listener must not give commands");
        }
    }

    void book(final ExchangeInstrument instrument) {
        books.add(instrument);
    }

    void order(final ExchangeOrder order) {
        draft(order.account, order.instrument).orders.add(order);
    }

    void print(final ExchangeTrade trade) {
        prints.computeIfAbsent(trade.instrument(), key -> new ArrayList<>()).add(trade);
    }

    void trade(final UserTrade trade) {
        final Draft draft = draft(trade.account(), trade.trade().instrument());
        draft.trades.add(trade);
        draft.orders.add(trade.order());
    }

    void position(final ExchangePosition position) {
        draft(position.account, position.instrument).position = position;
        portfolio(position.account, position.instrument.currency());
    }

    void portfolio(final Account account, final String currency) {
        portfolios.put(((long) account.id() << Integer.SIZE) | (currency.hashCode() & 0xFFFF_FFFFL), currency);
    }

    /** Tells one thing at once. */
    void tell(final Consumer<ExchangeListener> call) {
        isTelling = true;
        try {
            listeners.forEach(call);
        } finally {
            isTelling = false;
        }
    }

    /** Tells everything and forgets it. */
    void flush(final long nowNs, final List<Account> accounts) {
        isTelling = true;
        try {
            tellBooks(nowNs);
            for (final Map.Entry<ExchangeInstrument, List<ExchangeTrade>> entry : prints.entrySet()) {
                for (final ExchangeListener listener : listeners) {
                    listener.onTrades(entry.getKey(), entry.getValue());
                }
            }
            tellAccounts(accounts);
        } finally {
            books.clear();
            prints.clear();
            drafts.clear();
            portfolios.clear();
            isTelling = false;
        }
    }

    private void tellBooks(final long nowNs) {
        for (final ExchangeInstrument instrument : books) {
            final BookChange change =
                    instrument.book().isTouched() ? instrument.book().flush(ids.change(), nowNs) : null;
            if (change != null) {
                for (final ExchangeListener listener : listeners) {
                    listener.onBookChange(change);
                }
            }
        }
    }

    private void tellAccounts(final List<Account> accounts) {
        for (final Draft draft : drafts.values()) {
            final UserChange change = new UserChange(
                    draft.account,
                    draft.instrument,
                    List.copyOf(draft.orders),
                    List.copyOf(draft.trades),
                    draft.position);
            for (final ExchangeListener listener : listeners) {
                listener.onUserChange(change);
            }
        }
        for (final Map.Entry<Long, String> entry : portfolios.entrySet()) {
            final Account account = accounts.get((int) (entry.getKey() >> Integer.SIZE) - 1);
            for (final ExchangeListener listener : listeners) {
                listener.onPortfolio(account, entry.getValue());
            }
        }
    }

    private Draft draft(final Account account, final ExchangeInstrument instrument) {
        final long key = ((long) account.id() << Integer.SIZE) | instrument.id();
        Draft draft = drafts.get(key);
        if (draft == null) {
            draft = new Draft(account, instrument);
            drafts.put(key, draft);
        }
        return draft;
    }
}
