package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit against the direct sum: nowhere in its window further off than it certifies, for any strip. */
class ChebyshevFitTest {
    private static final double FORWARD = 60_000;
    private static final double MINUTE = 1 / (365.0 * 24 * 60);
    private static final int POINTS = 400;

    private final ChebyshevFit fit = new ChebyshevFit();
    private final double[] fitted = new double[BlackSums.COUNT];
    private final FitErrorBound rounding = new FitErrorBound();
    private double width;

    static Stream<Arguments> strips() {
        return Stream.of(FitShape.NARROW, FitShape.WIDE)
                .flatMap(shape -> Stream.of(10 * MINUTE, 1 / 365.0, 30 / 365.0, 1.0)
                        .flatMap(years -> Stream.of(1, 7, 300)
                                .flatMap(options ->
                                        Stream.of(1L, 2L).map(seed -> Arguments.of(shape, years, options, seed)))));
    }

    private static CallStrip strip(final int options, final double years, final SplittableRandom random) {
        final CallStrip strip = new CallStrip();
        strip.setReference(FORWARD);
        for (int i = 0; i < options; i++) {
            final double vol = options == 1 ? 0.5 : 0.2 + 1.5 * random.nextDouble();
            final double z = options == 1 ? 0 : 8 * random.nextDouble() - 4;
            strip.add(FORWARD * Math.exp(z * vol * Math.sqrt(years)), 2 * random.nextDouble() - 1, vol);
        }
        return strip;
    }

    private static double[] direct(final CallStrip strip, final double forward, final double years) {
        final double[] sums = new double[BlackSums.COUNT];
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(years), sums, 0);
        return sums;
    }

    private static double halfWidth(final FitShape shape, final CallStrip strip, final double years) {
        return shape.halfWidthInStdDevs
                * FitErrorBound.smallestVol(strip)
                * Math.sqrt(years * (1 - shape.timeFraction));
    }

    private void assertCertified(
            final FitShape shape,
            final CallStrip strip,
            final double years,
            final SplittableRandom random,
            final long seed) {
        for (int i = 0; i < POINTS; i++) {
            final double x = i < 3 ? (i - 1) * 0.9999999 : 2 * random.nextDouble() - 1;
            final double forward = FORWARD * Math.exp(x * width);
            final double left = years * (1 - shape.timeFraction * (i % 7 == 0 ? i % 2 : random.nextDouble()));
            final double[] direct = direct(strip, forward, left);
            rounding.boundRounding(strip, Math.sqrt(left), strip.logForward(forward));
            fit.evaluate(forward, left, BlackSums.COUNT, fitted);
            for (int sum = 0; sum < BlackSums.COUNT; sum++) {
                assertThat(Math.abs(fitted[sum] - direct[sum]))
                        .as("seed %d, sum %d at x=%g of the window, years %g", seed, sum, x, left)
                        .isLessThanOrEqualTo(fit.bound().of(sum) + rounding.of(sum));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strips")
    void shouldStayWithinItsCertificateEverywhereInItsWindow(
            final FitShape shape, final double years, final int options, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final CallStrip strip = strip(options, years, random);
        fit.begin(shape, strip, years);
        width = halfWidth(shape, strip, years);
        assertThat(fit.buildSome(Integer.MAX_VALUE)).isTrue();

        assertCertified(shape, strip, years, random, seed);
        assertThat(fit.bound().of(BlackSums.DELTA))
                .as("the certificate is of use")
                .isLessThan(StripValuer.DELTA_BUDGET * fit.bound().gross());
    }

    @ParameterizedTest
    @MethodSource("strips")
    void shouldStayWithinItsCertificateWhileRecordsChangeAndAfterTheyWereFolded(
            final FitShape shape, final double years, final int options, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final CallStrip strip = strip(options, years, random);
        fit.begin(shape, strip, years);
        width = halfWidth(shape, strip, years);
        fit.buildSome(Integer.MAX_VALUE);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                final int record = random.nextInt(options);
                strip.set(record, 3 * random.nextDouble() - 1.5, strip.vol(record) * (1 + 0.1 * random.nextDouble()));
                fit.onChange(record, strip.quantity(record), strip.vol(record));
            }
            assertThat(fit.corrected()).isBetween(1, 4);
            assertCorrected(strip, years, random, seed);
            fit.fold();
            assertThat(fit.corrected()).isZero();
        }
        assertCertified(shape, strip, years, random, seed);
    }

    /** Corrections are direct sums: they add nothing to the error but rounding. */
    private void assertCorrected(
            final CallStrip strip, final double years, final SplittableRandom random, final long seed) {
        final double forward = FORWARD * Math.exp(0.9 * width * (2 * random.nextDouble() - 1));
        final double[] direct = direct(strip, forward, years);
        rounding.boundRounding(strip, Math.sqrt(years), strip.logForward(forward));
        fit.evaluate(forward, years, BlackSums.COUNT, fitted);
        for (int sum = 0; sum < BlackSums.COUNT; sum++) {
            assertThat(Math.abs(fitted[sum] - direct[sum]))
                    .as("seed %d, sum %d", seed, sum)
                    .isLessThanOrEqualTo(2 * (fit.bound().of(sum) + rounding.of(sum)));
        }
    }

    @Test
    void shouldGiveTheSameBitsWhetherBuiltAtOnceOrInSlices() {
        final CallStrip strip = strip(23, 0.1, new SplittableRandom(5));
        final ChebyshevFit sliced = new ChebyshevFit();
        fit.begin(FitShape.NARROW, strip, 0.1);
        assertThat(fit.buildSome(Integer.MAX_VALUE)).isTrue();
        sliced.begin(FitShape.NARROW, strip, 0.1);
        int slices = 1;
        while (!sliced.buildSome(10)) {
            slices++;
        }

        assertThat(slices).isGreaterThan(23 * FitShape.NARROW.nodes() / 10 - 1);
        final double[] other = new double[BlackSums.COUNT];
        fit.evaluate(FORWARD * 1.001, 0.0998, BlackSums.COUNT, fitted);
        sliced.evaluate(FORWARD * 1.001, 0.0998, BlackSums.COUNT, other);
        assertThat(other).isEqualTo(fitted);
    }

    @Test
    void shouldGiveTheMainSumsTheSameBitsWithOrWithoutTheOthers() {
        final CallStrip strip = strip(23, 0.1, new SplittableRandom(6));
        fit.begin(FitShape.WIDE, strip, 0.1);
        fit.buildSome(Integer.MAX_VALUE);
        final double[] main = new double[BlackSums.COUNT];
        fit.evaluate(FORWARD * 0.99, 0.097, BlackSums.MAIN, main);
        fit.evaluate(FORWARD * 0.99, 0.097, BlackSums.COUNT, fitted);

        for (int sum = 0; sum < BlackSums.MAIN; sum++) {
            assertThat(main[sum]).isEqualTo(fitted[sum]);
        }
    }

    @Test
    void shouldSayHowMuchOfItsWindowIsUsed() {
        final CallStrip strip = strip(1, 0.1, new SplittableRandom(7));
        fit.begin(FitShape.NARROW, strip, 0.1);
        fit.buildSome(Integer.MAX_VALUE);
        width = halfWidth(FitShape.NARROW, strip, 0.1);

        assertThat(fit.used(FORWARD, 0.1)).isZero();
        assertThat(fit.used(FORWARD * Math.exp(-0.5 * width), 0.1)).isBetween(0.4999, 0.5001);
        assertThat(fit.used(FORWARD, 0.1 * (1 - 0.75 * FitShape.NARROW.timeFraction)))
                .isBetween(0.7499, 0.7501);
        assertThat(fit.used(FORWARD * Math.exp(1.01 * width), 0.1)).isGreaterThan(1);
        assertThat(fit.used(FORWARD, 0.1 * (1 - 1.01 * FitShape.NARROW.timeFraction)))
                .isGreaterThan(1);
        assertThat(fit.used(FORWARD, 0.1001)).as("time ran backwards").isInfinite();
    }
}
