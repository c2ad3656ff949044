package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.VenueGreeks;
import io.gimbal.feeds.recorded.ChainRow;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The errors of one coin's rows, Greek by Greek; several can be put together. Owned by one thread. */
final class ChainErrors {
    private static final double SCALE = 1e8;

    private final ErrorSample delta = new ErrorSample();
    private final ErrorSample gamma = new ErrorSample();
    private final ErrorSample vega = new ErrorSample();
    private final ErrorSample theta = new ErrorSample();
    private final ErrorSample rho = new ErrorSample();
    private final ErrorSample mark = new ErrorSample();
    private final ErrorSample fadingDelta = new ErrorSample();
    private final BookErrors book = new BookErrors();
    private long rowsInWindow;

    void addOutsideWindow(final ChainRow row, final VenueGreeks ours, final boolean isLinear) {
        book.add(row, ours.delta(), false);
        add(delta, ours.delta(), row.delta());
        add(gamma, ours.gamma(), row.gamma());
        add(vega, ours.vegaPerVolPoint(), row.vega());
        add(theta, ours.thetaPerDay(), row.theta());
        add(rho, ours.rhoPerPoint(), row.rho());
        add(mark, isLinear ? ours.markUsd() : ours.markCoin(), row.markPrice());
    }

    void addInsideWindow(final ChainRow row, final VenueGreeks ours) {
        rowsInWindow++;
        book.add(row, ours.delta(), true);
        add(fadingDelta, ours.delta(), row.delta());
    }

    void addAll(final ChainErrors other) {
        delta.addAll(other.delta);
        gamma.addAll(other.gamma);
        vega.addAll(other.vega);
        theta.addAll(other.theta);
        rho.addAll(other.rho);
        mark.addAll(other.mark);
        fadingDelta.addAll(other.fadingDelta);
        book.addAll(other.book);
        rowsInWindow += other.rowsInWindow;
    }

    /** Ends the last snapshot and says what was found. */
    GreeksReport.Coin report() {
        book.close();
        final SortedMap<String, GreekErrors> greeks = new TreeMap<>();
        put(greeks, "delta", delta);
        put(greeks, "gamma", gamma);
        put(greeks, "vega", vega);
        put(greeks, "theta", theta);
        put(greeks, "rho", rho);
        put(greeks, "mark", mark);
        return new GreeksReport.Coin(
                Collections.unmodifiableSortedMap(greeks),
                new GreeksReport.InsideWindow(rowsInWindow, fadingDelta.summary()),
                book.report());
    }

    private static void add(final ErrorSample sample, final double ours, final long published) {
        if (published != ChainRow.ABSENT) {
            sample.add(Math.abs(ours - published / SCALE));
        }
    }

    private static void put(final SortedMap<String, GreekErrors> greeks, final String name, final ErrorSample sample) {
        if (!sample.isEmpty()) {
            greeks.put(name, sample.summary());
        }
    }
}
