package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.VenueGreeks;
import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the Greeks we compute from a chain's forwards and mark volatilities with those its venue published. Reads row
 * by row and keeps one number per row and Greek. Owned by one thread.
 */
public final class GreeksCheck {
    /** The row is from the option's expiry or later. */
    public static final String EXPIRED = "expired";

    /** The row has no forward, or 0. */
    public static final String NO_FORWARD = "noForward";

    /** The row has no mark volatility, or 0. */
    public static final String NO_MARK_VOL = "noMarkVol";

    /** The row has neither a Greek nor a mark to compare with. */
    public static final String NOTHING_PUBLISHED = "nothingPublished";

    private static final double SCALE = 1e8;

    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final SortedMap<String, ChainErrors> errorsByCoin = new TreeMap<>();
    private final VenueGreeks ours = new VenueGreeks();
    private long rows;
    private long compared;

    GreeksCheck() {
        skipped.put(EXPIRED, 0L);
        skipped.put(NO_FORWARD, 0L);
        skipped.put(NO_MARK_VOL, 0L);
        skipped.put(NOTHING_PUBLISHED, 0L);
    }

    /**
     * Checks one chain file.
     *
     * @param file a recorded chain, see {@link ChainFile}
     * @return the errors found
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the file is not a readable chain
     */
    public static GreeksReport check(final Path file) {
        final GreeksCheck check = new GreeksCheck();
        ChainFile.forEach(file, check::accept);
        return check.report(file.toString());
    }

    void accept(final ChainRow row) {
        rows++;
        final String reason = reasonToSkip(row);
        if (reason != null) {
            skipped.merge(reason, 1L, Long::sum);
            return;
        }
        compared++;
        final ChainErrors errors = errorsByCoin.computeIfAbsent(row.coin(), coin -> new ChainErrors());
        if (row.timeNs() > row.expiryNs() - DeliveryWindow.LENGTH_NS) {
            errors.addInsideWindow(row, ours);
        } else {
            errors.addOutsideWindow(row, ours, isLinear(row));
        }
    }

    GreeksReport report(final String file) {
        final ChainErrors all = new ChainErrors();
        final SortedMap<String, GreeksReport.Coin> byCoin = new TreeMap<>();
        errorsByCoin.forEach((coin, errors) -> {
            byCoin.put(coin, errors.report());
            all.addAll(errors);
        });
        final GreeksReport.Coin total = all.report();
        return new GreeksReport(
                file,
                rows,
                compared,
                Collections.unmodifiableSortedMap(new TreeMap<>(skipped)),
                total.greeks(),
                total.insideWindow(),
                total.book(),
                byCoin.size() > 1 ? Collections.unmodifiableSortedMap(byCoin) : Collections.emptySortedMap());
    }

    private @Nullable String reasonToSkip(final ChainRow row) {
        if (row.timeNs() >= row.expiryNs()) {
            return EXPIRED;
        }
        if (row.underlyingPrice() <= 0) {
            return NO_FORWARD;
        }
        if (row.markVol() <= 0) {
            return NO_MARK_VOL;
        }
        if (isNothingPublished(row)) {
            return NOTHING_PUBLISHED;
        }
        final boolean valued = ours.evaluate(
                row.isCall(),
                row.underlyingPrice() / SCALE,
                row.strike() / SCALE,
                row.timeNs(),
                row.expiryNs(),
                row.markVol() / SCALE);
        if (!valued) {
            throw new IllegalStateException("row was checked but not valued: row=" + row);
        }
        return null;
    }

    private static boolean isNothingPublished(final ChainRow row) {
        return row.delta() == ChainRow.ABSENT
                && row.gamma() == ChainRow.ABSENT
                && row.vega() == ChainRow.ABSENT
                && row.theta() == ChainRow.ABSENT
                && row.rho() == ChainRow.ABSENT
                && row.markPrice() == ChainRow.ABSENT;
    }

    // Only names of linear options name their currency: BTC_USDC-13APR23-27500-C.
    private static boolean isLinear(final ChainRow row) {
        return row.instrumentName().indexOf('_') >= 0;
    }
}
