package io.gimbal.perf.violations.engine.book;

import java.util.function.Supplier;

/** Classes of a shape that nobody wants, and beside each one that is fine. */
final class Shapes {
    private Shapes() {}

    static class Open {}

    /** Abstract and visible to all. */
    public abstract static class PublicBase {}

    abstract static class PackagePrivateBase {}

    static final class PositionManager {}

    static final class BandHelper {}

    static final class MathUtil {}

    static final class PolicyImpl {}

    static final class MarketData {}

    static final class OrderInfo {}

    static final class HedgeService {}

    static final class BufferWrapper {}

    static final class Gate {}

    static final class WithGetter {
        double getDelta() {
            return 1.0;
        }

        double target() {
            return 2.0;
        }
    }

    static final class PromisedGetter implements Supplier<Integer> {
        @Override
        public Integer get() {
            return 1;
        }
    }
}
