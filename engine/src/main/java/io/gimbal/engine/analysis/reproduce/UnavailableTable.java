package io.gimbal.engine.analysis.reproduce;

import java.util.List;

/**
 * A table that cannot be run from what the engine holds: its figures are shown, with the reason.
 *
 * @param name   of the table
 * @param source who published it
 * @param why    what is missing, and where to look instead
 */
record UnavailableTable(String name, String source, String why) implements PublishedTable {
    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        return PublishedFigures.of(name).stream()
                .map(figure -> figure.skipped(why))
                .toList();
    }
}
