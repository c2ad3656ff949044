package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One property, declared once.
 *
 * @param name     within its section; the unit is its last word
 * @param kind     what it may hold
 * @param unit     for people
 * @param fallback its default, or null when it is required or may be absent
 * @param presence whether a file must say it
 * @param why      one line: what it is for, and why the default is what it is
 */
record Key(String name, Kind kind, String unit, @Nullable Object fallback, Presence presence, String why) {
    private static final long MOST = 90_000_000_000L;

    /** Whether a file must say a property. */
    enum Presence {
        DEFAULTED,
        REQUIRED,
        OPTIONAL
    }

    static Key whole(
            final String name, final String unit, final long min, final long max, final long value, final String why) {
        return new Key(name, new Kind.WholeNumber(min, max), unit, value, Presence.DEFAULTED, why);
    }

    static Key powerOfTwo(
            final String name, final String unit, final long min, final long max, final long value, final String why) {
        return new Key(name, new Kind.PowerOfTwo(min, max), unit, value, Presence.DEFAULTED, why);
    }

    /** A decimal; bounds and default as written by people, for instance "0.0005". */
    static Key decimal(
            final String name,
            final String unit,
            final String min,
            final String max,
            final String value,
            final String why) {
        return new Key(name, range(min, max), unit, scaled(value), Presence.DEFAULTED, why);
    }

    static Key choice(final String name, final String why, final String value, final String... others) {
        final List<String> words = new ArrayList<>(List.of(others));
        words.add(0, value);
        return new Key(name, new Kind.Choice(List.copyOf(words)), "", value, Presence.DEFAULTED, why);
    }

    static Key flag(final String name, final boolean value, final String why) {
        return new Key(name, new Kind.Flag(), "", value, Presence.DEFAULTED, why);
    }

    static Key required(final String name, final Kind kind, final String unit, final String why) {
        return new Key(name, kind, unit, null, Presence.REQUIRED, why);
    }

    static Key optional(final String name, final Kind kind, final String unit, final String why) {
        return new Key(name, kind, unit, null, Presence.OPTIONAL, why);
    }

    static Kind range(final String min, final String max) {
        return new Kind.Decimal(scaled(min), scaled(max));
    }

    static Kind anyAmount() {
        return new Kind.Decimal(-MOST * Decimals.ONE, MOST * Decimals.ONE);
    }

    private static long scaled(final String decimal) {
        final long scaled = Decimals.parse(decimal);
        if (scaled == Decimals.MALFORMED) {
            throw new IllegalStateException("the schema holds no such decimal: text=" + decimal);
        }
        return scaled;
    }
}
