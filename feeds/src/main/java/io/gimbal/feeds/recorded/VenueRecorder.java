package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * Records a venue's connections into a capture: raw frames with their receive times, in the order they came. Public
 * channels only; no credentials are known here. Stepped by its owner; owned by one thread.
 */
public final class VenueRecorder implements AutoCloseable {
    private static final long FLUSH_NS = 1_000_000_000L;

    private final CaptureWriter writer;
    private final RecordingPlan plan;
    private final List<RecordingLine> lines = new ArrayList<>();
    private long nextFlushNs;
    private long nowNs;
    private boolean isClosed;

    /**
     * Makes a recorder without connections.
     *
     * @param writer of the capture; closed with the recorder
     * @param plan   what every connection asks for
     */
    public VenueRecorder(final CaptureWriter writer, final RecordingPlan plan) {
        this.writer = writer;
        this.plan = plan;
    }

    /**
     * Adds a connection.
     *
     * @param url       written into the capture; without credentials
     * @param transport not connected yet; closed with the recorder
     */
    public void add(final String url, final Transport transport) {
        lines.add(new RecordingLine(lines.size(), url, transport, plan, writer));
    }

    /**
     * Connects, reconnects, asks, records; what was recorded survives a kill a second later.
     *
     * @param now the clock, epoch nanoseconds
     * @return work done
     */
    public int doWork(final long now) {
        nowNs = now;
        int work = 0;
        for (final RecordingLine line : lines) {
            work += line.doWork(now);
        }
        if (now >= nextFlushNs) {
            nextFlushNs = now + FLUSH_NS;
            writer.flush();
        }
        return work;
    }

    /** {@return frames that came in} */
    public long frames() {
        return lines.stream().mapToLong(RecordingLine::frames).sum();
    }

    /** {@return answers that were no JSON, which are in the capture all the same} */
    public long malformed() {
        return lines.stream().mapToLong(RecordingLine::malformed).sum();
    }

    /** {@return connections that were made again after they were lost} */
    public int reconnects() {
        return lines.stream().mapToInt(line -> Math.max(line.connects() - 1, 0)).sum();
    }

    /** {@return whether each connection was made at least once} */
    public boolean wasConnected() {
        return lines.stream().allMatch(line -> line.connects() > 0);
    }

    /** {@return channels that the venue sends} */
    public int grantedChannels() {
        return lines.stream().mapToInt(RecordingLine::grantedChannels).sum();
    }

    /** {@return channels that were asked for and are not granted (yet)} */
    public int missingChannels() {
        return lines.stream().mapToInt(RecordingLine::missingChannels).sum();
    }

    /** Ends the recording in order. Idempotent. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            lines.forEach(line -> line.close(nowNs));
            writer.close();
        }
    }
}
