package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeterministicMathTest {
    private static final long SEED = 20_261_121L;
    private static final int DRAWS = 3_000;

    @ParameterizedTest
    @CsvSource({
        "-745,-708.4,1.5",
        "-708.3,-40,1.0",
        "-40,-1,1.0",
        "-1,1,1.0",
        "-1e-8,1e-8,1.0",
        "1,40,1.0",
        "40,709.78,1.0"
    })
    void shouldMatchExpToTheLastPlaceWhenTheArgumentIsInRange(final double from, final double to, final double ulps) {
        final SplittableRandom random = new SplittableRandom(SEED);

        double worst = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            final double x = random.nextDouble(from, to);
            worst = Math.max(worst, Exactly.ulps(DeterministicMath.exp(x), Exactly.exp(x)));
        }

        assertThat(worst).as("ulps of exp, seed=%d", SEED).isLessThan(ulps);
    }

    @Test
    void shouldReachTheLimitsOfExpWhenTheArgumentLeavesTheRange() {
        assertThat(DeterministicMath.exp(0.0)).isEqualTo(1.0);
        assertThat(DeterministicMath.exp(-0.0)).isEqualTo(1.0);
        assertThat(DeterministicMath.exp(709.782712893384)).isFinite().isGreaterThan(1.797e308);
        assertThat(DeterministicMath.exp(Math.nextUp(709.782712893384))).isInfinite();
        assertThat(DeterministicMath.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DeterministicMath.exp(-745.1332191019411)).isEqualTo(Double.MIN_VALUE);
        assertThat(DeterministicMath.exp(-745.2)).isEqualTo(0.0);
        assertThat(DeterministicMath.exp(Double.NEGATIVE_INFINITY)).isEqualTo(0.0);
        assertThat(DeterministicMath.exp(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "5e-324,2.2e-308",
        "2.3e-308,1e-300",
        "1e-10,0.5",
        "0.5,0.999",
        "0.999,1.001",
        "1.001,2",
        "2,1e9",
        "1e300,1.7e308"
    })
    void shouldMatchLogToTheLastPlaceWhenTheArgumentIsPositive(final double from, final double to) {
        final SplittableRandom random = new SplittableRandom(SEED);

        double worst = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            final double x = random.nextDouble(from, to);
            worst = Math.max(worst, Exactly.ulps(DeterministicMath.log(x), Exactly.log(x)));
        }

        assertThat(worst).as("ulps of log, seed=%d", SEED).isLessThan(1.0);
    }

    @Test
    void shouldMatchLogToTheLastPlaceInEveryPowerOfTwo() {
        final SplittableRandom random = new SplittableRandom(SEED);

        double worst = 0.0;
        for (int exponent = Double.MIN_EXPONENT; exponent <= Double.MAX_EXPONENT; exponent++) {
            final double x = Math.scalb(random.nextDouble(1.0, 2.0), exponent);
            worst = Math.max(worst, Exactly.ulps(DeterministicMath.log(x), Exactly.log(x)));
        }

        assertThat(worst).as("ulps of log, seed=%d", SEED).isLessThan(1.0);
    }

    @Test
    void shouldReachTheLimitsOfLogWhenTheArgumentLeavesTheRange() {
        assertThat(DeterministicMath.log(1.0)).isEqualTo(0.0);
        assertThat(DeterministicMath.log(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DeterministicMath.log(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DeterministicMath.log(-1.0)).isNaN();
        assertThat(DeterministicMath.log(Double.NEGATIVE_INFINITY)).isNaN();
        assertThat(DeterministicMath.log(Double.NaN)).isNaN();
        assertThat(DeterministicMath.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Exactly.ulps(DeterministicMath.log(Double.MIN_VALUE), Exactly.log(Double.MIN_VALUE)))
                .isLessThan(1.0);
        assertThat(Exactly.ulps(DeterministicMath.log(Double.MAX_VALUE), Exactly.log(Double.MAX_VALUE)))
                .isLessThan(1.0);
    }

    @ParameterizedTest
    @CsvSource({"5e-324,2.2e-308", "1e-300,1e-290", "1e-290,1e-280", "1e-9,1", "1,8", "8,1e12", "1e300,1.7e308"})
    void shouldMatchCbrtToTheLastPlaceWhenCubedAgain(final double from, final double to) {
        final SplittableRandom random = new SplittableRandom(SEED);

        double worst = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            final double x = random.nextDouble(from, to);
            worst = Math.max(worst, cubeRootError(x));
        }

        assertThat(worst).as("ulps of cbrt, seed=%d", SEED).isLessThan(1.0);
    }

    @Test
    void shouldKeepTheSignAndTheLimitsWhenACubeRootIsTaken() {
        assertThat(DeterministicMath.cbrt(27.0)).isEqualTo(3.0);
        assertThat(DeterministicMath.cbrt(-27.0)).isEqualTo(-3.0);
        assertThat(DeterministicMath.cbrt(0.0)).isEqualTo(0.0);
        assertThat(DeterministicMath.cbrt(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DeterministicMath.cbrt(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DeterministicMath.cbrt(Double.NaN)).isNaN();
        assertThat(cubeRootError(Double.MIN_VALUE)).isLessThan(1.0);
        assertThat(cubeRootError(Double.MIN_NORMAL)).isLessThan(1.0);
        assertThat(cubeRootError(Double.MAX_VALUE)).isLessThan(1.0);
    }

    @Test
    void shouldMatchTheReferenceDistributionOverSeventySixStandardDeviations() {
        final ReferenceTable table = ReferenceTable.load("normal_cdf_mpmath.csv");

        for (int row = 0; row < table.size(); row++) {
            final double z = table.number(row, "z");
            final double cdf = table.number(row, "cdf");
            final double pdf = table.number(row, "pdf");
            assertThat(DeterministicMath.normalCdf(z)).as("cdf at z=%s", z).isCloseTo(cdf, within(2e-16));
            assertThat(DeterministicMath.normalCdf(z)).as("tail at z=%s", z).isCloseTo(cdf, tolerance(cdf, 1e-15));
            assertThat(DeterministicMath.normalPdf(z)).as("pdf at z=%s", z).isCloseTo(pdf, tolerance(pdf, 5e-16));
        }
        assertThat(table.size()).isEqualTo(609);
    }

    @Test
    void shouldMatchTheReferenceMillsRatio() {
        final ReferenceTable table = ReferenceTable.load("normal_cdf_mpmath.csv");

        for (int row = 0; row < table.size(); row++) {
            final double z = table.number(row, "z");
            final double mills = table.number(row, "mills_upper_tail_over_pdf");
            if (z >= 0.0) {
                assertThat(MillsRatio.at(z)).as("z=%s", z).isCloseTo(mills, within(1e-15 * mills));
            }
        }
        assertThat(MillsRatio.at(Double.POSITIVE_INFINITY)).isEqualTo(0.0);
    }

    @Test
    void shouldNeverFallWhenTheNormalDistributionIsWalkedUpwards() {
        double previous = 0.0;
        for (int i = -400_000; i <= 100_000; i++) {
            final double cdf = DeterministicMath.normalCdf(i * 1e-4);
            assertThat(cdf).isBetween(previous, 1.0);
            previous = cdf;
        }
        assertThat(previous).isEqualTo(1.0);
    }

    @Test
    void shouldReachTheLimitsOfTheNormalDistributionWhenFarOut() {
        assertThat(DeterministicMath.normalCdf(0.0)).isEqualTo(0.5);
        assertThat(DeterministicMath.normalCdf(-38.4)).isPositive().isLessThan(1e-320);
        assertThat(DeterministicMath.normalCdf(-38.6)).isEqualTo(0.0);
        assertThat(DeterministicMath.normalCdf(38.6)).isEqualTo(1.0);
        assertThat(DeterministicMath.normalCdf(Double.NEGATIVE_INFINITY)).isEqualTo(0.0);
        assertThat(DeterministicMath.normalCdf(Double.POSITIVE_INFINITY)).isEqualTo(1.0);
        assertThat(DeterministicMath.normalCdf(Double.NaN)).isNaN();
        assertThat(DeterministicMath.normalPdf(38.5)).isPositive();
        assertThat(DeterministicMath.normalPdf(38.6)).isEqualTo(0.0);
        assertThat(DeterministicMath.normalPdf(Double.NEGATIVE_INFINITY)).isEqualTo(0.0);
        assertThat(DeterministicMath.normalPdf(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.0703742461, 27_500.0, 1e12})
    void shouldKeepTheLogarithmOfAQuotientWhenItIsNextToOne(final double strike) {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < DRAWS; i++) {
            final double forward = strike * random.nextDouble(1.0 - 1e-6, 1.0 + 1e-6);
            final BigDecimal difference = new BigDecimal(forward).subtract(new BigDecimal(strike));
            final double x = difference
                    .divide(new BigDecimal(strike), MathContext.DECIMAL128)
                    .doubleValue();
            final double expected = x - x * x / 2 + x * x * x / 3;
            assertThat(DeterministicMath.logRatio(forward, strike))
                    .as("ln(%s / %s), seed=%d", forward, strike, SEED)
                    .isCloseTo(expected, within(7e-16 * Math.abs(expected)));
        }
        assertThat(DeterministicMath.logRatio(strike, strike)).isEqualTo(0.0);
    }

    @Test
    void shouldTakeTheLogarithmOfAQuotientThatNoDoubleHolds() {
        final double huge = DeterministicMath.logRatio(1e300, 1e-300);
        final double tiny = DeterministicMath.logRatio(1e-300, 1e300);

        assertThat(huge).isCloseTo(600 * Math.log(10.0), within(1e-12));
        assertThat(tiny).isEqualTo(-huge);
    }

    /** Taken from JDK 17's interpreter; the compilers and later JDKs have to give the same bits. */
    @Test
    void shouldGiveTheSameBitsOnEveryVirtualMachine() {
        assertThat(hash(DeterministicMath::exp, -750.0, 715.0)).isEqualTo(2516316811397776933L);
        assertThat(hash(DeterministicMath::log, 0.0, 1e6)).isEqualTo(8087846650035010317L);
        assertThat(hash(DeterministicMath::cbrt, -1e6, 1e6)).isEqualTo(5560005677297233206L);
        assertThat(hash(DeterministicMath::normalPdf, -39.0, 39.0)).isEqualTo(-7624813069200529659L);
        assertThat(hash(DeterministicMath::normalCdf, -39.0, 39.0)).isEqualTo(-3585999246797050710L);
        assertThat(hash(DeterministicMath::normalInverse, 0.0, 1.0)).isEqualTo(-767317662700348272L);
    }

    private static long hash(final DoubleUnaryOperator function, final double from, final double to) {
        long hash = 0L;
        for (int i = 0; i <= 250_000; i++) {
            final double x = Math.fma(i / 250_000.0, to - from, from);
            hash = (hash ^ Double.doubleToRawLongBits(function.applyAsDouble(x))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static double cubeRootError(final double x) {
        final double root = DeterministicMath.cbrt(x);
        final BigDecimal exactRoot = new BigDecimal(root);
        final BigDecimal error = exactRoot.pow(3).subtract(new BigDecimal(x)).abs();
        final BigDecimal slope = exactRoot.pow(2).multiply(BigDecimal.valueOf(3));
        return error.divide(slope.multiply(new BigDecimal(Math.ulp(root))), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** Relative, and never finer than the step of the numbers around the expected one. */
    private static Offset<Double> tolerance(final double expected, final double relative) {
        return within(Math.max(relative * expected, Double.MIN_VALUE));
    }
}
