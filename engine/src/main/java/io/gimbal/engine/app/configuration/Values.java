package io.gimbal.engine.app.configuration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accepted values of one section, defaults included. Iterated only in the order of the schema. */
final class Values {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;

    private final Map<Key, Object> values = new HashMap<>();
    private final Set<Key> refused = new HashSet<>();

    void put(final Key key, final Object value) {
        values.put(key, value);
    }

    boolean has(final Key key) {
        return values.containsKey(key);
    }

    /** Remembers that a property was said and could not be accepted: it is wrong, not missing. */
    void refuse(final Key key) {
        refused.add(key);
    }

    boolean isRefused(final Key key) {
        return refused.contains(key);
    }

    /** {@return whether nothing of a section was refused, here or where it is inherited from, and nothing needed is absent} */
    boolean hasAll(final Section section) {
        return refused.isEmpty()
                && section.keys().stream().allMatch(key -> has(key) || key.presence() == Key.Presence.OPTIONAL);
    }

    /** Forgets a property. */
    void remove(final Key key) {
        values.remove(key);
    }

    /** {@return a whole number or scaled decimal, or another number where it is absent} */
    long number(final Key key, final long absent) {
        return has(key) ? number(key) : absent;
    }

    @Nullable
    Object find(final Key key) {
        return values.get(key);
    }

    /** {@return a whole number, or a decimal times 1e8} */
    long number(final Key key) {
        return (Long) present(key);
    }

    /** {@return a whole number that fits an int by its declared range} */
    int count(final Key key) {
        return Math.toIntExact(number(key));
    }

    long millisecondsAsNs(final Key key) {
        return number(key) * NS_PER_MS;
    }

    long secondsAsNs(final Key key) {
        return number(key) * NS_PER_S;
    }

    boolean flag(final Key key) {
        return (Boolean) present(key);
    }

    String text(final Key key) {
        return (String) present(key);
    }

    /** {@return the words of a list, in order} */
    List<String> words(final Key key) {
        return ((List<?>) present(key)).stream().map(String.class::cast).toList();
    }

    /** {@return the word as the constant of an enum that carries its name in capitals} */
    <E extends Enum<E>> E constant(final Key key, final Class<E> type) {
        return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
    }

    private Object present(final Key key) {
        final Object value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("property read before it was checked: key=" + key.name());
        }
        return value;
    }
}
