package io.gimbal.journal;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Doubles as JSON writes them. {@code Double.toString} changed between JDK 17 and 19; this text is the same on every one.
 */
final class JsonNumbers {
    private static final int SURE_DIGITS = 15;
    private static final int MAX_DIGITS = 17;
    private static final int MAX_PLAIN_EXPONENT = 17;
    private static final int MIN_PLAIN_EXPONENT = -7;

    private JsonNumbers() {}

    /**
     * The shortest decimal that reads back as {@code value}; {@code null} when it is not finite. Plain notation from 1e-7
     * to 1e17, with an exponent beyond.
     */
    static String shortest(final double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        if (value == 0.0) {
            return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0.0";
        }
        final BigDecimal exact = new BigDecimal(value);
        int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : SURE_DIGITS;
        BigDecimal rounded = exact.round(new MathContext(digits));
        while (digits < MAX_DIGITS && rounded.doubleValue() != value) {
            digits++;
            rounded = exact.round(new MathContext(digits));
        }
        return format(rounded.stripTrailingZeros());
    }

    private static String format(final BigDecimal value) {
        final int exponent = value.precision() - value.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
            return value.toPlainString();
        }
        final BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "E" + exponent;
    }
}
