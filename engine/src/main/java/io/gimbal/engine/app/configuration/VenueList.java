package io.gimbal.engine.app.configuration;

import java.util.List;

/**
 * Where a desk trades: the one {@code [venue]}, or every {@code [[venue]]} in the order of the file. A venue's place is its
 * index here. Immutable.
 *
 * @param all     at least one
 * @param isNamed whether they are {@code [[venue]]} tables, so that candidates name theirs; else connections are as stated
 */
public record VenueList(List<Venue> all, boolean isNamed) {
    /** The place of no venue. */
    public static final int NONE = -1;

    /** Connections of each: the market's, and the account's, which is the next one. */
    public static final int CONNECTIONS_EACH = 2;

    /**
     * One venue.
     *
     * @param name       for people; empty where there is only {@code [venue]}
     * @param connection number of its market's connection; its account's is the next one
     * @param settings   where it is and how it is treated
     */
    public record Venue(String name, int connection, VenueSettings settings) {
        /**
         * {@return whether a connection is one of its two}
         *
         * @param number of a connection
         */
        public boolean owns(final int number) {
            return number >= connection && number < connection + CONNECTIONS_EACH;
        }
    }

    /**
     * Copies the list.
     *
     * @param all     as above
     * @param isNamed as above
     */
    public VenueList {
        all = List.copyOf(all);
    }

    /** {@return how many there are} */
    public int size() {
        return all.size();
    }

    /**
     * {@return a venue}
     *
     * @param place its place
     */
    public Venue at(final int place) {
        return all.get(place);
    }

    /** {@return the place of the venue of a name, or {@link #NONE}} */
    int placeOf(final String name) {
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).name().equals(name)) {
                return place;
            }
        }
        return NONE;
    }

    /**
     * The venue that a connection is one of.
     *
     * @param connection its number
     * @return the venue's place, or {@link #NONE}; of the one {@code [venue]}, 0 for every number
     */
    public int placeOf(final int connection) {
        if (!isNamed) {
            return 0;
        }
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).owns(connection)) {
                return place;
            }
        }
        return NONE;
    }

    /**
     * The venue of a candidate.
     *
     * @param candidate read from the same file
     * @return the venue's place; {@link #NONE} where it names none of these
     */
    public int placeOf(final HedgeCandidateSettings candidate) {
        return candidate.venue().isEmpty() ? placeOf(candidate.connection()) : placeOf(candidate.venue());
    }

    /**
     * The venue whose market counts first, as far as the file says.
     *
     * @param book read from the same file
     * @return the venue's place: the one it names, else the first
     */
    public int marketOf(final BookSettings book) {
        return book.marketVenue().isEmpty() ? 0 : Math.max(placeOf(book.marketVenue()), 0);
    }

    /** {@return how live trading starts: one ramp for the whole desk, by what each venue says the slowest} */
    public RampSettings ramp() {
        return all.stream()
                .map(venue -> venue.settings().ramp())
                .reduce(RampSettings::and)
                .orElseThrow();
    }

    /** {@return the names, in order} */
    List<String> names() {
        return all.stream().map(Venue::name).toList();
    }
}
