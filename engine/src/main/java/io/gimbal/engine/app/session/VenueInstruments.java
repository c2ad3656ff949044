package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OverlaySettings;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.engine.app.configuration.VenueList;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.OptionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses, from what venues list, what a session holds, trades and looks at. The market of a book, where its options are
 * looked at, is the venue that it names, else the first that lists any of it.
 */
final class VenueInstruments {
    private final Configuration configuration;
    private final List<VenueSurvey> surveys;
    private final int[] markets;

    /** {@code surveys} are by place. */
    VenueInstruments(final Configuration configuration, final List<VenueSurvey> surveys) {
        this.configuration = configuration;
        this.surveys = List.copyOf(surveys);
        markets = new int[configuration.underlyings()];
        for (int book = 0; book < configuration.books().size(); book++) {
            markets[book] = market(book);
            home(book, configuration.books().get(book).hedgeInstrument());
        }
        for (int underlying = configuration.books().size(); underlying < markets.length; underlying++) {
            markets[underlying] = crosses(underlying).get(0).place();
        }
    }

    private int market(final int book) {
        final String named = configuration.books().get(book).marketVenue();
        for (int place = 0; place < surveys.size(); place++) {
            final boolean isMeant = named.isEmpty() || named.equals(name(place));
            if (isMeant && !surveys.get(place).listings(book).isEmpty()) {
                return place;
            }
        }
        throw notListed(book, "");
    }

    /** Perpetuals of another coin that books are hedged with, each where its candidate says. */
    private List<SessionInstruments.Placed> crosses(final int underlying) {
        final int book = configuration.bookOf(underlying);
        final List<SessionInstruments.Placed> crosses = configuration.books().get(book).hedges().stream()
                .filter(candidate -> candidate.isCross() && configuration.underlyingOf(book, candidate) == underlying)
                .map(candidate -> SessionInstruments.cross(configuration, candidate))
                .toList();
        for (final SessionInstruments.Placed cross : crosses) {
            if (!surveys.get(cross.place()).lists(underlying, cross.name())) {
                throw new VenueException(
                        VenueException.Reason.CONFIGURATION,
                        "the venue" + at(cross.place()) + " does not list book.hedge.instrument " + cross.name()
                                + "; is its coin among venue.currencies?");
            }
        }
        return crosses;
    }

    private String at(final int place) {
        return configuration.venues().isNamed() && place != VenueList.NONE ? ' ' + name(place) : "";
    }

    private String name(final int place) {
        return configuration.venues().at(place).name();
    }

    private VenueException notListed(final int book, final String hint) {
        return new VenueException(
                VenueException.Reason.CONFIGURATION,
                "the venue does not list book.hedge_instrument "
                        + configuration.books().get(book).hedgeInstrument() + hint
                        + "; is its coin among venue.currencies?");
    }

    /** The place of the venue of a book's market, or of that where another coin's perpetual is traded. */
    int marketOf(final int underlying) {
        return markets[underlying];
    }

    /** The place of a hedge instrument that no candidate places: the book's market, else the first venue that lists it. */
    private int home(final int book, final String name) {
        if (surveys.get(markets[book]).lists(book, name)) {
            return markets[book];
        }
        for (int place = 0; place < surveys.size(); place++) {
            if (surveys.get(place).lists(book, name)) {
                return place;
            }
        }
        throw notListed(book, surveys.size() > 1 ? ", nor does any other" : "");
    }

    /**
     * What the accounts hold: each book's hedge instruments, then, venue by venue, every position of its coin and style by
     * expiry, strike and name, then, where smiles are fitted, the other options of those expiries, and where options are
     * traded, those that may be. The venues themselves state the amounts.
     *
     * @param nowNs the start, epoch nanoseconds
     * @return instruments without opening positions
     */
    SessionInstruments ofAccount(final long nowNs) {
        final Builder builder = new Builder();
        for (int each = 0; each < configuration.books().size(); each++) {
            final int book = each;
            final List<SessionInstruments.Placed> hedges =
                    SessionInstruments.hedges(configuration, book, nowNs, name -> home(book, name));
            hedges.forEach(hedge -> builder.add(book, hedge.place(), hedge.name()::equals));
            final Set<String> held = new HashSet<>();
            for (int place = 0; place < surveys.size(); place++) {
                final Set<String> here = heldAt(book, place, hedges);
                builder.add(book, place, here::contains);
                held.addAll(here);
            }
            final Predicate<Long> expiries = expiries(book, held)::contains;
            if (configuration.surface().isEnabled()) {
                builder.look(book, expiries, held);
            }
            final OverlaySettings overlay = configuration.books().get(book).overlay();
            if (overlay.isEnabled()) {
                builder.look(book, SessionInstruments.tradable(overlay, nowNs), builder.namesAt(book, markets[book]));
            }
        }
        for (int each = configuration.books().size(); each < markets.length; each++) {
            final int underlying = each;
            crosses(underlying).forEach(hedge -> builder.add(underlying, hedge.place(), hedge.name()::equals));
        }
        return new SessionInstruments(builder.specs, List.of(), builder.places);
    }

    private Set<String> heldAt(final int book, final int place, final List<SessionInstruments.Placed> hedges) {
        final Set<String> held = new HashSet<>();
        for (final InstrumentListing listing : surveys.get(place).listings(book)) {
            final String name = listing.name();
            if (surveys.get(place).isHeld(name) && !hedges.contains(new SessionInstruments.Placed(name, place))) {
                held.add(name);
            }
        }
        return held;
    }

    private Set<Long> expiries(final int book, final Set<String> names) {
        final Set<Long> expiries = new HashSet<>();
        for (final VenueSurvey survey : surveys) {
            survey.listings(book).stream()
                    .filter(listing -> listing.strike() > 0 && names.contains(listing.name()))
                    .forEach(listing -> expiries.add(listing.expiryNs()));
        }
        return expiries;
    }

    /** Numbers instruments. */
    private final class Builder {
        private final List<InstrumentSpec> specs = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        /** Those of a venue's listing that are wanted, by expiry, strike and name. */
        void add(final int book, final int place, final Predicate<String> isWanted) {
            surveys.get(place).listings(book).stream()
                    .filter(listing -> isWanted.test(listing.name()))
                    .sorted(Comparator.comparingLong(InstrumentListing::expiryNs)
                            .thenComparingLong(InstrumentListing::strike)
                            .thenComparing(InstrumentListing::name))
                    .forEach(listing -> {
                        specs.add(listing.spec(specs.size(), book));
                        places.add(place);
                    });
        }

        /** Options of the book's market, of certain expiries, that are not known yet. */
        void look(final int book, final Predicate<Long> isWanted, final Set<String> known) {
            final Set<String> names = new HashSet<>();
            for (final InstrumentListing listing : surveys.get(markets[book]).listings(book)) {
                if (listing.strike() > 0 && isWanted.test(listing.expiryNs()) && !known.contains(listing.name())) {
                    names.add(listing.name());
                }
            }
            add(book, markets[book], names::contains);
        }

        Set<String> namesAt(final int book, final int place) {
            final Set<String> names = new HashSet<>();
            for (final InstrumentSpec spec : specs) {
                if (spec.underlyingId() == book && places.get(spec.instrumentId()) == place) {
                    names.add(spec.name());
                }
            }
            return names;
        }
    }

    /**
     * What the configuration says the books hold, on the listing of each one's market; a rule's nearest strikes are those
     * nearest the index.
     *
     * @param nowNs the start, epoch nanoseconds
     * @return instruments and opening positions
     * @throws UnresolvableBookException when a book holds nothing, or asks for what is not listed
     */
    SessionInstruments ofConfiguration(final long nowNs) {
        final List<ListedOption> options = new ArrayList<>();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            if (settings.rule() == null && settings.positions().isEmpty()) {
                throw new UnresolvableBookException("book " + settings.namePrefix()
                        + " holds nothing: paper trading needs [book.rule] or [[book.position]], --shadow and --live an"
                        + " account");
            }
            final VenueSurvey market = surveys.get(markets[book]);
            for (final InstrumentListing listing : market.listings(book)) {
                if (listing.strike() > 0) {
                    options.add(option(settings, listing, market.index(book)));
                }
            }
        }
        return SessionInstruments.resolve(configuration, this::spec, options, nowNs, this::marketOf);
    }

    /** Instruments are asked for by name before their book is known: any book's listing will do. */
    private InstrumentSpec spec(final int place, final String name, final int id, final int underlying) {
        for (int book = 0; place != VenueList.NONE && book < markets.length; book++) {
            for (final InstrumentListing listing : surveys.get(place).listings(book)) {
                if (listing.name().equals(name)) {
                    return listing.spec(id, underlying);
                }
            }
        }
        throw new UnresolvableBookException("the venue" + at(place) + " does not list " + name);
    }

    private static ListedOption option(final BookSettings book, final InstrumentListing listing, final long index) {
        return new ListedOption(
                listing.name(),
                book.coin(),
                listing.expiryNs(),
                listing.strike(),
                listing.optionType() == OptionType.CALL,
                index,
                0);
    }
}
