package io.gimbal.engine.app.configuration;

import java.util.List;

/**
 * A table of the configuration and the properties it may hold, in the order in which they are shown.
 *
 * @param name its full name, for instance {@code limits} or {@code book.limits}
 * @param why  one line on what it is about
 * @param keys its properties
 */
record Section(String name, String why, List<Key> keys) {
    Section {
        keys = List.copyOf(keys);
    }

    /** {@return the last part of the name, as it stands in its parent table} */
    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** {@return the full name of one of its properties} */
    String path(final String key) {
        return name + '.' + key;
    }

    /** {@return names of its properties, in order} */
    List<String> keyNames() {
        return keys.stream().map(Key::name).toList();
    }
}
