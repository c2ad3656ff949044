package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Transport;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings every topic to flow, in batches of which one is under way at a time, each reply held against its request. The
 * venue's option stream answers without the request's number but names the topics it took and those it did not; a topic
 * that is named in neither list was not taken.
 *
 * <pre>
 *   WANTED ─subscribe→ ASKED ─taken→ TAKEN ─data→ FLOWING
 *      ▲                 └─not taken→ REFUSED       │ gap
 *      └──── LEAVING ◄─unsubscribe─ STALE ◄─────────┘
 * </pre>
 *
 * Owned by the market thread; allocates nothing after construction.
 */
final class Subscriptions {
    /** A request not answered within this time will not be. */
    static final long REPLY_TIMEOUT_NS = 10_000_000_000L;

    /** Topics in one request. */
    static final int BATCH = 100;

    /** What a topic is up to. */
    enum State {
        /** To be asked for. */
        WANTED,
        /** Asked for, no answer yet. */
        ASKED,
        /** The venue says it will send it. */
        TAKEN,
        /** It comes. */
        FLOWING,
        /** The venue did not take it; not asked for again on this connection. */
        REFUSED,
        /** A message is missing; to be left and asked for anew. */
        STALE,
        /** Asked to be left, no answer yet. */
        LEAVING
    }

    private static final int LARGEST_REQUEST = 16 * 1024;

    private final WordTable topics;
    private final State[] states;
    private final UnsafeBuffer request = new UnsafeBuffer(new byte[LARGEST_REQUEST]);
    private long requests;
    private long askedAtNs;
    private boolean isWaiting;
    private boolean isIdle;

    Subscriptions(final WordTable topics) {
        this.topics = topics;
        states = new State[topics.size()];
        reset();
    }

    /** A new connection knows nothing of us. */
    void reset() {
        Arrays.fill(states, State.WANTED);
        isWaiting = false;
        isIdle = false;
    }

    /** Sends the next request, when there is one and none is under way. False when the connection does not take it. */
    boolean ask(final Transport transport, final long nowNs) {
        if (isWaiting || isIdle) {
            return true;
        }
        if (has(State.STALE)) {
            return send(transport, nowNs, "unsubscribe", State.STALE, State.LEAVING);
        }
        isIdle = !has(State.WANTED);
        return isIdle || send(transport, nowNs, "subscribe", State.WANTED, State.ASKED);
    }

    boolean isOverdue(final long nowNs) {
        return isWaiting && nowNs - askedAtNs > REPLY_TIMEOUT_NS;
    }

    /** Every topic was answered for, whatever the answer. */
    boolean isSettled() {
        return isIdle;
    }

    void onData(final int topic) {
        if (states[topic] == State.ASKED || states[topic] == State.TAKEN) {
            states[topic] = State.FLOWING;
        }
    }

    /** A message of this topic is missing. */
    void onGap(final int topic) {
        if (states[topic] == State.FLOWING) {
            states[topic] = State.STALE;
            isIdle = false;
        }
    }

    /** A reply names a topic that was taken. */
    void onTaken(final int topic) {
        if (states[topic] == State.ASKED) {
            states[topic] = State.TAKEN;
        }
    }

    /** A reply is complete; without lists its one word holds for the whole batch. */
    void onReply(final boolean isSuccess, final boolean hasLists) {
        if (!isWaiting) {
            return;
        }
        isWaiting = false;
        replace(State.ASKED, isSuccess && !hasLists ? State.TAKEN : State.REFUSED);
        replace(State.LEAVING, State.WANTED);
    }

    int count(final State state) {
        int count = 0;
        for (final State each : states) {
            count += each == state ? 1 : 0;
        }
        return count;
    }

    private boolean has(final State state) {
        for (final State each : states) {
            if (each == state) {
                return true;
            }
        }
        return false;
    }

    private void replace(final State from, final State to) {
        for (int i = 0; i < states.length; i++) {
            states[i] = states[i] == from ? to : states[i];
        }
    }

    private boolean send(
            final Transport transport, final long nowNs, final String op, final State from, final State to) {
        int length = request.putStringWithoutLengthAscii(0, "{\"req_id\":\"gb");
        length += request.putNaturalLongAscii(length, ++requests);
        length += request.putStringWithoutLengthAscii(length, "\",\"op\":\"");
        length += request.putStringWithoutLengthAscii(length, op);
        length += request.putStringWithoutLengthAscii(length, "\",\"args\":[");
        int batch = 0;
        for (int i = 0; i < states.length && batch < BATCH; i++) {
            if (states[i] == from) {
                length = putTopic(length, topics.word(i), batch == 0);
                states[i] = to;
                batch++;
            }
        }
        length += request.putStringWithoutLengthAscii(length, "]}");
        isWaiting = true;
        askedAtNs = nowNs;
        return transport.send(request, 0, length) == Transport.SENT;
    }

    private int putTopic(final int offset, final byte[] topic, final boolean isFirst) {
        int at = offset + request.putStringWithoutLengthAscii(offset, isFirst ? "\"" : ",\"");
        request.putBytes(at, topic);
        at += topic.length;
        request.putByte(at, (byte) '"');
        return at + 1;
    }
}
