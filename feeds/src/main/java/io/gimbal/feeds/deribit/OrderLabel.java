package io.gimbal.feeds.deribit;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The label that makes an order ours at the venue: {@code gb<instance>.<epoch36>.<order36>}. The venue keeps labels and
 * does not check them; epoch and order number make each unique for good, and are read back from it. Owned by one thread;
 * allocates nothing after construction.
 */
final class OrderLabel {
    static final int MAX_LENGTH = 64;

    /** A label that is not ours at all. */
    static final int FOREIGN = 0;

    /** A label with our instance in a form that we never write. */
    static final int CORRUPT = 1;

    /** A label of ours. */
    static final int OURS = 2;

    private static final String MARK = "gb";
    private static final int RADIX = 36;
    private static final int LONGEST_INSTANCE = 24;
    private static final int LONGEST_NUMBER = 12;

    private final byte[] prefix;
    private int epoch;
    private long orderId;

    /** For instances of 1 to 24 lower-case letters and digits. */
    OrderLabel(final String instance) {
        if (!isInstance(instance)) {
            throw new IllegalArgumentException(
                    "instance is 1 to 24 lower-case letters and digits: instance=" + instance);
        }
        final String text = MARK + instance + ".";
        prefix = new byte[text.length()];
        for (int i = 0; i < prefix.length; i++) {
            prefix[i] = (byte) text.charAt(i);
        }
    }

    static boolean isInstance(final String instance) {
        return instance.length() <= LONGEST_INSTANCE && instance.matches("[a-z0-9]+");
    }

    /** Writes a label; answers its length. */
    int write(final MutableDirectBuffer buffer, final int offset, final int ofEpoch, final long ofOrder) {
        buffer.putBytes(offset, prefix);
        int at = offset + prefix.length;
        at += writeNumber(buffer, at, Integer.toUnsignedLong(ofEpoch));
        buffer.putByte(at++, (byte) '.');
        at += writeNumber(buffer, at, ofOrder);
        return at - offset;
    }

    /** Reads a label: {@link #FOREIGN}, {@link #CORRUPT} or {@link #OURS}, and then epoch and order number stand here. */
    int read(final DirectBuffer buffer, final int offset, final int length) {
        epoch = 0;
        orderId = 0;
        if (!startsWithPrefix(buffer, offset, length)) {
            return FOREIGN;
        }
        final int from = offset + prefix.length;
        final int end = offset + length;
        int dot = from;
        while (dot < end && buffer.getByte(dot) != '.') {
            dot++;
        }
        final long readEpoch = readNumber(buffer, from, dot);
        final long readOrder = dot < end ? readNumber(buffer, dot + 1, end) : -1;
        if (readEpoch < 0 || readEpoch > 0xffff_ffffL || readOrder <= 0) {
            return CORRUPT;
        }
        epoch = (int) readEpoch;
        orderId = readOrder;
        return OURS;
    }

    int epoch() {
        return epoch;
    }

    long orderId() {
        return orderId;
    }

    private boolean startsWithPrefix(final DirectBuffer buffer, final int offset, final int length) {
        if (length < prefix.length || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (buffer.getByte(offset + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static int writeNumber(final MutableDirectBuffer buffer, final int offset, final long number) {
        int digits = 1;
        for (long rest = number / RADIX; rest > 0; rest /= RADIX) {
            digits++;
        }
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            buffer.putByte(offset + i, (byte) Character.forDigit((int) (rest % RADIX), RADIX));
            rest /= RADIX;
        }
        return digits;
    }

    /** Canonical base 36 in lower case only, so that one number has one label; -1 for anything else. */
    private static long readNumber(final DirectBuffer buffer, final int from, final int to) {
        final int digits = to - from;
        if (digits < 1 || digits > LONGEST_NUMBER || (digits > 1 && buffer.getByte(from) == '0')) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            final byte b = buffer.getByte(i);
            final int digit = b >= 'A' && b <= 'Z' ? -1 : Character.digit(b, RADIX);
            if (digit < 0) {
                return -1;
            }
            number = number * RADIX + digit;
        }
        return number;
    }
}
