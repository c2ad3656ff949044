package io.gimbal.feeds;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal text to scaled numbers and back. A scaled number is the decimal times 1e8 in a {@code long}: the one
 * representation of prices, quantities, money, rates and volatilities at the edge. Nothing passes through binary
 * floating point.
 */
public final class Decimals {
    /** One, scaled. */
    public static final long ONE = 100_000_000L;

    /** What is not there; equal to the null value of optional fields in events. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Answer for text that is no decimal number or does not fit; never a parsed value. */
    public static final long MALFORMED = Long.MIN_VALUE;

    private static final int SCALE = 8;
    private static final int EXACT_DIGITS = 18;
    private static final int LONGEST_TEXT = 64;
    private static final int LARGEST_EXPONENT = 99;

    private static final long[] POWERS_OF_TEN = new long[EXACT_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i <= EXACT_DIGITS; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private Decimals() {}

    /**
     * Parses a decimal number such as {@code 30024.7476}, {@code -1e-05} or {@code 3.2E4}.
     *
     * @param text digits with an optional sign, decimal point and exponent; no white space, no grouping
     * @return the number times 1e8, digits beyond the eighth decimal rounded half away from zero, or
     *     {@link #MALFORMED} when the text is anything else or the number is beyond ±9.2e10
     */
    public static long parse(final CharSequence text) {
        return parse(text, 0);
    }

    /**
     * Parses a percentage: {@code 83.29} is 0.8329.
     *
     * @param text as for {@link #parse(CharSequence)}
     * @return a hundredth of the number, times 1e8, or {@link #MALFORMED}
     */
    public static long parsePercent(final CharSequence text) {
        return parse(text, -2);
    }

    /**
     * Writes a scaled number as the shortest plain decimal.
     *
     * @param scaled decimal times 1e8
     * @return text without exponent and without trailing zeros
     */
    public static String text(final long scaled) {
        return scaled == 0
                ? "0"
                : BigDecimal.valueOf(scaled, SCALE).stripTrailingZeros().toPlainString();
    }

    /**
     * Multiplies two scaled numbers; exact in between.
     *
     * @param a decimal times 1e8
     * @param b decimal times 1e8
     * @return the product times 1e8, rounded half away from zero
     * @throws ArithmeticException when it does not fit
     */
    public static long multiply(final long a, final long b) {
        return multiplyDivide(a, b, ONE);
    }

    /**
     * Divides two scaled numbers; exact in between.
     *
     * @param a decimal times 1e8
     * @param b decimal times 1e8, not 0
     * @return the quotient times 1e8, rounded half away from zero
     * @throws ArithmeticException when it does not fit or {@code b} is 0
     */
    public static long divide(final long a, final long b) {
        return multiplyDivide(a, ONE, b);
    }

    /**
     * {@code a × b / c} with a product of 128 bits; allocates nothing.
     *
     * @param a any number but {@code Long.MIN_VALUE}
     * @param b any number but {@code Long.MIN_VALUE}
     * @param c any number but 0 and {@code Long.MIN_VALUE}
     * @return the result, rounded half away from zero
     * @throws ArithmeticException when it does not fit or {@code c} is 0
     */
    public static long multiplyDivide(final long a, final long b, final long c) {
        final long divisor = Math.abs(c);
        final long low = Math.abs(a) * Math.abs(b);
        final long high = Math.multiplyHigh(Math.abs(a), Math.abs(b));
        final long magnitude = high == 0 && low >= 0 ? low / divisor : quotient(high, low, divisor);
        final long remainder = low - magnitude * divisor;
        final long rounded = remainder >= divisor - remainder ? Math.addExact(magnitude, 1) : magnitude;
        return (a < 0) ^ (b < 0) ^ (c < 0) ? -rounded : rounded;
    }

    private static long quotient(final long high, final long low, final long divisor) {
        if (high >= divisor) {
            throw new ArithmeticException("decimal overflow: high=" + high + ", divisor=" + divisor);
        }
        long remainder = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            remainder = (remainder << 1) | ((low >>> bit) & 1);
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, divisor) >= 0) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
        if (quotient < 0) {
            throw new ArithmeticException("decimal overflow: high=" + high + ", divisor=" + divisor);
        }
        return quotient;
    }

    private static long parse(final CharSequence text, final int shift) {
        final int length = text.length();
        final boolean isNegative = length > 0 && text.charAt(0) == '-';
        int at = length > 0 && (isNegative || text.charAt(0) == '+') ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int decimals = 0;
        boolean hasPoint = false;
        for (; at < length; at++) {
            final char c = text.charAt(at);
            if (c == '.' && !hasPoint) {
                hasPoint = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
                significant += significant > 0 || c != '0' ? 1 : 0;
                decimals += hasPoint ? 1 : 0;
                mantissa = significant <= EXACT_DIGITS ? mantissa * 10 + (c - '0') : mantissa;
            } else {
                break;
            }
        }
        final int exponent = at == length ? 0 : exponent(text, at);
        if (digits == 0 || length > LONGEST_TEXT || Math.abs(exponent) > LARGEST_EXPONENT) {
            return MALFORMED;
        }
        if (significant > EXACT_DIGITS) {
            return parseLong(text, shift);
        }
        final long magnitude = scale(mantissa, exponent + shift + SCALE - decimals);
        return isNegative && magnitude != MALFORMED ? -magnitude : magnitude;
    }

    private static int exponent(final CharSequence text, final int from) {
        final char mark = text.charAt(from);
        final int length = text.length();
        if ((mark != 'e' && mark != 'E') || from + 1 == length) {
            return Integer.MAX_VALUE;
        }
        final char sign = text.charAt(from + 1);
        final int first = sign == '-' || sign == '+' ? from + 2 : from + 1;
        if (first == length) {
            return Integer.MAX_VALUE;
        }
        int value = 0;
        for (int i = first; i < length; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Integer.MAX_VALUE;
            }
            value = Math.min(value * 10 + (c - '0'), LARGEST_EXPONENT + 1);
        }
        return sign == '-' ? -value : value;
    }

    private static long scale(final long mantissa, final int power) {
        if (mantissa == 0 || power < -EXACT_DIGITS) {
            return 0;
        }
        if (power < 0) {
            final long divisor = POWERS_OF_TEN[-power];
            final long remainder = mantissa % divisor;
            return mantissa / divisor + (remainder >= divisor / 2 ? 1 : 0);
        }
        return power > EXACT_DIGITS || mantissa > Long.MAX_VALUE / POWERS_OF_TEN[power]
                ? MALFORMED
                : mantissa * POWERS_OF_TEN[power];
    }

    private static long parseLong(final CharSequence text, final int shift) {
        final BigDecimal scaled =
                new BigDecimal(text.toString()).scaleByPowerOfTen(shift + SCALE).setScale(0, RoundingMode.HALF_UP);
        return scaled.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? MALFORMED : scaled.longValueExact();
    }
}
