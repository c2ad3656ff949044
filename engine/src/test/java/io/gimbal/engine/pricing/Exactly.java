package io.gimbal.engine.pricing;

import java.math.BigDecimal;
import java.math.MathContext;

/** Slow elementary functions of 60 digits from their textbook series; the oracle for the fast ones. */
final class Exactly {
    private static final MathContext DIGITS = new MathContext(60);
    private static final int HALVINGS = 12;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LN_2 = artanhSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

    private Exactly() {}

    static BigDecimal exp(final double x) {
        final BigDecimal small = new BigDecimal(x).divide(TWO.pow(HALVINGS), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; i < 40; i++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    static BigDecimal log(final double x) {
        final boolean subnormal = x < Double.MIN_NORMAL;
        final double normal = subnormal ? x * 0x1.0p54 : x;
        final int shift = Math.getExponent(normal);
        final int exponent = subnormal ? shift - 54 : shift;
        final BigDecimal mantissa = new BigDecimal(Math.scalb(normal, -shift));
        final BigDecimal s = mantissa.subtract(BigDecimal.ONE).divide(mantissa.add(BigDecimal.ONE), DIGITS);
        return LN_2.multiply(BigDecimal.valueOf(exponent)).add(artanhSeries(s), DIGITS);
    }

    /** How far a double is from the truth, in units of its last place. */
    static double ulps(final double actual, final BigDecimal expected) {
        return new BigDecimal(actual)
                .subtract(expected)
                .abs()
                .divide(new BigDecimal(Math.ulp(actual)), DIGITS)
                .doubleValue();
    }

    /** 2 artanh(s) = ln((1 + s) / (1 - s)). */
    private static BigDecimal artanhSeries(final BigDecimal s) {
        final BigDecimal square = s.multiply(s, DIGITS);
        BigDecimal power = s.multiply(TWO);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < 140; i += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
            power = power.multiply(square, DIGITS);
        }
        return sum;
    }
}
