package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of every limit, for every dynamics, payoff and settlement. */
class FormulaLimitsTest {
    private static final double STRIKE = 100.0;
    private static final double ROOT_TWO_PI = Math.sqrt(2.0 * Math.PI);

    static Stream<Arguments> everything() {
        return Arrays.stream(Dynamics.values())
                .flatMap(dynamics -> Arrays.stream(Payoff.values())
                        .flatMap(payoff -> Arrays.stream(Settlement.values())
                                .map(settlement -> Arguments.of(dynamics, payoff, settlement))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldBeThePayoffAtExpiryAndTendToItJustBefore(
            final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        final Valuation model = model(dynamics, payoff, settlement);
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            for (final double underlying : new double[] {90.0, 99.0, 100.0, 101.0, 110.0}) {
                final double paid = settled(settlement, payoff(payoff, side, underlying), underlying);
                for (final double years : new double[] {0.0, -0.0, -1.0}) {
                    model.at(underlying, STRIKE, years, vol(dynamics, 0.6)).side(side);
                    assertThat(model.value(Greek.PRICE)).as(model.toString()).isCloseTo(paid, within(1e-13 * STRIKE));
                    for (final Greek spent : List.of(Greek.VEGA, Greek.THETA, Greek.RHO, Greek.VANNA, Greek.CHARM)) {
                        assertThat(model.value(spent)).as("%s %s", spent, model).isEqualTo(0.0);
                    }
                }
                final double delta = model.value(Greek.DELTA);
                model.with("T", 1e-14);
                assertThat(model.value(Greek.PRICE)).as(model.toString()).isCloseTo(paid, within(1e-5));
                final boolean isAtJump = underlying == STRIKE && payoff != Payoff.VANILLA && payoff != Payoff.FORWARD;
                if (!isAtJump) {
                    assertThat(model.value(Greek.DELTA)).as(model.toString()).isCloseTo(delta, within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldDiscountAndCarryTheCertainOutcomeWhenThereIsNoVolatility(
            final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        final Valuation model = model(dynamics, payoff, settlement);
        final double carried = dynamics.isSpot() ? Math.exp(0.03 * 0.5) : 1.0;
        final double discount = model.has(Role.RATE) ? Math.exp(-0.05 * 0.5) : 1.0;
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            for (final double underlying : new double[] {80.0, 130.0}) {
                model.at(underlying, STRIKE, 0.5, 0.0).side(side);
                final double paid = discount * payoff(payoff, side, underlying * carried);
                assertThat(model.value(Greek.PRICE))
                        .as(model.toString())
                        .isCloseTo(settled(settlement, paid, underlying), within(1e-12));
                model.with("vol", vol(dynamics, 1e-3));
                assertThat(model.value(Greek.PRICE))
                        .as(model.toString())
                        .isCloseTo(settled(settlement, paid, underlying), within(0.05));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldBeTheForwardOrNothingAtAStrikeOfZero(
            final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        if (dynamics.isNormal()) {
            return;
        }
        final Valuation model = model(dynamics, payoff, settlement);
        final Valuation forward = model(dynamics, Payoff.FORWARD, settlement);
        final double zero = dynamics == Dynamics.DISPLACED_BLACK ? -10.0 : 0.0;
        for (final double above : new double[] {0.0, 1e-9}) {
            model.at(120.0, zero + above, 0.5, 0.6);
            forward.at(120.0, zero + above, 0.5, 0.6);
            model.side(Input.PUT);
            for (final Greek greek : Greek.values()) {
                final boolean isPut = payoff != Payoff.FORWARD;
                if (isPut) {
                    assertThat(model.value(greek)).as("%s %s", greek, model).isCloseTo(0.0, within(above));
                }
                if (payoff == Payoff.VANILLA) {
                    model.side(Input.CALL);
                    final double expected = forward.value(greek);
                    assertThat(model.value(greek))
                            .as("%s %s", greek, model)
                            .isCloseTo(expected, within(1e-13 * (1.0 + Math.abs(expected))));
                    model.side(Input.PUT);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldBeCertainBelowTheSmallestDeviationAndLiveFromIt(
            final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        final Valuation model = model(dynamics, payoff, settlement);
        model.with("rate", 0.0).with("carry", 0.0).with("fx_vol", 0.0);
        final double smallest = FormulaLimits.MIN_STD_DEV * (dynamics.isNormal() ? STRIKE : 1.0);
        if (payoff == Payoff.VANILLA && settlement == Settlement.LINEAR) {
            model.at(STRIKE, STRIKE, 1.0, smallest).side(Input.CALL);
            final double shifted = STRIKE
                    + model.inputs().stream()
                            .filter(input -> input.name().equals(Dynamics.SHIFT))
                            .mapToDouble(input -> 10.0)
                            .sum();
            final double deviation = dynamics.isNormal() ? smallest : smallest * shifted;
            assertThat(model.value(Greek.GAMMA) * deviation * ROOT_TWO_PI).isCloseTo(1.0, within(1e-9));
        }
        model.at(STRIKE, STRIKE, 1.0, Math.nextDown(smallest)).side(Input.CALL);
        final double half = payoff == Payoff.FORWARD ? 1.0 : FormulaLimits.SHARE_AT_STRIKE;
        final double paid = payoff == Payoff.CASH_DIGITAL ? 1.0 : payoff == Payoff.ASSET_DIGITAL ? STRIKE : 0.0;
        assertThat(model.value(Greek.PRICE)).isCloseTo(settled(settlement, half * paid, STRIKE), within(1e-13));
        assertThat(model.value(Greek.VEGA)).isEqualTo(0.0);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldLoseTheDensityBeyondTheFarWingAndHaveItJustInside(
            final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        if (payoff == Payoff.FORWARD) {
            return;
        }
        final Valuation model = model(dynamics, payoff, settlement);
        model.with("rate", 0.0).with("carry", 0.0).with("fx_vol", 0.0).with("shift", 0.0);
        for (final double side : new double[] {Input.CALL, Input.PUT}) {
            for (final double away : new double[] {-1.0, 1.0}) {
                model.side(side);
                setDeviations(model, dynamics, away * (FormulaLimits.FAR_WING + 0.5));
                final double underlying = model.first(Role.UNDERLYING);
                assertThat(model.value(Greek.VEGA)).as(model.toString()).isEqualTo(0.0);
                assertThat(model.value(Greek.PRICE))
                        .as(model.toString())
                        .isCloseTo(settled(settlement, payoff(payoff, side, underlying), underlying), within(1e-12));
                setDeviations(model, dynamics, away * (FormulaLimits.FAR_WING - 2.6));
                assertThat(Math.abs(model.value(Greek.VEGA)))
                        .as(model.toString())
                        .isPositive();
            }
        }
    }

    @Test
    void shouldRefuseWhatNoModelCanValueAndLeaveZeros() {
        final Greeks out = new Greeks();
        for (final InstrumentModel model : InstrumentModels.all()) {
            final Valuation valuation = new Valuation(model);
            Draws.fill(valuation, new SplittableRandom(7L), STRIKE);
            for (int i = 0; i < valuation.values().length; i++) {
                for (final double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
                    final double[] values = valuation.values().clone();
                    values[i] = bad;
                    out.set(Greek.PRICE, 1.0);
                    assertThat(model.evaluate(values, out)).as(model.name()).isFalse();
                    assertThat(out.value(Greek.PRICE)).isEqualTo(0.0);
                }
            }
            assertThat(model.evaluate(new double[] {1.0}, out)).as(model.name()).isFalse();
        }
    }

    @Test
    void shouldHoldNothingThatIsNoNumberAndNoNegativeZeroWhenInputsAreExtreme() {
        final double[] extremes = {1e-300, 1e-12, 1.0, 60_000.0, 1e12, 1e300};
        for (final InstrumentModel model : InstrumentModels.all()) {
            final Valuation valuation = new Valuation(model);
            Draws.fill(valuation, new SplittableRandom(7L), STRIKE);
            for (final double underlying : extremes) {
                for (final double strike : extremes) {
                    for (final double years : extremes) {
                        final boolean isValued =
                                valuation.at(underlying, strike, years, 0.6).evaluate();
                        assertFinite(valuation, isValued);
                    }
                }
            }
        }
    }

    private static void assertFinite(final Valuation valuation, final boolean isValued) {
        final Greeks greeks = new Greeks();
        assertThat(valuation.model().evaluate(valuation.values(), greeks)).isEqualTo(isValued);
        for (final Greek greek : Greek.values()) {
            final double value = greeks.value(greek);
            assertThat(Double.isFinite(value) && (isValued || value == 0.0))
                    .as("%s %s", greek, valuation)
                    .isTrue();
            assertThat(Double.doubleToRawLongBits(value))
                    .as("%s %s", greek, valuation)
                    .isNotEqualTo(Long.MIN_VALUE);
        }
    }

    /** Moves the underlying to where d1 is about a number of deviations. */
    private static void setDeviations(final Valuation model, final Dynamics dynamics, final double deviations) {
        final double deviation = 1e-3;
        final double underlying = dynamics.isNormal()
                ? STRIKE * (1.0 + deviations * deviation)
                : STRIKE * Math.exp(deviations * deviation);
        model.at(underlying, STRIKE, 1.0, dynamics.isNormal() ? deviation * STRIKE : deviation);
    }

    private static Valuation model(final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        return new Valuation(new EuropeanOption(dynamics, payoff, settlement))
                .side(Input.CALL)
                .with("rate", 0.05)
                .with("carry", 0.03)
                .with("shift", 10.0)
                .with("fx_vol", 0.2)
                .with("fx_correlation", 0.0)
                .with("fixed_rate", 1.0);
    }

    private static double vol(final Dynamics dynamics, final double relative) {
        return dynamics.isNormal() ? relative * STRIKE : relative;
    }

    private static double payoff(final Payoff payoff, final double side, final double price) {
        final double gain = side * (price - STRIKE);
        final double share = gain > 0.0 ? 1.0 : gain < 0.0 ? 0.0 : 0.5;
        return switch (payoff) {
            case VANILLA -> Math.max(gain, 0.0);
            case CASH_DIGITAL -> share;
            case ASSET_DIGITAL -> share * price;
            case FORWARD -> price - STRIKE;
        };
    }

    private static double settled(final Settlement settlement, final double paid, final double underlying) {
        return settlement == Settlement.INVERSE ? paid / underlying : paid;
    }
}
