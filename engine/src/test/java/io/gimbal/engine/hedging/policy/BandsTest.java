package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BandsTest {
    private static final double FIVE_BP = 0.0005;

    @Test
    void shouldGiveThePublishedHalfWidthOfWhalleyAndWilmott() {
        assertThat(Bands.whalleyWilmott(FIVE_BP, 5_000, 0.02, 1)).isCloseTo(0.1144714, within(1e-7));
        assertThat(Bands.whalleyWilmott(0.01, 100, 0.0219795, 1)).isCloseTo(0.0898, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"5000,0.02,0.6,1", "100,-0.03,0.2,0.5", "60000,0.0001,0.8,0.00001"})
    void shouldBeTheBandToTheEdgeWhenThePriceAloneMovesTheTarget(
            final double price, final double gamma, final double vol, final double aversion) {
        final double unified = Bands.toEdge(
                FIVE_BP * price, Bands.roughness(gamma, vol, price), Bands.errorPrice(aversion, vol, price));

        assertThat(unified).isCloseTo(Bands.whalleyWilmott(FIVE_BP, price, gamma, aversion), within(1e-12 * unified));
    }

    @Test
    void shouldGiveZakamoulinesPublishedNumbers() {
        assertThat(Zakamouline.floor(FIVE_BP, 5_000, 1, 0.2, 0.25)).isCloseTo(1.0e-5, within(1e-12));
        assertThat(Zakamouline.width(FIVE_BP, 0.02, 1, 0.2, 0.25, 1)).isCloseTo(0.0209437, within(1e-7));
        assertThat(Zakamouline.shift(FIVE_BP, 5_000, 0.02, 1, 0.2, 0.25, 1)).isCloseTo(-0.1394546, within(1e-7));
    }

    @Test
    void shouldCentreZakamoulinesBandAtTheVolatilityOfTheSignOfGamma() {
        assertThat(Zakamouline.centreVol(0.25, -0.4194988, -1)).isCloseTo(0.2978568, within(1e-7));
        assertThat(Zakamouline.centreVol(0.25, -0.4194988, 1)).isCloseTo(0.1904766, within(1e-7));
        assertThat(Zakamouline.centreVol(0.25, -3, 1)).isCloseTo(0.25 * Math.sqrt(0.05), within(1e-12));
    }

    @Test
    void shouldGiveLelandsPublishedVolatilities() {
        final double weekly = Leland.number(0.005, 0.2, 1.0 / 52);

        assertThat(weekly).isCloseTo(0.2876814, within(1e-7));
        assertThat(Leland.vol(0.2, weekly, -1)).isCloseTo(0.2269521, within(1e-7));
        assertThat(Leland.vol(0.2, weekly, 1)).isCloseTo(0.1687979, within(1e-7));
        assertThat(Leland.vol(0.2, 7, 1)).isCloseTo(0.2 * Math.sqrt(0.05), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.7, 1.3, 2.1})
    void shouldCostLeastWhereTheClosedFormSays(final double shift) {
        final double roughness = 0.09;
        final double errorPrice = 4;

        final double edge = Bands.toEdge(2, roughness, errorPrice);
        final double target = Bands.toTarget(2, roughness, errorPrice);
        final double gas = Bands.fixedCost(3, roughness, errorPrice);

        assertThat(total(0, 2, edge * shift, edge * shift)).isGreaterThan(total(0, 2, edge, edge));
        assertThat(total(0, 2, target * shift, 0)).isGreaterThan(total(0, 2, target, 0));
        assertThat(total(3, 0, gas * shift, 0)).isGreaterThan(total(3, 0, gas, 0));
    }

    private static double total(final double perOrder, final double perCoin, final double outer, final double inner) {
        return Bands.costRate(perOrder, perCoin, 0.09, outer, inner) + 4 * Bands.meanSquare(outer, inner);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 1.1, 2})
    void shouldCostLeastAtTheBestInterval(final double shift) {
        final double best = Bands.interval(2, 0.09, 4);

        assertThat(clock(best * shift)).isGreaterThan(clock(best));
    }

    private static double clock(final double years) {
        return 2 * 0.3 * Math.sqrt(2 / Math.PI) / Math.sqrt(years) + 4 * 0.09 * years / 2;
    }

    @Test
    void shouldKeepCostTimesErrorOfABandWhateverItsWidth() {
        final double narrow = Bands.costRate(0, 1, 0.09, 0.1, 0.1) * Math.sqrt(Bands.meanSquare(0.1, 0.1));
        final double wide = Bands.costRate(0, 1, 0.09, 0.7, 0.7) * Math.sqrt(Bands.meanSquare(0.7, 0.7));

        assertThat(narrow).isCloseTo(wide, within(1e-15));
        assertThat(narrow).isCloseTo(0.5 / Math.sqrt(3) * 0.09, within(1e-15));
    }

    @Test
    void shouldNotHedgeWhereArgumentsMeanNothing() {
        assertThat(Bands.whalleyWilmott(-1, 100, 0.1, 1)).isNaN();
        assertThat(Bands.whalleyWilmott(0.1, 100, 0.1, 0)).isNaN();
        assertThat(Bands.whalleyWilmott(0.1, 100, Double.NaN, 1)).isNaN();
        assertThat(Bands.toEdge(1, -1, 1)).isNaN();
        assertThat(Bands.toTarget(1, 1, 0)).isNaN();
        assertThat(Bands.fixedCost(-1, 1, 1)).isNaN();
        assertThat(Bands.interval(1, 0, 1)).isNaN();
        assertThat(Bands.costRate(0, 1, 1, 0.5, 0.6)).isNaN();
        assertThat(Zakamouline.width(0.1, 0.1, 1, 0, 1, 1)).isNaN();
        assertThat(Zakamouline.shift(0.1, 1, 0.1, 1, 1, 0, 1)).isNaN();
        assertThat(Leland.number(0.1, 0.2, 0)).isNaN();
    }
}
