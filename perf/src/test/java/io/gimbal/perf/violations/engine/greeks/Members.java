package io.gimbal.perf.violations.engine.greeks;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Allowed types, members that are not, one kind per class. */
final class Members {
    private Members() {}

    static final class Clock {
        long now() {
            return System.nanoTime() + System.currentTimeMillis();
        }
    }

    static final class Environment {
        int size() {
            return System.getenv().size() + System.getProperties().size() + Integer.getInteger("x", 1);
        }
    }

    static final class Identity {
        int hash(final Object value) {
            return System.identityHashCode(value);
        }
    }

    static final class ObjectHash {
        int hash(final Object value) {
            return value.hashCode();
        }
    }

    static final class ElementHash {
        int hash(final Object value) {
            return Objects.hashCode(value);
        }
    }

    static final class ClassName {
        String name() {
            return Members.class.getName();
        }
    }

    static final class Formatted {
        String text(final double value) {
            return String.format("%f", value);
        }
    }

    @SuppressWarnings("StringCaseLocaleUsage")
    static final class DefaultLocale {
        String text(final String value) {
            return value.toUpperCase();
        }
    }

    @SuppressWarnings("DefaultCharset")
    static final class DefaultCharset {
        byte[] bytes(final String value) {
            return value.getBytes();
        }
    }

    static final class DoubleText {
        String text(final double value) {
            return Double.toString(value);
        }
    }

    static final class Parallel {
        void sort(final double[] values) {
            Arrays.parallelSort(values);
        }
    }

    static final class Streaming {
        long count(final List<String> values) {
            return values.parallelStream().count();
        }
    }

    static final class ByReference {
        DoubleUnaryOperator function() {
            return Math::exp;
        }
    }

    static final class Transcendental {
        double all(final double x) {
            final double one =
                    Math.exp(x) + Math.log(x) + Math.log10(x) + Math.pow(x, x) + Math.expm1(x) + Math.log1p(x);
            final double two = Math.sin(x) + Math.cos(x) + Math.tan(x) + Math.asin(x) + Math.acos(x) + Math.atan(x);
            final double three = Math.sinh(x) + Math.cosh(x) + Math.tanh(x) + Math.atan2(x, x);
            return one + two + three + Math.cbrt(x) + Math.hypot(x, x) + Math.random();
        }
    }

    static final class Exact {
        double all(final double x, final long[] from, final long[] to) {
            System.arraycopy(from, 0, to, 0, from.length);
            Arrays.fill(from, 0L);
            return Math.fma(x, Math.abs(x), Math.sqrt(Math.max(x, Math.min(x, 1.0)))) + Math.floor(x) + Math.rint(x);
        }
    }
}
