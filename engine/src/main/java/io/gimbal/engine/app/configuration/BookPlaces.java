package io.gimbal.engine.app.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Where what a book is hedged by was said: in a table of its own such as {@code [book.limits]}, in the one of all books,
 * {@code [limits]}, or nowhere. What is wrong is told where it can be mended: a value that every book inherits once, at its
 * own line.
 */
final class BookPlaces {
    private final Problems problems;
    private final TomlTable root;
    private final @Nullable TomlTable book;
    private final @Nullable TomlPosition position;

    /**
     * A property that has to do with a problem.
     *
     * @param section of the book, for instance {@code book.limits}
     * @param key     in it
     */
    record Place(Section section, Key key) {
        private List<String> path() {
            return List.of(section.simpleName(), key.name());
        }

        private String shared() {
            return section.simpleName() + '.' + key.name();
        }

        private String own() {
            return section.path(key.name());
        }
    }

    /**
     * Creates the places of one book.
     *
     * @param problems what is wrong
     * @param root     the file
     * @param book     the book in it, or null for what all books inherit
     * @param position where the book begins
     */
    BookPlaces(
            final Problems problems,
            final TomlTable root,
            final @Nullable TomlTable book,
            final @Nullable TomlPosition position) {
        this.problems = problems;
        this.root = root;
        this.book = book;
        this.position = position;
    }

    /**
     * Adds a problem of one property alone or of several together. It stands at the first of them that the book says itself,
     * else at the first that all books inherit, else where the book begins.
     *
     * @param message what is wrong and what to do
     * @param told    the property it is told of
     * @param others  what else has to do with it
     */
    void add(final String message, final Place told, final Place... others) {
        final TomlPosition own = find(book, told, others);
        final TomlPosition shared = find(root, told, others);
        if (own == null && shared != null) {
            problems.add(shared, told.shared(), message);
        } else {
            problems.add(own == null ? position : own, told.own(), message);
        }
    }

    /**
     * Warns of one property that was said.
     *
     * @param message what is hardly meant and what to do
     * @param told    the property
     */
    void warn(final String message, final Place told) {
        final TomlPosition own = find(book, told);
        if (own == null) {
            problems.warn(find(root, told), told.shared(), message);
        } else {
            problems.warn(own, told.own(), message);
        }
    }

    private static @Nullable TomlPosition find(
            final @Nullable TomlTable table, final Place told, final Place... others) {
        if (table == null) {
            return null;
        }
        TomlPosition where = written(table, told);
        for (int i = 0; where == null && i < others.length; i++) {
            where = written(table, others[i]);
        }
        return where;
    }

    private static @Nullable TomlPosition written(final TomlTable table, final Place place) {
        return table.contains(place.path()) ? table.inputPositionOf(place.path()) : null;
    }
}
