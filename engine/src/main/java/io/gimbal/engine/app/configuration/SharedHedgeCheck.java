package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/**
 * Lets no instrument carry the hedge of two books: an account holds one position in it, which nobody could tell apart by
 * book again, and two books would trade it against each other. Used once per file.
 */
final class SharedHedgeCheck {
    private static final String SPOT = "spot";

    private final Problems problems;
    private final List<BookSettings> earlier = new ArrayList<>();

    SharedHedgeCheck(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Holds a book against those before it.
     *
     * @param book     as read
     * @param position where it begins
     */
    void check(final BookSettings book, final @Nullable TomlPosition position) {
        for (final BookSettings other : earlier) {
            if (other.namePrefix().equals(book.namePrefix())) {
                continue;
            }
            final Set<String> shared = names(book);
            final Set<String> others = names(other);
            shared.removeIf(name -> !others.contains(name) && !name.startsWith(other.namePrefix()));
            others.removeIf(name -> !name.startsWith(book.namePrefix()));
            shared.addAll(others);
            if (!shared.isEmpty()) {
                problems.add(
                        position,
                        ChoiceSchema.HEDGE.name(),
                        "carries the hedge of two books, " + other.namePrefix() + "… and " + book.namePrefix()
                                + "…, whose trades in it would meet: " + String.join(", ", shared)
                                + "; leave it to one of them");
            }
        }
        earlier.add(book);
    }

    /** Rules but that of spot name instruments of the book's own coin and style. */
    private static Set<String> names(final BookSettings book) {
        final Set<String> names = new LinkedHashSet<>();
        names.add(book.hedgeInstrument());
        for (final HedgeCandidateSettings candidate : book.hedges()) {
            if (!candidate.instrument().isEmpty()) {
                names.add(candidate.instrument());
            } else if (candidate.rule().equals(SPOT)) {
                names.add(book.coin() + "_USDC");
            }
        }
        return names;
    }
}
