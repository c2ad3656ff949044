package io.gimbal.engine.analysis.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run of a table found, by the ids of the resource. Owned by the thread that runs the table. */
final class Findings {
    private final Map<String, PublishedFigure> figures = new LinkedHashMap<>();
    private final Map<String, ReproducedRow> rows = new LinkedHashMap<>();

    /**
     * Begins.
     *
     * @param table whose figures are to be found
     */
    Findings(final String table) {
        PublishedFigures.of(table).forEach(figure -> figures.put(figure.id(), figure));
    }

    /** Keeps a figure that nothing random went into. */
    void put(final String id, final double got) {
        rows.put(id, figure(id).judge(got));
    }

    /** Keeps a simulated figure. */
    void put(final String id, final Estimate got, final int paths) {
        rows.put(id, figure(id).judge(got, paths));
    }

    private PublishedFigure figure(final String id) {
        final PublishedFigure figure = figures.get(id);
        if (figure == null) {
            throw new IllegalStateException("resource has no such figure: id=" + id);
        }
        return figure;
    }

    /**
     * Ends.
     *
     * @return a row for each figure of the table, in the order of the resource
     * @throws IllegalStateException where one was not looked at
     */
    List<ReproducedRow> rows() {
        return figures.keySet().stream().map(this::found).toList();
    }

    private ReproducedRow found(final String id) {
        final ReproducedRow row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("figure was not reproduced: id=" + id);
        }
        return row;
    }
}
