package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an account holds of an instrument, and what its open orders may still add. */
final class Holding {
    final ExchangeInstrument instrument;
    long size;
    long buys;
    long sells;
    long premium;

    private Holding(final ExchangeInstrument instrument) {
        this.instrument = instrument;
    }

    /** Adds an order: a positive amount buys. */
    void add(final long signed, final long price) {
        if (signed < 0) {
            sells -= signed;
        } else {
            buys += signed;
            premium += instrument.spec().isOption() ? Decimals.multiply(signed, price) : 0;
        }
    }

    /** All holdings of an account in a currency, by instrument id, without one order. */
    static SortedMap<Integer, Holding> of(
            final Account account, final String currency, final @Nullable ExchangeOrder without) {
        final SortedMap<Integer, Holding> holdings = new TreeMap<>();
        for (final ExchangePosition position : account.positions.values()) {
            if (position.size != 0 && position.instrument.currency().equals(currency)) {
                of(holdings, position.instrument).size = position.size;
            }
        }
        for (final ExchangeOrder order : account.liveOrders.values()) {
            if (order.level != null
                    && order != without
                    && order.instrument.currency().equals(currency)) {
                final long signed = order.side == Side.BUY ? order.remaining() : -order.remaining();
                of(holdings, order.instrument).add(signed, order.price);
            }
        }
        return holdings;
    }

    static Holding of(final Map<Integer, Holding> holdings, final ExchangeInstrument instrument) {
        return holdings.computeIfAbsent(instrument.id(), id -> new Holding(instrument));
    }

    /** A position alone. */
    static Collection<Holding> of(final ExchangePosition position) {
        final SortedMap<Integer, Holding> holdings = new TreeMap<>();
        of(holdings, position.instrument).size = position.size;
        return holdings.values();
    }
}
