package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.journal.JournalBusyException;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.JournalSpaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineToolTest {
    private static final String DESK = "../config/desks/btc-straddles.toml";

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldShowTheVersionForPeopleAndPrograms() throws JsonProcessingException {
        assertThat(tool.run("version")).isEqualTo(ExitCode.OK);
        assertThat(captured.out()).startsWith("gimbal ").contains("JDK " + Runtime.version());

        captured.reset();
        assertThat(tool.run("version", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode version = onlyObject();
        assertThat(version.get("codeHash").asText()).matches("[0-9a-f]{16}");
        assertThat(version.get("schemaId").asInt()).isEqualTo(7101);
        assertThat(version.get("journalFormat").asInt()).isEqualTo(1);
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void shouldAcceptAGoodFile() throws JsonProcessingException {
        assertThat(tool.run("config", "check", DESK, "--json")).isEqualTo(ExitCode.OK);

        final JsonNode check = onlyObject();
        assertThat(check.get("ok").asBoolean()).isTrue();
        assertThat(check.get("books").asInt()).isEqualTo(1);
        assertThat(check.get("configurationHash").asText()).matches("[0-9a-f]{16}");
        assertThat(check.get("warnings")).isEmpty();
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void shouldWarnOfWhatCanBeUsedAndIsHardlyMeant() throws IOException {
        final Path file = folder.resolve("never.toml");
        final String desk = Files.readString(Path.of(DESK));
        Files.writeString(file, desk.replace("[hedging]\n", "[hedging]\ntrade_when = \"false\"\n"));

        assertThat(tool.run("config", "check", file.toString(), "--json")).isEqualTo(ExitCode.OK);

        final JsonNode warning = onlyObject().get("warnings").get(0);
        assertThat(warning.get("line").asInt()).isEqualTo(20);
        assertThat(warning.get("key").asText()).isEqualTo("hedging.trade_when");
        assertThat(captured.err())
                .startsWith("gimbal: warning: " + file + ":20:1: hedging.trade_when can never be true");
    }

    @Test
    void shouldReportEveryProblemOfABadFileAndExitWith78() throws IOException {
        final Path file = folder.resolve("bad.toml");
        Files.writeString(file, "[engine]\nstate_hash_intervall = 5\n[journal]\nstorage = 7\n");

        assertThat(tool.run("config", "check", file.toString())).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err())
                .contains(file + ":2:1: engine.state_hash_intervall is not a property")
                .contains(file + ":4:1: journal.storage must be a string")
                .contains("2 problem(s)");
    }

    @Test
    void shouldPrintOneObjectAlsoWhenAFileIsBad() throws IOException {
        final Path file = folder.resolve("bad.toml");
        Files.writeString(file, "[engine]\nstate_hash_interval = 0\n");

        assertThat(tool.run("config", "show", "--json", file.toString())).isEqualTo(ExitCode.CONFIGURATION);

        final JsonNode error = onlyObject().get("error");
        assertThat(error.get("code").asInt()).isEqualTo(78);
        assertThat(error.get("problems").get(0).get("line").asInt()).isEqualTo(2);
        assertThat(error.get("problems").get(0).get("key").asText()).isEqualTo("engine.state_hash_interval");
    }

    @Test
    void shouldShowAConfigurationThatReadsBack() throws IOException {
        assertThat(tool.run("config", "show", DESK)).isEqualTo(ExitCode.OK);
        final Path shown = folder.resolve("shown.toml");
        Files.writeString(shown, captured.out());
        captured.reset();
        assertThat(tool.run("config", "show", shown.toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode again = onlyObject();
        captured.reset();
        assertThat(tool.run("config", "show", DESK, "--json")).isEqualTo(ExitCode.OK);

        assertThat(again).isEqualTo(onlyObject());
        assertThat(again.at("/configuration/book/0/rule/quantity_coins").decimalValue())
                .isEqualByComparingTo("-10");
        assertThat(captured.out()).contains("\"perpetual_taker_rate\":0.0005,");
    }

    @Test
    void shouldListEveryPropertyWithItsReason() throws JsonProcessingException {
        assertThat(tool.run("config", "schema", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode properties = onlyObject().get("properties");
        assertThat(properties.size()).isGreaterThan(40);
        for (final JsonNode property : properties) {
            assertThat(property.get("why").asText()).as(property.toString()).endsWith(".");
            assertThat(property.get("range").asText()).isNotEmpty();
        }
        captured.reset();
        assertThat(tool.run("config", "schema")).isEqualTo(ExitCode.OK);
        assertThat(captured.out())
                .contains("book.sense: choice, coin_neutral | usd_neutral | venue, required")
                .contains("simulation.latency_ms: integer [milliseconds], 0 to 60000, default 25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "frobnicate", "version --yaml", "config", "config check", "config check a b", "help nope"})
    void shouldRefuseAWrongCommandLineWith2(final String line) {
        final String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(tool.run(args)).isEqualTo(ExitCode.USAGE);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).startsWith("gimbal: ").contains("help");
    }

    @Test
    void shouldSuggestTheVerbThatWasMeant() {
        assertThat(tool.run("verson")).isEqualTo(ExitCode.USAGE);

        assertThat(captured.err()).contains("Did you mean: gimbal version");
    }

    @Test
    void shouldPrintNothingOnStandardOutputWhenTheCommandLineIsNotUnderstood() {
        assertThat(tool.run("config", "check", "--json")).isEqualTo(ExitCode.USAGE);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains("FILE");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void shouldGiveEveryVerbADescriptionAndAnExample(final String verb) {
        final String[] args = ("help " + verb).strip().split(" ", -1);

        assertThat(tool.run(args)).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("Usage: " + ("gimbal " + verb).strip())
                .contains("Example")
                .contains("\n  gimbal ")
                .contains("--help");
        captured.reset();
        final List<String> option = new ArrayList<>(List.of(args).subList(1, args.length));
        option.add("--help");
        assertThat(tool.run(option.toArray(String[]::new))).isEqualTo(ExitCode.OK);
        assertThat(captured.out()).contains("Usage: ");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void shouldOfferExamplesThatParse(final String verb) {
        final CommandLine root = tool.commandLine();
        final String footer = String.join("\n", footer(root, verb)).replaceAll("\\\\\n *", "");
        for (final String line : footer.lines().toList()) {
            if (line.startsWith("  gimbal ")) {
                final String[] args = line.strip().substring("gimbal ".length()).split(" ", -1);
                assertThat(root.parseArgs(args).unmatched()).as(line).isEmpty();
            }
        }
    }

    @Test
    void shouldTellScriptsWhatKindOfFailureItWas() {
        assertThat(CommandLineTool.exitCode(new VerbException(ExitCode.VENUE_UNAVAILABLE, "")))
                .isEqualTo(69);
        assertThat(CommandLineTool.exitCode(new UnresolvableBookException(""))).isEqualTo(78);
        assertThat(CommandLineTool.exitCode(new JournalSpaceException(""))).isEqualTo(78);
        assertThat(CommandLineTool.exitCode(new JournalCorruptException(7, ""))).isEqualTo(65);
        assertThat(CommandLineTool.exitCode(new JournalBusyException(""))).isEqualTo(2);
        assertThat(CommandLineTool.exitCode(new IllegalStateException(""))).isEqualTo(1);
    }

    @Test
    void shouldDescribeEveryVerbInTheManual() throws IOException {
        final String manual = Files.readString(Path.of("..", "docs", "VERBS.md"));

        for (final String verb : verbs()) {
            assertThat(manual).as(verb).contains("`" + ("gimbal " + verb).strip());
        }
    }

    @Test
    void shouldKeepTheReadmeShortWithTheTwoCommandsFirst() throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("..", "README.md"));

        assertThat(lines).hasSizeLessThanOrEqualTo(120);
        assertThat(String.join("\n", lines.subList(0, 12)))
                .contains("./gimbal demo --seconds 20 --seed 7\nmvn verify\n");
    }

    static List<String> verbs() {
        final List<String> verbs = new ArrayList<>();
        collect(new CommandLineTool(new CapturedStreams().streams()).commandLine(), "", verbs);
        return verbs;
    }

    private static void collect(final CommandLine command, final String name, final List<String> verbs) {
        verbs.add(name);
        command.getSubcommands().forEach((verb, sub) -> collect(sub, (name + ' ' + verb).strip(), verbs));
    }

    private static String[] footer(final CommandLine root, final String verb) {
        CommandLine command = root;
        for (final String part : verb.isEmpty() ? new String[0] : verb.split(" ", -1)) {
            command = Objects.requireNonNull(command.getSubcommands().get(part));
        }
        return command.getCommandSpec().usageMessage().footer();
    }

    private JsonNode onlyObject() throws JsonProcessingException {
        assertThat(captured.out().lines()).hasSize(1);
        final JsonNode object = new ObjectMapper().readTree(captured.out());
        assertThat(object.isObject()).isTrue();
        return object;
    }
}
