package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CppiTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double UNCAPPED = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "100000, 90000, 0.20, 50000", "10000000, 8500000, 0.3333333333333333, 4500000",
        "10225000, 8500000, 0.3333333333333333, 5175000", "9775000, 8500000, 0.3333333333333333, 3825000"
    })
    void shouldHoldThePublishedExposures(
            final double value, final double floor, final double gap, final double published) {
        final double multiplier = ConstantProportion.multiplierForGap(gap, 0);

        assertThat(ConstantProportion.exposure(value, floor, multiplier, 1)).isCloseTo(published, within(1e-6));
    }

    @Test
    void shouldFollowThePublishedPortfolioThroughAFivePercentMove() {
        final Cppi cppi = new Cppi(3, 1, 0, 0, 0);
        cppi.start(8_500_000, 10_000_000, 0);

        final double held = cppi.targetExposure();
        cppi.onValue(10_000_000 + 0.05 * held, DAY_NS);

        assertThat(held).isCloseTo(4_500_000, within(1e-6));
        assertThat(cppi.targetExposure()).isCloseTo(5_175_000, within(1e-6));
        assertThat(cppi.effectiveMultiplier(held)).isCloseTo(4_500_000 / 1_725_000.0, within(1e-12));
    }

    @Test
    void shouldNotBorrowBeyondTheCap() {
        assertThat(ConstantProportion.exposure(100, 20, 5, 1)).isEqualTo(100);
        assertThat(ConstantProportion.exposure(100, 20, 5, 2.5)).isEqualTo(250);
        assertThat(ConstantProportion.exposure(100, 20, 5, UNCAPPED)).isEqualTo(400);
        assertThat(ConstantProportion.exposure(-10, -20, 5, UNCAPPED))
                .as("above a floor below 0")
                .isEqualTo(50);
        assertThat(ConstantProportion.exposure(-10, -20, 5, 1)).isZero();
    }

    @Test
    void shouldGrowTheFloorAtTheRateOfCash() {
        final Cppi cppi = new Cppi(4, 1, 0.05, 0, 0.1);
        cppi.start(80, 100, 5);

        for (int day = 1; day <= 365; day++) {
            cppi.onValue(100, 5 + day * DAY_NS);
        }
        cppi.onValue(100, 5);

        assertThat(cppi.floor()).isCloseTo(80 * Math.exp(0.05), within(1e-11));
        assertThat(cppi.cushion()).isCloseTo(100 - 80 * Math.exp(0.05), within(1e-11));
    }

    @Test
    void shouldRatchetTheFloorToTheHighestValueAndNeverBack() {
        final Cppi cppi = new Cppi(4, 1, 0, 0.8, 0.1);
        cppi.start(50, 100, 0);
        assertThat(cppi.floor()).isEqualTo(80);

        cppi.onValue(150, 1);
        cppi.onValue(125, 2);

        assertThat(cppi.floor()).isEqualTo(120);
        assertThat(cppi.targetExposure()).isCloseTo(20, within(1e-12));
    }

    @Test
    void shouldNotRatchetAFloorBelowZeroAboveAValueBelowZero() {
        final Cppi cppi = new Cppi(4, 1, 0, 0.8, 0.1);
        cppi.start(-20, -10, 0);

        cppi.onValue(-10, 1);

        assertThat(cppi.floor()).isEqualTo(-20);
        assertThat(cppi.isCashLocked()).isFalse();
        cppi.onValue(10, 2);
        assertThat(cppi.floor()).isEqualTo(8);
    }

    @Test
    void shouldStayInCashWhenTheFloorWasReachedUntilStartedAgain() {
        final Cppi cppi = new Cppi(4, 1, 0, 0, 0.1);
        cppi.start(80, 100, 0);

        cppi.onValue(80, 1);
        cppi.onValue(95, 2);

        assertThat(cppi.isCashLocked()).isTrue();
        assertThat(cppi.targetExposure()).isZero();
        assertThat(cppi.isOutside(0)).isFalse();
        assertThat(cppi.isOutside(1e-9)).isTrue();
        cppi.start(80, 95, 3);
        assertThat(cppi.isCashLocked()).isFalse();
        assertThat(cppi.targetExposure()).isEqualTo(60);
    }

    @Test
    void shouldTradeOnlyOutsideItsBand() {
        final Cppi cppi = new Cppi(4, 10, 0, 0, 0.1);
        cppi.start(80, 100, 0);

        assertThat(cppi.isOutside(80 * 1.0999)).isFalse();
        assertThat(cppi.isOutside(80 * 1.1001)).isTrue();
        assertThat(cppi.isOutside(80 * 0.9001)).isFalse();
        assertThat(cppi.isOutside(80 * 0.8999)).isTrue();
        assertThat(cppi.isOutside(Double.NaN)).isFalse();
    }

    @Test
    void shouldKeepRoomForMarginAndGap() {
        final Cppi cppi = new Cppi(4, 10, 0, 0, 0.1);
        assertThat(cppi.isSafeWithMargin(1, 0.01, 0.2)).isFalse();
        cppi.start(80, 100, 0);

        assertThat(cppi.isSafeWithMargin(80, 0.01, 0.24)).isTrue();
        assertThat(cppi.isSafeWithMargin(80, 0.01, 0.2401)).isFalse();
        assertThat(cppi.isSafeWithMargin(-80, 0.01, 0.2401)).isFalse();
        assertThat(cppi.isSafeWithMargin(Double.NaN, 0.01, 0.2)).isFalse();
        assertThat(cppi.isSafeWithMargin(0, -0.01, 0.2)).isFalse();
    }

    @Test
    void shouldBreakTheFloorAsOftenAsTheFormulaSays() {
        final long seed = 5_117;
        final int paths = 40_000;
        final int weeks = 26;
        final double years = 7.0 / 365;
        final double one = ConstantProportion.gapProbability(4, 0.1, 0.03, 0.8, years);
        final double formula = ConstantProportion.gapProbability(one, weeks);
        final Random random = new Random(seed);

        int broken = 0;
        for (int path = 0; path < paths; path++) {
            broken += isBroken(new Cppi(4, UNCAPPED, 0.03, 0, 0), random, weeks) ? 1 : 0;
        }

        final double rate = (double) broken / paths;
        final double error = Math.sqrt(formula * (1 - formula) / paths);
        System.out.println("seed " + seed + ": breach rate " + rate + ", formula " + formula + ", s.e. " + error);
        assertThat(formula).isBetween(0.05, 0.3);
        assertThat(rate).isCloseTo(formula, within(2 * error));
    }

    private static boolean isBroken(final Cppi cppi, final Random random, final int weeks) {
        final double years = 7.0 / 365;
        double value = 100;
        cppi.start(80, value, 0);
        for (int week = 1; week <= weeks; week++) {
            final double held = cppi.targetExposure();
            final double growth = Math.exp((0.1 - 0.32) * years + 0.8 * Math.sqrt(years) * random.nextGaussian());
            value = held * growth + (value - held) * Math.exp(0.03 * years);
            cppi.onValue(value, week * 7L * DAY_NS);
        }
        return cppi.isCashLocked();
    }

    /** Discrete trading misses the continuous value by an error that halves when there is four times as much of it. */
    @Test
    void shouldEndWhereTheContinuousFormulaSaysWhenTradedOften() {
        final long seed = 90_210;
        final double coarse = missing(256, 400, seed);
        final double fine = missing(4_096, 400, seed + 1);

        System.out.println("seed " + seed + ": root mean square of ln(traded / formula) " + coarse + ", " + fine);
        assertThat(fine).isLessThan(0.03);
        assertThat(coarse / fine).isBetween(3.2, 4.8);
    }

    private static double missing(final int steps, final int paths, final long seed) {
        final Random random = new Random(seed);
        final double years = 0.5 / steps;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            double cushion = 20;
            double price = 1;
            for (int i = 0; i < steps; i++) {
                final double growth = Math.exp((0.1 - 0.125) * years + 0.5 * Math.sqrt(years) * random.nextGaussian());
                cushion *= 4 * growth - 3 * Math.exp(0.03 * years);
                price *= growth;
            }
            final double error = Math.log(cushion / ConstantProportion.terminalCushion(20, price, 4, 0.03, 0.5, 0.5));
            squares += error * error;
        }
        return Math.sqrt(squares / paths);
    }

    @Test
    void shouldBeWorthOnAverageWhatItsDriftSays() {
        final double step = 0.001;

        double mean = 0;
        for (double z = -12; z < 12; z += step) {
            final double ratio = Math.exp((0.12 - 0.02) * 0.5 + 0.2 * Math.sqrt(0.5) * z);
            final double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            mean += step * density * ConstantProportion.terminalCushion(10, ratio, 3, 0.04, 0.2, 0.5);
        }

        assertThat(mean).isCloseTo(10 * Math.exp((0.04 + 3 * (0.12 - 0.04)) * 0.5), within(1e-9));
    }

    @Test
    void shouldInvertTheGapProbability() {
        for (final double tolerated : new double[] {1e-9, 1e-4, 0.01, 0.2}) {
            final double multiplier = ConstantProportion.multiplierForProbability(tolerated, 0.1, 0.03, 0.8, 1 / 365.0);
            assertThat(ConstantProportion.gapProbability(multiplier, 0.1, 0.03, 0.8, 1 / 365.0))
                    .isCloseTo(tolerated, within(1e-9 * tolerated));
        }
        assertThat(ConstantProportion.multiplierForProbability(0.9, 0, 0, 0.8, 1 / 365.0))
                .isInfinite();
    }

    @Test
    void shouldCountGapsOfManyIntervalsWithoutLosingSmallOnes() {
        assertThat(ConstantProportion.gapProbability(0.1, 3)).isCloseTo(1 - 0.9 * 0.9 * 0.9, within(1e-15));
        assertThat(ConstantProportion.gapProbability(1e-20, 1000)).isCloseTo(1e-17, within(1e-31));
        assertThat(ConstantProportion.gapProbability(1, 1)).isEqualTo(1);
        assertThat(ConstantProportion.gapProbability(1, 0)).isZero();
        assertThat(ConstantProportion.gapProbability(0, 1e9)).isZero();
        assertThat(ConstantProportion.gapProbability(1, 0.1, 0.03, 0.8, 1)).isZero();
    }

    @Test
    void shouldCountTheJumpsThatNoTradingStops() {
        final long seed = 77_177;
        final Random random = new Random(seed);
        final int paths = 100_000;
        final double rate = ConstantProportion.breakingJumps(5, 12, -0.05, 0.1);
        final double formula = ConstantProportion.jumpGapProbability(rate, 0.5);

        int broken = 0;
        for (int path = 0; path < paths; path++) {
            boolean isHit = false;
            for (double t = -Math.log(1 - random.nextDouble()) / 12;
                    t < 0.5;
                    t -= Math.log(1 - random.nextDouble()) / 12) {
                isHit |= Math.exp(-0.05 + 0.1 * random.nextGaussian()) - 1 <= -0.2;
            }
            broken += isHit ? 1 : 0;
        }

        final double share = (double) broken / paths;
        final double error = Math.sqrt(formula * (1 - formula) / paths);
        System.out.println("seed " + seed + ": jumped through " + share + ", formula " + formula + ", s.e. " + error);
        assertThat(share).isCloseTo(formula, within(2 * error));
        assertThat(ConstantProportion.breakingJumps(1, 12, -0.05, 0.1)).isZero();
    }

    @Test
    void shouldLeaveRoomForTheCostOfTradingOut() {
        assertThat(ConstantProportion.multiplierForGap(0.2, 0.05)).isCloseTo(4, within(1e-12));
        assertThat(ConstantProportion.exposureRoughness(3, 20, 0.5)).isCloseTo(60, within(1e-12));
        assertThat(ConstantProportion.exposureRoughness(1, 20, 0.5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldKeepItsStateWhenAValueIsNoNumber(final double value) {
        final Cppi cppi = new Cppi(4, 1, 0.05, 0.5, 0.1);
        cppi.onValue(100, 0);
        assertThat(cppi.targetExposure()).as("before the start").isNaN();
        cppi.start(80, 100, 0);
        final long before = cppi.mixInto(3);

        cppi.onValue(value, DAY_NS);
        cppi.start(value, 100, DAY_NS);
        cppi.start(80, value, DAY_NS);

        assertThat(cppi.mixInto(3)).isEqualTo(before);
        assertThat(ConstantProportion.exposure(value, 80, 4, 1)).isNaN();
        assertThat(ConstantProportion.exposure(100, value, 4, 1)).isNaN();
    }

    @Test
    void shouldAnswerNothingWhenAFormulaIsAskedOutOfRange() {
        assertThat(ConstantProportion.exposure(100, 80, -1, 1)).isNaN();
        assertThat(ConstantProportion.exposure(100, 80, Double.NaN, 1)).isNaN();
        assertThat(ConstantProportion.terminalCushion(1, 0, 3, 0, 0.2, 1)).isNaN();
        assertThat(ConstantProportion.gapProbability(3, 0, 0, 0, 1)).isNaN();
        assertThat(ConstantProportion.gapProbability(3, 0, 0, 0.2, 0)).isNaN();
        assertThat(ConstantProportion.gapProbability(3, Double.NaN, 0, 0.2, 1)).isNaN();
        assertThat(ConstantProportion.gapProbability(1.1, 4)).isNaN();
        assertThat(ConstantProportion.jumpGapProbability(-1, 4)).isNaN();
        assertThat(ConstantProportion.breakingJumps(3, 1, 0, 0)).isNaN();
        assertThat(ConstantProportion.multiplierForGap(0, 0)).isNaN();
        assertThat(ConstantProportion.multiplierForProbability(0, 0, 0, 0.2, 1)).isNaN();
        assertThat(ConstantProportion.exposureRoughness(3, -1, 0.2)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,0,0", "3,0,0,0,0", "3,1,NaN,0,0", "3,1,0,1,0", "3,1,0,0,1", "3,1,0,-0.1,0", "NaN,1,0,0,0"})
    void shouldRefuseParametersOutOfRange(
            final double multiplier, final double cap, final double rate, final double ratchet, final double band) {
        assertThatThrownBy(() -> new Cppi(multiplier, cap, rate, ratchet, band))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
