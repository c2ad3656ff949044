package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookResolver;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.HedgeCandidateSettings;
import io.gimbal.engine.app.configuration.OverlaySettings;
import io.gimbal.engine.app.configuration.PositionSettings;
import io.gimbal.engine.app.configuration.ResolvedPosition;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What a session holds, trades and looks at, with dense ids: each book's hedge instruments first, then its positions in the
 * order they were resolved, then, where smiles are fitted, the other options of the expiries it holds, and where options are
 * traded, those that may be; perpetuals of other coins last. A book's place in the configuration is its underlying's id, and
 * other coins' follow. One name at two venues is two instruments. Immutable.
 *
 * @param specs    every instrument, by id
 * @param holdings opening positions; every hedge instrument is among them, flat or not
 * @param places   by id, the place of the venue that it is traded at
 */
public record SessionInstruments(List<InstrumentSpec> specs, List<Holding> holdings, List<Integer> places) {
    private static final double NS_PER_DAY = 86_400e9;

    /**
     * One opening position.
     *
     * @param instrumentId of the instrument
     * @param amount       signed, times 1e8
     * @param averagePrice entry price times 1e8; 0 where the entry does not matter
     */
    public record Holding(int instrumentId, long amount, long averagePrice) {}

    /** An instrument before it has an id. */
    record Placed(String name, int place) {}

    /**
     * Copies the lists.
     *
     * @param specs    as above
     * @param holdings as above
     * @param places   as above
     */
    public SessionInstruments {
        specs = List.copyOf(specs);
        holdings = List.copyOf(holdings);
        places = List.copyOf(places);
    }

    /** Everything at one venue. */
    SessionInstruments(final List<InstrumentSpec> specs, final List<Holding> holdings) {
        this(specs, holdings, Collections.nCopies(specs.size(), 0));
    }

    /**
     * Resolves every book.
     *
     * @param configuration effective settings
     * @param terms         the venues' terms
     * @param listed        options on offer
     * @param nowNs         when trading begins
     * @param home          by book, the place of the venue that its positions and options lie at
     * @return instruments and positions
     * @throws UnresolvableBookException when a book asks for what the market does not list
     */
    static SessionInstruments resolve(
            final Configuration configuration,
            final InstrumentTerms terms,
            final List<ListedOption> listed,
            final long nowNs,
            final IntUnaryOperator home) {
        final BookResolver resolver =
                new BookResolver(configuration.simulation().linearFromInverse());
        final Builder builder = new Builder(terms, listed);
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            final int place = home.applyAsInt(book);
            builder.home = place;
            final List<ResolvedPosition> positions = resolver.resolve(settings, nowNs, listed);
            builder.add(book, settings, hedges(configuration, book, nowNs, name -> place), positions);
            if (configuration.surface().isEnabled()) {
                builder.look(book, resolver.chainOf(settings, listed), builder.heldExpiries(book)::contains);
            }
            if (settings.overlay().isEnabled()) {
                builder.look(book, resolver.chainOf(settings, listed), tradable(settings.overlay(), nowNs));
            }
        }
        for (int book = 0; book < configuration.books().size(); book++) {
            builder.addCrosses(configuration, book);
        }
        return new SessionInstruments(builder.specs, builder.holdings, builder.places);
    }

    /**
     * Expiries that an overlay may trade in the course of a session that begins now: the distant end holds for the start,
     * the near one for every day of it.
     */
    static Predicate<Long> tradable(final OverlaySettings overlay, final long nowNs) {
        final double furthestNs = overlay.maxDays() * NS_PER_DAY;
        return expiryNs -> expiryNs > nowNs && (double) (expiryNs - nowNs) <= furthestNs;
    }

    /**
     * The book's hedge instrument and its candidates of its own coin, each once.
     *
     * @param home the place of a hedge instrument that is no candidate, by its name
     */
    static List<Placed> hedges(
            final Configuration configuration, final int book, final long nowNs, final ToIntFunction<String> home) {
        final BookSettings settings = configuration.books().get(book);
        final List<Placed> candidates = settings.hedges().stream()
                .filter(candidate -> !candidate.isCross())
                .map(candidate -> placed(configuration, settings, candidate, nowNs))
                .toList();
        final String first = settings.hedgeInstrument();
        final Set<Placed> hedges = new LinkedHashSet<>();
        hedges.add(candidates.stream()
                .filter(candidate -> candidate.name().equals(first))
                .findFirst()
                .orElseGet(() -> new Placed(first, home.applyAsInt(first))));
        hedges.addAll(candidates);
        return List.copyOf(hedges);
    }

    /** Where the perpetual of another coin is traded. */
    static Placed cross(final Configuration configuration, final HedgeCandidateSettings candidate) {
        return new Placed(candidate.instrument(), configuration.venues().placeOf(candidate));
    }

    private static Placed placed(
            final Configuration configuration,
            final BookSettings settings,
            final HedgeCandidateSettings candidate,
            final long nowNs) {
        return new Placed(
                candidate.name(settings, nowNs), configuration.venues().placeOf(candidate));
    }

    /**
     * The hedge instrument of a book.
     *
     * @param book     its place in the configuration
     * @param settings of the book
     * @return the instrument's id
     */
    public int hedgeId(final int book, final BookSettings settings) {
        for (final InstrumentSpec spec : specs) {
            if (spec.underlyingId() == book && spec.name().equals(settings.hedgeInstrument())) {
                return spec.instrumentId();
            }
        }
        throw new IllegalStateException("hedge instrument was not resolved: book=" + book);
    }

    /** Ids of the book's hedge instrument and of its candidates, each once. */
    Set<Integer> hedgeIds(final Configuration configuration, final int book, final long nowNs) {
        final BookSettings settings = configuration.books().get(book);
        final Set<Integer> ids = new LinkedHashSet<>();
        ids.add(hedgeId(book, settings));
        settings.hedges()
                .forEach(candidate ->
                        ids.add(spec(configuration, book, candidate, nowNs).instrumentId()));
        return ids;
    }

    /**
     * The definition of a candidate.
     *
     * @param configuration that the session was resolved from
     * @param book          its book's place in it
     * @param candidate     of the book
     * @param nowNs         when trading begins
     * @return the definition
     * @throws UnresolvableBookException when its venue does not list it
     */
    InstrumentSpec spec(
            final Configuration configuration,
            final int book,
            final HedgeCandidateSettings candidate,
            final long nowNs) {
        final Placed wanted = placed(configuration, configuration.books().get(book), candidate, nowNs);
        final int underlying = configuration.underlyingOf(book, candidate);
        return specs.stream()
                .filter(spec -> spec.underlyingId() == underlying && spec.name().equals(wanted.name()))
                .filter(spec -> places.get(spec.instrumentId()) == wanted.place())
                .findFirst()
                .orElseThrow(() -> new UnresolvableBookException("book.hedge: the venue "
                        + (configuration.venues().isNamed()
                                ? configuration.venues().at(wanted.place()).name() + ' '
                                : "")
                        + "does not list " + wanted.name()));
    }

    private static final class Builder {
        private final List<InstrumentSpec> specs = new ArrayList<>();
        private final List<Holding> holdings = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final InstrumentTerms terms;
        private final List<ListedOption> listed;
        private int home;

        Builder(final InstrumentTerms terms, final List<ListedOption> listed) {
            this.terms = terms;
            this.listed = listed;
        }

        void add(
                final int book,
                final BookSettings settings,
                final List<Placed> hedges,
                final List<ResolvedPosition> positions) {
            for (final Placed hedge : hedges) {
                checkListed(hedge);
                final boolean isHeld = hedge.place() == home
                        && positions.stream().anyMatch(held -> held.instrument().equals(hedge.name()));
                if (!isHeld) {
                    hold(book, hedge, 0, 0);
                }
            }
            for (final ResolvedPosition position : positions) {
                hold(book, new Placed(position.instrument(), home), position.amount(), entryPrice(settings, position));
            }
        }

        /** Perpetuals of other coins stand last: their coins are underlyings after the books'. */
        void addCrosses(final Configuration configuration, final int book) {
            for (final HedgeCandidateSettings candidate :
                    configuration.books().get(book).hedges()) {
                if (candidate.isCross()) {
                    final Placed hedge = cross(configuration, candidate);
                    checkListed(hedge);
                    hold(configuration.underlyingOf(book, candidate), hedge, 0, 0);
                }
            }
        }

        /** A smile needs quotes of many strikes, not only of those held. */
        Set<Long> heldExpiries(final int book) {
            final Set<Long> expiries = new HashSet<>();
            for (final InstrumentSpec spec : specs) {
                if (spec.underlyingId() == book && spec.isOption()) {
                    expiries.add(spec.expiryNs());
                }
            }
            return expiries;
        }

        void look(final int book, final List<ListedOption> chain, final Predicate<Long> isWanted) {
            final Set<String> known = new HashSet<>();
            specs.forEach(spec -> known.add(spec.name()));
            for (final ListedOption option : chain) {
                if (isWanted.test(option.expiryNs()) && known.add(option.name())) {
                    define(book, new Placed(option.name(), home));
                }
            }
        }

        private void checkListed(final Placed hedge) {
            try {
                terms.spec(hedge.place(), hedge.name(), 0, 0);
            } catch (final IllegalArgumentException e) {
                throw new UnresolvableBookException(
                        "book.hedge_instrument or [[book.hedge]]: this market does not list " + hedge.name() + "; "
                                + e.getMessage());
            }
        }

        private void hold(final int book, final Placed what, final long amount, final long averagePrice) {
            holdings.add(new Holding(define(book, what).instrumentId(), amount, averagePrice));
        }

        private InstrumentSpec define(final int book, final Placed what) {
            final InstrumentSpec spec = terms.spec(what.place(), what.name(), specs.size(), book);
            specs.add(spec);
            places.add(what.place());
            return spec;
        }

        /** A future needs an entry; unstated, it is the forward of its expiry, or the nearest one, at the start. */
        private long entryPrice(final BookSettings settings, final ResolvedPosition position) {
            if (position.averagePrice() != PositionSettings.MARK_AT_START) {
                return position.averagePrice();
            }
            final InstrumentSpec spec = terms.spec(home, position.instrument(), 0, 0);
            if (spec.isOption()) {
                return 0;
            }
            return listed.stream()
                    .filter(option -> option.coin().equals(settings.coin()))
                    .filter(option -> spec.expiryNs() == 0 || spec.expiryNs() == option.expiryNs())
                    .mapToLong(ListedOption::forward)
                    .findFirst()
                    .orElseThrow(() -> new UnresolvableBookException("book.position " + position.instrument()
                            + " has no average_price and the market shows no forward for it; state average_price"));
        }
    }
}
