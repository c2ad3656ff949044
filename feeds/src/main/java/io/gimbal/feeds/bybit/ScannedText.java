package io.gimbal.feeds.bybit;

import io.gimbal.feeds.deribit.JsonScanner;

/** A scanner's current text as characters; ASCII. Valid until the scanner goes on. Owned by the market thread. */
final class ScannedText implements CharSequence {
    private static final int HEX_DIGITS = 16;
    private static final int BITS_PER_DIGIT = 4;

    private final JsonScanner scanner;

    ScannedText(final JsonScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public int length() {
        return scanner.textLength();
    }

    @Override
    public char charAt(final int index) {
        return (char) (scanner.textByte(index) & 0xFF);
    }

    /** Not needed to read numbers. */
    @Override
    public CharSequence subSequence(final int start, final int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return scanner.textString();
    }

    /** The first sixteen hexadecimal digits, anything between them passed over. */
    long hexadecimal() {
        long value = 0;
        int digits = 0;
        for (int i = 0; i < length() && digits < HEX_DIGITS; i++) {
            final int digit = Character.digit(charAt(i), HEX_DIGITS);
            if (digit >= 0) {
                value = value << BITS_PER_DIGIT | digit;
                digits++;
            }
        }
        return value;
    }
}
