package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A key that must be seen nowhere: the daemon runs as a process of its own with every log level open, in good times and in
 * bad, and whatever it wrote, printed or was started with is searched for it, as it is, in base64 and in hexadecimal.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SecretCanaryTest extends LeakCheckedTest {
    private static final String CANARY = "CANARY-7f3k9Qz2-do-not-sing";

    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path written = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        written = Files.createDirectories(directory.resolve("written"));
    }

    @ParameterizedTest
    @CsvSource({"client_signature, file", "client_credentials, environment"})
    void shouldKeepAGoodKeyToItself(final String grant, final String place) throws Exception {
        try (ServedVenue venue = ServedVenue.open(0, 21)) {
            venue.buy(500_000);
            final String section = place.equals("file")
                    ? section(venue.url().toString(), venue.clientId(), venue.clientSecret())
                    : environmentSection(venue);

            final int exit = daemon(
                    section + "grant = \"" + grant + "\"\nramp_order_usd = 50000.0\n",
                    venue.clientSecret(),
                    "run",
                    "--live",
                    "--seconds",
                    "5",
                    "--json");

            assertThat(exit).as(error()).isZero();
            assertThat(printed("out")).contains("\"mode\":\"LIVE\"");
            assertThat(venue.orders()).hasSizeGreaterThan(1);
            assertUnseen(venue.clientSecret());
        }
    }

    @Test
    void shouldKeepAWrongKeyToItself() throws Exception {
        try (ServedVenue venue = ServedVenue.open(0, 22)) {
            final int exit = daemon(
                    section(venue.url().toString(), venue.clientId(), CANARY) + "grant = \"client_credentials\"\n",
                    CANARY,
                    "run",
                    "--live",
                    "--json");

            assertThat(exit).as(error()).isEqualTo(ExitCode.AUTHENTICATION);
            assertUnseen(CANARY);
        }
    }

    @ParameterizedTest
    @EnumSource(HostileVenue.Manner.class)
    void shouldKeepTheKeyToItselfWhenAVenueThrowsItBack(final HostileVenue.Manner manner) throws Exception {
        try (HostileVenue venue = new HostileVenue(manner)) {
            final int exit = daemon(
                    section(venue.url().toString(), "some-id", CANARY)
                            + "grant = \"client_credentials\"\nstart_timeout_s = 3\n",
                    CANARY,
                    "run",
                    "--live",
                    "--json");

            assertThat(exit).as(error()).isIn(ExitCode.AUTHENTICATION, ExitCode.VENUE_UNAVAILABLE);
            assertThat(venue.requests()).isPositive();
            assertUnseen(CANARY);
        }
    }

    @ParameterizedTest
    @CsvSource({"run --live --json", "run --live", "config check --json", "config show --json", "config show"})
    void shouldRefuseAKeyThatStandsInTheConfigurationAndNotRepeatIt(final String verb) throws Exception {
        final String section = "[venue]\nclient_id = \"env:ID\"\nclient_secret = \"" + CANARY + "\"\n";

        final int exit = daemon(section, CANARY, verb.split(" "));

        assertThat(exit).as(error()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(error()).contains("venue.client_secret");
        assertUnseen(CANARY);
    }

    @Test
    void shouldShowAConfigurationWithoutLookingBehindItsReferences() throws Exception {
        final int exit = daemon(section("ws://127.0.0.1:1/ws", "some-id", CANARY), CANARY, "config", "show", "--json");

        assertThat(exit).as(error()).isZero();
        assertThat(printed("out")).contains("file:");
        assertUnseen(CANARY);
    }

    private String section(final String url, final String id, final String secret) throws IOException {
        return "[venue]\nurl = \"" + url + "\"\naccount_write = true\nclient_id = \""
                + ServedVenue.secretFile(directory.resolve("id"), id) + "\"\nclient_secret = \""
                + ServedVenue.secretFile(directory.resolve("secret"), secret) + "\"\n";
    }

    private String environmentSection(final ServedVenue venue) {
        environment.put("CANARY_ID", venue.clientId());
        environment.put("CANARY_SECRET", venue.clientSecret());
        return "[venue]\nurl = \"" + venue.url() + "\"\naccount_write = true\nclient_id = \"env:CANARY_ID\"\n"
                + "client_secret = \"env:CANARY_SECRET\"\n";
    }

    /** Runs a verb in a process of its own; its arguments are searched while it lives. */
    private int daemon(final String venue, final String secret, final String... verb) throws Exception {
        final Path desk = directory.resolve("desk.toml");
        Files.writeString(desk, venue + RunVerbTest.DESK);
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GimbalMain.class.getName()));
        command.addAll(List.of(verb));
        if (verb[0].equals("run")) {
            command.addAll(List.of("--config", desk.toString()));
            command.addAll(List.of("--journal", written.resolve("journal").toString()));
        } else {
            command.add(desk.toString());
        }
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(written.resolve("out").toFile())
                .redirectError(written.resolve("err").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("GIMBAL_LOG_LEVEL", "ALL");
        final Process process = builder.start();
        try {
            final Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            final String line =
                    Files.exists(arguments) ? new String(Files.readAllBytes(arguments), StandardCharsets.UTF_8) : "";
            assertThat(forms(secret)).noneMatch(line::contains);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String printed(final String stream) throws IOException {
        return Files.readString(written.resolve(stream));
    }

    private String error() throws IOException {
        return printed("err");
    }

    private void assertUnseen(final String secret) throws IOException {
        final List<String> forms = forms(secret);
        int files = 0;
        try (Stream<Path> all = Files.walk(written)) {
            for (final Path file : all.filter(Files::isRegularFile).toList()) {
                final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (final String form : forms) {
                    assertThat(bytes.contains(form))
                            .as("%s holds the key as %s", file.getFileName(), form.substring(0, 4))
                            .isFalse();
                }
                files++;
            }
        }
        assertThat(files).isGreaterThanOrEqualTo(2);
    }

    /** As it is, in hexadecimal, and in base64 at each of the three places that a group of bytes may begin. */
    private static List<String> forms(final String secret) {
        final byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        final String hex = HexFormat.of().formatHex(bytes);
        final List<String> forms = new ArrayList<>(List.of(secret, hex, hex.toUpperCase(Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            final byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            final String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and the last group hold bits of the neighbours.
            forms.add(text.substring(4, text.length() - 3));
        }
        return forms;
    }

    @Test
    void shouldFindAKeyInEachOfItsForms() throws IOException {
        final byte[] secret = CANARY.getBytes(StandardCharsets.UTF_8);
        for (final String shown : List.of(
                "x" + CANARY + "y",
                HexFormat.of().formatHex(secret),
                Base64.getEncoder().encodeToString(("ab" + CANARY + "cd").getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("a" + CANARY).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(secret))) {
            assertThat(forms(CANARY)).as(shown).anyMatch(shown::contains);
        }
    }
}
