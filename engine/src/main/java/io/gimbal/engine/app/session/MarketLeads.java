package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.VenueList;
import io.gimbal.feeds.InstrumentSpec;
import java.util.Arrays;
import java.util.List;

/**
 * From which of several venues the engine hears what they all know: a coin's index, and the marks and volatilities of
 * options. Each has a first venue, and one that stands in while the market's connection of those before it is not ready.
 * What is particular to a venue, its quotes of hedge instruments and its funding, nobody stands in for. Owned by the
 * ingest thread; allocates nothing after construction.
 */
final class MarketLeads {
    private static final int[] NOBODY = {};

    private final int[] markets;
    private final int[] homes;
    private final int[] owners;
    private final int[] underlyings;
    private final boolean[][] follows;
    private final int[][] twins;
    private final boolean[] isReady;

    /** What the venues of a session bring. */
    interface Follows {
        /**
         * Whether a venue's session follows an instrument of another's.
         *
         * @param place of the venue
         * @param spec  of an option
         * @return true when what it says of an instrument of that name may stand in
         */
        boolean follows(int place, InstrumentSpec spec);
    }

    /**
     * Knows nobody ready yet.
     *
     * @param venues      in the session
     * @param markets     by underlying, the place of the venue whose index counts first
     * @param homes       by underlying, the place of the venue of its hedge instrument
     * @param instruments of the session
     * @param follows     who can stand in for whom
     */
    MarketLeads(
            final int venues,
            final int[] markets,
            final int[] homes,
            final SessionInstruments instruments,
            final Follows follows) {
        this.markets = markets.clone();
        this.homes = homes.clone();
        final List<InstrumentSpec> specs = instruments.specs();
        owners = instruments.places().stream().mapToInt(Integer::intValue).toArray();
        underlyings = specs.stream().mapToInt(InstrumentSpec::underlyingId).toArray();
        this.follows = new boolean[venues][specs.size()];
        twins = new int[specs.size()][];
        Arrays.fill(twins, NOBODY);
        isReady = new boolean[venues];
        for (final InstrumentSpec spec : specs) {
            final int id = spec.instrumentId();
            for (int place = 0; place < venues; place++) {
                this.follows[place][id] = place != owners[id] && follows.follows(place, spec);
            }
            if (spec.isOption()) {
                twins[id] = specs.stream()
                        .filter(other ->
                                other.instrumentId() != id && other.name().equals(spec.name()))
                        .mapToInt(InstrumentSpec::instrumentId)
                        .toArray();
            }
        }
    }

    /** A market's connection became ready, or stopped being so. */
    void onMarket(final int place, final boolean isReadyNow) {
        isReady[place] = isReadyNow;
    }

    /** Whether a coin's index is taken from a venue: from its first while that is ready, else from the next one that is. */
    boolean leads(final int place, final int underlyingId) {
        final int first = underlyingId >= 0 && underlyingId < markets.length ? markets[underlyingId] : 0;
        if (isReady[first]) {
            return place == first;
        }
        final int other = standIn(first, VenueList.NONE);
        return place == (other == VenueList.NONE ? first : other);
    }

    /** {@return how many underlyings the session has} */
    int underlyings() {
        return homes.length;
    }

    /** Whether all that is hedged is hedged at one venue. */
    boolean hedgesAll(final int place) {
        for (final int home : homes) {
            if (home != place) {
                return false;
            }
        }
        return true;
    }

    /** Whether a coin's hedge instrument is traded at a venue, whose lock counts for it. */
    boolean hedges(final int place, final int underlyingId) {
        return underlyingId >= 0 && underlyingId < homes.length && homes[underlyingId] == place;
    }

    /** Whether an instrument is a venue's own. */
    boolean owns(final int place, final int instrumentId) {
        return isKnown(instrumentId) && owners[instrumentId] == place;
    }

    /** Whether what a venue says of an option stands for that option at another venue, whose market is not there. */
    boolean standsIn(final int place, final int instrumentId) {
        return isKnown(instrumentId)
                && !isReady[owners[instrumentId]]
                && place == standIn(owners[instrumentId], instrumentId);
    }

    /** Instruments of other venues that bear the same name. */
    int[] twins(final int instrumentId) {
        return isKnown(instrumentId) ? twins[instrumentId] : NOBODY;
    }

    private boolean isKnown(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < owners.length;
    }

    /** The next venue that is ready, the market of the underlying first; of an instrument, one that follows it. */
    private int standIn(final int absent, final int instrumentId) {
        final int market = instrumentId < 0 ? absent : markets[underlyings[instrumentId]];
        if (market != absent && canStandIn(market, instrumentId)) {
            return market;
        }
        for (int place = 0; place < isReady.length; place++) {
            if (place != absent && canStandIn(place, instrumentId)) {
                return place;
            }
        }
        return VenueList.NONE;
    }

    private boolean canStandIn(final int place, final int instrumentId) {
        return isReady[place] && (instrumentId < 0 || follows[place][instrumentId]);
    }
}
