package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values against the integral of the payoff over the distribution at expiry. The quanto's expectation is taken under the
 * measure of the underlying's own currency, where the forward stays, and weighted with the inverse exchange rate.
 */
class PayoffIntegralTest {
    private static final long SEED = 1_942L;
    private static final int DRAWS = 40;
    private static final double FAR = 13.0;
    private static final int INTERVALS = 4_000;

    static Stream<Arguments> everything() {
        return Arrays.stream(Dynamics.values())
                .flatMap(dynamics -> Arrays.stream(Payoff.values())
                        .flatMap(payoff -> Arrays.stream(Settlement.values())
                                .map(settlement -> Arguments.of(dynamics, payoff, settlement))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldBeTheExpectedPayoff(final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            final Market market = new Market(dynamics, random);
            for (final double side : new double[] {Input.CALL, Input.PUT}) {
                final Valuation model = market.set(new Valuation(new EuropeanOption(dynamics, payoff, settlement)));
                final double expected = market.value(payoff, settlement, side, model.has(Role.RATE));

                assertThat(model.side(side).value(Greek.PRICE))
                        .as("seed=%d draw=%d %s", SEED, draw, model)
                        .isCloseTo(expected, within(1e-9 * Math.max(1.0, Math.abs(expected))));
            }
        }
    }

    /** Random inputs, and what they make of a standard normal number. */
    private static final class Market {
        private final Dynamics dynamics;
        private final double underlying;
        private final double strike;
        private final double years;
        private final double vol;
        private final double rate;
        private final double carry;
        private final double shift;
        private final double fxVol;
        private final double fxCorrelation;
        private final double fixedRate;
        private final double forward;
        private final double stdDev;

        Market(final Dynamics dynamics, final SplittableRandom random) {
            this.dynamics = dynamics;
            underlying = random.nextDouble(80.0, 120.0);
            strike = random.nextDouble(70.0, 140.0);
            years = random.nextDouble(0.05, 2.0);
            vol = random.nextDouble(0.1, 0.9) * (dynamics.isNormal() ? 100.0 : 1.0);
            rate = random.nextDouble(-0.03, 0.08);
            carry = random.nextDouble(-0.03, 0.08);
            shift = dynamics == Dynamics.DISPLACED_BLACK ? random.nextDouble(-20.0, 40.0) : 0.0;
            fxVol = random.nextDouble(0.05, 0.8);
            fxCorrelation = random.nextDouble(-1.0, 1.0);
            fixedRate = random.nextDouble(0.5, 2.0);
            forward = dynamics.isSpot() ? underlying * Math.exp(carry * years) : underlying;
            stdDev = vol * Math.sqrt(years);
        }

        Valuation set(final Valuation model) {
            return model.at(underlying, strike, years, vol)
                    .with("rate", rate)
                    .with("carry", carry)
                    .with("shift", shift)
                    .with("fx_vol", fxVol)
                    .with("fx_correlation", fxCorrelation)
                    .with("fixed_rate", fixedRate);
        }

        double value(final Payoff payoff, final Settlement settlement, final double side, final boolean isDiscounted) {
            final boolean isQuanto = settlement == Settlement.QUANTO;
            final double tilt = isQuanto ? -fxCorrelation * fxVol * Math.sqrt(years) : 0.0;
            final DoubleUnaryOperator density =
                    z -> Math.exp(-0.5 * (z - tilt) * (z - tilt)) / Math.sqrt(2.0 * Math.PI);
            final double corner = corner();
            final double up = integral(z -> paid(payoff, price(z)) * density.applyAsDouble(z), corner, FAR);
            final double down = integral(z -> paid(payoff, price(z)) * density.applyAsDouble(z), -FAR, corner);
            final double sum = payoff == Payoff.FORWARD ? up + down : side > 0.0 ? up : down;
            final double signed = payoff == Payoff.VANILLA ? side * sum : sum;
            final double discounted = isDiscounted ? Math.exp(-rate * years) * signed : signed;
            return switch (settlement) {
                case LINEAR -> discounted;
                case INVERSE -> discounted / underlying;
                case QUANTO -> discounted * fixedRate;
            };
        }

        private double price(final double z) {
            return dynamics.isNormal()
                    ? forward + stdDev * z
                    : (forward + shift) * Math.exp(stdDev * z - 0.5 * stdDev * stdDev) - shift;
        }

        /** Where the price is the strike. */
        private double corner() {
            return dynamics.isNormal()
                    ? (strike - forward) / stdDev
                    : Math.log((strike + shift) / (forward + shift)) / stdDev + 0.5 * stdDev;
        }

        private double paid(final Payoff payoff, final double price) {
            return switch (payoff) {
                case VANILLA, FORWARD -> price - strike;
                case CASH_DIGITAL -> 1.0;
                case ASSET_DIGITAL -> price;
            };
        }
    }

    /** Simpson's rule. */
    private static double integral(final DoubleUnaryOperator function, final double from, final double to) {
        final double step = (to - from) / INTERVALS;
        double sum = function.applyAsDouble(from) + function.applyAsDouble(to);
        for (int i = 1; i < INTERVALS; i++) {
            sum += (i % 2 == 0 ? 2.0 : 4.0) * function.applyAsDouble(from + i * step);
        }
        return sum * step / 3.0;
    }
}
