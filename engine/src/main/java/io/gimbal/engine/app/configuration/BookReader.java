package io.gimbal.engine.app.configuration;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads the {@code [[book]]} tables of a file and checks what no single property can tell. */
final class BookReader {
    private static final List<String> NESTED = List.of(
            BookSchema.HEDGING.simpleName(),
            ExecutionSchema.BOOK_EXECUTION.simpleName(),
            BookSchema.LIMITS.simpleName(),
            ForecastSchema.BOOK_FORECAST.simpleName(),
            StrategySchema.BOOK_STRATEGY.simpleName(),
            OverlaySchema.BOOK_OVERLAY.simpleName(),
            BookSchema.RULE.simpleName(),
            BookSchema.POSITION.simpleName(),
            ChoiceSchema.HEDGE.simpleName(),
            ChoiceSchema.CHOICE.simpleName());

    /**
     * Values that a book inherits, or all of its own.
     *
     * @param hedging   how it is hedged
     * @param execution how needs become orders
     * @param limits    its hard limits
     * @param forecast  what is forecast of it
     * @param strategy  what says how much it holds
     * @param overlay   how its gamma and vega are kept
     */
    record Shared(Values hedging, Values execution, Values limits, Values forecast, Values strategy, Values overlay) {}

    private final Problems problems;
    private final SectionReader sections;
    private final CanonicalForm form;
    private final NetworkFiles networks;
    private final TomlTable root;
    private final Set<String> seen = new HashSet<>();
    private final SharedHedgeCheck sharedHedges;

    /**
     * Creates a reader.
     *
     * @param problems what is wrong
     * @param sections reads tables
     * @param form     where the books are written
     * @param networks reads the files of networks
     * @param root     the file
     */
    BookReader(
            final Problems problems,
            final SectionReader sections,
            final CanonicalForm form,
            final NetworkFiles networks,
            final TomlTable root) {
        this.networks = networks;
        this.root = root;
        this.problems = problems;
        this.sections = sections;
        this.form = form;
        sharedHedges = new SharedHedgeCheck(problems);
    }

    /**
     * Reads all books.
     *
     * @param shared values of the sections that books inherit from
     * @return the books without problems, in the order of the file
     */
    List<BookSettings> read(final Shared shared) {
        final List<BookSettings> books = new ArrayList<>();
        final TomlArray array = sections.tables(root, BookSchema.BOOK.name(), BookSchema.BOOK.name());
        final int count = array == null ? 0 : array.size();
        if (count > Book.MAX_UNDERLYINGS) {
            problems.add(
                    root.inputPositionOf(List.of("book")),
                    "book",
                    "must not stand more than " + Book.MAX_UNDERLYINGS
                            + " times; run the others in a process of their own");
        }
        for (int i = 0; array != null && i < count; i++) {
            final BookSettings book = readBook(array.getTable(i), array.inputPositionOf(i), shared);
            if (book != null) {
                books.add(book);
            }
        }
        for (int i = 0; i < books.size(); i++) {
            checkOtherCoins(books, i, root.inputPositionOf(List.of(BookSchema.BOOK.name())));
        }
        return books;
    }

    /** A position in another coin's perpetual counts in one book: neither in that coin's own, nor in two. */
    private void checkOtherCoins(final List<BookSettings> books, final int at, final @Nullable TomlPosition position) {
        for (final HedgeCandidateSettings candidate : books.get(at).hedges()) {
            final String coin =
                    candidate.isCross() ? OtherCoin.of(candidate.instrument()).coin() : "";
            for (int i = 0; i < books.size(); i++) {
                final boolean isTwice = i < at && candidate.isCross() && isNamed(books.get(i), candidate.instrument());
                if (books.get(i).coin().equals(coin) || isTwice) {
                    final String why =
                            isTwice ? " carries the hedge of an earlier book" : " is of a coin with a book of its own";
                    problems.add(
                            position,
                            ChoiceSchema.HEDGE.path(ChoiceSchema.INSTRUMENT.name()),
                            candidate.instrument() + why + ": a position in it would count twice");
                }
            }
        }
    }

    private static boolean isNamed(final BookSettings book, final String instrument) {
        return book.hedges().stream().anyMatch(other -> other.instrument().equals(instrument));
    }

    private @Nullable BookSettings readBook(final TomlTable table, final TomlPosition position, final Shared shared) {
        final int before = problems.count();
        final Values own = sections.read(BookSchema.BOOK, table, position, null, NESTED);
        final Values ownHedging = inherit(BookSchema.HEDGING, table, shared.hedging());
        final Values ownExecution = inherit(ExecutionSchema.BOOK_EXECUTION, table, shared.execution());
        final Values ownLimits = inherit(BookSchema.LIMITS, table, shared.limits());
        final Values forecast = inherit(ForecastSchema.BOOK_FORECAST, table, shared.forecast());
        final Values strategy = inherit(StrategySchema.BOOK_STRATEGY, table, shared.strategy());
        final Values overlay = inherit(OverlaySchema.BOOK_OVERLAY, table, shared.overlay());
        final Values rule = readRule(table);
        final List<Values> positions = readPositions(table);
        final HedgeReader hedges = new HedgeReader(problems, sections)
                .read(table, own.has(BookSchema.COIN) ? own.text(BookSchema.COIN) : null);
        // A value that was refused in the table of all books is reported there, and missing here.
        final boolean isWhole = ownHedging.hasAll(BookSchema.HEDGING)
                && ownExecution.hasAll(ExecutionSchema.BOOK_EXECUTION)
                && ownLimits.hasAll(BookSchema.LIMITS)
                && forecast.hasAll(ForecastSchema.BOOK_FORECAST)
                && strategy.hasAll(StrategySchema.BOOK_STRATEGY)
                && overlay.hasAll(OverlaySchema.BOOK_OVERLAY);
        if (problems.count() > before || !isWhole) {
            return null;
        }
        final BookPlaces places = new BookPlaces(problems, root, table, position);
        new PolicyCheck(problems).check(own, ownHedging, table, position, places);
        final Shared whole = new Shared(ownHedging, ownExecution, ownLimits, forecast, strategy, overlay);
        final BandNetwork network = ownHedging.has(PolicySchema.NETWORK)
                ? networks.read(ownHedging.text(PolicySchema.NETWORK), places)
                : null;
        final BookSettings book = settings(own, whole, network, rule, positions, hedges);
        ExecutionCheck.check(book.execution(), places);
        new StrategyCheck(problems, places).check(book, forecast, strategy, table);
        check(book, table, position, places);
        hedges.checkWhole(book, position);
        hedges.write(form, write(own, whole, rule, positions));
        return book;
    }

    private Values inherit(final Section section, final TomlTable book, final Values inherited) {
        final String name = section.simpleName();
        final TomlTable table = sections.table(book, name, section.name());
        return sections.read(section, table, book.inputPositionOf(List.of(name)), inherited, List.of());
    }

    private @Nullable Values readRule(final TomlTable book) {
        final Section section = BookSchema.RULE;
        final TomlTable table = sections.table(book, section.simpleName(), section.name());
        return table == null
                ? null
                : sections.read(section, table, book.inputPositionOf(List.of(section.simpleName())), null, List.of());
    }

    private List<Values> readPositions(final TomlTable book) {
        final Section section = BookSchema.POSITION;
        final List<Values> positions = new ArrayList<>();
        final TomlArray array = sections.tables(book, section.simpleName(), section.name());
        for (int i = 0; array != null && i < array.size(); i++) {
            positions.add(sections.read(section, array.getTable(i), array.inputPositionOf(i), null, List.of()));
        }
        return positions;
    }

    private static BookSettings settings(
            final Values own,
            final Shared whole,
            final @Nullable BandNetwork network,
            final @Nullable Values rule,
            final List<Values> positions,
            final HedgeReader hedges) {
        return new BookSettings(
                own.text(BookSchema.COIN),
                own.constant(BookSchema.STYLE, Settlement.class),
                own.text(BookSchema.HEDGE_INSTRUMENT),
                own.constant(BookSchema.SENSE, DeltaSense.class),
                own.number(BookSchema.CASH_COINS),
                own.number(BookSchema.CASH_USD),
                own.number(BookSchema.HALF_WIDTH_COINS, 0),
                own.number(BookSchema.UPPER_HALF_WIDTH_COINS, Decimals.ABSENT),
                HedgingSettings.of(whole.hedging(), network),
                ExecutionChoice.of(whole.execution()),
                LimitSettings.of(whole.limits()),
                ForecastSettings.of(whole.forecast()),
                StrategySettings.of(whole.strategy()),
                rule == null ? null : BookRule.of(rule),
                positions.stream().map(PositionSettings::of).toList(),
                hedges.candidates(),
                hedges.choice(),
                OverlaySettings.of(whole.overlay()),
                own.has(BookSchema.MARKET_VENUE) ? own.text(BookSchema.MARKET_VENUE) : "");
    }

    private Map<String, Object> write(
            final Values own, final Shared whole, final @Nullable Values rule, final List<Values> positions) {
        final Map<String, Object> book = form.book(own);
        form.bookTable(book, BookSchema.HEDGING, whole.hedging());
        form.bookTable(book, ExecutionSchema.BOOK_EXECUTION, whole.execution());
        form.bookTable(book, BookSchema.LIMITS, whole.limits());
        form.bookTable(book, ForecastSchema.BOOK_FORECAST, whole.forecast());
        form.bookTable(book, StrategySchema.BOOK_STRATEGY, whole.strategy());
        form.bookTable(book, OverlaySchema.BOOK_OVERLAY, whole.overlay());
        if (rule != null) {
            form.bookTable(book, BookSchema.RULE, rule);
        }
        positions.forEach(position -> form.position(book, position));
        return book;
    }

    private void check(
            final BookSettings book, final TomlTable table, final TomlPosition position, final BookPlaces places) {
        if (!seen.add(book.namePrefix())) {
            problems.add(position, "book", "repeats coin and style of an earlier book; put all of it into one");
        }
        final boolean isHeldByRule = book.rule() != null || book.strategy().ownsTarget();
        final boolean hasVenue = root.contains(VenueSchema.VENUE.name()); // its account may say what is held
        if (!hasVenue && !isHeldByRule && book.positions().isEmpty()) {
            problems.add(
                    position,
                    "book",
                    "holds nothing: add [book.rule] or [[book.position]] tables, or [venue] where the account says what is held");
        }
        if (book.limits().maxOrderUsd() > book.limits().maxPositionUsd()) {
            places.add(
                    "must not exceed max_position_usd: no such order could pass",
                    new BookPlaces.Place(BookSchema.LIMITS, Schema.MAX_ORDER_USD),
                    new BookPlaces.Place(BookSchema.LIMITS, Schema.MAX_POSITION_USD));
        }
        checkHedge(book, table);
        sharedHedges.check(book, position);
        checkPositions(book, table);
        TimingCheck.check(book, places);
    }

    private void checkHedge(final BookSettings book, final TomlTable table) {
        final String name = book.hedgeInstrument();
        final boolean isOption = name.endsWith("-C") || name.endsWith("-P");
        if (!name.startsWith(book.namePrefix()) || isOption) {
            problems.add(
                    table.inputPositionOf(List.of(BookSchema.HEDGE_INSTRUMENT.name())),
                    "book.hedge_instrument",
                    "must be a future or perpetual of this book's coin and style, " + book.namePrefix() + "…, found "
                            + name);
        }
    }

    private void checkPositions(final BookSettings book, final TomlTable table) {
        final TomlArray array = table.getArrayOrEmpty(List.of(BookSchema.POSITION.simpleName()));
        final Set<String> names = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            final String name = book.positions().get(i).instrument();
            final TomlPosition where = array.inputPositionOf(i);
            if (!name.startsWith(book.namePrefix())) {
                problems.add(
                        where,
                        "book.position.instrument",
                        "must be of this book's coin and style, " + book.namePrefix() + "…, found " + name);
            }
            if (!names.add(name)) {
                problems.add(where, "book.position.instrument", "stands twice: " + name + "; put the amounts into one");
            }
        }
    }
}
