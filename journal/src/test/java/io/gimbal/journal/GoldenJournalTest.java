package io.gimbal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.file.FileStorage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.co.real_logic.sbe.ir.Token;

/** Journals of every release, and today's code. */
class GoldenJournalTest extends LeakCheckedTest {
    static Stream<Path> releases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(golden())) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private static Path golden() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenJournalTest.class.getResource("/golden"))
                .toURI());
    }

    private static Path currentGolden() throws URISyntaxException {
        return golden().resolve(Integer.toString(GenesisDecoder.SCHEMA_VERSION));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldVerify(final Path release) {
        final VerifyReport report =
                JournalReader.open(release, new FileStorage()).verify();

        assertThat(report.ok()).as(String.valueOf(report.firstBad())).isTrue();
        assertThat(report.generations()).isEqualTo(2);
        assertThat(report.uncleanGenerations()).isZero();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadAsItDidWhenItWasWritten(final Path release) throws IOException {
        final List<String> then = GoldenJournal.committedDump(release);
        final List<String> today = GoldenJournal.dump(release);

        assertThat(today).hasSameSizeAs(then);
        for (int i = 0; i < then.size(); i++) {
            final String line = then.get(i).substring(0, then.get(i).length() - 1);
            assertThat(today.get(i)).startsWith(line);
            assertThat(today.get(i).substring(line.length())).matches("(,\"\\w+\":null)*}");
        }
    }

    @Test
    void shouldBeWrittenAgainWithTheSameBytesByTodaysCode() throws Exception {
        final Path committed = currentGolden();
        assertThat(committed).as("a release adds its golden journal").isDirectory();

        final Path fresh = directory.resolve("fresh");
        GoldenJournal.main(new String[] {fresh.toString()});

        assertThat(files(fresh)).isEqualTo(files(committed));
        for (final String file : files(fresh)) {
            assertThat(fresh.resolve(file)).as(file).hasSameBinaryContentAs(committed.resolve(file));
        }
    }

    private static List<String> files(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldPassThroughGeneratedCodecsUnchanged(final Path release) throws Exception {
        final JournalReader reader = JournalReader.open(release, new FileStorage());
        final SampleEvents language = new SampleEvents(0);
        final UnsafeBuffer encoded = SampleEvents.buffer();

        for (final Generation generation : reader.generations()) {
            for (final JournalTailer tailer :
                    List.of(reader.in(generation.number()), reader.out(generation.number()))) {
                try (tailer) {
                    while (tailer.next()) {
                        encoded.setMemory(0, encoded.capacity(), (byte) 0);
                        passThroughCodecs(tailer, language, encoded);
                        final int from = firstComparable(tailer);
                        final byte[] before = new byte[tailer.payloadLength() - from];
                        final byte[] after = new byte[tailer.payloadLength() - from];
                        tailer.buffer().getBytes(tailer.payloadOffset() + from, before);
                        encoded.getBytes(from, after);
                        assertThat(after).as(language.name(tailer.type())).isEqualTo(before);
                    }
                }
            }
        }
    }

    /** Today's encoder writes today's version and block length; of an older message only the fields stay as they were. */
    private static int firstComparable(final JournalTailer tailer) {
        final int version = new MessageHeaderDecoder()
                .wrap(tailer.buffer(), tailer.payloadOffset())
                .version();
        return version == MessageHeaderDecoder.SCHEMA_VERSION ? 0 : MessageHeaderDecoder.ENCODED_LENGTH;
    }

    /** Decodes with the generated decoder and encodes with the generated encoder, field by field. */
    private static void passThroughCodecs(
            final JournalTailer tailer, final SampleEvents language, final UnsafeBuffer target) throws Exception {
        final String codec = "io.gimbal.journal.codec." + language.name(tailer.type());
        final Object decoder = Class.forName(codec + "Decoder").getConstructor().newInstance();
        final Object encoder = Class.forName(codec + "Encoder").getConstructor().newInstance();
        decoder.getClass()
                .getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
                .invoke(decoder, tailer.buffer(), tailer.payloadOffset(), new MessageHeaderDecoder());
        encoder.getClass()
                .getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class)
                .invoke(encoder, target, 0, new MessageHeaderEncoder());
        final List<Token> message = language.tokens(tailer.type());
        for (int i = 1; i < message.size() - 1; i += message.get(i).componentTokenCount()) {
            final Method getter = decoder.getClass().getMethod(message.get(i).name());
            encoder.getClass()
                    .getMethod(message.get(i).name(), getter.getReturnType())
                    .invoke(encoder, getter.invoke(decoder));
        }
    }

    @Test
    void shouldHoldEveryEventOfTheLanguage() throws Exception {
        final String dump = String.join("\n", GoldenJournal.committedDump(currentGolden()));

        final SampleEvents samples = new SampleEvents(0);
        assertThat(samples.templateIds()).hasSize(58);
        for (final int templateId : samples.templateIds()) {
            assertThat(dump).contains("\"event\":\"" + samples.name(templateId) + "\"");
        }
    }
}
