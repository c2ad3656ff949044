package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.StripKernel;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernel against the scalar sum: bits of one record, rounding of many, and no garbage once compiled. */
@Tag("vector")
@Timeout(300)
class VectorKernelTest {
    private static final double FORWARD = 60_000;
    private static final double HALF_ULP = 0x1.0p-53;
    private static final int WINDOWS = 20;
    private static final int CLEAN_WINDOWS = 500;
    private static final int WARM_UP_WINDOWS = 5_000;
    private static final int PASSES = 100;

    /** What a late request for a compilation may cost the thread; one boxed vector per pass would be more. */
    private static final long JIT_BYTES = 4_096;

    private final StripKernel kernel = VectorKernels.find().orElseThrow();
    private final double[] expected = new double[BlackSums.COUNT];
    private final double[] found = new double[BlackSums.COUNT];

    private static CallStrip strip(final long seed, final int size, final double years, final double deviations) {
        final SplittableRandom random = new SplittableRandom(seed);
        final CallStrip strip = new CallStrip();
        strip.setReference(FORWARD * (0.98 + 0.04 * random.nextDouble()));
        for (int i = 0; i < size; i++) {
            final double vol = 0.05 + 2.5 * random.nextDouble() * random.nextDouble();
            final double z = deviations * (2 * random.nextDouble() - 1);
            strip.add(FORWARD * Math.exp(z * vol * Math.sqrt(years)), 200 * random.nextDouble() - 100, vol);
        }
        return strip;
    }

    /** The wings pass the density's lowest exponent, where d is 37.4. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.00002, 3",
        "2, 0.0027, 3",
        "3, 0.08, 3",
        "4, 0.08, 45",
        "5, 1, 8",
        "6, 5, 3",
        "7, 0.000001, 45",
        "8, 0.5, 0.1"
    })
    void shouldGiveTheScalarBitsWhenOneRecordIsSummed(final long seed, final double years, final double deviations) {
        final CallStrip strip = strip(seed, 2_000, years, deviations);
        final double logForward = strip.logForward(FORWARD);
        kernel.load(strip);
        for (int i = 0; i < strip.size(); i++) {
            Arrays.fill(expected, 0.0);
            Arrays.fill(found, 0.0);

            strip.addSums(i, i + 1, FORWARD, logForward, Math.sqrt(years), expected, 0);
            kernel.addSums(i, i + 1, FORWARD, logForward, Math.sqrt(years), found, 0);

            assertThat(bits(found)).as("seed=%d, record=%d", seed, i).isEqualTo(bits(expected));
        }
    }

    @Test
    void shouldGiveTheScalarBitsWhenD1OrD2IsZero() {
        final double years = 0.25;
        for (final double shift : new double[] {0.5, -0.5, 0.0}) {
            final CallStrip strip = new CallStrip();
            strip.setReference(FORWARD);
            strip.add(FORWARD * Math.exp(shift * 0.64 * years * 0.64), 3.0, 0.64);
            kernel.load(strip);
            for (final double logForward : new double[] {strip.logStrike(0), 0.0, -0.0}) {
                Arrays.fill(expected, 0.0);
                Arrays.fill(found, 0.0);

                strip.addSums(0, 1, FORWARD, logForward, Math.sqrt(years), expected, 0);
                kernel.addSums(0, 1, FORWARD, logForward, Math.sqrt(years), found, 0);

                assertThat(bits(found)).as("shift=%s", shift).isEqualTo(bits(expected));
            }
        }
    }

    /** Ranges on both sides of a lane's and of a block's border. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 1",
        "0, 7",
        "0, 8",
        "0, 9",
        "1, 8",
        "3, 20",
        "0, 255",
        "0, 256",
        "0, 257",
        "5, 262",
        "250, 1300",
        "0, 1300"
    })
    void shouldAddTheScalarSumsToRoundingWhenRecordsAreMany(final int from, final int to) {
        final double years = 0.08;
        final CallStrip strip = strip(17, 1_300, years, 4);
        final double logForward = strip.logForward(FORWARD);
        final double[] out = new double[BlackSums.COUNT + 5];
        Arrays.fill(out, 3.0);
        kernel.load(strip);

        strip.addSums(from, to, FORWARD, logForward, Math.sqrt(years), expected, 0);
        kernel.addSums(from, to, FORWARD, logForward, Math.sqrt(years), out, 2);

        final double[] gross = gross(strip, from, to, years);
        for (int sum = 0; sum < BlackSums.COUNT; sum++) {
            final double tolerance = 2 * (to - from + 20) * HALF_ULP * (gross[sum] + 3.0);
            assertThat(Math.abs(out[sum + 2] - 3.0 - expected[sum]))
                    .as("sum=%d", sum)
                    .isLessThanOrEqualTo(tolerance);
        }
        assertThat(out[0] + out[1] + out[14] + out[15] + out[16])
                .as("what is not a sum")
                .isEqualTo(15.0);
    }

    private static double[] gross(final CallStrip strip, final int from, final int to, final double years) {
        final double[] gross = new double[BlackSums.COUNT];
        final double[] term = new double[BlackSums.COUNT];
        for (int i = from; i < to; i++) {
            Arrays.fill(term, 0.0);
            strip.addSums(i, i + 1, FORWARD, strip.logForward(FORWARD), Math.sqrt(years), term, 0);
            for (int sum = 0; sum < BlackSums.COUNT; sum++) {
                gross[sum] += Math.abs(term[sum]);
            }
        }
        return gross;
    }

    @Test
    void shouldSumWhatWasLoadedLastWhenStripsGrowShrinkAndChange() {
        for (final int size : new int[] {1, 5_000, 3}) {
            final CallStrip strip = strip(size, size, 0.1, 3);
            kernel.load(strip);
            final double before = delta(size);

            strip.set(0, 1e6, 0.7);

            assertThat(delta(size)).isEqualTo(before);
            kernel.load(strip);
            assertThat(delta(size)).isNotEqualTo(before);
        }
    }

    private double delta(final int size) {
        Arrays.fill(found, 0.0);
        kernel.addSums(0, size, FORWARD, 0.01, 0.3, found, 0);
        return found[BlackSums.DELTA];
    }

    @Test
    void shouldLeaveOutARecordOfNoQuantityWhateverItsVolatility() {
        final CallStrip strip = strip(5, 3, 0.1, 2);
        strip.set(2, 0.0, 0.5);
        for (final double vol : new double[] {0.0, Double.NaN, Double.POSITIVE_INFINITY}) {
            strip.set(0, 0.0, vol);
            kernel.load(strip);
            Arrays.fill(expected, 0.0);
            Arrays.fill(found, 0.0);

            strip.addSums(0, 3, FORWARD, 0.01, 0.3, expected, 0);
            kernel.addSums(0, 3, FORWARD, 0.01, 0.3, found, 0);

            assertThat(found[BlackSums.DELTA]).isNotZero();
            assertThat(bits(found)).as("vol=%s", vol).isEqualTo(bits(expected));
        }
    }

    @Test
    void shouldRefuseRecordsThatWereNotLoaded() {
        kernel.load(strip(1, 10, 0.1, 3));

        assertThatThrownBy(() -> delta(11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Boxed vectors would be some hundred bytes per record. The build lets this test wait for its compilations. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void shouldAllocateNothingOnceCompiled(final int size) {
        final CallStrip strip = strip(3, size, 0.08, 3);
        kernel.load(strip);
        int clean = 0;
        for (int i = 0; i < WARM_UP_WINDOWS && clean < CLEAN_WINDOWS; i++) {
            clean = bytesOfWindow(size) == 0 ? clean + 1 : 0;
        }
        final long[] bytes = new long[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            bytes[i] = bytesOfWindow(size);
        }

        assertThat(clean).as("clean windows in a row").isEqualTo(CLEAN_WINDOWS);
        assertThat(bytes).contains(0);
        assertThat(Arrays.stream(bytes).max().orElseThrow()).isLessThan(JIT_BYTES);
    }

    private long bytesOfWindow(final int size) {
        final long before = Meter.allocatedBytes();
        for (int i = 0; i < PASSES; i++) {
            kernel.addSums(0, size, FORWARD, 0.01 + i * 1e-9, 0.3, found, 0);
        }
        return Meter.allocatedBytes() - before;
    }

    @Test
    void shouldReportTheTimeWhenTheModuleIsThere(final TestReporter reporter) {
        final TickBench.Result result = TickBench.measure(1_000, 7);

        reporter.publishEntry(
                "ns per record",
                String.format(
                        Locale.ROOT, "scalar %.2f, vector %.2f", result.directNs() / 1_000, result.simdNs() / 1_000));
        assertThat(result.simdNs()).isPositive();
    }

    private static long[] bits(final double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
