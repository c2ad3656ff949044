package io.gimbal.feeds.deribit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * A short text of the venue that is kept in place: an order id, a label, a name. Reused from message to message. Compares
 * by content; a longer text than it has room for is cut off, and says so. Owned by one thread; allocates only in {@link
 * #toString} and {@link #subSequence}.
 */
public final class AsciiText implements CharSequence {
    private static final int SPARE = Long.BYTES;
    private static final int LETTER_BITS = 5;
    private static final int PREFIX_LETTERS = 4;
    private static final int NUMBER_BITS = 43;

    private final byte[] bytes;
    private int length;
    private boolean isCut;

    /**
     * Creates an empty text.
     *
     * @param capacity most bytes it can hold
     */
    public AsciiText(final int capacity) {
        bytes = new byte[capacity + SPARE];
    }

    /** Makes it empty. */
    public void clear() {
        length = 0;
        isCut = false;
    }

    /** {@return whether the text did not fit} */
    public boolean isCut() {
        return isCut;
    }

    /** {@return a byte} */
    byte byteAt(final int index) {
        return bytes[index];
    }

    /** {@return what holds it, from 0 on, with eight bytes to spare behind it} */
    byte[] bytes() {
        return bytes;
    }

    /** Takes the scanner's next value; what is no string leaves it empty. */
    void read(final JsonScanner scanner) {
        clear();
        if (scanner.peek() != JsonKind.TEXT) {
            scanner.skip();
        } else if (scanner.text()) {
            isCut = scanner.textLength() > bytes.length - SPARE;
            length = isCut ? bytes.length - SPARE : scanner.textLength();
            System.arraycopy(scanner.textBytes(), scanner.textOffset(), bytes, 0, length);
        }
    }

    /**
     * Copies it.
     *
     * @param target gets it
     * @param offset where
     * @return bytes copied
     */
    public int copyTo(final MutableDirectBuffer target, final int offset) {
        target.putBytes(offset, bytes, 0, length);
        return length;
    }

    /**
     * Compares with another text.
     *
     * @param other any text
     * @return whether they are equal
     */
    public boolean isText(final CharSequence other) {
        if (other.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text as one number. Digits alone are their value, so plain ids keep it. {@code ETH-2696097} is the number with up
     * to four capital letters packed above its 43 bits: distinct for distinct ids of that form.
     *
     * @return 0 or more, or -1 when it has neither form
     */
    public long idNumber() {
        int at = 0;
        long prefix = 0;
        while (at < length && at < PREFIX_LETTERS && bytes[at] >= 'A' && bytes[at] <= 'Z') {
            prefix = (prefix << LETTER_BITS) | (bytes[at++] - 'A' + 1);
        }
        if (at > 0 && (at == length || bytes[at++] != '-')) {
            return -1;
        }
        final long number = digits(at);
        if (prefix == 0 || number < 0) {
            return number;
        }
        return number >>> NUMBER_BITS != 0 ? -1 : (prefix << NUMBER_BITS) | number;
    }

    private long digits(final int from) {
        long number = from == length ? -1 : 0;
        for (int i = from; i < length && number >= 0; i++) {
            final int digit = bytes[i] - '0';
            final boolean fits = digit >= 0 && digit <= 9 && number <= (Long.MAX_VALUE - digit) / 10;
            number = fits ? number * 10 + digit : -1;
        }
        return number;
    }

    /** {@return whether every byte is a visible ASCII character, so that the text may be said again in a request} */
    boolean isVisible() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(final int index) {
        return (char) (bytes[index] & 0xFF);
    }

    @Override
    public CharSequence subSequence(final int start, final int end) {
        return toString().substring(start, end);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof AsciiText text && Arrays.equals(bytes, 0, length, text.bytes, 0, text.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** {@return the text as a new string} */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
