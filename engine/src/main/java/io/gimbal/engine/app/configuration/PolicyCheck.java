package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Holds what a book says of its policy against what that policy reads: nothing missing, nothing in vain. */
final class PolicyCheck {
    private final Problems problems;

    PolicyCheck(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks a book, and forgets parameters inherited from {@code [hedging]} that its own policy does not read.
     *
     * @param own      the book's own properties
     * @param hedging  how it is hedged, with what it inherits
     * @param table    the book in the file
     * @param position where it begins
     * @param places   where its values were said
     */
    void check(
            final Values own,
            final Values hedging,
            final TomlTable table,
            final @Nullable TomlPosition position,
            final BookPlaces places) {
        final PolicyEntry entry = PolicySchema.entry(hedging);
        final TomlTable written = table.getTableOrEmpty(List.of(BookSchema.HEDGING.simpleName()));
        for (final Key key : PolicySchema.PARAMETERS) {
            final boolean isWritten = written.contains(List.of(key.name()));
            if (!PolicySchema.isRead(entry, key)) {
                hedging.remove(key);
                if (isWritten) {
                    idle(written.inputPositionOf(List.of(key.name())), BookSchema.HEDGING.path(key.name()), entry);
                }
            } else if (PolicySchema.isRequired(entry, key) && !hedging.has(key)) {
                places.add(
                        missing(entry, key),
                        new BookPlaces.Place(BookSchema.HEDGING, key),
                        new BookPlaces.Place(BookSchema.HEDGING, PolicySchema.POLICY));
            }
        }
        checkWidths(own, entry, table, position);
    }

    private void checkWidths(
            final Values own, final PolicyEntry entry, final TomlTable table, final @Nullable TomlPosition position) {
        final boolean isNeeded = entry.required().contains(PolicyParameter.HALF_WIDTH_COINS);
        if (isNeeded && !own.has(BookSchema.HALF_WIDTH_COINS)) {
            problems.add(
                    position,
                    BookSchema.BOOK.path(BookSchema.HALF_WIDTH_COINS.name()),
                    missing(entry, BookSchema.HALF_WIDTH_COINS));
        }
        if (own.has(BookSchema.UPPER_HALF_WIDTH_COINS) && !entry.takes(PolicyParameter.UPPER_HALF_WIDTH_COINS)) {
            final String name = BookSchema.UPPER_HALF_WIDTH_COINS.name();
            idle(table.inputPositionOf(List.of(name)), BookSchema.BOOK.path(name), entry);
        }
    }

    private static String missing(final PolicyEntry entry, final Key key) {
        return "is missing: policy " + entry.name() + " needs it. " + key.why();
    }

    private void idle(final @Nullable TomlPosition position, final String path, final PolicyEntry entry) {
        problems.add(
                position, path, "means nothing to policy " + entry.name() + "; remove it, or choose another policy");
    }

    /**
     * Checks the table of all books: a parameter that neither its own policy nor any book's reads stands there in vain.
     *
     * @param hedging the table's values
     * @param table   the table in the file, or null when it has none
     * @param books   what came of the books
     */
    void checkShared(final Values hedging, final @Nullable TomlTable table, final List<BookSettings> books) {
        if (table == null || !hedging.has(PolicySchema.POLICY)) {
            return;
        }
        final PolicyEntry entry = PolicySchema.entry(hedging);
        for (final Key key : PolicySchema.PARAMETERS) {
            final boolean isRead = PolicySchema.isRead(entry, key)
                    || books.stream()
                            .anyMatch(book -> PolicySchema.isRead(book.hedging().entry(), key));
            if (table.contains(List.of(key.name())) && !isRead) {
                idle(table.inputPositionOf(List.of(key.name())), Schema.HEDGING.path(key.name()), entry);
            }
        }
    }
}
