package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpliedVolVerbTest {
    private static final String HEADER = "id,forward,strike,T,price,type";

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private Path input = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void nameFiles() {
        input = folder.resolve("prices.csv");
        output = folder.resolve("vols.csv");
    }

    @Test
    void shouldAppendVolAndStatusAndKeepTheOtherColumns() throws IOException {
        write(
                "a,100,100,1,7.965567455405804,C",
                "\"b,c\",100,110,0.25,1.5,put",
                "d,100,90,1,10,call",
                "e,100,90,0,12,C");

        assertThat(run()).isEqualTo(ExitCode.OK);

        final List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).isEqualTo(HEADER + ",vol,status");
        assertThat(lines.get(1)).startsWith("a,100,100,1,7.965567455405804,C,").endsWith(",ok");
        assertThat(Double.parseDouble(lines.get(1).split(",", -1)[6])).isCloseTo(0.2, within(1e-15));
        assertThat(lines.get(2)).isEqualTo("\"b,c\",100,110,0.25,1.5,put,,below_intrinsic");
        assertThat(lines.get(3)).isEqualTo("d,100,90,1,10,call,0,at_intrinsic");
        assertThat(lines.get(4)).isEqualTo("e,100,90,0,12,C,,expired");
        assertThat(captured.out()).contains("4 rows written to " + output).contains("below_intrinsic  1");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void shouldCountTheRowsByStatusWhenAskedForJson() throws IOException {
        write("a,100,100,1,8,C", "b,100,100,1,9,C", "c,100,100,1,100,C", "d,-1,100,1,9,C");

        assertThat(run("--json")).isEqualTo(ExitCode.OK);

        assertThat(captured.out().lines()).hasSize(1);
        final JsonNode summary = new ObjectMapper().readTree(captured.out());
        assertThat(summary.get("input").asText()).isEqualTo(input.toString());
        assertThat(summary.get("output").asText()).isEqualTo(output.toString());
        assertThat(summary.get("model").asText()).isEqualTo("black");
        assertThat(summary.get("rows").asLong()).isEqualTo(4);
        assertThat(summary.get("seconds").asDouble()).isPositive();
        assertThat(summary.get("status").toString())
                .isEqualTo("{\"ok\":2,\"at_intrinsic\":0,\"below_intrinsic\":0,\"above_maximum\":1,\"expired\":0,"
                        + "\"invalid\":1}");
    }

    @Test
    void shouldTakeNegativeForwardsWhenTheModelIsBachelier() throws IOException {
        write("a,-2,-2,0.25,1,P");

        assertThat(run("--model", "bachelier")).isEqualTo(ExitCode.OK);

        final String[] cells = Files.readAllLines(output).get(1).split(",", -1);
        assertThat(Double.parseDouble(cells[6])).isCloseTo(2.0 * Math.sqrt(2.0 * Math.PI), within(1e-14));
        assertThat(cells[7]).isEqualTo("ok");
    }

    /** The volatility that the Greeks verb was given comes back from the price it wrote. */
    @Test
    void shouldUndoWhatTheGreeksVerbDid() throws IOException {
        final Path options = folder.resolve("options.csv");
        Files.writeString(options, "forward,strike,T,vol,type\n60000,65000,0.25,0.6,call\n60000,48000,0.02,0.83,put\n");
        assertThat(tool.run(
                        "greeks", "--model", "black76", "--input", options.toString(), "--output", input.toString()))
                .isEqualTo(ExitCode.OK);
        Files.writeString(input, Files.readString(input).replace("T,vol,type", "T,given,type"));

        assertThat(run()).isEqualTo(ExitCode.OK);

        for (final String line : Files.readAllLines(output).subList(1, 3)) {
            final String[] cells = line.split(",", -1);
            final double given = Double.parseDouble(cells[3]);
            assertThat(Double.parseDouble(cells[cells.length - 2])).isCloseTo(given, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,x,100,1,8,C    | :3:forward",
                "a,100,,1,8,C     | :3:strike",
                "a,100,100,NaN,8,C| :3:T",
                "a,100,100,1,?,C  | :3:price",
                "a,100,100,1,8,X  | :3:type",
                "a,100,100,1,8    | as many cells as the header"
            })
    void shouldRefuseACellThatIsNoNumberWith65(final String row, final String message) throws IOException {
        write("a,100,100,1,8,C", row);

        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains(input.toString()).contains(message);
        assertThat(output).doesNotExist();
    }

    @Test
    void shouldNameTheColumnThatIsMissing() throws IOException {
        Files.writeString(input, "forward,strike,T,type\n100,100,1,C\n");

        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.err()).contains(":1:price").contains("a column of this name");
    }

    @Test
    void shouldExitWith65WhenTheInputIsNotThere() {
        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.err()).contains("file cannot be read: path=" + input);
    }

    @Test
    void shouldExitWith65WhenTheOutputCannotBeWritten() throws IOException {
        write("a,100,100,1,8,C");
        output = folder.resolve("absent").resolve("vols.csv");

        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.err()).contains("cannot write: path=" + output).doesNotContain("\tat ");
    }

    @Test
    void shouldNameTheLineAfterEmptyOnesWhenARowIsShort() throws IOException {
        write("", "", "a,100,100,1,8");

        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.err()).contains(input + ":4: found \"5 cells\"");
    }

    @Test
    void shouldExitWith2WhenTheModelIsUnknownOrAFileIsNotNamed() throws IOException {
        write("a,100,100,1,8,C");

        assertThat(run("--model", "sabr")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("no such model: --model sabr; known: black, bachelier");
        captured.reset();
        assertThat(tool.run("iv", "--input", input.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--output");
        assertThat(output).doesNotExist();
    }

    private int run(final String... more) {
        final String[] args = new String[more.length + 5];
        args[0] = "iv";
        args[1] = "--input";
        args[2] = input.toString();
        args[3] = "--output";
        args[4] = output.toString();
        System.arraycopy(more, 0, args, 5, more.length);
        return tool.run(args);
    }

    private void write(final String... rows) throws IOException {
        Files.writeString(input, HEADER + "\n" + String.join("\n", rows) + "\n");
    }
}
