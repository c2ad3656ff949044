package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.market.path.QueueSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontierPictureTest {
    @TempDir
    private Path folder = Path.of("");

    private static BarReport report(final String policy, final double cost) {
        final BarReport.OutOfSample judged =
                new BarReport.OutOfSample(0.25, 0.02, 0.21, 0.3, 0.9, 3.5, 4.0, 1.5, 0.8, 0.4);
        return new BarReport(
                "bars.csv",
                0L,
                60_000L,
                2,
                0,
                7,
                240,
                0.85,
                10,
                4,
                5,
                List.of(
                        new BarReport.Row("fixed-time", 1.0, 0.0, 240.0, "minutes", judged),
                        new BarReport.Row(policy, 0.5, null, null, "coins", null)),
                List.of(
                        new BarReport.Line(
                                "fixed-time",
                                "interval",
                                "minutes",
                                List.of(new BarReport.Point(120, 6, 7), new BarReport.Point(240, cost, 10))),
                        new BarReport.Line(policy, "halfWidth", "coins", List.of(new BarReport.Point(0.1, 5, 5)))),
                new FrontierReport.Assumptions(
                        TradingCosts.SIX_BP, QueueSettings.PERPETUAL, 2.0, 1.0, List.of("a < b & c")));
    }

    @Test
    void shouldDrawRecordedBarsWithWhatIsKnown() throws IOException {
        final Path page = folder.resolve("bars.html");
        FrontierPicture.of(report("band-target", 4.0)).write(page);

        final String html = Files.readString(page);
        assertThat(html)
                .contains("recorded bars", "0.250 ± 0.020", "0.210 – 0.300", "80 %", "<td>0.500</td>", "<td>–</td>")
                .contains("a &lt; b &amp; c", "stroke-dasharray=\"6 4\"", "halfWidth 0.1000 coins")
                .doesNotContain("null", "NaN");
        assertThat(html.split("<polyline", -1)).hasSize(3);
        assertThat(html.split("<circle", -1)).hasSize(4);
    }

    @Test
    void shouldEscapeNamesAndLeaveOutWhatIsFarFromTheClock() throws IOException {
        final StringWriter out = new StringWriter();
        new FrontierChart(
                        List.of(
                                new FrontierChart.Line("a<b", List.of(new FrontierChart.Dot("x", 2.0, 3.0))),
                                new FrontierChart.Line("far", List.of(new FrontierChart.Dot("y", 50.0, 3.0)))),
                        2.0)
                .draw(out);

        assertThat(out.toString()).contains("a&lt;b").doesNotContain("a<b", "NaN");
        assertThat(out.toString().split("<circle", -1)).hasSize(2);
        assertThat(out.toString().split("<polyline", -1)).hasSize(2);
    }

    @Test
    void shouldReplaceAPageWhole() throws IOException {
        final Path page = Files.writeString(folder.resolve("page.html"), "old");
        FrontierPicture.of(report("band-edge", 4.0)).write(page);

        assertThat(page).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        try (var inside = Files.list(folder)) {
            assertThat(inside).containsExactly(page);
        }
    }
}
