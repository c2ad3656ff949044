package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums of a strip against Black's formula option by option, and against differences of each other. */
class CallStripTest {
    private static final double FORWARD = 60_000;
    private static final int OPTIONS = 60;

    private final OptionGreeks unit = new OptionGreeks();
    private final double[] strikes = new double[OPTIONS];
    private final double[] coins = new double[OPTIONS];
    private final double[] vols = new double[OPTIONS];

    private CallStrip strip(final long seed, final double years, final double reference) {
        final SplittableRandom random = new SplittableRandom(seed);
        final CallStrip strip = new CallStrip();
        strip.setReference(reference);
        for (int i = 0; i < OPTIONS; i++) {
            vols[i] = 0.2 + 1.3 * random.nextDouble();
            strikes[i] = FORWARD * Math.exp((8 * random.nextDouble() - 4) * vols[i] * Math.sqrt(years));
            coins[i] = 2 * random.nextDouble() - 1;
            strip.add(strikes[i], coins[i], vols[i]);
        }
        return strip;
    }

    private static double[] sums(final CallStrip strip, final double forward, final double years) {
        final double[] sums = new double[BlackSums.COUNT];
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(years), sums, 0);
        return sums;
    }

    private double expected(final double years, final ToDoubleFunction<OptionGreeks> greek) {
        double total = 0;
        for (int i = 0; i < OPTIONS; i++) {
            assertThat(Black76.evaluate(true, FORWARD, strikes[i], years, vols[i], unit))
                    .isTrue();
            total += coins[i] * greek.applyAsDouble(unit);
        }
        return total;
    }

    private double gross() {
        double total = 0;
        for (final double quantity : coins) {
            total += Math.abs(quantity);
        }
        return total;
    }

    @ParameterizedTest
    @CsvSource({"1, 0.00002", "2, 0.0027", "3, 0.02", "4, 0.5", "5, 3"})
    void shouldSumTheMainGreeksOfItsOptions(final long seed, final double years) {
        final double[] sums = sums(strip(seed, years, FORWARD * 1.01), FORWARD, years);
        final double root = Math.sqrt(years);
        final double scale = 1e-12 * gross();

        assertThat(BlackSums.value(sums, FORWARD))
                .as("seed %d", seed)
                .isCloseTo(expected(years, OptionGreeks::price), within(FORWARD * scale));
        assertThat(sums[BlackSums.DELTA]).isCloseTo(expected(years, OptionGreeks::delta), within(scale));
        assertThat(BlackSums.gamma(sums, FORWARD))
                .isCloseTo(expected(years, OptionGreeks::gamma), within(scale / (FORWARD * 0.2 * root)));
        assertThat(BlackSums.vega(sums, FORWARD, root))
                .isCloseTo(expected(years, OptionGreeks::vega), within(scale * FORWARD * root));
        assertThat(BlackSums.theta(sums, FORWARD, root))
                .isCloseTo(expected(years, OptionGreeks::theta), within(scale * FORWARD / root));
        assertThat(BlackSums.vanna(sums, root)).isCloseTo(expected(years, OptionGreeks::vanna), within(scale / 0.2));
        assertThat(BlackSums.volga(sums, FORWARD, years))
                .isCloseTo(expected(years, OptionGreeks::volga), within(10 * scale * FORWARD * root / 0.2));
        assertThat(BlackSums.charm(sums, years)).isCloseTo(expected(years, OptionGreeks::charm), within(scale / years));
    }

    /** Each of the other Greeks is the slope of one that was just checked. */
    @ParameterizedTest
    @CsvSource({"11, 0.0027", "12, 0.02", "13, 0.5", "14, 2"})
    void shouldSumTheHigherGreeksAsSlopesOfTheMainOnes(final long seed, final double years) {
        final CallStrip strip = strip(seed, years, FORWARD);
        final double[] sums = sums(strip, FORWARD, years);
        final double h = 1e-4 * FORWARD * Math.sqrt(years);
        final double gammaUp = BlackSums.gamma(sums(strip, FORWARD + h, years), FORWARD + h);
        final double gammaDown = BlackSums.gamma(sums(strip, FORWARD - h, years), FORWARD - h);
        final double gammaScale = gross() / (FORWARD * 0.2 * Math.sqrt(years));

        assertThat(BlackSums.speed(sums, FORWARD))
                .as("seed %d", seed)
                .isCloseTo(
                        (gammaUp - gammaDown) / (2 * h),
                        within(1e-5 * gammaScale / (FORWARD * 0.2 * Math.sqrt(years))));

        final double dt = 1e-5 * years;
        final double later = years - dt;
        final double sooner = years + dt;
        assertThat(BlackSums.color(sums, FORWARD, years))
                .isCloseTo(
                        (BlackSums.gamma(sums(strip, FORWARD, later), FORWARD)
                                        - BlackSums.gamma(sums(strip, FORWARD, sooner), FORWARD))
                                / (2 * dt),
                        within(1e-6 * gammaScale / years));
        assertThat(BlackSums.veta(sums, FORWARD, Math.sqrt(years)))
                .isCloseTo(
                        (BlackSums.vega(sums(strip, FORWARD, later), FORWARD, Math.sqrt(later))
                                        - BlackSums.vega(sums(strip, FORWARD, sooner), FORWARD, Math.sqrt(sooner)))
                                / (2 * dt),
                        within(1e-6 * gross() * FORWARD / Math.sqrt(years)));
        final double dVol = 1e-5;
        assertThat(BlackSums.zomma(sums, FORWARD))
                .isCloseTo(
                        (BlackSums.gamma(sums(shifted(strip, dVol, 0), FORWARD, years), FORWARD)
                                        - BlackSums.gamma(sums(shifted(strip, -dVol, 0), FORWARD, years), FORWARD))
                                / (2 * dVol),
                        within(1e-6 * gammaScale / 0.2));
        final double dStrike = 1e-4 * FORWARD * Math.sqrt(years);
        assertThat(BlackSums.dualDelta(sums))
                .isCloseTo(
                        (BlackSums.value(sums(shifted(strip, 0, dStrike), FORWARD, years), FORWARD)
                                        - BlackSums.value(sums(shifted(strip, 0, -dStrike), FORWARD, years), FORWARD))
                                / (2 * dStrike),
                        within(1e-6 * gross()));
    }

    private static CallStrip shifted(final CallStrip strip, final double dVol, final double dStrike) {
        final CallStrip shifted = new CallStrip();
        shifted.setReference(strip.reference());
        for (int i = 0; i < strip.size(); i++) {
            shifted.add(strip.strike(i) + dStrike, strip.quantity(i), strip.vol(i) + dVol);
        }
        return shifted;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.5, 0.999999, 1.000001, 2, 1e9})
    void shouldTendToItsLimitsInTheWings(final double ratio) {
        final CallStrip strip = new CallStrip();
        strip.setReference(FORWARD);
        strip.add(FORWARD * ratio, 1, 1e-5);
        final double[] sums = sums(strip, FORWARD, 1e-6);

        assertThat(sums[BlackSums.DELTA]).isCloseTo(ratio < 1 ? 1 : 0, within(1e-300));
        assertThat(BlackSums.value(sums, FORWARD)).isCloseTo(Math.max(FORWARD * (1 - ratio), 0), within(1e-9));
        assertThat(sums[BlackSums.DENSITY_PER_STD_DEV]).isCloseTo(0, within(1e-200));
        for (final double sum : sums) {
            assertThat(sum).isFinite();
        }
    }

    @Test
    void shouldAddToWhatIsThereAndSkipWhatIsNotHeld() {
        final CallStrip strip = strip(1, 0.1, FORWARD);
        final double[] whole = sums(strip, FORWARD, 0.1);
        final double[] halves = new double[BlackSums.COUNT];
        strip.addSums(0, 20, FORWARD, strip.logForward(FORWARD), Math.sqrt(0.1), halves, 0);
        strip.addSums(20, OPTIONS, FORWARD, strip.logForward(FORWARD), Math.sqrt(0.1), halves, 0);
        assertThat(halves).isEqualTo(whole);

        final CallStrip padded = new CallStrip();
        padded.setReference(FORWARD);
        for (int i = 0; i < OPTIONS; i++) {
            padded.add(strikes[i] * 1.1, 0, 0.5);
            padded.add(strikes[i], coins[i], vols[i]);
        }
        assertThat(sums(padded, FORWARD, 0.1)).isEqualTo(whole);
    }

    @Test
    void shouldNotDependOnTheReferenceButInTheLastDigits() {
        final double[] near = sums(strip(7, 0.02, FORWARD), FORWARD, 0.02);
        final double[] far = sums(strip(7, 0.02, 0.4 * FORWARD), FORWARD, 0.02);
        for (int i = 0; i < BlackSums.COUNT; i++) {
            assertThat(far[i]).isCloseTo(near[i], within(1e-11 * Math.max(Math.abs(near[i]), 1)));
        }
    }
}
