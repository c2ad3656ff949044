package io.gimbal.feeds.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.feeds.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One connection that is recorded: asks for what the plan says, keeps asking after each reconnect, answers the venue's
 * heartbeat, and writes down everything before it looks at it. Requests are paced below the venue's limits. Owned by one
 * thread.
 */
final class RecordingLine implements Transport.Handler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PACE_NS = SECOND_NS / 2;
    private static final long SILENCE_NS = 90 * SECOND_NS;
    private static final long FIRST_PAUSE_NS = SECOND_NS;
    private static final long LONGEST_PAUSE_NS = 60 * SECOND_NS;
    private static final int BATCH = 250;
    private static final int FRAMES_PER_POLL = 256;

    /** Longest frame that may be an answer to look at or a heartbeat; what is longer can only be a list. */
    private static final int LONGEST_HEARTBEAT = 200;

    private static final byte[] TEST_REQUEST = "test_request".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);

    private final int number;
    private final String url;
    private final Transport transport;
    private final RecordingPlan plan;
    private final CaptureWriter writer;
    private final UnsafeBuffer outgoing = new UnsafeBuffer(new byte[0]);
    private final ArrayDeque<String> requests = new ArrayDeque<>();
    private final Set<String> wanted = new TreeSet<>();
    private final Set<String> granted = new TreeSet<>();
    private long nextRequestNs;
    private long nextConnectNs;
    private long pauseNs = FIRST_PAUSE_NS;
    private long lastFrameNs;
    private int requestId;
    private long frames;
    private long malformed;
    private int connects;
    private boolean isConnecting;

    RecordingLine(
            final int number,
            final String url,
            final Transport transport,
            final RecordingPlan plan,
            final CaptureWriter writer) {
        this.number = number;
        this.url = url;
        this.transport = transport;
        this.plan = plan;
        this.writer = writer;
    }

    int doWork(final long nowNs) {
        if (!isConnecting && nowNs >= nextConnectNs) {
            isConnecting = true;
            transport.connect(nowNs);
        }
        int work = transport.poll(nowNs, FRAMES_PER_POLL, this);
        if (transport.isOpen() && nowNs - lastFrameNs > SILENCE_NS) {
            transport.disconnect();
            work++;
        }
        final String request = transport.isOpen() && nowNs >= nextRequestNs ? requests.poll() : null;
        if (request != null) {
            nextRequestNs = nowNs + PACE_NS;
            send(request, nowNs);
            work++;
        }
        return work;
    }

    /** Frames that came in. */
    long frames() {
        return frames;
    }

    /** Answers that were no JSON; they are in the capture like everything else. */
    long malformed() {
        return malformed;
    }

    /** How often it was connected. */
    int connects() {
        return connects;
    }

    /** Channels that the venue granted since the last connect. */
    int grantedChannels() {
        return granted.size();
    }

    /** Channels that were asked for and not granted (yet) since the last connect. */
    int missingChannels() {
        return wanted.size() - granted.size();
    }

    void close(final long nowNs) {
        if (transport.isOpen()) {
            writer.disconnected(number, nowNs, "the recording ends");
        }
        transport.close();
    }

    @Override
    public void onOpen(final long nowNs) {
        connects++;
        pauseNs = FIRST_PAUSE_NS;
        lastFrameNs = nowNs;
        nextRequestNs = nowNs;
        writer.connected(number, nowNs, url);
        requests.clear();
        wanted.clear();
        granted.clear();
        requests.add(request("public/set_heartbeat", "{\"interval\":30}"));
        final List<String> channels = new ArrayList<>(plan.channels());
        for (final String currency : plan.currencies()) {
            requests.add(request("public/get_instruments", "{\"currency\":\"" + currency + "\",\"expired\":false}"));
            channels.addAll(RecordingPlan.ofCurrency(currency));
        }
        subscribe(channels);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        writer.received(number, receiveTimeNs, buffer, offset, length);
        frames++;
        lastFrameNs = receiveTimeNs;
        if (length <= LONGEST_HEARTBEAT && holds(buffer, offset, length, TEST_REQUEST)) {
            requests.addFirst(request("public/test", "{}"));
        } else if (holds(buffer, offset, Math.min(length, LONGEST_HEARTBEAT), ID)) {
            answer(buffer.getStringWithoutLengthUtf8(offset, length));
        }
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        writer.disconnected(number, nowNs, reason);
        isConnecting = false;
        nextConnectNs = nowNs + pauseNs;
        pauseNs = Math.min(pauseNs * 2, LONGEST_PAUSE_NS);
    }

    private void answer(final String text) {
        try {
            final JsonNode result = JSON.readTree(text).path("result");
            if (result.isArray()) {
                result.forEach(this::grant);
                subscribeInstruments(result);
            }
        } catch (final JsonProcessingException e) {
            malformed++;
        }
    }

    private void grant(final JsonNode item) {
        if (wanted.contains(item.asText())) {
            granted.add(item.asText());
        }
    }

    private void subscribeInstruments(final JsonNode list) {
        final List<String> channels = new ArrayList<>();
        for (final JsonNode item : list) {
            final String name = item.path("instrument_name").asText("");
            if (RecordingPlan.isName(name)) {
                channels.addAll(RecordingPlan.ofInstrument(name));
            }
        }
        subscribe(channels);
    }

    private void subscribe(final List<String> channels) {
        for (int from = 0; from < channels.size(); from += BATCH) {
            final List<String> batch = channels.subList(from, Math.min(from + BATCH, channels.size()));
            wanted.addAll(batch);
            requests.add(request("public/subscribe", "{\"channels\":[\"" + String.join("\",\"", batch) + "\"]}"));
        }
    }

    private String request(final String method, final String params) {
        requestId++;
        return "{\"jsonrpc\":\"2.0\",\"id\":" + requestId + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private void send(final String request, final long nowNs) {
        final byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        outgoing.wrap(bytes);
        if (transport.send(outgoing, 0, bytes.length) == Transport.SENT) {
            writer.sent(number, nowNs, outgoing, 0, bytes.length);
        }
    }

    private static boolean holds(final DirectBuffer buffer, final int offset, final int length, final byte[] word) {
        for (int at = offset; at <= offset + length - word.length; at++) {
            int same = 0;
            while (same < word.length && buffer.getByte(at + same) == word[same]) {
                same++;
            }
            if (same == word.length) {
                return true;
            }
        }
        return false;
    }
}
