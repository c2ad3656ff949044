package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a book's rule into positions on the market at hand. The same listing gives the same positions in the same order
 * (by expiry, strike, call before put, then the stated ones), whatever the order of the listing.
 */
public final class BookResolver {
    /** A day in nanoseconds over the scale of decimals. */
    private static final long NS_PER_SCALED_DAY = 86_400_000_000_000L / Decimals.ONE;

    private final boolean isLinearFromInverse;

    /**
     * Creates a resolver.
     *
     * @param isLinearFromInverse whether a linear book may hold the linear twins of listed inverse options where its
     *                            own listing is empty
     */
    public BookResolver(final boolean isLinearFromInverse) {
        this.isLinearFromInverse = isLinearFromInverse;
    }

    /**
     * Resolves a book.
     *
     * @param book   what it asks for
     * @param nowNs  the start, epoch nanoseconds
     * @param listed options that can be traded then, in any order
     * @return its positions; no instrument stands twice
     * @throws UnresolvableBookException when the market lists too little, or rule and list name the same instrument
     */
    public List<ResolvedPosition> resolve(final BookSettings book, final long nowNs, final List<ListedOption> listed) {
        final String listedPrefix = listedPrefix(book, listed);
        final List<ResolvedPosition> positions = new ArrayList<>();
        final BookRule rule = book.rule();
        if (rule != null) {
            addByRule(book, rule, complete(listedPrefix, rule, nowNs, listed), positions);
        }
        final Set<String> held = new HashSet<>();
        positions.forEach(position -> held.add(position.instrument()));
        for (final PositionSettings stated : book.positions()) {
            if (!held.add(stated.instrument())) {
                throw new UnresolvableBookException(
                        "book.position " + stated.instrument() + " is chosen by book.rule as well; remove it from one");
            }
            positions.add(stated(book, listedPrefix, stated));
        }
        return List.copyOf(positions);
    }

    /**
     * Everything listed that a book could hold, under the names it would have there.
     *
     * @param book   what it asks for
     * @param listed options that can be traded, in any order
     * @return by expiry, strike, call before put
     */
    public List<ListedOption> chainOf(final BookSettings book, final List<ListedOption> listed) {
        final String prefix = listedPrefix(book, listed);
        return listed.stream()
                .filter(option -> option.name().startsWith(prefix))
                .sorted(Comparator.comparingLong(ListedOption::expiryNs)
                        .thenComparingLong(ListedOption::strike)
                        .thenComparing(option -> !option.isCall()))
                .map(option -> new ListedOption(
                        book.namePrefix() + option.name().substring(prefix.length()),
                        option.coin(),
                        option.expiryNs(),
                        option.strike(),
                        option.isCall(),
                        option.forward(),
                        option.markVol()))
                .toList();
    }

    private String listedPrefix(final BookSettings book, final List<ListedOption> listed) {
        final String own = book.namePrefix();
        final boolean hasOwn = listed.stream().anyMatch(option -> option.name().startsWith(own));
        return hasOwn || !isLinearFromInverse ? own : BookSettings.namePrefix(book.coin(), Settlement.INVERSE);
    }

    /** {@return strikes that offer every leg the rule asks for, by expiry and strike} */
    private static NavigableMap<Long, NavigableMap<Long, Strike>> complete(
            final String prefix, final BookRule rule, final long nowNs, final List<ListedOption> listed) {
        final long soonestNs = Math.max(nowNs + 1, nowNs + rule.minDays() * NS_PER_SCALED_DAY);
        final NavigableMap<Long, NavigableMap<Long, Strike>> chains = new TreeMap<>();
        for (final ListedOption option : listed) {
            if (option.name().startsWith(prefix) && option.expiryNs() >= soonestNs) {
                chains.computeIfAbsent(option.expiryNs(), expiry -> new TreeMap<>())
                        .merge(option.strike(), Strike.of(option), Strike::with);
            }
        }
        chains.values().forEach(chain -> chain.values().removeIf(strike -> !strike.offers(rule)));
        chains.values().removeIf(NavigableMap::isEmpty);
        return chains;
    }

    private static void addByRule(
            final BookSettings book,
            final BookRule rule,
            final NavigableMap<Long, NavigableMap<Long, Strike>> chains,
            final List<ResolvedPosition> positions) {
        if (chains.size() < rule.expiries()) {
            throw new UnresolvableBookException("book " + book.namePrefix() + ": book.rule.expiries="
                    + rule.expiries() + " with book.rule.min_days=" + Decimals.text(rule.minDays())
                    + ", but the market lists " + chains.size() + " such expiries; lower one of the two");
        }
        chains.values().stream().limit(rule.expiries()).forEach(chain -> addNearest(book, rule, chain, positions));
    }

    private static void addNearest(
            final BookSettings book,
            final BookRule rule,
            final NavigableMap<Long, Strike> chain,
            final List<ResolvedPosition> positions) {
        if (chain.size() < rule.strikes()) {
            throw new UnresolvableBookException("book " + book.namePrefix() + ": book.rule.strikes=" + rule.strikes()
                    + ", but an expiry lists " + chain.size() + " of them, such as "
                    + chain.firstEntry().getValue().anyName() + "; lower it");
        }
        chain.values().stream()
                .sorted(Comparator.comparingLong(Strike::distance).thenComparingLong(Strike::strike))
                .limit(rule.strikes())
                .sorted(Comparator.comparingLong(Strike::strike))
                .forEach(strike -> addLegs(book, rule, strike, positions));
    }

    private static void addLegs(
            final BookSettings book, final BookRule rule, final Strike strike, final List<ResolvedPosition> positions) {
        if (rule.hasCalls() && strike.call() != null) {
            positions.add(leg(book, rule, strike.call()));
        }
        if (rule.hasPuts() && strike.put() != null) {
            positions.add(leg(book, rule, strike.put()));
        }
    }

    private static ResolvedPosition leg(final BookSettings book, final BookRule rule, final ListedOption option) {
        final String dated = option.name().substring(option.name().indexOf('-') + 1);
        return new ResolvedPosition(
                book.namePrefix() + dated, option.name(), rule.quantityCoins(), PositionSettings.MARK_AT_START);
    }

    private static ResolvedPosition stated(
            final BookSettings book, final String listedPrefix, final PositionSettings position) {
        final InstrumentName name = InstrumentName.parse(position.instrument());
        final boolean isOption = name != null && name.isOption();
        final String source = isOption
                ? listedPrefix
                        + position.instrument().substring(book.namePrefix().length())
                : position.instrument();
        return new ResolvedPosition(position.instrument(), source, position.amount(), position.averagePrice());
    }

    /** Both options of one strike, as far as they are listed. */
    private record Strike(
            @Nullable ListedOption call, @Nullable ListedOption put, long strike, long distance) {
        static Strike of(final ListedOption option) {
            final long distance = Math.abs(option.strike() - option.forward());
            return option.isCall()
                    ? new Strike(option, null, option.strike(), distance)
                    : new Strike(null, option, option.strike(), distance);
        }

        Strike with(final Strike other) {
            return new Strike(
                    call == null ? other.call : call,
                    put == null ? other.put : put,
                    strike,
                    Math.min(distance, other.distance));
        }

        boolean offers(final BookRule rule) {
            return (!rule.hasCalls() || call != null) && (!rule.hasPuts() || put != null);
        }

        String anyName() {
            final ListedOption any = call == null ? put : call;
            return any == null ? "" : any.name();
        }
    }
}
