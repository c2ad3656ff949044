package io.gimbal.engine.analysis;

import io.gimbal.feeds.recorded.ChainRow;
import java.util.HashSet;
import java.util.Set;

/**
 * Errors of the delta of whole books of one coin, snapshot by snapshot: one coin of each option long, and one coin of each
 * long or short. An option's side is drawn once, from its name, so the second book is the same at every snapshot and in
 * every run. A snapshot ends where an option comes again; the order within it does not matter. Owned by one thread.
 */
final class BookErrors {
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final double SCALE = 1e8;

    private final Set<String> seen = new HashSet<>();
    private final Sums outside = new Sums();
    private final Sums inside = new Sums();

    /** One part of a snapshot as far as it was read, and the shares of those before it. */
    private static final class Sums {
        private final ErrorSample longShares = new ErrorSample();
        private final ErrorSample mixedShares = new ErrorSample();
        private double longError;
        private double mixedError;
        private double gross;

        void add(final double side, final double ours, final double published) {
            longError += ours - published;
            mixedError += side * (ours - published);
            gross += Math.abs(published);
        }

        void close() {
            if (gross > 0) {
                longShares.add(Math.abs(longError) / gross);
                mixedShares.add(Math.abs(mixedError) / gross);
            }
            longError = 0;
            mixedError = 0;
            gross = 0;
        }

        void addAll(final Sums other) {
            longShares.addAll(other.longShares);
            mixedShares.addAll(other.mixedShares);
        }
    }

    /**
     * Takes one row.
     *
     * @param row      whose delta may be absent: it then belongs to no book
     * @param ours     delta, coins
     * @param isInside whether the row is of the delivery window
     */
    void add(final ChainRow row, final double ours, final boolean isInside) {
        if (row.delta() == ChainRow.ABSENT) {
            return;
        }
        if (!seen.add(row.instrumentName())) {
            close();
            seen.add(row.instrumentName());
        }
        (isInside ? inside : outside).add(side(row.instrumentName()), ours, row.delta() / SCALE);
    }

    /** Ends the last snapshot. */
    void close() {
        seen.clear();
        outside.close();
        inside.close();
    }

    /** Adds the snapshots of another coin; both must be closed. */
    void addAll(final BookErrors other) {
        outside.addAll(other.outside);
        inside.addAll(other.inside);
    }

    /** What was found; closed before. */
    GreeksReport.Book report() {
        final BookShares held = BookShares.of(outside.longShares);
        return new GreeksReport.Book(
                held.snapshots(),
                held.maxShareOfGross(),
                held.p999(),
                held.median(),
                BookShares.of(outside.mixedShares),
                new GreeksReport.BookInsideWindow(BookShares.of(inside.longShares), BookShares.of(inside.mixedShares)));
    }

    /** 1 or -1 by a bit of the mixed name; the mixing is the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    static double side(final String name) {
        long z = name.hashCode() * SEED + SEED;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return (z ^ (z >>> 31)) < 0 ? -1.0 : 1.0;
    }
}
