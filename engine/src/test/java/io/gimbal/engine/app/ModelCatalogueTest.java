package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogueTest {
    private static final Path PAGE = Path.of("../docs/MODELS.md");

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldStandInTheDocumentationAsTheVerbPrintsIt() throws IOException {
        assertThat(tool.run("greeks", "--list")).isEqualTo(ExitCode.OK);

        assertThat(Files.readString(PAGE)).contains("```\n" + captured.out() + "```\n");
    }

    @Test
    void shouldListModelsColumnsAndGreeksForPrograms() throws IOException {
        assertThat(tool.run("greeks", "--list", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode catalogue = new ObjectMapper().readTree(captured.out());
        assertThat(catalogue.get("models")).hasSameSizeAs(ModelCatalogue.names());
        final JsonNode black = catalogue.get("models").get(0);
        assertThat(black.get("name").asText()).isEqualTo("black76");
        assertThat(black.get("columns").findValuesAsText("name"))
                .containsExactly("forward", "strike", "T", "vol", "type");
        assertThat(black.get("columns").findValuesAsText("unit")).noneMatch(String::isBlank);
        assertThat(catalogue.get("greeks").findValuesAsText("name"))
                .startsWith("price", "delta", "gamma", "vega", "theta", "vanna", "volga", "charm")
                .hasSize(14);
    }

    @Test
    void shouldValueAFileUnderEveryModelOfTheList() throws IOException {
        final List<String> listed = new ArrayList<>();
        for (final JsonNode model : models()) {
            final String name = model.get("name").asText();
            listed.add(name);
            final Path input = folder.resolve("in.csv");
            final Path output = folder.resolve(name + ".csv");
            final List<String> columns = model.get("columns").findValuesAsText("name");
            Files.writeString(input, String.join(",", columns) + "\n");

            captured.reset();
            assertThat(tool.run(
                            "greeks",
                            "--model",
                            name,
                            "--input",
                            input.toString(),
                            "--output",
                            output.toString(),
                            "--json"))
                    .as(captured.err())
                    .isEqualTo(ExitCode.OK);

            assertThat(Files.readString(output)).startsWith(String.join(",", columns) + ",price,delta,");
            assertThat(captured.out()).contains("\"rows\":0");
        }
        assertThat(listed).containsExactlyElementsOf(ModelCatalogue.names());
    }

    @Test
    void shouldNameTheKnownModelsWhenOneIsUnknown() {
        assertThat(tool.run("greeks", "--model", "blakc76", "--input", "a", "--output", "b"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(captured.err()).contains("blakc76", "black76, ", "bachelier");
    }

    @Test
    void shouldWriteCashGreeksWhenAsked() throws IOException {
        final Path input = folder.resolve("in.csv");
        final Path output = folder.resolve("out.csv");
        Files.writeString(input, "forward,strike,T,vol,type\n100,90,0,0.5,call\n");

        assertThat(tool.run(
                        "greeks",
                        "--cash",
                        "--model",
                        "black76",
                        "--input",
                        input.toString(),
                        "--output",
                        output.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(Files.readAllLines(output).get(1)).isEqualTo("100,90,0,0.5,call,10,100,0,0,0,0,0,0,0,0,0,0,0,-1");
    }

    /** Asked for once: two hundred models' lists of two hundred models take half a minute. */
    private JsonNode models() throws IOException {
        captured.reset();
        tool.run("greeks", "--list", "--json");
        return new ObjectMapper().readTree(captured.out()).get("models");
    }
}
