package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;

/**
 * A sum of money exact to 1e-16: whole units of 1e-8 and a fraction of the same sign in 1e-16. Results are carried in it and
 * rounded once, when they become cash. Owned by the exchange's thread.
 */
final class ExactMoney {
    static final long FRACTIONS = Decimals.ONE;

    private long units;
    private long fraction;

    /** {@return rounded half away from zero to 1e-8} */
    long rounded() {
        final long half = FRACTIONS / 2;
        return fraction >= half ? units + 1 : fraction <= -half ? units - 1 : units;
    }

    /** {@return whole units of 1e-8, towards zero} */
    long units() {
        return units;
    }

    /** {@return what is beyond the units, in 1e-16} */
    long fraction() {
        return fraction;
    }

    /** {@return whether nothing is left of it} */
    boolean isZero() {
        return units == 0 && fraction == 0;
    }

    /** {@return -1, 0 or 1} */
    int sign() {
        return units != 0 ? Long.signum(units) : Long.signum(fraction);
    }

    /** Sets it to zero. */
    ExactMoney clear() {
        units = 0;
        fraction = 0;
        return this;
    }

    /** Sets it to another's value. */
    ExactMoney set(final ExactMoney other) {
        units = other.units;
        fraction = other.fraction;
        return this;
    }

    /** Adds units of 1e-8. */
    ExactMoney add(final long moreUnits) {
        return add(moreUnits, 0);
    }

    /** Adds another. */
    ExactMoney add(final ExactMoney other) {
        return add(other.units, other.fraction);
    }

    /** Takes another away. */
    ExactMoney subtract(final ExactMoney other) {
        return add(-other.units, -other.fraction);
    }

    /** Changes the sign. */
    ExactMoney negate() {
        units = -units;
        fraction = -fraction;
        return this;
    }

    /** Adds {@code sign · a·b/c}, where a, b are 0 or more, c above 0, all scaled alike; rounded to 1e-16. */
    ExactMoney addProduct(final Wide wide, final int sign, final long a, final long b, final long c) {
        final long sixteenths = 2;
        final long whole = wide.set(a).times(b).over(c).value();
        final long rest = a * b - whole * c;
        final long parts = wide.set(rest)
                .times(FRACTIONS)
                .times(sixteenths)
                .over(c)
                .plus(1)
                .over(sixteenths)
                .value();
        return add(sign * whole, sign * parts);
    }

    /** Sets it to a share {@code part/whole} of another, rounded to 1e-16; the whole share is the other itself. */
    ExactMoney setShare(final Wide wide, final ExactMoney other, final long part, final long whole) {
        if (part == whole) {
            return set(other);
        }
        final int sign = other.sign();
        clear();
        final long magnitude = Math.abs(other.units);
        addProduct(wide, sign, magnitude, part, whole);
        final long twice = 2;
        final long parts = wide.set(Math.abs(other.fraction))
                .times(part)
                .times(twice)
                .over(whole)
                .plus(1)
                .over(twice)
                .value();
        return add(0, sign * parts);
    }

    /** Adds a number of 1e-16; the register is used up. */
    ExactMoney addFractions(final Wide fractions, final int sign) {
        final long whole = fractions.over(FRACTIONS).value();
        return add(sign * whole, sign * fractions.remainder());
    }

    private ExactMoney add(final long moreUnits, final long moreFraction) {
        long u = Math.addExact(units, moreUnits);
        long f = fraction + moreFraction;
        u += f / FRACTIONS;
        f %= FRACTIONS;
        if (u > 0 && f < 0) {
            u--;
            f += FRACTIONS;
        } else if (u < 0 && f > 0) {
            u++;
            f -= FRACTIONS;
        }
        units = u;
        fraction = f;
        return this;
    }
}
