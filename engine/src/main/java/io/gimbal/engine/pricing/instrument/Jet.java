package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * A number together with its derivatives by underlying, strike, time, volatility and rate, as far as the Greeks need them:
 * a Taylor polynomial with one coefficient for each {@link Greek}. Arithmetic on jets carries all derivatives along by
 * the rules of Leibniz and Faa di Bruno, exactly up to rounding; so a closed form that is written once gives its Greeks.
 * Source of the method: A. Griewank and A. Walther, "Evaluating Derivatives" (2008), chapter 13.
 *
 * <p>Operations leave their operands as they are and return a jet of the same {@link Jets} store, valid until
 * {@link Jets#begin}. Where a function is not defined the result holds NaN or infinities, as with doubles.
 */
public final class Jet {
    private static final Greek[] GREEKS = Greek.values();
    private static final int COUNT = Monomials.COUNT;
    private static final int[] LEFT = Monomials.LEFT;
    private static final int[] RIGHT = Monomials.RIGHT;
    private static final int[] PRODUCT = Monomials.PRODUCT;
    private static final int[] DEGREE = Monomials.DEGREE;

    private final Jets store;
    private final double[] coefficients = new double[COUNT];

    Jet(final Jets store) {
        this.store = store;
    }

    void clear() {
        Arrays.fill(coefficients, 0.0);
    }

    void setValue(final double value) {
        coefficients[0] = value;
    }

    void setSlope(final int term) {
        coefficients[term] = 1.0;
    }

    /** {@return the number itself} */
    public double value() {
        return coefficients[0];
    }

    /**
     * Writes the number and its derivatives.
     *
     * @param out receives all Greeks; NaN and infinities too, see {@link Greeks#keepIfFinite}
     */
    public void writeTo(final Greeks out) {
        for (final Greek greek : GREEKS) {
            final int term = greek.index();
            out.set(greek, coefficients[term] * Monomials.TO_GREEK[term]);
        }
    }

    /**
     * Sum.
     *
     * @param other of the same store
     * @return this + other
     */
    public Jet plus(final Jet other) {
        return plusScaled(1.0, other);
    }

    /**
     * Difference.
     *
     * @param other of the same store
     * @return this - other
     */
    public Jet minus(final Jet other) {
        return plusScaled(-1.0, other);
    }

    /**
     * Sum with a multiple.
     *
     * @param factor a constant
     * @param other  of the same store
     * @return this + factor other
     */
    public Jet plusScaled(final double factor, final Jet other) {
        final Jet sum = store.next();
        for (int i = 0; i < COUNT; i++) {
            sum.coefficients[i] = Math.fma(factor, other.coefficients[i], coefficients[i]);
        }
        return sum;
    }

    /**
     * Sum with a constant.
     *
     * @param constant any number
     * @return this + constant
     */
    public Jet plus(final double constant) {
        final Jet sum = times(1.0);
        sum.coefficients[0] += constant;
        return sum;
    }

    /**
     * Product with a constant.
     *
     * @param constant any number
     * @return constant this
     */
    public Jet times(final double constant) {
        final Jet product = store.next();
        for (int i = 0; i < COUNT; i++) {
            product.coefficients[i] = constant * coefficients[i];
        }
        return product;
    }

    /** {@return -this} */
    public Jet negated() {
        return times(-1.0);
    }

    /**
     * Product.
     *
     * @param other of the same store
     * @return this other
     */
    public Jet times(final Jet other) {
        final Jet product = store.next();
        for (int n = 0; n < PRODUCT.length; n++) {
            final int term = PRODUCT[n];
            product.coefficients[term] =
                    Math.fma(coefficients[LEFT[n]], other.coefficients[RIGHT[n]], product.coefficients[term]);
        }
        return product;
    }

    /** {@return this this} */
    public Jet squared() {
        return times(this);
    }

    /**
     * Quotient: each coefficient is the one that makes quotient times divisor this.
     *
     * @param divisor of the same store, not 0
     * @return this / divisor
     */
    public Jet over(final Jet divisor) {
        final Jet quotient = times(1.0);
        final double[] sought = quotient.coefficients;
        final double value = divisor.coefficients[0];
        sought[0] /= value;
        for (int n = 1; n < PRODUCT.length; n++) {
            final int term = PRODUCT[n];
            if (RIGHT[n] > 0) {
                sought[term] = Math.fma(-sought[LEFT[n]], divisor.coefficients[RIGHT[n]], sought[term]);
            } else {
                // Pairs come in the order of the left factor, so the term itself is the last of its sum.
                sought[term] /= value;
            }
        }
        return quotient;
    }

    /**
     * A function of this number.
     *
     * @param value  of the function at {@link #value}
     * @param first  derivative there
     * @param second derivative there
     * @param third  derivative there
     * @return the function's jet
     */
    public Jet composed(final double value, final double first, final double second, final double third) {
        final Jet change = plus(-coefficients[0]);
        change.coefficients[0] = 0.0;
        final Jet inner = change.times(third / 6.0).plus(0.5 * second).times(change);
        final Jet result = inner.plus(first).times(change);
        result.coefficients[0] = value;
        return result;
    }

    /** {@return e to the power of this} */
    public Jet exp() {
        final double value = DeterministicMath.exp(coefficients[0]);
        return composed(value, value, value, value);
    }

    /** {@return the natural logarithm of this, which is above 0} */
    public Jet log() {
        final double reciprocal = 1.0 / coefficients[0];
        final double square = reciprocal * reciprocal;
        return composed(DeterministicMath.log(coefficients[0]), reciprocal, -square, 2.0 * square * reciprocal);
    }

    /**
     * Logarithm of a quotient, accurate next to 1 where the quotient's own rounding would be felt.
     *
     * @param divisor of the same store; both above 0
     * @return ln(this / divisor)
     */
    public Jet logRatio(final Jet divisor) {
        final Jet difference = log().minus(divisor.log());
        difference.setValue(DeterministicMath.logRatio(coefficients[0], divisor.coefficients[0]));
        return difference;
    }

    /** {@return the square root of this, which is above 0} */
    public Jet sqrt() {
        final double root = Math.sqrt(coefficients[0]);
        final double first = 0.5 / root;
        final double second = -0.5 * first / coefficients[0];
        return composed(root, first, second, -1.5 * second / coefficients[0]);
    }

    /** {@return the standard normal distribution function of this} */
    public Jet normalCdf() {
        final double x = coefficients[0];
        final double density = DeterministicMath.normalPdf(x);
        return composed(DeterministicMath.normalCdf(x), density, -x * density, (x * x - 1.0) * density);
    }

    /** {@return the standard normal density of this} */
    public Jet normalPdf() {
        final double x = coefficients[0];
        final double density = DeterministicMath.normalPdf(x);
        return composed(density, -x * density, (x * x - 1.0) * density, x * (3.0 - x * x) * density);
    }

    /**
     * This number as the partial derivative of a function g by one of its arguments: the part that the argument
     * contributes to g's derivatives. Summed over all arguments, and with g's value added, it is g's jet:
     *
     * <pre>
     * g(x, y) = constant(value).plus(byX.along(x)).plus(byY.along(y))
     * </pre>
     *
     * <p>So a function whose gradient is simple need not be differentiated itself, where its own terms would cancel. By
     * Euler's theorem on homogeneous functions: the terms of degree n of g are 1/n of those of
     * sum(dg/dx * (sum over the terms of x, each times its degree)).
     *
     * @param argument of the same store
     * @return a jet of value 0
     */
    public Jet along(final Jet argument) {
        final Jet part = store.next();
        for (int n = 0; n < PRODUCT.length; n++) {
            final int term = PRODUCT[n];
            final double weighted = DEGREE[RIGHT[n]] * argument.coefficients[RIGHT[n]];
            part.coefficients[term] = Math.fma(coefficients[LEFT[n]], weighted, part.coefficients[term]);
        }
        for (int term = 1; term < COUNT; term++) {
            part.coefficients[term] /= DEGREE[term];
        }
        return part;
    }
}
