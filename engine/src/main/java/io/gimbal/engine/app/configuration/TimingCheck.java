package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.VolSource;

/** Holds what a book says of its delta and its triggers against the rest of it. */
final class TimingCheck {
    private TimingCheck() {}

    /**
     * Checks a book.
     *
     * @param book   with what it inherits
     * @param places where its values were said
     */
    static void check(final BookSettings book, final BookPlaces places) {
        final TimingSettings timing = book.hedging().timing();
        final boolean isOwnDelta = timing.deltaText().rule() != DeltaRule.STICKY_STRIKE;
        if (timing.isSmileNeeded() && book.hedging().volSource() != VolSource.SURFACE) {
            places.add(
                    timing.delta() + " needs the slope of our own smiles: say vol_source = \"surface\"",
                    place(TimingSchema.DELTA),
                    place(Schema.VOL_SOURCE));
        }
        if (isOwnDelta && book.sense() == DeltaSense.VENUE) {
            places.add(
                    "must be sticky-strike where the book's sense is venue: the venue's total knows no other",
                    place(TimingSchema.DELTA));
        }
        if (timing.tradeWhen() != null && book.halfWidthCoins() == 0 && !hasBand(book)) {
            places.add(
                    "needs half_width_coins in the book: policy "
                            + book.hedging().policyName()
                            + " has no band, and override_multiple is counted in half-widths",
                    place(TimingSchema.TRADE_WHEN),
                    place(PolicySchema.POLICY));
        }
    }

    private static BookPlaces.Place place(final Key key) {
        return new BookPlaces.Place(BookSchema.HEDGING, key);
    }

    private static boolean hasBand(final BookSettings book) {
        return switch (book.hedging().policy()) {
            case FIXED_INTERVAL, PRICE_MOVE, LELAND, HOGGARD_WHALLEY_WILMOTT, DYNAMIC_FREQUENCY -> false;
            default -> true;
        };
    }
}
