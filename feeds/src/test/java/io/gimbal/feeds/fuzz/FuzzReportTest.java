package io.gimbal.feeds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On lines as Jazzer 0.30 writes them. */
final class FuzzReportTest {
    private static final List<String> START = List.of(
            "INFO: Instrumented io.gimbal.feeds.deribit.VenueFuzz (took 565 ms, size +15%)",
            "INFO: seed corpus: files: 459 min: 12b max: 2006b total: 2313b rss: 479Mb",
            "#460\tINITED cov: 2892 ft: 6050 corp: 51/23Kb exec/s: 460 rss: 579Mb");
    private static final List<String> PROGRESS = List.of(
            "#512\tpulse  cov: 3026 ft: 7028 corp: 75/31Kb lim: 1933 exec/s: 256 rss: 580Mb",
            "#5788\tREDUCE cov: 3268 ft: 11893 corp: 450/213Kb lim: 1933 exec/s: 186 rss: 649Mb L: 4/226 MS: 2 Custom-");
    private static final List<String> END = List.of(
            "Done 5793 runs in 31 second(s)",
            "stat::number_of_executed_units: 5793",
            "stat::average_exec_per_sec:     186",
            "stat::new_units_added:          451",
            "stat::slowest_unit_time_sec:    2",
            "stat::peak_rss_mb:              651");

    @Test
    void shouldReadWhatAWholeRunDid() {
        assertThat(FuzzReport.of(whole())).isEqualTo(new FuzzReport(5_793 - 460, 3_268, 11_893, 450, 2, 651));
    }

    @Test
    void shouldReadHowFarARunCameThatDidNotEnd() {
        assertThat(FuzzReport.of(unended())).isEqualTo(new FuzzReport(5_788 - 460, 3_268, 11_893, 450, 0, 649));
    }

    @Test
    void shouldCountNoExecutionsOfARunThatGotNoFurtherThanItsSeeds() {
        assertThat(FuzzReport.of(START).executions()).isZero();
        assertThat(FuzzReport.of(START.subList(0, 2))).isEqualTo(new FuzzReport(0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldSayItInOneLine() {
        assertThat(FuzzReport.of(whole()))
                .hasToString("executions=5333 coverage=3268 features=11893 corpus=450 slowest=2 s memory=651 MB");
    }

    private static List<String> unended() {
        return Stream.of(START, PROGRESS).flatMap(List::stream).toList();
    }

    private static List<String> whole() {
        return Stream.of(START, PROGRESS, END).flatMap(List::stream).toList();
    }
}
