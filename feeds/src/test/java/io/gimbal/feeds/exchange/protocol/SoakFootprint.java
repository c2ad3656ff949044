package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Transport;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.feeds.fuzz.Footprint;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What client and exchange keep at a quiet point, in array elements and entries of collections. Bytes are left out, for
 * buffers are as long as the longest frame of the moment; and so is what the venue
 * answers questions about the past from, and must keep for as long as it says: own trades for a day, orders that closed for
 * half an hour, both then in the archives, the ledger, the last trades of each instrument, volumes of the day and the
 * histories of funding and volatility.
 *
 * @param client   the whole client without its wires
 * @param exchange the exchange and its protocol
 */
record SoakFootprint(long client, long exchange) {
    private static final String FUNDING_OF_EIGHT_HOURS = "FundingAccrual";

    static SoakFootprint of(final SoakSession session) {
        final Set<Object> past = Collections.newSetFromMap(new IdentityHashMap<>());
        long lines = 0;
        for (final Account account : session.market.exchange.accounts()) {
            lines += add(account.trades(), past) + add(account.tradeArchive(), past) + add(account.ledger(), past);
            lines += add(account.closedOrders(), past) + add(account.orderArchive(), past);
        }
        for (final ExchangeInstrument instrument : session.market.exchange.instruments()) {
            lines += add(instrument.trades(), past);
        }
        final long exchange = Footprint.of(session.protocol, object -> past.contains(object) || isLeftOut(object));
        return new SoakFootprint(
                Footprint.of(session.venue, object -> object instanceof Transport || isLeftOut(object)),
                exchange - lines);
    }

    /** {@return the least of each: what is under way for a moment comes on top of it} */
    static SoakFootprint least(final List<SoakFootprint> some) {
        return new SoakFootprint(
                some.stream().mapToLong(SoakFootprint::client).min().orElseThrow(),
                some.stream().mapToLong(SoakFootprint::exchange).min().orElseThrow());
    }

    private static int add(final Collection<?> lines, final Set<Object> past) {
        for (final Object line : lines) {
            if (line instanceof UserTrade own) {
                past.add(own.trade());
                past.add(own.order());
            }
            past.add(line);
        }
        return lines.size();
    }

    private static boolean isLeftOut(final Object object) {
        return object instanceof byte[]
                || object instanceof MarketHistory
                || object.getClass().getSimpleName().equals(FUNDING_OF_EIGHT_HOURS)
                || object instanceof SoakMarket
                || object instanceof SoakWorld
                || object instanceof SoakSession
                || object instanceof SoakForeigner
                || object instanceof SoakLedger
                || object.getClass().getEnclosingClass() == SoakMarket.class;
    }
}
