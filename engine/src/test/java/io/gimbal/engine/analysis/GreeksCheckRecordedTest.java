package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our Greeks against those of the venue, on whole recorded chains of three years. */
class GreeksCheckRecordedTest {
    @ParameterizedTest
    @CsvSource({
        "btc_chain_20230412.csv.gz, 102230, 0",
        "btc_chain_20230413.csv.gz, 192998, 192",
        "eth_chain_20230412.csv.gz, 80184, 0",
        "eth_chain_20230413.csv.gz, 152184, 156"
    })
    void shouldAgreeWithEveryPublishedGreekOfAWholeDay(final String file, final long rows, final long inWindow) {
        final GreeksReport report = GreeksCheck.check(SharedData.data("deribit-chain-2023/" + file));

        assertThat(report.rows()).isEqualTo(rows);
        assertThat(report.compared()).isEqualTo(rows);
        assertThat(report.skipped().values()).containsOnly(0L);
        assertThat(report.byCoin()).isEmpty();
        assertThat(report.greeks()).containsOnlyKeys("delta", "gamma", "vega", "theta", "rho", "mark");
        assertThat(report.greeks().values()).allMatch(errors -> errors.rows() == rows - inWindow);
        assertThat(errors(report, "delta").maxAbsError()).isLessThan(5e-4);
        assertThat(errors(report, "delta").p999()).isLessThan(1e-4);
        assertThat(errors(report, "delta").median()).isLessThan(5e-6);
        assertThat(errors(report, "vega").maxAbsError()).isLessThan(0.02);
        assertThat(errors(report, "theta").p999()).isLessThan(0.2);
        assertThat(errors(report, "rho").maxAbsError()).isLessThan(0.007);
        // Five decimals are published of gamma, four of the mark.
        assertThat(errors(report, "gamma").p999()).isLessThan(1e-5);
        assertThat(errors(report, "mark").median()).isLessThan(5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "btc_chain_20230412.csv.gz, 160, 0",
        "btc_chain_20230413.csv.gz, 277, 6",
        "eth_chain_20230412.csv.gz, 160, 0",
        "eth_chain_20230413.csv.gz, 276, 6"
    })
    void shouldAgreeWithTheDeltaOfAWholeBookAtEverySnapshot(
            final String file, final long snapshots, final long inWindow) {
        final GreeksReport.Book book =
                GreeksCheck.check(SharedData.data("deribit-chain-2023/" + file)).book();

        assertThat(book.snapshots()).isEqualTo(snapshots);
        assertThat(book.longShort().snapshots()).isEqualTo(snapshots);
        assertThat(book.insideWindow().allLong().snapshots()).isEqualTo(inWindow);
        assertThat(book.maxShareOfGross()).isLessThan(1e-4);
        assertThat(book.longShort().maxShareOfGross()).isLessThan(1e-4);
        assertThat(book.median()).isLessThan(1e-5);
        assertThat(book.longShort().median()).isLessThan(1e-5);
        assertThat(book.insideWindow().allLong().maxShareOfGross()).isLessThan(5e-3);
    }

    @ParameterizedTest
    @CsvSource({"btc_chain_20230413.csv.gz, 192", "eth_chain_20230413.csv.gz, 156"})
    void shouldFollowThePublishedDeltaThroughTheDeliveryWindow(final String file, final long rows) {
        final GreeksReport report = GreeksCheck.check(SharedData.data("deribit-chain-2023/" + file));

        assertThat(report.insideWindow().rows()).isEqualTo(rows);
        assertThat(report.insideWindow().delta().rows()).isEqualTo((int) rows);
        assertThat(report.insideWindow().delta().maxAbsError()).isLessThan(3e-3);
    }

    @Test
    void shouldAgreeWithTheChainOfTwentyTwentyOne() {
        final GreeksReport report = GreeksCheck.check(SharedData.data("deribit-chain-2021/btc_option_data.csv"));

        assertThat(report.compared()).isEqualTo(976);
        assertThat(errors(report, "delta").maxAbsError()).isLessThan(5e-4);
        assertThat(errors(report, "delta").p999()).isLessThan(1e-4);
        assertThat(errors(report, "vega").maxAbsError()).isLessThan(0.02);
    }

    @Test
    void shouldAgreeInTheMedianWhenGreeksWereReadMinutesAfterPrices() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(SharedData.data("deribit-chain-2026"))) {
            files = all.sorted().toList();
        }

        assertThat(files).hasSize(24);
        for (final Path file : files) {
            final GreeksReport report = GreeksCheck.check(file);
            assertThat(report.greeks()).containsOnlyKeys("delta", "vega", "mark");
            assertThat(report.byCoin()).containsOnlyKeys("BTC", "ETH");
            assertThat(errors(report, "delta").median()).as(report.file()).isLessThan(2e-3);
            final int byCoin = report.byCoin().values().stream()
                    .mapToInt(coin ->
                            Objects.requireNonNull(coin.greeks().get("delta")).rows())
                    .sum();
            assertThat(byCoin).isEqualTo(errors(report, "delta").rows());
            assertThat(report.compared()).isEqualTo(report.rows());
        }
    }

    private static GreekErrors errors(final GreeksReport report, final String greek) {
        return Objects.requireNonNull(report.greeks().get(greek), greek);
    }
}
