package io.gimbal.feeds.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against numbers of any length. */
class WideTest {
    private static final long SEED = 77_001;
    private final Wide wide = new Wide();

    @Test
    void shouldDivideProductsAsNumbersOfAnyLengthDo() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            final long a = number(random);
            final long b = number(random);
            final long c = number(random) + 1;
            final BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            final BigInteger[] expected = product.divideAndRemainder(BigInteger.valueOf(c));
            wide.set(a).times(b).over(c);
            assertThat(wide.remainder())
                    .as("seed=%s, %s * %s / %s", SEED, a, b, c)
                    .isEqualTo(expected[1].longValueExact());
            assertThat(wide.fits()).isEqualTo(expected[0].bitLength() < Long.SIZE);
            if (wide.fits()) {
                assertThat(wide.value())
                        .as("seed=%s, %s * %s / %s", SEED, a, b, c)
                        .isEqualTo(expected[0].longValueExact());
            }
        }
    }

    /** Where an estimated digit of the quotient is too large: just below and at powers of two, and all bits set. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                0x7FFF_FFFFL,
                0x8000_0000L,
                0x8000_0001L,
                0xFFFF_FFFFL,
                0x1_0000_0000L,
                0x1_0000_0001L,
                0x7FFF_FFFF_FFFF_FFFFL,
                0x4000_0000_0000_0001L,
                0x7FFF_FFFF_0000_0000L,
                0x7FFF_FFFF_0000_0001L,
                0x8000_0000_0000L - 1
            })
    void shouldDivideAtTheBordersOfItsDigits(final long divisor) {
        final long[] edges = {0, 1, divisor - 1, divisor, Long.MAX_VALUE, 0xFFFF_FFFFL, 0x1_0000_0000L, 0x7FFF_FFFFL};
        for (final long a : edges) {
            for (final long b : edges) {
                for (final long c : edges) {
                    final BigInteger number = BigInteger.valueOf(a)
                            .multiply(BigInteger.valueOf(b))
                            .multiply(BigInteger.valueOf(c));
                    final BigInteger[] expected = number.divideAndRemainder(BigInteger.valueOf(divisor));
                    wide.set(a).times(b).times(c).over(divisor);
                    assertThat(wide.remainder()).isEqualTo(expected[1].longValueExact());
                    // Dividing on by the largest long brings what is left into one.
                    wide.over(Long.MAX_VALUE).over(Long.MAX_VALUE);
                    assertThat(wide.value())
                            .isEqualTo(expected[0]
                                    .divide(BigInteger.valueOf(Long.MAX_VALUE))
                                    .divide(BigInteger.valueOf(Long.MAX_VALUE))
                                    .longValueExact());
                }
            }
        }
    }

    @Test
    void shouldRefuseToDivideByNothing() {
        assertThatThrownBy(() -> wide.set(1).over(0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> wide.set(1).over(-1)).isInstanceOf(ArithmeticException.class);
    }

    /** Of any length from one bit to 63. */
    private static long number(final SplittableRandom random) {
        return random.nextLong() >>> (1 + random.nextInt(62));
    }
}
