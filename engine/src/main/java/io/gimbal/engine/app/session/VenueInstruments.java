package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.OptionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses, from what a venue lists, what a session holds, trades and looks at. */
final class VenueInstruments {
    private final Configuration configuration;
    private final VenueSurvey survey;

    VenueInstruments(final Configuration configuration, final VenueSurvey survey) {
        this.configuration = configuration;
        this.survey = survey;
    }

    /**
     * What the account holds: each book's hedge instruments, then every position of its coin and style by expiry, strike
     * and name, then, where smiles are fitted, the other options of those expiries, and where options are
     * traded, those that may be. The venue itself states the amounts.
     *
     * @param nowNs the start, epoch nanoseconds
     * @return instruments without opening positions
     */
    SessionInstruments ofAccount(final long nowNs) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            final List<InstrumentListing> all = survey.listings(book).stream()
                    .sorted(Comparator.comparingLong(InstrumentListing::expiryNs)
                            .thenComparingLong(InstrumentListing::strike)
                            .thenComparing(InstrumentListing::name))
                    .toList();
            final Set<String> hedges = SessionInstruments.hedgeNames(settings, nowNs);
            for (final String hedge : hedges) {
                add(specs, book, all, Set.of(hedge));
            }
            final Set<String> held = new HashSet<>();
            all.stream().map(InstrumentListing::name).filter(survey::isHeld).forEach(held::add);
            held.removeAll(hedges);
            add(specs, book, all, held);
            if (configuration.surface().isEnabled()) {
                add(specs, book, all, lookedAt(all, held));
            }
            if (configuration.overlay().isEnabled()) {
                add(specs, book, all, tradable(all, names(specs), nowNs));
            }
        }
        for (int other = 0; other < configuration.otherCoins().size(); other++) {
            final int underlying = configuration.books().size() + other;
            final List<InstrumentListing> all = survey.listings(underlying);
            add(specs, underlying, all, Set.of(all.get(0).name()));
        }
        return new SessionInstruments(List.copyOf(specs), List.of());
    }

    private static void add(
            final List<InstrumentSpec> specs,
            final int book,
            final List<InstrumentListing> all,
            final Set<String> names) {
        for (final InstrumentListing listing : all) {
            if (names.contains(listing.name())) {
                specs.add(listing.spec(specs.size(), book));
            }
        }
    }

    private static Set<String> names(final List<InstrumentSpec> specs) {
        final Set<String> names = new HashSet<>();
        specs.forEach(spec -> names.add(spec.name()));
        return names;
    }

    private Set<String> tradable(final List<InstrumentListing> all, final Set<String> known, final long nowNs) {
        final Predicate<Long> isTradable = SessionInstruments.tradable(configuration, nowNs);
        final Set<String> names = new HashSet<>();
        for (final InstrumentListing listing : all) {
            if (listing.strike() > 0 && isTradable.test(listing.expiryNs()) && !known.contains(listing.name())) {
                names.add(listing.name());
            }
        }
        return names;
    }

    private static Set<String> lookedAt(final List<InstrumentListing> all, final Set<String> held) {
        final Set<Long> expiries = new HashSet<>();
        for (final InstrumentListing listing : all) {
            if (held.contains(listing.name()) && listing.strike() > 0) {
                expiries.add(listing.expiryNs());
            }
        }
        final Set<String> names = new HashSet<>();
        for (final InstrumentListing listing : all) {
            if (listing.strike() > 0 && expiries.contains(listing.expiryNs()) && !held.contains(listing.name())) {
                names.add(listing.name());
            }
        }
        return names;
    }

    /**
     * What the configuration says the books hold, on the venue's listing; a rule's nearest strikes are those nearest the
     * index.
     *
     * @param nowNs the start, epoch nanoseconds
     * @return instruments and opening positions
     * @throws UnresolvableBookException when a book holds nothing, or asks for what is not listed
     */
    SessionInstruments ofConfiguration(final long nowNs) {
        final Map<String, InstrumentListing> byName = new HashMap<>();
        final List<ListedOption> options = new ArrayList<>();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            if (settings.rule() == null && settings.positions().isEmpty()) {
                throw new UnresolvableBookException("book " + settings.namePrefix()
                        + " holds nothing: paper trading needs [book.rule] or [[book.position]], --shadow and --live an"
                        + " account");
            }
            for (final InstrumentListing listing : survey.listings(book)) {
                byName.put(listing.name(), listing);
                if (listing.strike() > 0) {
                    options.add(option(settings, listing, survey.index(book)));
                }
            }
        }
        for (int other = 0; other < configuration.otherCoins().size(); other++) {
            survey.listings(configuration.books().size() + other)
                    .forEach(listing -> byName.put(listing.name(), listing));
        }
        return SessionInstruments.resolve(
                configuration, (name, id, underlying) -> spec(byName, name, id, underlying), options, nowNs);
    }

    private static InstrumentSpec spec(
            final Map<String, InstrumentListing> byName, final String name, final int id, final int underlying) {
        final InstrumentListing listing = byName.get(name);
        if (listing == null) {
            throw new UnresolvableBookException("the venue does not list " + name);
        }
        return listing.spec(id, underlying);
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
