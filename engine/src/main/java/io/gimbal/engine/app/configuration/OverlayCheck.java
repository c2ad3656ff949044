package io.gimbal.engine.app.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Checks what no single property of an overlay can tell: section {@code overlay}, and {@code book.overlay} of each book
 * that says anything of its own. What a book inherits is told where it is written.
 */
final class OverlayCheck {
    private final Problems problems;
    private final TomlTable root;
    private final int maxMessages;

    /**
     * Creates a check.
     *
     * @param problems    where mistakes go
     * @param root        the file
     * @param maxMessages that may be sent at once
     */
    OverlayCheck(final Problems problems, final TomlTable root, final int maxMessages) {
        this.problems = problems;
        this.root = root;
        this.maxMessages = maxMessages;
    }

    /**
     * Checks all of a file.
     *
     * @param shared section {@code overlay}
     * @param books  in the order of the file, each without problems of its own
     */
    void check(final OverlaySettings shared, final List<BookSettings> books) {
        check(shared, OverlaySchema.OVERLAY, root.getTable(List.of(OverlaySchema.OVERLAY.name())), null);
        final TomlArray written = root.getArrayOrEmpty(List.of(BookSchema.BOOK.name()));
        for (int i = 0; i < books.size(); i++) {
            final TomlTable own = written.getTable(i).getTable(List.of(OverlaySchema.BOOK_OVERLAY.simpleName()));
            if (own != null) {
                check(books.get(i).overlay(), OverlaySchema.BOOK_OVERLAY, own, written.inputPositionOf(i));
            }
        }
    }

    private void check(
            final OverlaySettings overlay,
            final Section section,
            final @Nullable TomlTable table,
            final @Nullable TomlPosition position) {
        if (!overlay.isEnabled()) {
            return;
        }
        final Report report = (key, message) -> {
            final TomlPosition written = table == null ? null : table.inputPositionOf(List.of(key.name()));
            problems.add(written == null ? position : written, section.path(key.name()), message);
        };
        checkTimes(overlay, report);
        if (!(overlay.minDays() < overlay.maxDays())) {
            report.add(OverlaySchema.MAX_DAYS, "must be above min_days: no expiry could be traded");
        }
        if (overlay.maxOptions() + 1 > maxMessages) {
            report.add(
                    OverlaySchema.MAX_OPTIONS,
                    "must be below rate.max_messages: an order per option and one for their delta leave at once");
        }
        if (overlay.maxPremiumPerDay() == 0 && overlay.gammaLow() == 0 && overlay.vegaLow() == 0) {
            report.add(
                    OverlaySchema.MAX_PREMIUM_USD,
                    "must be above 0 where gamma_low_usd and vega_low_usd are 0: nothing could be bought to come up to them");
        }
    }

    private static void checkTimes(final OverlaySettings overlay, final Report report) {
        if (overlay.delayNs() > overlay.maxSnapshotAgeNs()) {
            report.add(
                    OverlaySchema.DELAY_MS, "must not exceed max_snapshot_age_ms: every proposal would come too late");
        }
        if (overlay.delayNs() >= overlay.minIntervalNs()) {
            report.add(
                    OverlaySchema.DELAY_MS,
                    "must be below min_interval_s: the next look begins after the last has entered");
        }
        if (overlay.minIntervalNs() > overlay.intervalNs()) {
            report.add(OverlaySchema.INTERVAL_S, "must not be below min_interval_s");
        }
    }

    /** Where one mistake goes. */
    private interface Report {
        void add(Key key, String message);
    }
}
