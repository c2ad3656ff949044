package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class FrontierVerbTest {
    private static final String[] SMALL = {"--world", "gbm", "--days", "1", "--paths", "50", "--threads", "2"};

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldPrintOneRowPerPolicyAsOneObject() throws IOException {
        assertThat(run(SMALL, "--json")).isEqualTo(ExitCode.OK);

        assertThat(captured.out().lines()).hasSize(1);
        assertThat(captured.out()).doesNotContain("NaN", "Infinity");
        final JsonNode report = new ObjectMapper().readTree(captured.out());
        assertThat(report.get("world").asText()).isEqualTo("gbm");
        assertThat(report.get("clockMinutes").asInt()).isEqualTo(240);
        assertThat(report.get("results")).hasSize(13);
        for (final JsonNode row : report.get("results")) {
            assertThat(row.fieldNames())
                    .toIterable()
                    .contains(
                            "policy",
                            "teRatioAtEqualCost",
                            "standardError",
                            "teRatioBeforeUnwind",
                            "parameter",
                            "cost",
                            "costError",
                            "costRatio",
                            "constant",
                            "constantError",
                            "theoryConstant",
                            "trackingError",
                            "trackingErrorError",
                            "totalStd",
                            "totalStdError",
                            "es95",
                            "es95Error",
                            "meanPnl",
                            "meanPnlError",
                            "unwindCost",
                            "allInBp",
                            "makerShare");
        }
        assertThat(report.get("frontiers")).hasSize(13);
        assertThat(report.get("frontiers").get(6).get("policy").asText()).isEqualTo("whalley-wilmott-edge");
        assertThat(report.get("frontiers").get(6).get("points").size()).isGreaterThan(8);
        assertThat(report.get("theory")).hasSize(5);
        assertThat(report.get("assumptions").get("queue").get("orderLatencyMs").asDouble())
                .isEqualTo(50.0);
        assertThat(report.get("assumptions").get("notes").size()).isGreaterThan(5);
    }

    @Test
    void shouldPrintATableForPeople() {
        assertThat(run(SMALL, "--maker-fee-bp", "1")).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains(
                        "gbm, 1 days, 50 paths",
                        "whalley-wilmott-edge",
                        "default-maker",
                        "1.000+-0.000",
                        "had its fills cost more",
                        "band-edge / fixed-time",
                        "hoggard-whalley-wilmott",
                        "/0.5642",
                        "/0.2887");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void shouldDrawOnePageThatNeedsNothingElse() throws IOException, ParserConfigurationException, SAXException {
        final Path page = folder.resolve("frontier.html");
        assertThat(run(SMALL, "--json", "--html", page.toString())).isEqualTo(ExitCode.OK);

        final String html = Files.readString(page);
        assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("NaN", "Infinity");
        assertThat(html).doesNotContain("http", "<script", "<link", "src=", "url(", "@import");
        assertThat(html).contains("prefers-color-scheme:dark", "±");
        final Document document = parsed(html);
        assertThat(document.getElementsByTagName("svg").getLength()).isOne();
        assertThat(document.getElementsByTagName("polyline").getLength()).isBetween(8, 13);
        assertThat(document.getElementsByTagName("tr").getLength()).isEqualTo(14);
        assertThat(document.getElementsByTagName("circle").getLength()).isGreaterThan(40);

        final Path again = folder.resolve("again.html");
        assertThat(run(SMALL, "--html", again.toString())).isEqualTo(ExitCode.OK);
        assertThat(again).hasSameTextualContentAs(page);
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertThat(tool.run("frontier")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("frontier", "--world", "moon")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("frontier", "--world", "gbm", "--bars", "x.csv")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--clock", "90m")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--clock", "24h")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("frontier", "--world", "gbm", "--paths", "10")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("frontier", "--world", "gbm", "--days", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--eta", "NaN")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--tick-bp", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--order-cost-bp", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(run(SMALL, "--network", "nowhere.toml")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("frontier", "--bars", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.BAD_DATA);
        assertThat(tool.run("frontier", "--bars", folder.toString())).isEqualTo(ExitCode.BAD_DATA);
        assertThat(tool.run("frontier", "--bars", folder.toString(), "--spend", "2"))
                .isEqualTo(ExitCode.USAGE);
        final Path file = Files.writeString(folder.resolve("kept.txt"), "mine");
        assertThat(run(SMALL, "--html", file.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(file).hasContent("mine");
        assertThat(captured.out()).isEmpty();
        assertThat(captured.err())
                .contains(
                        "say --world gbm, --world btc, or --bars PATH",
                        "no such world: --world moon",
                        "no interval in hours: --clock 90m",
                        "out of range: clockMinutes=1440",
                        "out of range: paths=10",
                        "out of range: days=0",
                        "out of range: makerReach=NaN",
                        "out of range: tickBp=0.0",
                        "out of range: orderCostBp=-1.0",
                        "network=nowhere.toml is refused",
                        "bars cannot be read",
                        "folder without .csv files",
                        "out of range: spend=2.0",
                        "would replace a file that is no page");
    }

    private int run(final String[] common, final String... more) {
        final String[] arguments = new String[1 + common.length + more.length];
        arguments[0] = "frontier";
        System.arraycopy(common, 0, arguments, 1, common.length);
        System.arraycopy(more, 0, arguments, 1 + common.length, more.length);
        return tool.run(arguments);
    }

    private static Document parsed(final String html) throws IOException, ParserConfigurationException, SAXException {
        final DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(html)));
    }
}
