package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookResolver;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.HedgeCandidateSettings;
import io.gimbal.engine.app.configuration.PositionSettings;
import io.gimbal.engine.app.configuration.ResolvedPosition;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a session holds, trades and looks at, with dense ids: each book's hedge instruments first, then its positions in the
 * order they were resolved, then, where smiles are fitted, the other options of the expiries it holds, and where options are
 * traded, those that may be. A book's place in the configuration is its underlying's id. Immutable.
 *
 * @param specs    every instrument, by id
 * @param holdings opening positions; every hedge instrument is among them, flat or not
 */
public record SessionInstruments(List<InstrumentSpec> specs, List<Holding> holdings) {
    private static final double NS_PER_DAY = 86_400e9;

    /**
     * One opening position.
     *
     * @param instrumentId of the instrument
     * @param amount       signed, times 1e8
     * @param averagePrice entry price times 1e8; 0 where the entry does not matter
     */
    public record Holding(int instrumentId, long amount, long averagePrice) {}

    /**
     * Resolves every book.
     *
     * @param configuration effective settings
     * @param terms         the venue's terms
     * @param listed        options on offer
     * @param nowNs         when trading begins
     * @return instruments and positions
     * @throws UnresolvableBookException when a book asks for what the market does not list
     */
    static SessionInstruments resolve(
            final Configuration configuration,
            final InstrumentTerms terms,
            final List<ListedOption> listed,
            final long nowNs) {
        final BookResolver resolver =
                new BookResolver(configuration.simulation().linearFromInverse());
        final Builder builder = new Builder(terms, listed);
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            builder.add(book, settings, resolver.resolve(settings, nowNs, listed), nowNs);
            if (configuration.surface().isEnabled()) {
                builder.look(book, resolver.chainOf(settings, listed), builder.heldExpiries(book)::contains);
            }
            if (configuration.overlay().isEnabled()) {
                builder.look(book, resolver.chainOf(settings, listed), tradable(configuration, nowNs));
            }
        }
        for (int book = 0; book < configuration.books().size(); book++) {
            builder.addCrosses(configuration, book);
        }
        return new SessionInstruments(List.copyOf(builder.specs), List.copyOf(builder.holdings));
    }

    /**
     * Expiries that the overlay may trade in the course of a session that begins now: the distant end holds for the start,
     * the near one for every day of it.
     */
    static Predicate<Long> tradable(final Configuration configuration, final long nowNs) {
        final double furthestNs = configuration.overlay().maxDays() * NS_PER_DAY;
        return expiryNs -> expiryNs > nowNs && (double) (expiryNs - nowNs) <= furthestNs;
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

    /** The book's hedge instrument and its candidates of its own coin, each once. */
    static Set<String> hedgeNames(final BookSettings settings, final long nowNs) {
        final Set<String> names = new LinkedHashSet<>();
        names.add(settings.hedgeInstrument());
        settings.hedges().stream()
                .filter(candidate -> !candidate.isCross())
                .forEach(candidate -> names.add(candidate.name(settings, nowNs)));
        return names;
    }

    /**
     * The definition of a candidate.
     *
     * @param book its place in the configuration
     * @param name the venue's
     * @return the definition
     */
    public InstrumentSpec spec(final int book, final String name) {
        return specs.stream()
                .filter(spec -> spec.underlyingId() == book && spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnresolvableBookException("book.hedge: the venue does not list " + name));
    }

    private static final class Builder {
        private final List<InstrumentSpec> specs = new ArrayList<>();
        private final List<Holding> holdings = new ArrayList<>();
        private final InstrumentTerms terms;
        private final List<ListedOption> listed;

        Builder(final InstrumentTerms terms, final List<ListedOption> listed) {
            this.terms = terms;
            this.listed = listed;
        }

        void add(
                final int book, final BookSettings settings, final List<ResolvedPosition> positions, final long nowNs) {
            for (final String hedge : hedgeNames(settings, nowNs)) {
                checkListed(hedge);
                if (positions.stream().noneMatch(held -> held.instrument().equals(hedge))) {
                    hold(book, hedge, 0, 0);
                }
            }
            for (final ResolvedPosition position : positions) {
                hold(book, position.instrument(), position.amount(), entryPrice(settings, position));
            }
        }

        /** Perpetuals of other coins stand last: their coins are underlyings after the books'. */
        void addCrosses(final Configuration configuration, final int book) {
            for (final HedgeCandidateSettings candidate :
                    configuration.books().get(book).hedges()) {
                if (candidate.isCross()) {
                    checkListed(candidate.instrument());
                    hold(configuration.underlyingOf(book, candidate), candidate.instrument(), 0, 0);
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
                    specs.add(terms.spec(option.name(), specs.size(), book));
                }
            }
        }

        private void checkListed(final String hedge) {
            try {
                terms.spec(hedge, 0, 0);
            } catch (final IllegalArgumentException e) {
                throw new UnresolvableBookException(
                        "book.hedge_instrument or [[book.hedge]]: this market does not list " + hedge + "; "
                                + e.getMessage());
            }
        }

        private void hold(final int book, final String name, final long amount, final long averagePrice) {
            final InstrumentSpec spec = terms.spec(name, specs.size(), book);
            specs.add(spec);
            holdings.add(new Holding(spec.instrumentId(), amount, averagePrice));
        }

        /** A future needs an entry; unstated, it is the forward of its expiry, or the nearest one, at the start. */
        private long entryPrice(final BookSettings settings, final ResolvedPosition position) {
            if (position.averagePrice() != PositionSettings.MARK_AT_START) {
                return position.averagePrice();
            }
            final InstrumentSpec spec = terms.spec(position.instrument(), 0, 0);
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
