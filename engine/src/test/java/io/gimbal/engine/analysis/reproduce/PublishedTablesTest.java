package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table, with few paths where it simulates. */
class PublishedTablesTest {
    private static final double WIDE = 6.0;

    @Test
    void shouldGiveEveryFigureOfTheResourceToOneTable() {
        final Set<String> names = new HashSet<>();
        PublishedTables.all(null)
                .forEach(table -> assertThat(names.add(table.name())).isTrue());

        final Set<String> ids = new HashSet<>();
        for (final PublishedFigure figure : PublishedFigures.all()) {
            assertThat(ids.add(figure.id())).as(figure.id()).isTrue();
            assertThat(names).contains(figure.table());
            assertThat(figure.quantity()).isNotEmpty();
            assertThat(figure.inputs()).isNotEmpty();
            assertThat(figure.published() == null && figure.reference() == null)
                    .as("%s has nothing to be compared with", figure.id())
                    .isEqualTo(figure.id().startsWith("ql_dh_mean_") && figure.published() == null);
        }
        assertThat(ids).hasSizeGreaterThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hull-weekly-paths",
                "hull-hedge-ratio",
                "hull-multi-greek",
                "hull-volatility",
                "pfhedge-whalley-wilmott",
                "band-formulas",
                "almgren-chriss",
                "everlasting",
                "inverse-option",
                "liquidity",
                "funding",
                "cppi"
            })
    void shouldReproduceEveryWorkedExampleWhenNothingIsRandom(final String name) {
        final List<ReproducedRow> rows = table(name).run(fewPaths(1));

        assertThat(rows).isNotEmpty();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.status()).as(row.toString()).isEqualTo(ReproducedRow.PASSED);
            assertThat(row.standardError()).isNull();
            assertThat(row.publishedTolerance() == null && row.tolerance() == null)
                    .as("%s is asserted against nothing", row.id())
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hull-delta-hedging",
                "hull-stop-loss",
                "discrete-hedging",
                "band-algebra",
                "cao-chen-hull-poulos"
            })
    void shouldComeNearEverySimulatedFigureWhenPathsAreFew(final String name) {
        final List<ReproducedRow> rows = table(name).run(fewPaths(2));

        assertThat(rows).allSatisfy(row -> {
            final Double got = row.got();
            assertThat(got).as(row.id()).isNotNull().isFinite();
            if (got != null && row.target() != null && row.tolerance() != null) {
                final double third = row.tolerance() / 3.0;
                assertThat(Math.abs(got - row.target())).as(row.toString()).isLessThan(WIDE * third);
            }
        });
        assertThat(rows)
                .filteredOn(row -> row.standardError() != null)
                .allSatisfy(row -> assertThat(row.standardError()).isPositive());
    }

    @Test
    void shouldFindTheSameBitsWithOneThreadAndWithTwo() {
        final List<ReproducedRow> alone = table("hull-stop-loss").run(fewPaths(1));
        final List<ReproducedRow> together = table("hull-stop-loss").run(fewPaths(2));

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void shouldSayWhyWhenATableCannotBeRun() {
        final List<ReproducedRow> rows = table("hull-white-minimum-variance").run(fewPaths(1));

        assertThat(rows).hasSizeGreaterThan(50);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(ReproducedRow.SKIPPED);
            assertThat(row.why()).contains("OptionMetrics");
            assertThat(row.got()).isNull();
            assertThat(row.published()).isNotNull();
        });
    }

    @Test
    void shouldSayWhichDataIsMissingWhenThereAreNoBars() {
        final ReplayTable nowhere = new ReplayTable(Path.of("no", "such", "folder"));

        assertThat(nowhere.run(fewPaths(1))).isEqualTo(new ReplayTable(null).run(fewPaths(1)));
        assertThat(nowhere.run(fewPaths(1))).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(ReproducedRow.SKIPPED);
            assertThat(row.why()).contains("GIMBAL_DATA").contains("perp-bars-2022");
        });
    }

    @Test
    @Tag("nightly")
    void shouldFailNothingWhenEveryTableIsRunInFull() {
        final ReproduceReport report = ReproduceReport.of(PublishedTables.all(null), ReproduceScale.usual());

        assertThat(report.failed()).isEmpty();
        assertThat(report.passed()).isGreaterThan(250);
    }

    @Test
    void shouldCountWhatPassedFailedAndWasSkipped() {
        final PublishedTable wrong = new FormulaTable("funding", "a wrong formula", findings -> {
            findings.put("fund_deribit", 0.075);
            findings.put("fund_deribit_premium", 0.2);
            findings.put("fund_deribit_minute", Double.NaN);
        });

        final ReproduceReport report =
                ReproduceReport.of(List.of(wrong, table("hull-white-minimum-variance")), fewPaths(1));

        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.failed())
                .extracting(ReproducedRow::id)
                .containsExactly("fund_deribit_premium", "fund_deribit_minute");
        assertThat(report.skipped()).hasSize(report.rows().size() - 3);
    }

    @Test
    void shouldRefuseATableThatLeavesAFigureOut() {
        final PublishedTable lazy =
                new FormulaTable("funding", "half a table", findings -> findings.put("fund_deribit", 0.075));

        assertThatThrownBy(() -> lazy.run(fewPaths(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fund_deribit_premium");
    }

    @Test
    void shouldRefuseAFigureThatTheResourceDoesNotHold() {
        final PublishedTable stranger =
                new FormulaTable("funding", "another table", findings -> findings.put("lvr_5pct", 3.125));

        assertThatThrownBy(() -> stranger.run(fewPaths(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lvr_5pct");
    }

    private static PublishedTable table(final String name) {
        return PublishedTables.all(null).stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ReproduceScale fewPaths(final int threads) {
        return new ReproduceScale(ReproduceScale.FEWEST_PATHS, threads);
    }
}
