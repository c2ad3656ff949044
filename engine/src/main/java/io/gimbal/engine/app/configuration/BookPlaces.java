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
        if (!addIn(book, told.own(), message, told, others) && !addIn(root, told.shared(), message, told, others)) {
            problems.add(position, told.own(), message);
        }
    }

    private boolean addIn(
            final @Nullable TomlTable table,
            final String name,
            final String message,
            final Place told,
            final Place... others) {
        if (table == null) {
            return false;
        }
        TomlPosition where = find(table, told);
        for (int i = 0; where == null && i < others.length; i++) {
            where = find(table, others[i]);
        }
        if (where != null) {
            problems.add(where, name, message);
        }
        return where != null;
    }

    private static @Nullable TomlPosition find(final TomlTable table, final Place place) {
        return table.contains(place.path()) ? table.inputPositionOf(place.path()) : null;
    }
}
