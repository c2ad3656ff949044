package io.gimbal.engine.market;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a coin's market lists as days pass. Each of its terms (one day, two days, a week, a month) has an expiry: one whose
 * time left is at most that term and above the next shorter one. Where the days have left none, one at the whole term is
 * listed: a future, and calls and puts around the money. Expiries that live get the strikes around today's money that they
 * lack. Owned by the market's thread.
 */
final class ListingCalendar {
    private final CoinMarket market;
    private final VenueProfile profile;

    ListingCalendar(final CoinMarket market, final VenueProfile profile) {
        this.market = market;
        this.profile = profile;
    }

    /**
     * What is missing.
     *
     * @param nowNs   the present, epoch nanoseconds
     * @param spot    the index, USD per coin
     * @param listed  instruments of the coin, expired ones too; their underlyings are kept
     * @param firstId of the first new one
     * @return by quote currency, futures before options, expiries in order
     */
    List<InstrumentSpec> missing(
            final long nowNs, final double spot, final Collection<InstrumentSpec> listed, final int firstId) {
        final Set<String> names = new HashSet<>();
        final NavigableSet<Long> expiries = new TreeSet<>();
        for (final InstrumentSpec spec : listed) {
            names.add(spec.name());
            if (spec.expiryNs() > nowNs) {
                expiries.add(spec.expiryNs());
            }
        }
        fill(nowNs, expiries);
        final List<InstrumentSpec> missing = new ArrayList<>();
        for (final String quote : market.quotes()) {
            final int underlying = underlying(quote, listed);
            for (final String name : MarketListing.names(market, quote, spot, nowNs, expiries)) {
                if (names.add(name)) {
                    missing.add(profile.spec(name, firstId + missing.size(), underlying));
                }
            }
        }
        return missing;
    }

    /** Adds an expiry for each term that has none. */
    private void fill(final long nowNs, final NavigableSet<Long> expiries) {
        long shorterNs = nowNs;
        for (final int day : new TreeSet<>(market.expiryDays())) {
            final long wholeNs = MarketListing.expiryNs(nowNs, day);
            if (expiries.subSet(shorterNs, false, wholeNs, true).isEmpty()) {
                expiries.add(wholeNs);
            }
            shorterNs = wholeNs;
        }
    }

    private int underlying(final String quote, final Collection<InstrumentSpec> listed) {
        final String perpetual = MarketListing.perpetual(market, quote);
        return listed.stream()
                .filter(spec -> spec.name().equals(perpetual))
                .mapToInt(InstrumentSpec::underlyingId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no perpetual is listed: name=" + perpetual));
    }
}
