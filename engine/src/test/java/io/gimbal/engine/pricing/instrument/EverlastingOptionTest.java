package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EverlastingOptionTest {
    private static final double DAY = 1.0 / 365.0;

    private final Valuation fixed = Valuation.of("everlasting");
    private final Valuation continuous = Valuation.of("everlasting-continuous");
    private final Valuation vanilla = Valuation.of("black-scholes");

    @Test
    void shouldBeHalfOfTheFirstExpiryAQuarterOfTheSecondAndSoOn() {
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            set(95.0, 0.8, side, 0.04, 0.01);
            fixed.with("T", 0.4 * DAY).with("funding_years", DAY).with("funding_share", 1.0);

            for (final Greek greek : Greek.values()) {
                double sum = 0.0;
                for (int i = 60; i >= 1; i--) {
                    vanilla.with("T", (i - 0.6) * DAY);
                    sum += Math.scalb(vanilla.value(greek), -i);
                }
                assertThat(fixed.value(greek)).as(greek.column()).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
            }
        }
    }

    @Test
    void shouldJumpByTheFundingPaidAtAPayment() {
        // Before: (after + share payoff) / (1 + share), so before - after = share (payoff - before).
        for (final double share : new double[] {0.02, 0.25, 1.0}) {
            set(104.0, 0.7, Input.CALL, 0.05, 0.02);
            fixed.with("funding_years", 8.0 / 24.0 * DAY).with("funding_share", share);
            final double before = fixed.with("T", 0.0).value(Greek.PRICE);
            final double after = fixed.with("T", 8.0 / 24.0 * DAY).value(Greek.PRICE);

            assertThat(before - after).isCloseTo(share * (4.0 - before), within(1e-11));
        }
    }

    @Test
    void shouldBeTheIntegralOfVanillaOptionsUnderContinuousFunding() {
        final double[][] markets = {
            {100.0, 0.6, 0.03, 0.03, 0.05},
            {80.0, 0.3, 0.05, 0.0, 0.5},
            {130.0, 1.1, 0.0, -0.04, 0.02},
            {100.0, 0.05, 0.1, 0.08, 1.0},
            {101.0, 0.4, -0.02, 0.01, 0.2},
        };
        for (final double[] market : markets) {
            for (final double side : new double[] {Input.CALL, Input.PUT}) {
                set(market[0], market[1], side, market[2], market[3]);
                continuous.with("funding_years", market[4]);

                for (final Greek greek :
                        new Greek[] {Greek.PRICE, Greek.DELTA, Greek.VEGA, Greek.RHO, Greek.DUAL_DELTA}) {
                    final double expected = integral(greek, market[4]);
                    assertThat(continuous.value(greek))
                            .as("%s %s", greek, continuous)
                            .isCloseTo(expected, within(2e-8 * 100.0));
                }
            }
        }
    }

    @Test
    void shouldTendToContinuousFundingAsPaymentsGetFrequent() {
        set(97.0, 0.9, Input.PUT, 0.05, 0.02);
        final double period = 2.0 * DAY;
        final double limit = continuous.with("funding_years", period).value(Greek.PRICE);

        final double coarse = error(period, 0.04, limit);
        final double fine = error(period, 0.02, limit);

        assertThat(Math.abs(fine)).isLessThan(1e-2 * limit);
        assertThat(coarse / fine).as("first order").isBetween(1.8, 2.2);
    }

    @Test
    void shouldSolveItsEquationAndKeepParity() {
        for (final double spot : new double[] {40.0, 99.9, 100.0, 100.1, 260.0}) {
            set(spot, 0.5, Input.CALL, 0.06, 0.04);
            continuous.with("funding_years", 0.1);
            final double call = continuous.value(Greek.PRICE);
            final double bends = 0.125 * spot * spot * continuous.value(Greek.GAMMA);
            final double drifts = 0.04 * spot * continuous.value(Greek.DELTA);

            assertThat(bends + drifts - 10.06 * call + 10.0 * Math.max(spot - 100.0, 0.0))
                    .isCloseTo(0.0, within(1e-10));

            continuous.side(Input.PUT);
            assertThat(call - continuous.value(Greek.PRICE))
                    .isCloseTo(10.0 * (spot / 10.02 - 100.0 / 10.06), within(1e-12 * spot));
        }
    }

    @Test
    void shouldMeetTheCertainPriceAsVolatilityVanishes() {
        for (final double carry : new double[] {-0.08, 0.0, 0.08}) {
            for (final double spot : new double[] {96.0, 104.0}) {
                set(spot, 0.999 * ContinuousEverlastingOption.MIN_VOL, Input.CALL, 0.03, carry);
                continuous.with("funding_years", 0.5);
                final double certain = continuous.value(Greek.PRICE);

                assertThat(continuous.value(Greek.VEGA)).isEqualTo(0.0);
                continuous.with("vol", 1.001 * ContinuousEverlastingOption.MIN_VOL);
                assertThat(continuous.value(Greek.PRICE)).as("%s", continuous).isCloseTo(certain, within(1e-9));
                assertThat(certain).isCloseTo(certainIntegral(spot, carry), within(1e-5));
            }
        }
    }

    @Test
    void shouldPayMarkMinusPayoffAsFunding() {
        final double[] out = new double[2];
        set(104.0, 0.7, Input.CALL, 0.05, 0.02);
        fixed.with("T", 0.5 * DAY).with("funding_years", DAY).with("funding_share", 0.5);

        assertThat(fixed.model().evaluateOutputs(fixed.values(), out)).isTrue();
        assertThat(out[0]).isEqualTo(fixed.value(Greek.PRICE) - 4.0).isGreaterThan(0.0);
        assertThat(out[1]).isCloseTo(0.5 * 365.0 * out[0], within(1e-10));

        continuous.with("funding_years", 2.0 * DAY);
        assertThat(continuous.model().evaluateOutputs(continuous.values(), out)).isTrue();
        assertThat(out[0]).isEqualTo(continuous.value(Greek.PRICE) - 4.0).isGreaterThan(0.0);
        assertThat(out[1]).isCloseTo(182.5 * out[0], within(1e-10));
    }

    @Test
    void shouldRefuseAnInfiniteValue() {
        set(100.0, 0.5, Input.CALL, 0.0, 0.5);
        assertThat(continuous.with("funding_years", 1.99).evaluate()).isTrue();
        assertThat(continuous.with("funding_years", 2.0).evaluate()).isFalse();

        // 2/3 exp(growth period) is 1 at 0.8109 years of growth 0.5, for a share of 0.5.
        fixed.with("T", 0.1).with("funding_share", 0.5);
        assertThat(fixed.with("funding_years", 0.70).evaluate()).isTrue();
        assertThat(fixed.with("funding_years", 0.82).evaluate()).isFalse();
        assertThat(fixed.with("funding_years", 0.1).with("funding_share", 0.005).evaluate())
                .as("share below its range")
                .isFalse();
    }

    private void set(final double spot, final double vol, final double side, final double rate, final double carry) {
        for (final Valuation model : new Valuation[] {fixed, continuous, vanilla}) {
            model.with("spot", spot).with("strike", 100.0).with("vol", vol).side(side);
            model.with("rate", rate).with("carry", carry);
        }
    }

    private double error(final double period, final double share, final double limit) {
        fixed.with("T", share * period).with("funding_years", share * period).with("funding_share", share);
        return fixed.value(Greek.PRICE) - limit;
    }

    /** Simpson's rule over x of t = f x^4, so that the root of time at 0 is smooth. */
    private double integral(final Greek greek, final double period) {
        final int intervals = 4000;
        final double last = Math.pow(45.0, 0.25);
        double sum = 0.0;
        for (int i = 1; i <= intervals; i++) {
            final double x = last * i / intervals;
            final double weight = i == intervals ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
            vanilla.with("T", period * x * x * x * x);
            sum += weight * Math.exp(-x * x * x * x) * 4.0 * x * x * x * vanilla.value(greek);
        }
        return sum * last / (3.0 * intervals);
    }

    private static double certainIntegral(final double spot, final double carry) {
        final int intervals = 200_000;
        final double step = 20.0 / intervals;
        double sum = 0.0;
        for (int i = 0; i < intervals; i++) {
            final double time = (i + 0.5) * step;
            sum += 2.0 * Math.exp(-2.03 * time) * Math.max(spot * Math.exp(carry * time) - 100.0, 0.0);
        }
        return sum * step;
    }
}
