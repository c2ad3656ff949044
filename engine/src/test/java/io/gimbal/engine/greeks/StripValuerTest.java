package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way a strip is valued, the sums are those of its records, and no further off than certified. */
class StripValuerTest {
    private static final double FORWARD = 60_000;
    private static final double YEARS = 30 / 365.0;
    private static final double SECOND = 1 / (365.0 * 86_400);

    private final double[] direct = new double[BlackSums.COUNT];
    private final double[] errors = new double[BlackSums.COUNT];
    private double lastForward;

    private static StripValuer valuer(final int options, final long seed, final Valuation valuation) {
        final StripValuer valuer = new StripValuer(valuation);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < options; i++) {
            final int record = valuer.add(FORWARD * (0.7 + 0.6 * random.nextDouble()));
            valuer.set(record, 2 * random.nextDouble() - 1, 0.4 + 0.6 * random.nextDouble());
        }
        return valuer;
    }

    private void assertSums(final StripValuer valuer, final double forward, final double years, final String when) {
        final CallStrip strip = valuer.strip();
        Arrays.fill(direct, 0);
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(years), direct, 0);
        final double[] sums = valuer.allSums();
        valuer.errors(errors);
        for (int i = 0; i < BlackSums.COUNT; i++) {
            assertThat(sums[i]).as("%s: sum %d", when, i).isCloseTo(direct[i], within(errors[i]));
        }
        assertThat(errors[BlackSums.DELTA])
                .as("%s: the certificate of delta is within its budget", when)
                .isLessThan(2 * StripValuer.DELTA_BUDGET * Math.max(valuer.gross(), 1e-3));
    }

    /** Ticks enough for a fit to be built, and to be used. */
    private double tickUntilFitted(final StripValuer valuer, final double forward, final double years) {
        double left = years;
        for (int i = 0; i < 5_000 && !valuer.isFitValued(); i++) {
            left -= 0.01 * SECOND;
            lastForward = forward * (1 + 1e-5 * (i % 7));
            valuer.value(lastForward, left);
        }
        return left;
    }

    @ParameterizedTest
    @EnumSource(Valuation.class)
    void shouldFollowEveryKindOfEvent(final Valuation valuation) {
        final long seed = 42;
        final SplittableRandom random = new SplittableRandom(seed);
        final StripValuer valuer = valuer(60, seed, valuation);
        double forward = FORWARD;
        double years = YEARS;
        for (int i = 0; i < 6_000; i++) {
            final int kind = random.nextInt(10);
            if (kind == 0) {
                final int record = random.nextInt(60);
                valuer.set(record, valuer.strip().quantity(record), 0.4 + 0.6 * random.nextDouble());
            } else if (kind == 1) {
                valuer.set(random.nextInt(60), random.nextInt(3) - 1, 0.5);
            } else if (kind < 9) {
                forward *= 1 + 2e-5 * (random.nextDouble() - 0.5);
            }
            years -= random.nextDouble() * 0.5 * SECOND;
            valuer.value(forward, years);
            if (i % 17 == 0) {
                assertSums(valuer, forward, years, "seed " + seed + ", event " + i);
            }
        }
        assertThat(valuer.shadowAlarms()).isZero();
    }

    @Test
    void shouldUseAFitWhereVolatilitiesStayAndLeaveItWhereTheForwardLeavesItsWindow() {
        final StripValuer valuer = valuer(200, 1, Valuation.CHEAPEST);
        final double years = tickUntilFitted(valuer, FORWARD, YEARS);
        assertThat(valuer.isFitValued()).isTrue();
        assertThat(valuer.builds()).isEqualTo(1);
        assertSums(valuer, lastForward, years, "just fitted");

        valuer.value(FORWARD * 1.5, years);
        assertThat(valuer.isFitValued()).as("outside the window").isFalse();
        assertSums(valuer, FORWARD * 1.5, years, "outside");
    }

    @Test
    void shouldNeverFitAFewStrikesNorTheLastMinutes() {
        final StripValuer few = valuer(FitSchedule.TICK_COST, 2, Valuation.CHEAPEST);
        tickUntilFitted(few, FORWARD, YEARS);
        assertThat(few.fitTicks()).isZero();

        final StripValuer late = valuer(200, 3, Valuation.CHEAPEST);
        tickUntilFitted(late, FORWARD, StripValuer.SHORTEST_FIT_YEARS);
        assertThat(late.fitTicks()).isZero();
        assertThat(late.builds()).isZero();
    }

    @Test
    void shouldNotFitWhatIsRemarkedAllTheTime() {
        final StripValuer valuer = valuer(200, 4, Valuation.CHEAPEST);
        final SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 20_000; i++) {
            valuer.set(i % 200, 0.5, 0.4 + 0.5 * random.nextDouble());
            valuer.value(FORWARD * (1 + 1e-6 * (i % 5)), YEARS - i * 1e-3 * SECOND);
        }
        assertThat(valuer.builds()).isZero();
    }

    @Test
    void shouldKeepUsingAFitWhileASingleRecordChanges() {
        final StripValuer valuer = valuer(300, 5, Valuation.CHEAPEST);
        double years = tickUntilFitted(valuer, FORWARD, YEARS);
        final long before = valuer.ticks() - valuer.fitTicks();
        for (int i = 0; i < 20_000; i++) {
            if (i % 100 == 0) {
                valuer.set(17, 1 + 1e-3 * i, 0.5 + 1e-6 * i);
            }
            years -= 0.001 * SECOND;
            valuer.value(FORWARD * (1 + 1e-5 * (i % 11)), years);
            if (i % 997 == 0) {
                assertSums(valuer, FORWARD * (1 + 1e-5 * (i % 11)), years, "tick " + i);
            }
        }
        assertThat(valuer.ticks() - valuer.fitTicks())
                .as("direct sums meanwhile")
                .isEqualTo(before);
        assertThat(valuer.shadowChecks()).isPositive();
        assertThat(valuer.shadowAlarms()).isZero();
    }

    @Test
    void shouldFollowAFitWithAnotherBeforeItsTimeIsOver() {
        final StripValuer valuer = valuer(120, 6, Valuation.CHEAPEST);
        double years = tickUntilFitted(valuer, FORWARD, YEARS);
        final double end = 0.8 * YEARS;
        final double step = (years - end) / 40_000;
        long directTicks = 0;
        while (years > end) {
            years -= step;
            lastForward = FORWARD * (1 + 1e-7 * (directTicks % 3));
            valuer.value(lastForward, years);
            directTicks += valuer.isFitValued() ? 0 : 1;
        }
        assertThat(valuer.builds()).isBetween(4L, 12L);
        assertThat(directTicks).as("no gap between a fit and its follower").isLessThan(200);
        assertSums(valuer, lastForward, years, "end");
    }

    /** Interpreted or compiled, on any JDK: fits were built, folded and left on the way to these bits. */
    @Test
    void shouldBeTheSameBitsOnEveryVirtualMachine() {
        assertThat(Arrays.hashCode(run(1))).isEqualTo(-182_113_583);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBeTheSameBitsForTheSameEvents(final long seed) {
        final double[] first = run(seed);
        assertThat(run(seed)).as("seed %d", seed).isEqualTo(first);
    }

    private static double[] run(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final StripValuer valuer = valuer(100, seed, Valuation.CHEAPEST);
        for (int i = 0; i < 3_000; i++) {
            if (random.nextInt(50) == 0) {
                valuer.set(random.nextInt(100), random.nextDouble(), 0.5);
            }
            valuer.value(FORWARD * (1 + 1e-3 * random.nextDouble()), YEARS - i * SECOND);
        }
        assertThat(valuer.fitTicks()).isPositive();
        return valuer.allSums().clone();
    }

    /** The rounding of a large position must not outlive it in the sums of a small one. */
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e9, 1e12})
    void shouldStayWithinItsCertificateWhenAHugePositionShrinks(final double huge) {
        final StripValuer valuer = valuer(8, 9, Valuation.CHEAPEST);
        for (int i = 0; i < 50; i++) {
            valuer.set(3, huge, 0.5);
            valuer.value(FORWARD, YEARS);
            valuer.set(3, -1, 0.5);
            valuer.value(FORWARD, YEARS);
            assertSums(valuer, FORWARD, YEARS, "flip " + i);
        }
    }

    @Test
    void shouldHoldNothingOnceEverythingIsSold() {
        final StripValuer valuer = valuer(3, 8, Valuation.CHEAPEST);
        valuer.value(FORWARD, YEARS);
        for (int i = 0; i < 3; i++) {
            valuer.set(i, 0, 0.5);
        }
        valuer.value(FORWARD, YEARS);
        assertThat(valuer.held()).isZero();
        assertThat(valuer.sums()).containsOnly(0);
        valuer.errors(errors);
        assertThat(errors).containsOnly(0);
    }
}
