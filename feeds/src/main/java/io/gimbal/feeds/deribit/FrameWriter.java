package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one JSON-RPC request into a reused buffer: method, number, then parameters in the order given. Text is escaped,
 * numbers are exact decimals. Owned by one thread; allocates nothing after construction. A frame beyond the venue's
 * 32 kB is a fault of the caller.
 *
 * <pre>
 *   writer.begin("private/cancel", id).text("order_id", "4711").end();
 * </pre>
 */
final class FrameWriter {
    /** The venue refuses longer frames. */
    static final int MAX_LENGTH = 32_000;

    private static final byte[] HEAD = ascii("{\"jsonrpc\":\"2.0\",\"id\":");
    private static final byte[] METHOD = ascii(",\"method\":\"");
    private static final byte[] PARAMS = ascii("\",\"params\":{");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final int SCALE_DIGITS = 8;
    private static final int DIGITS = 19;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int at;
    private boolean hasParameter;

    FrameWriter() {}

    static byte[] ascii(final String text) {
        final byte[] out = new byte[text.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) text.charAt(i);
        }
        return out;
    }

    FrameWriter begin(final byte[] method, final long id) {
        at = 0;
        hasParameter = false;
        return raw(HEAD).digits(id).raw(METHOD).raw(method).raw(PARAMS);
    }

    /** A decimal times 1e8, written in full and without trailing zeros. */
    FrameWriter decimal(final byte[] name, final long scaled) {
        key(name);
        if (scaled < 0) {
            put('-');
        }
        final long magnitude = Math.abs(scaled);
        digits(magnitude / Decimals.ONE);
        fraction(magnitude % Decimals.ONE);
        return this;
    }

    FrameWriter number(final byte[] name, final long value) {
        return key(name).digits(value);
    }

    FrameWriter flag(final byte[] name, final boolean value) {
        return key(name).raw(value ? TRUE : FALSE);
    }

    FrameWriter text(final byte[] name, final byte[] value) {
        key(name).put('"');
        for (final byte b : value) {
            escaped(b);
        }
        return put('"');
    }

    FrameWriter text(final byte[] name, final DirectBuffer value, final int offset, final int length) {
        key(name).put('"');
        for (int i = 0; i < length; i++) {
            escaped(value.getByte(offset + i));
        }
        return put('"');
    }

    /** A list of channel names. */
    FrameWriter texts(final byte[] name, final Iterable<String> values) {
        key(name).put('[');
        boolean isFirst = true;
        for (final String value : values) {
            if (!isFirst) {
                put(',');
            }
            isFirst = false;
            put('"');
            for (int i = 0; i < value.length(); i++) {
                escaped((byte) value.charAt(i));
            }
            put('"');
        }
        return put(']');
    }

    /** Closes the frame; answers its length. */
    int end() {
        put('}').put('}');
        return at;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Overwrites what was written, for frames that held a secret. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        at = 0;
    }

    private FrameWriter key(final byte[] name) {
        if (hasParameter) {
            put(',');
        }
        hasParameter = true;
        return put('"').raw(name).put('"').put(':');
    }

    private FrameWriter raw(final byte[] text) {
        check(text.length);
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
        return this;
    }

    private FrameWriter put(final char c) {
        check(1);
        bytes[at++] = (byte) c;
        return this;
    }

    private void escaped(final byte b) {
        if (b < ' ') {
            throw new IllegalArgumentException("no control characters in requests");
        }
        if (b == '"' || b == '\\') {
            put('\\');
        }
        put((char) b);
    }

    private FrameWriter digits(final long value) {
        check(DIGITS);
        int digits = 1;
        for (long power = 10; digits < DIGITS && power <= value; power *= 10) {
            digits++;
        }
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
        return this;
    }

    private void fraction(final long eighths) {
        if (eighths == 0) {
            return;
        }
        put('.');
        check(SCALE_DIGITS);
        long rest = eighths;
        for (int i = SCALE_DIGITS - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += SCALE_DIGITS;
        while (bytes[at - 1] == '0') {
            at--;
        }
    }

    private void check(final int more) {
        if (at + more > MAX_LENGTH) {
            throw new IllegalStateException("request too long: length=" + (at + more));
        }
    }
}
