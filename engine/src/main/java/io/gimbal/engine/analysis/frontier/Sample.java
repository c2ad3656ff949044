package io.gimbal.engine.analysis.frontier;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Figures of every path of one policy at one value of its parameter. Paths are written by the threads that own them.
 */
final class Sample {
    private static final double BP = 1e-4;

    private final Candidate candidate;
    private final double parameter;
    private final Map<Ledger.Figure, double[]> figures = new EnumMap<>(Ledger.Figure.class);

    Sample(final Candidate candidate, final double parameter, final int paths) {
        this.candidate = candidate;
        this.parameter = parameter;
        for (final Ledger.Figure figure : Ledger.Figure.values()) {
            figures.put(figure, new double[paths]);
        }
    }

    Candidate candidate() {
        return candidate;
    }

    double parameter() {
        return parameter;
    }

    int paths() {
        return of(Ledger.Figure.COST).length;
    }

    /** {@return the figure of every path, in the order of paths; not to be changed} */
    double[] of(final Ledger.Figure figure) {
        return Objects.requireNonNull(figures.get(figure));
    }

    double mean(final Ledger.Figure figure) {
        return Jackknife.mean(of(figure), Jackknife.NONE);
    }

    /** {@return the same paths, had every fill of a resting order cost more; cost and P&L alone differ} */
    Sample withDearerFills(final double extraBp) {
        final Sample dearer = new Sample(candidate, parameter, paths());
        for (final Ledger.Figure figure : Ledger.Figure.values()) {
            System.arraycopy(of(figure), 0, dearer.of(figure), 0, paths());
        }
        for (int path = 0; path < paths(); path++) {
            final double extra = BP * extraBp * of(Ledger.Figure.MAKER_VALUE)[path];
            dearer.of(Ledger.Figure.COST)[path] += extra;
            dearer.of(Ledger.Figure.TRADING_COST)[path] += extra;
            dearer.of(Ledger.Figure.PNL)[path] -= extra;
        }
        return dearer;
    }

    void hedge(final HedgePath path, final int index, final Ledger ledger) {
        ledger.begin(path);
        candidate.rule().hedge(path, parameter, ledger);
        ledger.end(path);
        for (final Ledger.Figure figure : Ledger.Figure.values()) {
            of(figure)[index] = ledger.figure(figure, path);
        }
    }
}
