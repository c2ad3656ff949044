package io.gimbal.perf.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The floor plan: every room (a package and what lies below it, unless that is a room itself) with the rooms it may use.
 * A package in no room is a violation, so a new one must be placed here first.
 */
final class House {
    private static final List<String> CORE =
            List.of("engine.pricing", "engine.book", "engine.orders", "engine.greeks", "engine.risk", "engine.hedging");
    private static final String CODEC = "journal.codec";
    private static final String APP = "engine.app";
    private static final Map<String, List<String>> USES = plan();

    private final String root;

    House(final String root) {
        this.root = root;
    }

    private static Map<String, List<String>> plan() {
        final Map<String, List<String>> uses = new LinkedHashMap<>();
        uses.put(CODEC, List.of());
        uses.put("journal", List.of(CODEC));
        uses.put("journal.file", List.of("journal", CODEC));
        uses.put("journal.chronicle", List.of("journal", CODEC));

        uses.put("feeds", List.of(CODEC));
        uses.put("feeds.deribit", List.of("feeds", CODEC));
        uses.put("feeds.bybit", List.of("feeds", "feeds.deribit", CODEC));
        uses.put("feeds.recorded", List.of("feeds", "feeds.deribit", CODEC));
        uses.put("feeds.exchange", List.of("feeds", "feeds.deribit", CODEC));

        uses.put("engine.pricing", List.of(CODEC));
        uses.put("engine.pricing.vector", List.of("engine.pricing"));
        uses.put("engine.book", List.of("engine.pricing", CODEC));
        uses.put("engine.greeks", List.of("engine.book", "engine.pricing", CODEC));
        uses.put("engine.orders", List.of("engine.book", "engine.pricing", CODEC));
        uses.put("engine.risk", List.of("engine.orders", "engine.greeks", "engine.book", "engine.pricing", CODEC));
        uses.put("engine.hedging", plus(without(CORE, "engine.hedging"), CODEC));

        final List<String> pipeline = plus(CORE, "feeds", "journal", CODEC);
        final List<String> allFeeds = List.of("feeds", "feeds.deribit", "feeds.recorded", "feeds.exchange");
        uses.put("engine.market", plus(allFeeds, "engine.pricing", CODEC));
        uses.put("engine.pipeline", pipeline);
        uses.put("engine.analysis", plus(plus(pipeline, "engine.pipeline", "engine.market"), allFeeds));
        uses.put("engine.console", plus(pipeline, "engine.pipeline"));
        final List<String> named = without(List.copyOf(uses.keySet()), "engine.pricing.vector");
        uses.put(APP, named);
        uses.put("perf", plus(named, APP));
        return uses;
    }

    private static List<String> plus(final List<String> rooms, final String... more) {
        return plus(rooms, List.of(more));
    }

    private static List<String> plus(final List<String> rooms, final List<String> more) {
        final List<String> all = new ArrayList<>(rooms);
        all.addAll(more);
        return List.copyOf(Set.copyOf(all));
    }

    private static List<String> without(final List<String> rooms, final String room) {
        return rooms.stream().filter(other -> !other.equals(room)).toList();
    }

    String root() {
        return root;
    }

    static Set<String> rooms() {
        return USES.keySet();
    }

    /** The room of a class of this house; empty when the class is a stranger or stands in no room. */
    Optional<String> roomOf(final JavaClass type) {
        return USES.keySet().stream()
                .filter(room -> isWithin(type.getPackageName(), root + "." + room))
                .max(Comparator.comparingInt(String::length));
    }

    boolean owns(final JavaClass type) {
        return isWithin(type.getPackageName(), root);
    }

    /** Whether people wrote the class: the codec is generated. */
    boolean isWritten(final JavaClass type) {
        return owns(type) && !isIn(type, CODEC);
    }

    boolean isCore(final JavaClass type) {
        return roomOf(type).filter(CORE::contains).isPresent();
    }

    boolean isApp(final JavaClass type) {
        return isIn(type, APP);
    }

    boolean isIn(final JavaClass type, final String room) {
        return roomOf(type).filter(room::equals).isPresent();
    }

    boolean mayUse(final JavaClass user, final JavaClass used) {
        final Optional<String> from = roomOf(user);
        final Optional<String> to = roomOf(used);
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        return from.equals(to) || USES.getOrDefault(from.get(), List.of()).contains(to.get());
    }

    private static boolean isWithin(final String name, final String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
