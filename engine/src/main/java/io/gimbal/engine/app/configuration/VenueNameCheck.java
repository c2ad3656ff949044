package io.gimbal.engine.app.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Checks the venues that books and their candidates name against those of the file. */
final class VenueNameCheck {
    private final Problems problems;
    private final VenueList venues;

    VenueNameCheck(final Problems problems, final VenueList venues) {
        this.problems = problems;
        this.venues = venues;
    }

    /** Checks all books; {@code books} are those of the file {@code root}, each of them read. */
    void check(final TomlTable root, final List<BookSettings> books) {
        final TomlArray tables = root.getArrayOrEmpty(List.of(BookSchema.BOOK.name()));
        for (int book = 0; book < books.size(); book++) {
            final TomlTable table = tables.getTable(book);
            final Key key = BookSchema.MARKET_VENUE;
            checkName(books.get(book).marketVenue(), table, BookSchema.BOOK, key);
            checkCandidates(books.get(book), table.getArrayOrEmpty(List.of(ChoiceSchema.HEDGE.simpleName())));
        }
    }

    private void checkCandidates(final BookSettings book, final TomlArray tables) {
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < book.hedges().size(); i++) {
            final HedgeCandidateSettings candidate = book.hedges().get(i);
            final TomlTable table = tables.getTable(i);
            checkName(candidate.venue(), table, ChoiceSchema.HEDGE, ChoiceSchema.VENUE);
            if (candidate.venue().isEmpty()) {
                checkConnections(candidate, table, tables.inputPositionOf(i));
            } else if (isSaid(table, ChoiceSchema.CONNECTION) || isSaid(table, ChoiceSchema.MARKET_CONNECTION)) {
                final Key said = isSaid(table, ChoiceSchema.CONNECTION)
                        ? ChoiceSchema.CONNECTION
                        : ChoiceSchema.MARKET_CONNECTION;
                add(table, ChoiceSchema.HEDGE, said, "is the venue's: say venue or connections, not both");
            }
            if (!seen.add(venues.placeOf(candidate) + " " + candidate.instrument() + candidate.rule())) {
                final String what = candidate.instrument() + candidate.rule();
                final String where = venues.isNamed() ? " at one venue" : "";
                problems.add(
                        tables.inputPositionOf(i), ChoiceSchema.HEDGE.name(), "stands twice" + where + ": " + what);
            }
        }
    }

    /** With several venues a number names the venue that it is one of. */
    private void checkConnections(
            final HedgeCandidateSettings candidate, final TomlTable table, final TomlPosition position) {
        final int place = venues.placeOf(candidate.connection());
        if (place == VenueList.NONE) {
            final TomlPosition own = table.inputPositionOf(List.of(ChoiceSchema.CONNECTION.name()));
            problems.add(
                    own == null ? position : own,
                    ChoiceSchema.HEDGE.path(ChoiceSchema.CONNECTION.name()),
                    "is no venue's: connection=" + candidate.connection() + "; say venue, one of " + venues.names());
        } else if (venues.placeOf(candidate.marketConnection()) != place) {
            add(
                    table,
                    ChoiceSchema.HEDGE,
                    ChoiceSchema.MARKET_CONNECTION,
                    "is not of venue " + venues.at(place).name()
                            + ", where its orders go: an instrument is of one venue");
        }
    }

    private void checkName(final String name, final TomlTable table, final Section section, final Key key) {
        if (!name.isEmpty() && !venues.isNamed()) {
            add(
                    table,
                    section,
                    key,
                    "names a venue, but the file has one: write [[venue]] with name = \"" + name + '"');
        } else if (!name.isEmpty() && venues.placeOf(name) == VenueList.NONE) {
            add(table, section, key, "is no [[venue]]: " + name + Suggestion.hint(name, venues.names()));
        }
    }

    private static boolean isSaid(final TomlTable table, final Key key) {
        return table.contains(List.of(key.name()));
    }

    private void add(final TomlTable table, final Section section, final Key key, final String message) {
        final @Nullable TomlPosition position = table.inputPositionOf(List.of(key.name()));
        problems.add(position, section.path(key.name()), message);
    }
}
