package io.gimbal.feeds.exchange;

import java.util.Arrays;

/**
 * An unsigned number of 256 bits to multiply and divide without loss: a scratch register of the exchange's thread. Floors
 * nest, so that {@code x / a / b} here is the floor of {@code x / (a·b)}.
 */
final class Wide {
    private static final long LOW_BITS = 0xFFFF_FFFFL;
    private static final int LIMBS = 8;

    private final int[] limbs = new int[LIMBS];
    private final int[] product = new int[LIMBS + 2];
    private int length;
    private long remainder;

    /** Sets it to a number that is 0 or more. */
    Wide set(final long value) {
        limbs[0] = (int) value;
        limbs[1] = (int) (value >>> Integer.SIZE);
        length = 2;
        trim();
        return this;
    }

    /** Multiplies by a number that is 0 or more. */
    Wide times(final long factor) {
        Arrays.fill(product, 0, length + 2, 0);
        multiplyInto(factor & LOW_BITS, 0);
        multiplyInto(factor >>> Integer.SIZE, 1);
        if (length + 2 > LIMBS && (product[LIMBS] != 0 || product[LIMBS + 1] != 0)) {
            throw new ArithmeticException("wide overflow: factor=" + factor);
        }
        length = Math.min(length + 2, LIMBS);
        System.arraycopy(product, 0, limbs, 0, length);
        trim();
        return this;
    }

    /** Adds a number that is 0 or more. */
    Wide plus(final long value) {
        long carry = value;
        for (int i = 0; carry != 0; i++) {
            if (i == LIMBS) {
                throw new ArithmeticException("wide overflow: value=" + value);
            }
            final long sum = (i < length ? limbs[i] & LOW_BITS : 0) + (carry & LOW_BITS);
            limbs[i] = (int) sum;
            length = Math.max(length, i + 1);
            carry = (carry >>> Integer.SIZE) + (sum >>> Integer.SIZE);
        }
        trim();
        return this;
    }

    /** Divides by a number above 0, keeping the floor. */
    Wide over(final long divisor) {
        if (divisor <= 0) {
            throw new ArithmeticException("wide division: divisor=" + divisor);
        }
        final long rest = divisor <= LOW_BITS / 2 ? shortDivision(divisor) : longDivision(divisor);
        this.remainder = rest;
        trim();
        return this;
    }

    /** {@return what the last division left} */
    long remainder() {
        return remainder;
    }

    /** {@return whether {@link #value()} has it} */
    boolean fits() {
        return length < 2 || (length == 2 && limbs[1] >= 0);
    }

    /** {@return the number} Throws when it does not fit. */
    long value() {
        if (!fits()) {
            throw new ArithmeticException("wide overflow: limbs=" + length);
        }
        final long low = length > 0 ? limbs[0] & LOW_BITS : 0;
        return length > 1 ? low | ((long) limbs[1] << Integer.SIZE) : low;
    }

    private long shortDivision(final long divisor) {
        long rest = 0;
        for (int i = length - 1; i >= 0; i--) {
            final long part = (rest << Integer.SIZE) | (limbs[i] & LOW_BITS);
            limbs[i] = (int) (part / divisor);
            rest = part % divisor;
        }
        return rest;
    }

    /**
     * Knuth's algorithm D (The Art of Computer Programming, vol. 2, 4.3.1) for a divisor of two digits of 32 bits: both
     * sides are shifted until the divisor's highest bit is set, then the two highest digits give each digit of the quotient
     * to within two.
     */
    private long longDivision(final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long high = (divisor << shift) >>> Integer.SIZE;
        final long low = (divisor << shift) & LOW_BITS;
        long rest = 0;
        for (int i = length - 1; i >= 0; i--) {
            final long limb = limbs[i] & LOW_BITS;
            final long shifted = limb << shift;
            final long digits = (rest << shift) + (shifted >>> Integer.SIZE);
            long quotient = Long.divideUnsigned(digits, high);
            long left = digits - quotient * high;
            while (quotient > LOW_BITS
                    || Long.compareUnsigned(quotient * low, (left << Integer.SIZE) | (shifted & LOW_BITS)) > 0) {
                quotient--;
                left += high;
                if (left > LOW_BITS) {
                    break;
                }
            }
            rest = ((rest << Integer.SIZE) | limb) - quotient * divisor;
            limbs[i] = (int) quotient;
        }
        return rest;
    }

    private void multiplyInto(final long factor, final int shift) {
        long carry = 0;
        for (int i = 0; i < length; i++) {
            final long sum = (limbs[i] & LOW_BITS) * factor + (product[i + shift] & LOW_BITS) + carry;
            product[i + shift] = (int) sum;
            carry = sum >>> Integer.SIZE;
        }
        product[length + shift] = (int) carry;
    }

    private void trim() {
        while (length > 0 && limbs[length - 1] == 0) {
            length--;
        }
    }
}
