package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.VolSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Holds what a book says of its delta and its triggers against the rest of it. */
final class TimingCheck {
    private final Problems problems;

    TimingCheck(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks a book.
     *
     * @param book     with what it inherits
     * @param table    the book in the file
     * @param position where it begins
     */
    void check(final BookSettings book, final TomlTable table, final @Nullable TomlPosition position) {
        final TimingSettings timing = book.hedging().timing();
        final boolean isOwnDelta = timing.deltaText().rule() != DeltaRule.STICKY_STRIKE;
        if (timing.isSmileNeeded() && book.hedging().volSource() != VolSource.SURFACE) {
            add(
                    TimingSchema.DELTA,
                    table,
                    position,
                    timing.delta() + " needs the slope of our own smiles: say vol_source = \"surface\"");
        }
        if (isOwnDelta && book.sense() == DeltaSense.VENUE) {
            add(
                    TimingSchema.DELTA,
                    table,
                    position,
                    "must be sticky-strike where the book's sense is venue: the venue's total knows no other");
        }
        if (timing.tradeWhen() != null && book.halfWidthCoins() == 0 && !hasBand(book)) {
            add(
                    TimingSchema.TRADE_WHEN,
                    table,
                    position,
                    "needs half_width_coins in the book: policy "
                            + book.hedging().policyName()
                            + " has no band, and override_multiple is counted in half-widths");
        }
    }

    private static boolean hasBand(final BookSettings book) {
        return switch (book.hedging().policy()) {
            case FIXED_INTERVAL, PRICE_MOVE, LELAND, HOGGARD_WHALLEY_WILMOTT, DYNAMIC_FREQUENCY -> false;
            default -> true;
        };
    }

    private void add(
            final Key key, final TomlTable table, final @Nullable TomlPosition position, final String message) {
        final TomlTable written = table.getTableOrEmpty(List.of(BookSchema.HEDGING.simpleName()));
        final boolean isWritten = written.contains(List.of(key.name()));
        problems.add(
                isWritten ? written.inputPositionOf(List.of(key.name())) : position,
                BookSchema.HEDGING.path(key.name()),
                message);
    }
}
