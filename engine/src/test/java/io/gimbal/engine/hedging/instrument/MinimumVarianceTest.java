package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against chapter 3 of Hull: table 3.2, jet fuel hedged with heating oil. */
final class MinimumVarianceTest {
    private static final double[] HEDGE = {
        .021, .035, -.046, .001, .044, -.029, -.026, -.029, .048, -.006, -.036, -.011, .019, -.027, .029
    };
    private static final double[] EXPOSURE = {
        .029, .020, -.044, .008, .026, -.019, -.010, -.007, .043, .011, -.036, -.018, .009, -.032, .023
    };

    private static PairMoments table() {
        final PairMoments moments = new PairMoments();
        for (int i = 0; i < HEDGE.length; i++) {
            moments.add(EXPOSURE[i], HEDGE[i]);
        }
        return moments;
    }

    @Test
    void shouldGiveTheBooksMomentsAndRatio() {
        final PairMoments moments = table();

        assertThat(Math.sqrt(moments.varianceY())).isCloseTo(0.031343, within(5e-7));
        assertThat(Math.sqrt(moments.varianceX())).isCloseTo(0.026255, within(5e-7));
        assertThat(moments.correlation()).isCloseTo(0.928372, within(5e-7));
        assertThat(moments.ratio()).isCloseTo(0.777651, within(5e-7));
        assertThat(MinimumVariance.effectiveness(moments.correlation())).isCloseTo(0.862, within(0.0005));
    }

    @Test
    void shouldGiveTheBooksContracts() {
        final double contracts = MinimumVariance.contracts(table().ratio(), 2_000_000, 42_000);

        assertThat(contracts).isCloseTo(37.03, within(0.005));
        assertThat(MinimumVariance.whole(contracts)).isEqualTo(37);
    }

    @Test
    void shouldGiveTheBooksContractsWhenTheyAreSettledDaily() {
        final double contracts = MinimumVariance.contracts(0.8, 2_200_000, 54_600);

        assertThat(contracts).isCloseTo(32.23, within(0.005));
        assertThat(MinimumVariance.whole(contracts)).isEqualTo(32);
        assertThat(MinimumVariance.tailed(contracts, 0.05, 1)).isCloseTo(contracts / 1.05, within(1e-12));
    }

    @Test
    void shouldLeaveLessVarianceThanAnyOtherRatio() {
        final double best = table().ratio();

        assertThat(residual(best)).isLessThan(residual(best + 0.01)).isLessThan(residual(best - 0.01));
        final double removed = 1 - residual(best) / residual(0);
        assertThat(removed).isCloseTo(MinimumVariance.effectiveness(table().correlation()), within(1e-12));
    }

    private static double residual(final double ratio) {
        final PairMoments moments = new PairMoments();
        for (int i = 0; i < HEDGE.length; i++) {
            moments.add(EXPOSURE[i] - ratio * HEDGE[i], 0);
        }
        return moments.varianceX();
    }

    @Test
    void shouldSellDollarsOfAnInverseContractAgainstALongExposure() {
        assertThat(MinimumVariance.inverseNotional(0.9, 100_000)).isEqualTo(-90_000);
    }

    @Test
    void shouldRoundHalfAContractAwayFromZero() {
        assertThat(MinimumVariance.whole(-2.5)).isEqualTo(-3);
        assertThat(MinimumVariance.whole(2.49)).isEqualTo(2);
        assertThat(MinimumVariance.whole(Double.NaN)).isZero();
    }

    @Test
    void shouldGiveNoNumberWhenThereIsNothingToMeasure() {
        final PairMoments moments = new PairMoments();

        assertThat(moments.add(Double.NaN, 1)).isFalse();
        assertThat(moments.add(1, 1)).isTrue();

        assertThat(moments.ratio()).isNaN();
        assertThat(moments.correlation()).isNaN();
        assertThat(moments.count()).isEqualTo(1);
        assertThat(MinimumVariance.ratio(1, 0)).isNaN();
        assertThat(MinimumVariance.contracts(1, 1, 0)).isNaN();
        assertThat(MinimumVariance.tailed(1, -2, 1)).isNaN();
        assertThat(MinimumVariance.effectiveness(1.1)).isNaN();
    }
}
