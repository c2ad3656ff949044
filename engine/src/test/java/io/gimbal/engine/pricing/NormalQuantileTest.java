package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {
    @Test
    void shouldMatchFiftyDigitsFromTheSmallestDoubleToOne() {
        final ReferenceTable table = ReferenceTable.ownTable("normal-inverses.csv");

        for (int row = 0; row < table.size(); row++) {
            final double p = table.number(row, "p");
            final double z = table.number(row, "z");
            assertThat(DeterministicMath.normalInverse(p)).as("p=%s", p).isCloseTo(z, within(7e-16 * Math.abs(z)));
        }
        assertThat(table.size()).isEqualTo(160);
    }

    /** The published probabilities are rounded, which moves z by the density's reciprocal. */
    @Test
    void shouldInvertTheReferenceDistribution() {
        final ReferenceTable table = ReferenceTable.load("normal_cdf_mpmath.csv");

        int compared = 0;
        for (int row = 0; row < table.size(); row++) {
            final double z = table.number(row, "z");
            final double cdf = table.number(row, "cdf");
            if (cdf >= Double.MIN_NORMAL && cdf < 1.0) {
                final double rounding = 0.5 * Math.ulp(cdf) / table.number(row, "pdf");
                assertThat(DeterministicMath.normalInverse(cdf))
                        .as("z=%s", z)
                        .isCloseTo(z, within(7e-16 * Math.abs(z) + 1.01 * rounding));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(350);
    }

    @Test
    void shouldNeverFallWhenTheProbabilityRises() {
        double previous = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 400_000; i++) {
            final double z = DeterministicMath.normalInverse(i / 400_000.0);
            assertThat(z).isGreaterThan(previous);
            previous = z;
        }
    }

    @Test
    void shouldBeOddAroundOneHalf() {
        for (int i = 1; i < 1_024; i++) {
            final double p = i / 2_048.0;
            assertThat(DeterministicMath.normalInverse(1.0 - p)).isEqualTo(-DeterministicMath.normalInverse(p));
        }
        assertThat(DeterministicMath.normalInverse(0.5)).isEqualTo(0.0);
    }

    @Test
    void shouldReachTheLimitsWhenTheProbabilityIsNone() {
        assertThat(DeterministicMath.normalInverse(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DeterministicMath.normalInverse(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DeterministicMath.normalInverse(1.0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DeterministicMath.normalInverse(-1e-300)).isNaN();
        assertThat(DeterministicMath.normalInverse(Math.nextUp(1.0))).isNaN();
        assertThat(DeterministicMath.normalInverse(Double.NaN)).isNaN();
    }
}
