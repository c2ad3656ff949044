package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwoBandsTest {
    private static final double ROUGHNESS = 0.09;
    private static final double ERROR_PRICE = 4;

    /** The total cost of a pair of bands, written out anew: renewal cycles from the inner band to the outer one. */
    private static double total(final double perOrder, final double perCoin, final double outer, final double inner) {
        final double cycles = ROUGHNESS / (outer * outer - inner * inner);
        final double errors = ERROR_PRICE * (outer * outer + inner * inner) / 6;
        return cycles * (perOrder + perCoin * (outer - inner)) + errors;
    }

    /** A slow search over all pairs, ever finer around the best so far. */
    private static double[] search(final double perOrder, final double perCoin) {
        double outer = 2;
        double share = 0.5;
        double outerStep = 1.95;
        double shareStep = 0.49;
        for (int round = 0; round < 60; round++) {
            double best = Double.MAX_VALUE;
            double bestOuter = outer;
            double bestShare = share;
            for (int i = -10; i <= 10; i++) {
                for (int j = -10; j <= 10; j++) {
                    final double h = outer + i * outerStep / 10;
                    final double r = share + j * shareStep / 10;
                    if (h > 0 && r >= 0 && r < 1 && total(perOrder, perCoin, h, r * h) < best) {
                        best = total(perOrder, perCoin, h, r * h);
                        bestOuter = h;
                        bestShare = r;
                    }
                }
            }
            outer = bestOuter;
            share = bestShare;
            outerStep *= 0.7;
            shareStep *= 0.7;
        }
        return new double[] {outer, share};
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0.1,1", "0.01,1", "0.001,2", "10,1", "3,0.01", "0.2,5", "0.5,0.5"})
    void shouldFindThePairThatASlowSearchFinds(final double perOrder, final double perCoin) {
        final double[] found = search(perOrder, perCoin);

        final double share = TwoBands.share(perOrder, perCoin, ROUGHNESS, ERROR_PRICE);
        final double outer = TwoBands.outer(perOrder, perCoin, ROUGHNESS, ERROR_PRICE, share);

        assertThat(outer).isCloseTo(found[0], within(1e-4 * found[0]));
        assertThat(share).isCloseTo(found[1], within(1e-3));
        assertThat(total(perOrder, perCoin, outer, share * outer))
                .isLessThanOrEqualTo(total(perOrder, perCoin, found[0], found[1] * found[0]) * (1 + 1e-12));
    }

    @Test
    void shouldBecomeTheBandToTheEdgeAsAnOrderCostsNothing() {
        final double edge = Bands.toEdge(1, ROUGHNESS, ERROR_PRICE);

        double last = 0;
        for (double perOrder = 1e-2; perOrder > 1e-30; perOrder /= 100) {
            final double share = TwoBands.share(perOrder, 1, ROUGHNESS, ERROR_PRICE);
            assertThat(share).isGreaterThan(last);
            last = share;
        }
        assertThat(last).isCloseTo(1, within(1e-6));
        assertThat(TwoBands.outer(1e-24, 1, ROUGHNESS, ERROR_PRICE, TwoBands.share(1e-24, 1, ROUGHNESS, ERROR_PRICE)))
                .isCloseTo(edge, within(1e-6 * edge));
        assertThat(TwoBands.share(0, 1, ROUGHNESS, ERROR_PRICE)).isEqualTo(1);
        assertThat(TwoBands.outer(0, 1, ROUGHNESS, ERROR_PRICE, 1)).isEqualTo(edge);
    }

    @Test
    void shouldBecomeTheBandToTheTargetAsACoinCostsNothing() {
        final double gas = Bands.fixedCost(1, ROUGHNESS, ERROR_PRICE);

        double last = 1;
        for (double perCoin = 1e-2; perCoin > 1e-30; perCoin /= 100) {
            final double share = TwoBands.share(1, perCoin, ROUGHNESS, ERROR_PRICE);
            assertThat(share).isLessThan(last);
            last = share;
        }
        assertThat(last).isCloseTo(0, within(1e-20));
        assertThat(TwoBands.outer(1, 1e-30, ROUGHNESS, ERROR_PRICE, last)).isCloseTo(gas, within(1e-12 * gas));
        assertThat(TwoBands.share(1, 0, ROUGHNESS, ERROR_PRICE)).isZero();
        assertThat(TwoBands.outer(1, 0, ROUGHNESS, ERROR_PRICE, 0)).isEqualTo(gas);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void shouldNotHedgeWhereArgumentsMeanNothing(final double bad) {
        assertThat(TwoBands.share(bad, 1, 1, 1)).isNaN();
        assertThat(TwoBands.share(1, bad, 1, 1)).isNaN();
        assertThat(TwoBands.share(1, 1, bad, 1)).isNaN();
        assertThat(TwoBands.share(1, 1, 1, bad)).isNaN();
        assertThat(TwoBands.outer(1, 1, 1, 1, bad)).isNaN();
    }

    /** Published: Broadie, Glasserman and Kou shift a barrier by 0.5826 steps' deviations. */
    @Test
    void shouldNarrowABandLookedAtInSteps() {
        assertThat(Bands.inspected(1, 0.04, 0.25)).isCloseTo(1 - 0.05826, within(1e-12));
        assertThat(Bands.inspected(0.01, 0.04, 0.25)).isZero();
        assertThat(Bands.inspected(1, Double.NaN, 1)).isNaN();
    }
}
