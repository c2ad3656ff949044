package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.StripKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called a measurement of a kernel; and the JVM that has no vector instructions to offer. */
@Timeout(120)
class KernelBenchTest {
    private static final double FORWARD = 60_000;
    private static final double ROOT_TIME = 0.3;

    /** The strip's own sum behind the interface, with a fault on demand. */
    private static final class FakeKernel implements StripKernel {
        private final CallStrip copy = new CallStrip();
        private final int wrongSum;
        private final int soundPasses;
        private final boolean isWasteful;
        private int passes;
        private double[] waste = {};

        FakeKernel(final int wrongSum, final int soundPasses, final boolean isWasteful) {
            this.wrongSum = wrongSum;
            this.soundPasses = soundPasses;
            this.isWasteful = isWasteful;
        }

        @Override
        public void load(final CallStrip strip) {
            copy.copyFrom(strip);
        }

        @Override
        public void addSums(
                final int from,
                final int to,
                final double forward,
                final double logForward,
                final double rootTime,
                final double[] out,
                final int offset) {
            copy.addSums(from, to, forward, logForward, rootTime, out, offset);
            if (isWasteful) {
                waste = new double[waste.length == 1 ? 2 : 1];
            }
            if (wrongSum >= 0 && ++passes > soundPasses) {
                out[offset + wrongSum] *= 1.0 + 1e-11;
            }
        }
    }

    private static CallStrip strip() {
        final CallStrip strip = new CallStrip();
        strip.setReference(FORWARD);
        for (int i = 0; i < 200; i++) {
            strip.add(40_000 + 200.0 * i, 0.5 + i, 0.4 + 0.002 * i);
        }
        return strip;
    }

    private static double measure(final StripKernel kernel) {
        return KernelBench.measure(kernel, strip(), FORWARD, ROOT_TIME);
    }

    @Test
    void shouldMeasureWhenTheSumsAgreeAndNothingIsAllocated() {
        assertThat(measure(new FakeKernel(-1, 0, false))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {BlackSums.DELTA, BlackSums.DENSITY_PER_STD_DEV, BlackSums.DENSITY_D1_D2})
    void shouldRefuseWhenASumIsWrong(final int sum) {
        assertThatThrownBy(() -> measure(new FakeKernel(sum, 0, false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sum=" + sum + ",");
    }

    @Test
    void shouldRefuseWhenASumIsWrongOnlyOnceCompiled() {
        assertThatThrownBy(() -> measure(new FakeKernel(BlackSums.DELTA, 1_000, false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sum=" + BlackSums.DELTA + ",");
    }

    @Test
    void shouldNotMeasureWhenItNeverStopsAllocating() {
        assertThat(measure(new FakeKernel(-1, 0, true))).isEqualTo(KernelBench.NOT_MEASURED);
    }

    @Test
    void shouldFindNoKernelAndSayNotMeasuredWhenTheModuleIsAbsent() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector"))
                .as("this test runs without it")
                .isEmpty();

        assertThat(VectorKernels.find()).isEmpty();
        assertThat(TickBench.measure(20, 7).simdNs()).isNegative();
    }
}
