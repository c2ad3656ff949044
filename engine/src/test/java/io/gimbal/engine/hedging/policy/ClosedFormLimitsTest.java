package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of every bound of the closed forms, one argument at a time, and how they scale. */
final class ClosedFormLimitsTest {
    private static final double BAD = -1e-300;
    private static final double NAN = Double.NaN;

    /** Each argument in turn is below its range, or no number; 0 belongs to the range only where it is said. */
    private static void assertRanges(
            final ToDoubleFunction<double[]> form, final double[] good, final boolean... isZeroIn) {
        assertThat(form.applyAsDouble(good)).as("in range").isFinite();
        for (int i = 0; i < good.length; i++) {
            assertThat(form.applyAsDouble(with(good, i, NAN)))
                    .as("no number at %s", i)
                    .isNaN();
            assertThat(form.applyAsDouble(with(good, i, BAD)))
                    .as("below 0 at %s", i)
                    .isNaN();
            final double atZero = form.applyAsDouble(with(good, i, 0));
            if (isZeroIn[i]) {
                assertThat(atZero).as("0 at %s", i).isFinite();
            } else {
                assertThat(atZero).as("0 at %s", i).isNaN();
            }
        }
    }

    private static double[] with(final double[] good, final int place, final double value) {
        final double[] changed = good.clone();
        changed[place] = value;
        return changed;
    }

    @Test
    void shouldKnowTheRangeOfEachArgumentOfABand() {
        assertRanges(a -> Bands.whalleyWilmott(a[0], a[1], 0.1, a[2]), new double[] {1, 2, 3}, true, false, false);
        assertRanges(a -> Bands.toEdge(a[0], a[1], a[2]), new double[] {1, 2, 3}, true, true, false);
        assertRanges(a -> Bands.toTarget(a[0], a[1], a[2]), new double[] {1, 2, 3}, true, true, false);
        assertRanges(a -> Bands.fixedCost(a[0], a[1], a[2]), new double[] {1, 2, 3}, true, true, false);
        assertRanges(a -> Bands.interval(a[0], a[1], a[2]), new double[] {1, 2, 3}, true, false, false);
        assertRanges(a -> Bands.inspected(a[0], a[1], a[2]), new double[] {9, 2, 3}, true, true, true);
    }

    @Test
    void shouldKnowTheRangeOfEachArgumentOfACostAndAnError() {
        assertRanges(
                a -> Bands.costRate(a[0], a[1], a[2], a[3], a[4]),
                new double[] {1, 1, 1, 2, 1},
                true,
                true,
                true,
                false,
                true);
        assertThat(Bands.costRate(0, 1, 1, 2, 2)).as("to the edge").isEqualTo(0.25);
        assertThat(Bands.costRate(1, 1, 1, 2, 2)).as("a fee for nothing").isNaN();
        assertThat(Bands.costRate(0, 1, 1, 2, Math.nextUp(2.0))).isNaN();
        assertRanges(a -> Bands.meanSquare(2, a[0]), new double[] {1}, true);
        assertThat(Bands.meanSquare(0, 0)).isZero();
        assertThat(Bands.meanSquare(BAD, 0)).isNaN();
        assertThat(Bands.meanSquare(2, Math.nextUp(2.0))).isNaN();
        assertRanges(a -> Bands.priceMove(a[0], 0.1, a[1]), new double[] {1, 2}, true, false);
        assertThat(Bands.priceMove(1, 0, 2)).as("nothing moves").isNaN();
        assertThat(Bands.priceMove(1, NAN, 2)).isNaN();
    }

    @Test
    void shouldKnowTheRangeOfEachArgumentOfZakamouline() {
        assertRanges(
                a -> Zakamouline.floor(a[0], a[1], a[2], a[3], a[4]),
                new double[] {1, 2, 3, 4, 5},
                true,
                false,
                false,
                false,
                false);
        assertRanges(
                a -> Zakamouline.width(a[0], 0.1, a[1], a[2], a[3], a[4]),
                new double[] {1, 2, 3, 4, 5},
                true,
                false,
                false,
                false,
                false);
        assertRanges(
                a -> Zakamouline.shift(a[0], a[1], 0.1, a[2], a[3], a[4], a[5]),
                new double[] {1, 2, 3, 4, 5, 6},
                true,
                false,
                false,
                false,
                false,
                false);
    }

    @Test
    void shouldKnowTheRangeOfEachArgumentOfLelandAndOfTwoBands() {
        assertRanges(a -> Leland.number(a[0], a[1], a[2]), new double[] {1, 2, 3}, true, false, false);
        assertRanges(a -> TwoBands.share(a[0], a[1], a[2], a[3]), new double[] {1, 2, 3, 4}, true, true, false, false);
        assertRanges(
                a -> TwoBands.outer(a[0], a[1], a[2], a[3], a[4]),
                new double[] {1, 2, 3, 4, 0.5},
                true,
                true,
                true,
                false,
                true);
        assertThat(TwoBands.outer(1, 2, 3, 4, Math.nextUp(1.0))).isNaN();
        assertThat(TwoBands.outer(1, 2, 3, 4, 1)).isEqualTo(Bands.toEdge(2, 3, 4));
    }

    /** A volatility of arguments that mean nothing would be traded to. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void shouldGiveNoVolatilityWhereArgumentsMeanNothing(final double gamma) {
        assertRanges(a -> Leland.vol(a[0], a[1], gamma), new double[] {0.2, 0.3}, false, true);
        assertThat(Leland.vol(0.2, 0.3, NAN)).isNaN();
        assertRanges(a -> Zakamouline.centreVol(a[0], -a[1], gamma), new double[] {0.2, 0.3}, false, true);
        assertThat(Zakamouline.centreVol(0.2, -0.3, NAN)).isNaN();
    }

    @Test
    void shouldTakeTheVolatilityOfLongGammaWhereThereIsNone() {
        assertThat(Leland.vol(2, 0.19, 0)).isCloseTo(1.8, within(1e-15));
        assertThat(Leland.vol(2, 0.21, -Double.MIN_VALUE)).isCloseTo(2.2, within(1e-15));
        assertThat(Zakamouline.centreVol(2, -0.19, 0)).isCloseTo(1.8, within(1e-15));
        assertThat(Zakamouline.centreVol(2, -0.21, -Double.MIN_VALUE)).isCloseTo(2.2, within(1e-15));
    }

    @Test
    void shouldHoldALongVolatilityAtARootOfATwentiethWithoutAJump() {
        final double least = Math.sqrt(0.05);
        for (final double number : new double[] {0.95, 0.9500001, 1, 2, 1e9}) {
            assertThat(Leland.vol(1, number, 1)).isCloseTo(least, within(1e-14));
            assertThat(Zakamouline.centreVol(1, -number, 1)).isCloseTo(least, within(1e-14));
            assertThat(Leland.vol(1, number, -1)).isCloseTo(Math.sqrt(1 + number), within(1e-9));
        }
        assertThat(Leland.vol(1, 0.94, 1)).isCloseTo(Math.sqrt(0.06), within(1e-14));
        assertThat(Zakamouline.centreVol(1, -0.94, 1)).isCloseTo(Math.sqrt(0.06), within(1e-14));
    }

    @Test
    void shouldNeitherShiftNorWidenWithoutGammaOrCosts() {
        assertThat(Zakamouline.shift(0.01, 100, 0, 1, 0.2, 1, 1)).isZero();
        assertThat(Zakamouline.shift(0, 100, 0.1, 1, 0.2, 1, 1)).isZero();
        assertThat(Zakamouline.width(0, 0.1, 1, 0.2, 1, 1)).isZero();
        assertThat(Zakamouline.width(0.01, 0, 1, 0.2, 1, 1)).isZero();
        assertThat(Zakamouline.width(0.01, -0.1, 1, 0.2, 1, 1)).isEqualTo(Zakamouline.width(0.01, 0.1, 1, 0.2, 1, 1));
        assertThat(Zakamouline.shift(0.01, 9, -0.1, 1, 0.2, 1, 1))
                .isEqualTo(Zakamouline.shift(0.01, 9, 0.1, 1, 0.2, 1, 1))
                .isNegative();
    }

    /** The published exponents, read off as slopes of logarithms. */
    @ParameterizedTest
    @CsvSource({"0, 0.31, 0.78", "1, 0.5, 0.15", "2, -0.5, 0.15", "3, -0.25, -0.25", "4, 0.05, -0.02", "5, 0.25, 0.25"})
    void shouldHaveThePublishedExponents(final int place, final double ofWidth, final double ofShift) {
        final double[] point = {0.003, 0.02, 0.7, 0.4, 0.3, 0.97};

        assertThat(slope(a -> Zakamouline.width(a[0], a[1], a[2], a[3], a[4], a[5]), point, place))
                .isCloseTo(ofWidth, within(1e-9));
        assertThat(slope(a -> Zakamouline.shift(a[0], 50, a[1], a[2], a[3], a[4], a[5]), point, place))
                .isCloseTo(ofShift, within(1e-9));
    }

    /** Exponents of theory: a half-width is a cube or fourth root of cost, roughness and the inverse error price. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0.25", "1, 1, 0.25", "2, -1, -0.25"})
    void shouldBeRootsOfCostRoughnessAndErrorPrice(final int place, final double sign, final double fourth) {
        final double[] point = {0.3, 0.7, 5};

        assertThat(slope(a -> Bands.toEdge(a[0], a[1], a[2]), point, place)).isCloseTo(sign / 3, within(1e-9));
        assertThat(slope(a -> Bands.toTarget(a[0], a[1], a[2]), point, place)).isCloseTo(sign / 3, within(1e-9));
        assertThat(slope(a -> Bands.fixedCost(a[0], a[1], a[2]), point, place)).isCloseTo(fourth, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.6666666666666666", "1, -0.3333333333333333", "2, -0.6666666666666666"})
    void shouldScaleAnIntervalByTheTwoThirdsOfTheory(final int place, final double exponent) {
        assertThat(slope(a -> Bands.interval(a[0], a[1], a[2]), new double[] {0.3, 0.7, 5}, place))
                .isCloseTo(exponent, within(1e-9));
    }

    private static double slope(final ToDoubleFunction<double[]> form, final double[] point, final int place) {
        final double up = form.applyAsDouble(with(point, place, point[place] * 4));
        final double down = form.applyAsDouble(with(point, place, point[place] / 4));
        return Math.log(up / down) / Math.log(16);
    }

    /** Whoever measures deltas in another coin, or money in another currency, must be told the same. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 7, 1e4})
    void shouldNotDependOnTheUnitsOfCoinsAndMoney(final double unit) {
        final double share = TwoBands.share(0.4, 1.5, 0.09, 4);
        final double outer = TwoBands.outer(0.4, 1.5, 0.09, 4, share);

        assertThat(TwoBands.share(0.4 * unit, 1.5 * unit, 0.09, 4 * unit)).isCloseTo(share, within(1e-12));
        final double coins = TwoBands.share(0.4, 1.5 / unit, 0.09 * unit * unit, 4 / unit / unit);
        assertThat(coins).isCloseTo(share, within(1e-12));
        assertThat(TwoBands.outer(0.4, 1.5 / unit, 0.09 * unit * unit, 4 / unit / unit, share))
                .isCloseTo(unit * outer, within(1e-11 * unit * outer));
    }

    /** Both conditions for a minimum that the class states, over twenty-four powers of ten of costs. */
    @Test
    void shouldMeetBothConditionsForAMinimum() {
        for (double perOrder = 1e-12; perOrder < 1e12; perOrder *= 10) {
            final double r = TwoBands.share(perOrder, 1.5, 0.09, 4);
            final double h = TwoBands.outer(perOrder, 1.5, 0.09, 4, r);
            final double cube = (1 - r) * (1 - r) * (1 - r);

            assertThat(1.5 * h * cube / (4 * r * perOrder)).as("f=%s", perOrder).isCloseTo(1, within(1e-9));
            assertThat(4 * Math.pow(h, 4) * (1 + r) * cube / (6 * perOrder * 0.09))
                    .as("f=%s", perOrder)
                    .isCloseTo(1, within(1e-9));
        }
    }

    /** A walk of small steps between two bands: what it pays and how far it strays, counted state by state. */
    @Test
    void shouldCostAndStrayLikeAWalkCountedStateByState() {
        final int outer = 40;
        final int inner = 15;
        final double step = 0.01;
        final double roughness = 0.3;
        double time = 0;
        double squares = 0;
        for (int k = 1 - outer; k < outer; k++) {
            final double visits = green(inner, k, outer);
            time += visits;
            squares += visits * k * k * step * step;
        }
        final double years = time * step * step / roughness;
        final double paid = 2 + 5 * (outer - inner) * step;

        assertThat(Bands.costRate(2, 5, roughness, outer * step, inner * step)).isCloseTo(paid / years, within(1e-9));
        assertThat(Bands.meanSquare(outer * step, inner * step)).isCloseTo(squares / time, within(1e-4));
    }

    /** Expected visits of a fair walk from {@code from} to {@code to} before it leaves at {@code edge}, either side. */
    private static double green(final int from, final int to, final int edge) {
        final double low = edge + Math.min(from, to);
        final double high = edge - Math.max(from, to);
        return low * high / edge;
    }

    @Test
    void shouldMoveThePriceByOneBand() {
        assertThat(Bands.priceMove(0.3, -0.002, 30_000)).isCloseTo(0.005, within(1e-15));
        assertThat(Bands.priceMove(0.3, 0.002, 30_000)).isCloseTo(0.005, within(1e-15));
        assertThat(Bands.roughness(-0.002, 0.5, 30_000)).isCloseTo(900, within(1e-9));
        assertThat(Bands.errorPrice(0.01, 0.5, 200)).isCloseTo(50, within(1e-12));
    }
}
