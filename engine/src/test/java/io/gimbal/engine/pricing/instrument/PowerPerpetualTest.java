package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerPerpetualTest {
    private static final double DAY = 1.0 / 365.0;

    private final Valuation fixed = Valuation.of("power-perp");
    private final Valuation continuous = Valuation.of("power-perp-continuous");
    private final Valuation once = Valuation.of("power-contract");

    @Test
    void shouldMatchTheExpectedPowerOfALognormalPrice() {
        for (final double power : new double[] {-1.0, 0.5, 2.0, 3.0}) {
            set(1500.0, 0.8, 0.04, 0.01, power);
            once.with("T", 0.25).with("normalisation", 1e-4);

            final double deviation = 0.8 * 0.5;
            double mean = 0.0;
            for (int i = -24_000; i <= 24_000; i++) {
                final double z = i * 5e-4;
                final double price = 1500.0 * Math.exp(0.01 * 0.25 - 0.5 * deviation * deviation + deviation * z);
                mean += 5e-4 * Math.exp(-0.5 * z * z) / Math.sqrt(2.0 * Math.PI) * Math.pow(price, power);
            }
            final double expected = 1e-4 * Math.exp(-0.04 * 0.25) * mean;
            assertThat(once.value(Greek.PRICE)).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void shouldBeTheWeightedSumOfSingleContracts() {
        for (final double share : new double[] {0.05, 0.5, 1.0}) {
            set(1500.0, 0.8, 0.04, 0.01, 2.0);
            fixed.with("T", 0.3 * DAY).with("funding_years", DAY).with("funding_share", share);
            final double weight = share / (1.0 + share);

            for (final Greek greek : new Greek[] {Greek.PRICE, Greek.DELTA, Greek.GAMMA, Greek.VEGA, Greek.THETA}) {
                double sum = 0.0;
                for (int i = 1500; i >= 0; i--) {
                    once.with("T", (0.3 + i) * DAY);
                    sum += weight * Math.pow(1.0 - weight, i) * once.value(greek);
                }
                assertThat(fixed.value(greek)).as(greek.column()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
            }
        }
    }

    @Test
    void shouldMatchThePaperWithAWholePeriodAhead() {
        set(3000.0, 0.9, 0.02, 0.02, 3.0);
        fixed.with("T", DAY).with("funding_years", DAY);
        final double growth = 2.0 * (0.02 + 1.5 * 0.81);
        final double expected = 2.7e10 / (2.0 * Math.exp(-growth * DAY) - 1.0);

        assertThat(fixed.value(Greek.PRICE)).isCloseTo(expected, within(1e-13 * expected));
    }

    @Test
    void shouldImplyTheVolatilityOfSqueeth() {
        set(2000.0, 0.75, 0.0, 0.0, 2.0);
        once.with("T", 17.5 * DAY);
        final double mark = once.value(Greek.PRICE);

        assertThat(Math.sqrt(Math.log(mark / 4e6) / (17.5 * DAY))).isCloseTo(0.75, within(1e-12));
        assertThat(once.value(Greek.SPEED)).isCloseTo(0.0, within(1e-12));
        assertThat(once.value(Greek.GAMMA)).isCloseTo(2.0 * mark / 4e6, within(1e-12));
    }

    @Test
    void shouldTendToContinuousFundingAsPaymentsGetFrequent() {
        set(100.0, 1.0, 0.05, 0.05, 2.0);
        final double limit = continuous.with("funding_years", 0.05).value(Greek.PRICE);
        assertThat(limit).isCloseTo(1e4 / (1.0 - 0.05 * 1.05), within(1e-9));

        fixed.with("T", 0.0005).with("funding_years", 0.0005).with("funding_share", 0.01);
        assertThat(fixed.value(Greek.PRICE)).isCloseTo(limit, within(1e-3 * limit));
    }

    @Test
    void shouldBeTheUnderlyingItselfAtPowerOneAndMoneyAtPowerNone() {
        set(1500.0, 0.8, 0.05, 0.05, 1.0);
        for (final Valuation model : new Valuation[] {fixed, continuous, once}) {
            model.with("T", 0.2).with("funding_years", 0.1);
            assertThat(model.value(Greek.PRICE)).isCloseTo(1500.0, within(1e-10));
            assertThat(model.value(Greek.DELTA)).isCloseTo(1.0, within(1e-13));
            assertThat(model.value(Greek.VEGA)).isEqualTo(0.0);
            model.with("power", 0.0);
        }
        assertThat(once.value(Greek.PRICE)).isCloseTo(Math.exp(-0.05 * 0.2), within(1e-15));
        assertThat(continuous.value(Greek.PRICE)).isCloseTo(1.0 / 1.005, within(1e-15));
    }

    @Test
    void shouldPayMarkMinusIndexAsFunding() {
        final double[] out = new double[2];
        set(2000.0, 0.75, 0.0, 0.0, 2.0);
        continuous.with("funding_years", 17.5 * DAY).with("normalisation", 1e-4);

        assertThat(continuous.model().evaluateOutputs(continuous.values(), out)).isTrue();
        assertThat(out[0])
                .isCloseTo(continuous.value(Greek.PRICE) - 400.0, within(1e-10))
                .isGreaterThan(0.0);
        assertThat(out[1]).isCloseTo(out[0] * 365.0 / 17.5, within(1e-8));
        assertThat(once.model().outputs()).isEmpty();
    }

    @Test
    void shouldHaveNoSpecialLimitAtNoVolatilityOrTimeAndRefuseAnInfiniteValue() {
        set(100.0, 0.0, 0.0, 0.0, 2.0);
        assertThat(once.with("T", 0.5).value(Greek.PRICE)).isCloseTo(1e4, within(1e-9));
        set(100.0, 0.9, 0.1, 0.0, 2.0);
        final double now = once.with("T", 0.0).value(Greek.PRICE);
        assertThat(once.with("T", -1.0).value(Greek.PRICE)).isEqualTo(now);
        assertThat(once.with("T", 1e-12).value(Greek.PRICE)).isCloseTo(now, within(1e-7));

        // g is 1 at a volatility of 1: 1 - g f and 1/2 exp(g p) reach their ends at f = 1 and p = ln 2.
        set(100.0, 1.0, 0.0, 0.0, 2.0);
        assertThat(continuous.with("funding_years", 0.999).evaluate()).isTrue();
        assertThat(continuous.with("funding_years", 1.001).evaluate()).isFalse();
        assertThat(fixed.with("T", 0.1).with("funding_years", 0.693).evaluate()).isTrue();
        assertThat(fixed.with("funding_years", 0.694).evaluate()).isFalse();
        assertThat(once.with("spot", 0.0).evaluate()).isFalse();
    }

    private void set(final double spot, final double vol, final double rate, final double carry, final double power) {
        for (final Valuation model : new Valuation[] {fixed, continuous, once}) {
            model.with("spot", spot).with("vol", vol).with("rate", rate).with("carry", carry);
            model.with("power", power).with("normalisation", 1.0).with("funding_share", 1.0);
        }
    }
}
