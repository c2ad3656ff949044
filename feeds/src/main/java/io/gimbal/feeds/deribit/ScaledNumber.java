package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;

/**
 * Numbers of JSON's grammar as scaled longs, of any length and exponent; the careful way beside the scanner's quick one.
 * Exact: nothing passes through binary floating point. Allocates nothing.
 */
final class ScaledNumber {
    /** Answer when the number does not fit; never a number. */
    static final long OVERFLOW = Decimals.MALFORMED;

    /** Answer when the text is no number. */
    static final int NOT_A_NUMBER = -1;

    private static final int LARGEST_EXPONENT = 99_999;

    private ScaledNumber() {}

    /**
     * Finds the end of a number.
     *
     * @param bytes hold it and a byte behind it that is part of no number
     * @param from  its first byte
     * @return the place behind it, or {@link #NOT_A_NUMBER}
     */
    static int end(final byte[] bytes, final int from) {
        final int first = bytes[from] == '-' ? from + 1 : from;
        int at = digits(bytes, first);
        if (at == first || (bytes[first] == '0' && at > first + 1)) {
            return NOT_A_NUMBER;
        }
        if (bytes[at] == '.') {
            final int fraction = at + 1;
            at = digits(bytes, fraction);
            if (at == fraction) {
                return NOT_A_NUMBER;
            }
        }
        if ((bytes[at] | 0x20) == 'e') {
            final int exponent = (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? at + 2 : at + 1;
            at = digits(bytes, exponent);
            return at == exponent ? NOT_A_NUMBER : at;
        }
        return at;
    }

    /**
     * The value of a number.
     *
     * @param bytes hold it
     * @param from  its first byte
     * @param end   the place behind it, as {@link #end} found it
     * @param scale the power of ten to multiply by: 8 for a scaled decimal, 6 for a scaled percentage
     * @return the number times ten to the {@code scale}, rounded half to even, or {@link #OVERFLOW}
     */
    static long value(final byte[] bytes, final int from, final int end, final int scale) {
        final boolean isNegative = bytes[from] == '-';
        final int first = isNegative ? from + 1 : from;
        final int mantissaEnd = mantissaEnd(bytes, first, end);
        int point = first;
        while (point < mantissaEnd && bytes[point] != '.') {
            point++;
        }
        final long magnitude =
                magnitude(bytes, first, mantissaEnd, point - first + exponent(bytes, mantissaEnd, end) + scale);
        return (isNegative && magnitude != OVERFLOW) ? -magnitude : magnitude;
    }

    /**
     * Tells whether a number is whole after scaling, which {@link #value} alone does not.
     *
     * @param bytes hold it
     * @param from  its first byte
     * @param end   the place behind it
     * @return true when it has no digit but zero behind the point
     */
    static boolean isWhole(final byte[] bytes, final int from, final int end) {
        final int first = bytes[from] == '-' ? from + 1 : from;
        final int mantissaEnd = mantissaEnd(bytes, first, end);
        int place = exponent(bytes, mantissaEnd, end);
        boolean hasPoint = false;
        int lastNonZero = Integer.MIN_VALUE;
        int digit = 0;
        for (int at = first; at < mantissaEnd; at++) {
            if (bytes[at] == '.') {
                hasPoint = true;
            } else {
                place += hasPoint ? 0 : 1;
                digit++;
                lastNonZero = bytes[at] == '0' ? lastNonZero : digit;
            }
        }
        return lastNonZero <= place;
    }

    private static long magnitude(final byte[] bytes, final int first, final int end, final int kept) {
        long value = 0;
        int digit = 0;
        int next = -1;
        boolean hasMore = false;
        for (int at = first; at < end; at++) {
            final int c = bytes[at] - '0';
            if (c < 0) {
                continue;
            }
            if (digit < kept) {
                if (value > (Long.MAX_VALUE - c) / 10) {
                    return OVERFLOW;
                }
                value = value * 10 + c;
            } else if (digit == kept) {
                next = c;
            } else {
                hasMore |= c != 0;
            }
            digit++;
        }
        final long padded = pad(value, kept - digit);
        return (padded == OVERFLOW || next < 5) ? padded : rounded(padded, next, hasMore);
    }

    private static long pad(final long value, final int zeros) {
        long padded = value;
        for (int i = 0; i < zeros && padded != 0; i++) {
            if (padded > Long.MAX_VALUE / 10) {
                return OVERFLOW;
            }
            padded *= 10;
        }
        return padded;
    }

    private static long rounded(final long value, final int next, final boolean hasMore) {
        final boolean isUp = next > 5 || hasMore || (value & 1) == 1;
        if (!isUp) {
            return value;
        }
        return value == Long.MAX_VALUE ? OVERFLOW : value + 1;
    }

    private static int mantissaEnd(final byte[] bytes, final int first, final int end) {
        int at = first;
        while (at < end && (bytes[at] | 0x20) != 'e') {
            at++;
        }
        return at;
    }

    private static int exponent(final byte[] bytes, final int mark, final int end) {
        if (mark == end) {
            return 0;
        }
        final boolean isNegative = bytes[mark + 1] == '-';
        int value = 0;
        final boolean hasSign = isNegative || bytes[mark + 1] == '+';
        for (int at = hasSign ? mark + 2 : mark + 1; at < end; at++) {
            value = Math.min(value * 10 + (bytes[at] - '0'), LARGEST_EXPONENT);
        }
        return isNegative ? -value : value;
    }

    private static int digits(final byte[] bytes, final int from) {
        int at = from;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
