package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.ReferenceTable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SviParametersTest {
    private static final long SEED = 20_041L;

    private final SviParameters slice = new SviParameters();
    private final ArbitrageCheck check = new ArbitrageCheck();

    @Test
    void shouldMatchThePublishedTotalVarianceAtTheTurn() {
        final ReferenceTable table = ReferenceTable.load("svi_values.csv");
        set(table, 0);

        assertThat(table.text(0, "quantity")).isEqualTo("total_variance_at_k=m");
        assertThat(slice.totalVariance(slice.m())).isCloseTo(table.number(0, "value"), within(1e-15));
    }

    @Test
    void shouldFlagVogtsButterflyWhereItWasPublished() {
        final ReferenceTable table = ReferenceTable.load("svi_values.csv");
        set(table, 1);

        assertThat(check.isFreeOfButterflies(slice)).isFalse();
        assertThat(check.leastDensity()).isCloseTo(table.number(1, "value"), within(1e-4));
        assertThat(check.leastDensityAt()).isCloseTo(table.number(2, "value"), within(1e-3));
        final double from = table.number(3, "value");
        final double to = table.number(4, "value");
        assertThat(slice.durrleman(from - 2e-3)).isPositive();
        assertThat(slice.durrleman(from + 2e-3)).isNegative();
        assertThat(slice.durrleman(to - 2e-3)).isNegative();
        assertThat(slice.durrleman(to + 2e-3)).isPositive();
    }

    @Test
    void shouldAgreeWithDifferencesWhenDerived() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000; i++) {
            slice.set(
                    random.nextDouble(0.01, 0.2),
                    random.nextDouble(0.01, 0.5),
                    random.nextDouble(-0.9, 0.9),
                    random.nextDouble(-0.3, 0.3),
                    random.nextDouble(0.1, 0.5));
            final double k = random.nextDouble(-1.0, 1.0);
            final double step = 1e-5;
            final String at = "seed=" + SEED + " draw=" + i;

            assertThat(slice.slope(k))
                    .as(at)
                    .isCloseTo(
                            (slice.totalVariance(k + step) - slice.totalVariance(k - step)) / (2 * step), within(1e-9));
            assertThat(slice.curvature(k))
                    .as(at)
                    .isCloseTo((slice.slope(k + step) - slice.slope(k - step)) / (2 * step), within(1e-8));
        }
    }

    /** The density from option prices by a second difference, which knows nothing of g. */
    @Test
    void shouldHaveTheSignOfADensityMadeOfPrices() {
        slice.set(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
        for (double k = -1.5; k <= 1.5; k += 0.05) {
            final double strike = Math.exp(k);
            final double step = 1e-3 * strike;
            final double density = call(strike - step) - 2.0 * call(strike) + call(strike + step);
            if (Math.abs(slice.durrleman(k)) > 1e-3) {
                assertThat(Math.signum(density)).as("k=" + k).isEqualTo(Math.signum(slice.durrleman(k)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.04, 0.1, 0.0, 0.0, 0.1, true",
        "0.04, 0.0, 0.0, 0.0, 0.1, true",
        "0.04, -1e-9, 0.0, 0.0, 0.1, false",
        "0.04, 0.1, 1.0, 0.0, 0.1, false",
        "0.04, 0.1, -1.0, 0.0, 0.1, false",
        "0.04, 0.1, 0.0, 0.0, 0.0, false",
        "-0.0099, 0.1, 0.0, 0.0, 0.1, true",
        "-0.0101, 0.1, 0.0, 0.0, 0.1, false",
        "NaN, 0.1, 0.0, 0.0, 0.1, false",
        "0.04, NaN, 0.0, 0.0, 0.1, false",
        "0.04, 0.1, NaN, 0.0, 0.1, false",
        "0.04, 0.1, 0.0, NaN, 0.1, false",
        "0.04, 0.1, 0.0, 0.0, NaN, false",
        "0.04, Infinity, 0.0, 0.0, 0.1, false"
    })
    void shouldBeValidOnlyWhenEveryStrikeHasAVariance(
            final double a, final double b, final double rho, final double m, final double sigma, final boolean valid) {
        slice.set(a, b, rho, m, sigma);

        assertThat(slice.isValid()).isEqualTo(valid);
        assertThat(check.isFreeOfButterflies(slice) && !valid).isFalse();
    }

    private void set(final ReferenceTable table, final int row) {
        slice.set(
                table.number(row, "a"),
                table.number(row, "b"),
                table.number(row, "rho"),
                table.number(row, "m"),
                table.number(row, "sigma"));
    }

    private double call(final double strike) {
        final OptionGreeks greeks = new OptionGreeks();
        Black76.evaluate(true, 1.0, strike, 1.0, Math.sqrt(slice.totalVariance(Math.log(strike))), greeks);
        return greeks.price();
    }
}
