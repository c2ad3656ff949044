package io.gimbal.feeds.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VenueRecorderTest extends LeakCheckedTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String URL = "wss://venue.example/ws/api/v2";
    private final FakeVenue venue = new FakeVenue();
    private Path file = Path.of("");
    private long nowNs = 1_700_000_000L * SECOND;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("capture.gbc");
    }

    @Test
    void shouldListTheInstrumentsThenSubscribeToAllOfThem() throws IOException {
        venue.instruments = 400;
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of("BTC"), List.of("platform_state")))) {
            run(recorder, 10);

            assertThat(recorder.wasConnected()).isTrue();
            assertThat(recorder.grantedChannels()).isEqualTo(1 + 4 + 2 * 400);
            assertThat(recorder.missingChannels()).isZero();
        }
        assertThat(venue.requests)
                .allMatch(request -> request.length() < 32_000)
                .filteredOn(request -> request.contains("public/get_instruments"))
                .hasSize(1);
    }

    @Test
    void shouldWriteDownEveryFrameOfBothDirectionsInOrder() throws IOException {
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of(), List.of("ticker.BTC-PERPETUAL.100ms")))) {
            run(recorder, 3);
            venue.say("{\"method\":\"subscription\",\"params\":{\"n\":1}}");
            venue.say("not even json");
            run(recorder, 1);
            assertThat(recorder.frames()).isEqualTo(4);
        }

        final List<String> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                final String kind =
                        reader.isReceived() ? "<" : reader.isSent() ? ">" : reader.isConnected() ? "+" : "-";
                lines.add(kind + reader.payloadText());
            }
            assertThat(reader.isComplete()).isTrue();
        }
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).isEqualTo("+" + URL);
        assertThat(lines.get(1)).startsWith(">").contains("public/set_heartbeat");
        assertThat(lines.subList(5, 8))
                .containsExactly(
                        "<{\"method\":\"subscription\",\"params\":{\"n\":1}}", "<not even json", "-the recording ends");
    }

    @Test
    void shouldAnswerTheVenuesTestRequest() throws IOException {
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of("ETH"), List.of()))) {
            run(recorder, 5);
            venue.requests.clear();
            venue.say("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
            run(recorder, 1);
        }

        assertThat(venue.requests).hasSize(1).allMatch(request -> request.contains("\"public/test\""));
    }

    @Test
    void shouldConnectAgainWithGrowingPausesAndAskForEverythingAnew() throws IOException {
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of(), List.of("ticker.BTC-PERPETUAL.100ms")))) {
            run(recorder, 3);
            venue.isRefusing = true;
            venue.drop("gone");
            run(recorder, 61);
            final int attempts = venue.connects;
            venue.isRefusing = false;
            run(recorder, 60);

            assertThat(attempts).isBetween(6, 7);
            assertThat(recorder.reconnects()).isEqualTo(1);
            assertThat(recorder.grantedChannels()).isEqualTo(1);
        }
        assertThat(venue.requests.stream().filter(request -> request.contains("public/subscribe")))
                .hasSize(2);
    }

    @Test
    void shouldDropAConnectionThatFellSilent() throws IOException {
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of(), List.of("ticker.BTC-PERPETUAL.100ms")))) {
            run(recorder, 3);
            run(recorder, 120);

            assertThat(recorder.reconnects()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellWhichChannelsAreNotGranted() throws IOException {
        venue.refused = "book.";
        venue.instruments = 3;
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of("BTC"), List.of()))) {
            run(recorder, 10);

            assertThat(recorder.missingChannels()).isEqualTo(3);
        }
    }

    @Test
    void shouldHaveEverythingOfTheLastSecondButOneInTheFileWithoutBeingClosed() throws IOException {
        try (VenueRecorder recorder = recorder(new RecordingPlan(List.of(), List.of("ticker.BTC-PERPETUAL.100ms")))) {
            run(recorder, 3);
            venue.say("{\"n\":1}");
            run(recorder, 3);

            final List<String> frames = new ArrayList<>();
            try (CaptureReader reader = CaptureReader.open(file)) {
                while (reader.next()) {
                    frames.add(reader.payloadText());
                }
                assertThat(reader.isComplete()).isFalse();
            }
            assertThat(frames).contains("{\"n\":1}");
        }
    }

    @Test
    void shouldRefuseNamesThatCouldChangeARequest() {
        assertThatThrownBy(() -> new RecordingPlan(List.of(), List.of("a\",\"b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordingPlan(List.of("B TC"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordingPlan(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private VenueRecorder recorder(final RecordingPlan plan) throws IOException {
        final VenueRecorder recorder = new VenueRecorder(CaptureWriter.create(file), plan);
        recorder.add(URL, venue);
        return recorder;
    }

    private void run(final VenueRecorder recorder, final int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            nowNs += SECOND / 10;
            recorder.doWork(nowNs);
        }
    }

    /** A venue that lists what it was told to and grants what it does not refuse. */
    private static final class FakeVenue implements Transport {
        private static final Pattern REQUEST =
                Pattern.compile("\"id\":(\\d+),\"method\":\"([a-z/_]+)\",\"params\":\\{(.*)}}");
        private final ArrayDeque<String> inbox = new ArrayDeque<>();
        private final List<String> requests = new ArrayList<>();
        private String refused = "nothing";
        private String dropped = "";
        private int instruments = 1;
        private int connects;
        private boolean isRefusing;
        private boolean isOpening;
        private boolean isOpen;

        void say(final String frame) {
            inbox.add(frame);
        }

        void drop(final String reason) {
            dropped = reason;
        }

        @Override
        public void connect(final long nowNs) {
            connects++;
            isOpening = true;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Handler handler) {
            if (isOpening) {
                isOpening = false;
                isOpen = !isRefusing;
                inbox.clear();
                if (isOpen) {
                    handler.onOpen(nowNs);
                } else {
                    handler.onClosed("refused", nowNs);
                }
            }
            if (isOpen && !dropped.isEmpty()) {
                isOpen = false;
                handler.onClosed(dropped, nowNs);
                dropped = "";
            }
            int frames = 0;
            while (isOpen && !inbox.isEmpty() && frames < limit) {
                final byte[] bytes = inbox.remove().getBytes(StandardCharsets.UTF_8);
                handler.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
                frames++;
            }
            return frames;
        }

        @Override
        public int send(final DirectBuffer buffer, final int offset, final int length) {
            final String request = buffer.getStringWithoutLengthUtf8(offset, length);
            requests.add(request);
            final Matcher matcher = REQUEST.matcher(request);
            if (!matcher.find()) {
                return NOT_OPEN;
            }
            inbox.add("{\"jsonrpc\":\"2.0\",\"id\":" + matcher.group(1) + ",\"result\":"
                    + result(matcher.group(2), matcher.group(3)) + "}");
            return SENT;
        }

        private String result(final String method, final String params) {
            if (method.equals("public/get_instruments")) {
                final StringBuilder list = new StringBuilder("[");
                for (int i = 0; i < instruments; i++) {
                    list.append(i == 0 ? "" : ",")
                            .append("{\"instrument_name\":\"X-")
                            .append(i)
                            .append("\"}");
                }
                return list.append(']').toString();
            }
            if (!method.equals("public/subscribe")) {
                return method.equals("public/test") ? "{\"version\":\"1.2.26\"}" : "\"ok\"";
            }
            final List<String> granted = new ArrayList<>();
            for (final String channel :
                    params.replaceAll("\"channels\":\\[|]", "").split(",", -1)) {
                if (!channel.startsWith("\"" + refused)) {
                    granted.add(channel);
                }
            }
            return granted.toString();
        }

        @Override
        public void disconnect() {
            dropped = "closed by us";
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public long nextTimeNs() {
            return Feed.UNKNOWN;
        }

        @Override
        public void close() {
            isOpen = false;
        }
    }
}
