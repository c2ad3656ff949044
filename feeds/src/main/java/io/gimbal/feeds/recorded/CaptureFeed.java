package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.deribit.MarketAdapter;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Plays a capture once, frame by frame through the client's own parser: what a session on that connection would have told
 * the engine, at the receive times of then. A connection that was lost in the recording restarts its books here too. Frames
 * of a channel that is not played make no event. Owned by one thread.
 */
public final class CaptureFeed implements Feed, Ingress {
    private static final int HEADER = Long.BYTES + Integer.BYTES;

    private final CaptureReader reader;
    private final MarketAdapter adapter;
    private final long startNs;
    private final long endNs;
    private final ExpandableArrayBuffer pending = new ExpandableArrayBuffer();
    private int readAt;
    private int writeAt;
    private long lastNs;
    private long frames;
    private boolean isExhausted;

    CaptureFeed(final CaptureReader reader, final MarketAdapter adapter, final long startNs, final long endNs) {
        this.reader = reader;
        this.adapter = adapter;
        this.startNs = startNs;
        this.endNs = endNs;
        fill();
    }

    @Override
    public long nextTimeNs() {
        return isExhausted ? EXHAUSTED : pending.getLong(readAt);
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            final long timeNs = pending.getLong(readAt);
            final int length = pending.getInt(readAt + Long.BYTES);
            if (ingress.offer(pending, readAt + HEADER, length, timeNs) < 0) {
                return delivered;
            }
            delivered++;
            readAt += HEADER + length;
            fill();
        }
        return delivered;
    }

    /** Takes an event from the parser; called by it while this feed reads a frame. */
    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        if (receiveTimeNs >= startNs) {
            pending.putLong(writeAt, receiveTimeNs);
            pending.putInt(writeAt + Long.BYTES, length);
            pending.putBytes(writeAt + HEADER, buffer, offset, length);
            writeAt += HEADER + length;
        }
        return writeAt;
    }

    /** {@return frames read so far} */
    public long frames() {
        return frames;
    }

    /** {@return frames and parts of frames that the parser could not use so far, those of other channels included} */
    public long rejected() {
        return adapter.malformed().total();
    }

    @Override
    public void close() {
        isExhausted = true;
        reader.close();
    }

    /** Reads frames until one has made an event. */
    private void fill() {
        if (readAt < writeAt || isExhausted) {
            return;
        }
        readAt = 0;
        writeAt = 0;
        while (writeAt == 0 && !isExhausted) {
            isExhausted = !reader.next() || reader.timeNs() >= endNs;
            if (!isExhausted && reader.isReceived()) {
                frames++;
                lastNs = Math.max(lastNs, reader.timeNs());
                final DirectBuffer frame = reader.payload();
                adapter.onFrame(frame, 0, frame.capacity(), lastNs, this);
            } else if (!isExhausted && reader.isConnected()) {
                adapter.restart();
            }
        }
    }
}
