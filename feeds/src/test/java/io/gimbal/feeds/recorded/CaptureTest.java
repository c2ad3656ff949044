package io.gimbal.feeds.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.LeakCheckedTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CaptureTest extends LeakCheckedTest {
    private static final long TIME = 1_700_000_000_123_456_789L;
    private static final String URL = "wss://venue.example/ws/api/v2";

    @Test
    void shouldGiveBackWhatWasWrittenByteForByte() throws IOException {
        final Path file = directory.resolve("whole.gbc");
        final List<String> frames = frames(7, 400);

        write(file, frames, 50);

        assertThat(read(file)).containsExactlyElementsOf(expected(frames));
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                assertThat(reader.connection()).isBetween(0, 2);
            }
            assertThat(reader.isComplete()).isTrue();
            assertThat(reader.records()).isEqualTo(frames.size() + 2);
        }
    }

    @Test
    void shouldKeepFramesThatAreLongerThanABlockOrHoldLineFeeds() throws IOException {
        final Path file = directory.resolve("long.gbc");
        final byte[] noise = new byte[300_000];
        new Random(3).nextBytes(noise);
        final String hard = new String(noise, StandardCharsets.ISO_8859_1);
        final List<String> frames = List.of("", "\n", "{\n}\n1 0 < 2 {}", "x".repeat(5_000_000), hard, "{}");

        write(file, frames, 2);

        assertThat(read(file)).containsExactlyElementsOf(expected(frames));
    }

    @Test
    void shouldBeReadByOrdinaryGzipAsOneLinePerRecord() throws IOException {
        final Path file = directory.resolve("plain.gbc");
        write(file, List.of("{\"a\":1}", "{\"b\":2}"), 1);

        final String text;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            text = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(text.lines())
                .containsExactly(
                        "gimbal-capture 1",
                        TIME + " 0 + 29 " + URL,
                        TIME + " 0 < 7 {\"a\":1}",
                        (TIME + 1) + " 1 < 7 {\"b\":2}",
                        (TIME + 2) + " 0 - 7 the end");
    }

    @Test
    void shouldReadEveryWholeRecordBeforeATornEndWhereverItIsTorn() throws IOException {
        final Path file = directory.resolve("torn.gbc");
        final List<String> frames = frames(11, 60);
        write(file, frames, 10);
        final byte[] bytes = Files.readAllBytes(file);
        final List<String> whole = expected(frames);
        final Path torn = directory.resolve("cut.gbc");

        int before = 0;
        for (int length = 60; length < bytes.length; length++) {
            Files.write(torn, Arrays.copyOf(bytes, length));
            final List<String> read = read(torn);
            assertThat(read).as("length=%d", length).isEqualTo(whole.subList(0, read.size()));
            assertThat(read.size()).isGreaterThanOrEqualTo(before);
            before = read.size();
            try (CaptureReader reader = CaptureReader.open(torn)) {
                while (reader.next()) {
                    assertThat(reader.timeNs()).isPositive();
                }
                assertThat(reader.isComplete()).as("length=%d", length).isFalse();
            }
        }
        assertThat(before).isEqualTo(whole.size());
    }

    @Test
    void shouldTakeZerosAtTheEndForATornEnd() throws IOException {
        final Path file = directory.resolve("zeros.gbc");
        final List<String> frames = frames(12, 30);
        write(file, frames, 10);
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 10_000));

        assertThat(read(file)).isEqualTo(expected(frames));
    }

    @Test
    void shouldRefuseDamageBeforeTheEnd() throws IOException {
        final Path file = directory.resolve("damaged.gbc");
        write(file, frames(13, 100), 10);
        final byte[] bytes = Files.readAllBytes(file);
        final Random random = new Random(13);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            final byte[] damaged = bytes.clone();
            damaged[100 + random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                read(file);
            } catch (final BadRecordedDataException e) {
                assertThat(e).hasMessageContaining("damaged.gbc");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatIsNoCaptureAndNeverWriteOverAFile() throws IOException {
        final Path file = directory.resolve("other.gz");
        Files.writeString(file, "not gzip at all, not even nearly so");

        assertThat(CaptureReader.isCapture(file)).isFalse();
        assertThat(CaptureReader.isCapture(directory.resolve("absent"))).isFalse();
        assertThatThrownBy(() -> CaptureReader.open(file)).isInstanceOf(BadRecordedDataException.class);
        assertThatThrownBy(() -> CaptureReader.open(directory.resolve("absent")))
                .isInstanceOf(BadRecordedDataException.class);
        assertThatThrownBy(() -> CaptureWriter.create(file)).isInstanceOf(IOException.class);
    }

    private static List<String> frames(final long seed, final int count) {
        final Random random = new Random(seed);
        final List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add("{\"jsonrpc\":\"2.0\",\"params\":{\"n\":" + random.nextLong() + "},\"fill\":\""
                    + "-".repeat(random.nextInt(300)) + "\"}");
        }
        return frames;
    }

    private static void write(final Path file, final List<String> frames, final int framesPerFlush) throws IOException {
        try (CaptureWriter writer = CaptureWriter.create(file)) {
            writer.connected(0, TIME, URL);
            for (int i = 0; i < frames.size(); i++) {
                final byte[] bytes = frames.get(i).getBytes(StandardCharsets.UTF_8);
                writer.received(i % 3, TIME + i, new UnsafeBuffer(bytes), 0, bytes.length);
                if (i % framesPerFlush == framesPerFlush - 1) {
                    writer.flush();
                }
            }
            writer.disconnected(0, TIME + frames.size(), "the end");
        }
    }

    private static List<String> expected(final List<String> frames) {
        final List<String> expected = new ArrayList<>();
        expected.add("0 " + TIME + " " + URL);
        for (int i = 0; i < frames.size(); i++) {
            expected.add(i % 3 + " " + (TIME + i) + " " + frames.get(i));
        }
        expected.add("0 " + (TIME + frames.size()) + " the end");
        return expected;
    }

    private static List<String> read(final Path file) {
        final List<String> read = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                final String payload = reader.payload()
                        .getStringWithoutLengthUtf8(0, reader.payload().capacity());
                assertThat(payload).isEqualTo(reader.payloadText());
                read.add(reader.connection() + " " + reader.timeNs() + " " + payload);
            }
        }
        return read;
    }
}
