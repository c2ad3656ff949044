package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what it hears and rebuilds every book from the changes alone. */
final class RecordingListener implements ExchangeListener {
    /** A book as a client would keep it. */
    static final class Replica {
        final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<Long, Long> asks = new TreeMap<>();
        long changeId;
        long breaks;
        long changes;
    }

    final List<String> lines = new ArrayList<>();
    final List<UserChange> changes = new ArrayList<>();
    final List<ExchangeTrade> trades = new ArrayList<>();
    final Map<String, Replica> replicas = new HashMap<>();
    boolean isQuiet;

    Replica replica(final ExchangeInstrument instrument) {
        return replicas.computeIfAbsent(instrument.name(), key -> new Replica());
    }

    @Override
    public void onBookChange(final BookChange change) {
        final Replica replica = replica(change.instrument());
        if (replica.changes > 0 && replica.changeId != change.previousChangeId()) {
            replica.breaks++;
        }
        replica.changes++;
        replica.changeId = change.changeId();
        for (int i = 0; i < change.count(); i++) {
            apply(change.side(i) == Side.BUY ? replica.bids : replica.asks, change, i);
        }
    }

    private static void apply(final Map<Long, Long> levels, final BookChange change, final int i) {
        final boolean wasThere = levels.containsKey(change.price(i));
        if (wasThere == (change.action(i) == BookChange.NEW)) {
            throw new AssertionError("action does not fit: price=" + change.price(i));
        }
        if (change.action(i) == BookChange.DELETE) {
            levels.remove(change.price(i));
        } else {
            levels.put(change.price(i), change.amount(i));
        }
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> prints) {
        trades.addAll(prints);
    }

    @Override
    public void onUserChange(final UserChange change) {
        changes.add(change);
        if (isQuiet) {
            changes.clear();
            return;
        }
        final StringBuilder line = new StringBuilder(change.account().name())
                .append(' ')
                .append(change.instrument().name());
        for (final ExchangeOrder order : change.orders()) {
            line.append(" order ").append(order.state().text());
        }
        for (final UserTrade trade : change.trades()) {
            line.append(" trade ").append(Decimals.text(trade.trade().amount()));
        }
        if (change.position() != null) {
            line.append(" position ").append(Decimals.text(change.position().size()));
        }
        lines.add(line.toString());
    }

    @Override
    public void onInstrumentState(final ExchangeInstrument instrument) {
        lines.add(instrument.name() + " " + instrument.state());
    }
}
