package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

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
        checkTradeWhen(timing.tradeWhen(), places);
        checkTradeAlsoWhen(timing.tradeAlsoWhen(), places);
    }

    /** A trigger that never changes its answer is hardly meant, and no mistake: a desk may want to trade on events alone. */
    private static void checkTradeWhen(final @Nullable String trigger, final BookPlaces places) {
        switch (verdict(trigger)) {
            case NEVER ->
                places.warn(
                        "can never be true: the policy's own trades are made beyond override_multiple half-widths only;"
                                + " remove it, or say when they may be made",
                        place(TimingSchema.TRADE_WHEN));
            case ALWAYS ->
                places.warn(
                        "is always true and holds nothing back; remove it, or say when",
                        place(TimingSchema.TRADE_WHEN));
            default -> {}
        }
    }

    private static void checkTradeAlsoWhen(final @Nullable String trigger, final BookPlaces places) {
        switch (verdict(trigger)) {
            case NEVER ->
                places.warn(
                        "can never be true and calls for nothing; remove it, or say when",
                        place(TimingSchema.TRADE_ALSO_WHEN));
            case ALWAYS ->
                places.warn(
                        "is always true: every look at the book calls for a trade to the centre, inside the band too; say when",
                        place(TimingSchema.TRADE_ALSO_WHEN));
            default -> {}
        }
    }

    private static TriggerTruth.Verdict verdict(final @Nullable String trigger) {
        return trigger == null ? TriggerTruth.Verdict.OPEN : TriggerTruth.of(TriggerParser.parse(trigger));
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
