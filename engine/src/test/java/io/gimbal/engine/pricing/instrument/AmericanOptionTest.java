package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AmericanOptionTest {
    private static final long SEED = 4_711L;
    private static final double STRIKE = 100.0;

    private final Valuation american = Valuation.of("american");
    private final Valuation european = Valuation.of("black-scholes");

    @Test
    void shouldMatchThePublishedEarlyExercisePremium() {
        // Andersen, Lake and Offengenden (2016): spot = strike = 100, rate = yield = 5 %, one year, volatility 25 %.
        set(100.0, 1.0, 0.25, Input.PUT, 0.05, 0.05);

        assertThat(premium()).isCloseTo(0.106952702747, within(1e-9));
    }

    @Test
    void shouldMatchASmoothedBinomialTreeWhateverTheInputs() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < 24; draw++) {
            final double vol = random.nextDouble(0.1, 0.9);
            final double years = random.nextDouble(0.05, 2.0);
            final double side = random.nextBoolean() ? Input.CALL : Input.PUT;
            final double spot = STRIKE * Math.exp(random.nextDouble(-1.0, 1.0) * vol * Math.sqrt(years));
            final double rate = random.nextDouble(0.0, 0.1);
            final double yield = random.nextDouble(0.0, 0.1);
            set(spot, years, vol, side, rate, yield);

            assertThat(american.value(Greek.PRICE))
                    .as("seed=%d draw=%d %s", SEED, draw, american)
                    .isCloseTo(extrapolatedTree(spot, years, vol, side, rate, yield), within(1e-5 * STRIKE));
        }
    }

    @Test
    void shouldMeetTheIntrinsicValueAndItsSlopeAtTheBoundary() {
        // The boundary solves the equation of slopes; that values meet there too is a check from outside.
        final double[][] markets = {
            {1.0, 0.25, 0.05, 0.05},
            {0.01, 0.8, 0.05, 0.0},
            {5.0, 0.3, 0.08, 0.02},
            {1.0, 0.6, 0.02, 0.1},
            {3.0, 0.1, 0.1, 0.0},
            {0.5, 0.5, 0.0, -0.05},
        };
        for (final double[] market : markets) {
            final double boundary = boundary(market);

            set(boundary * (1.0 + 1e-9), market[0], market[1], Input.PUT, market[2], market[3]);
            assertThat(american.value(Greek.DELTA)).as("%s", american).isCloseTo(-1.0, within(2e-6));
            assertThat(american.value(Greek.PRICE)).isCloseTo(STRIKE - boundary, within(1e-7 * STRIKE));
            assertThat(american.value(Greek.GAMMA)).isGreaterThan(0.0);
            assertThat(american.value(Greek.THETA)).isCloseTo(0.0, within(1e-4 * STRIKE));

            set(boundary * (1.0 - 1e-9), market[0], market[1], Input.PUT, market[2], market[3]);
            assertThat(american.value(Greek.PRICE)).isEqualTo(STRIKE - american.first(Role.UNDERLYING));
            assertThat(american.value(Greek.DELTA)).isEqualTo(-1.0);
            assertThat(american.value(Greek.DUAL_DELTA)).isEqualTo(1.0);
            assertThat(american.value(Greek.GAMMA)).isEqualTo(0.0);
            assertThat(american.value(Greek.VEGA)).isEqualTo(0.0);
            assertThat(american.value(Greek.THETA)).isEqualTo(0.0);
            assertThat(american.value(Greek.RHO)).isEqualTo(0.0);
        }
    }

    @Test
    void shouldSolveThePricingEquationBetweenBoundaryAndInfinity() {
        // Theta is a derivative by time of the boundary's own solution; the equation gives it from delta and gamma.
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < 60; draw++) {
            final double vol = random.nextDouble(0.1, 1.2);
            final double years = random.nextDouble(0.02, 3.0);
            final double rate = random.nextDouble(0.0, 0.1);
            final double yield = random.nextDouble(0.0, 0.1);
            final double spot = STRIKE * Math.exp(random.nextDouble(-0.3, 1.0) * vol * Math.sqrt(years));
            set(spot, years, vol, random.nextBoolean() ? Input.CALL : Input.PUT, rate, yield);
            final double gamma = american.value(Greek.GAMMA);
            if (gamma > 0.0) {
                final double drifts = (rate - yield) * spot * american.value(Greek.DELTA);
                final double bends = 0.5 * vol * vol * spot * spot * gamma;

                assertThat(american.value(Greek.THETA))
                        .as("seed=%d draw=%d %s", SEED, draw, american)
                        .isCloseTo(rate * american.value(Greek.PRICE) - drifts - bends, within(2e-6 * STRIKE));
            }
        }
    }

    @Test
    void shouldTurnCallIntoPutBySwappingSpotAndStrikeRateAndYield() {
        for (final double spot : new double[] {60.0, 95.0, 100.0, 130.0, 220.0}) {
            american.at(spot, 110.0, 0.75, 0.4)
                    .side(Input.CALL)
                    .with("rate", 0.03)
                    .with("carry", 0.03 - 0.07);
            final double call = american.value(Greek.PRICE);
            final double slope = american.value(Greek.DELTA);
            american.at(110.0, spot, 0.75, 0.4)
                    .side(Input.PUT)
                    .with("rate", 0.07)
                    .with("carry", 0.07 - 0.03);

            assertThat(american.value(Greek.PRICE)).isCloseTo(call, within(1e-12 * spot));
            assertThat(american.value(Greek.DUAL_DELTA)).isCloseTo(slope, within(1e-11));
        }
    }

    @Test
    void shouldBeWorthAtLeastTheEuropeanOptionAndTheIntrinsicValueAndGainWithTime() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < 80; draw++) {
            final double side = random.nextBoolean() ? Input.CALL : Input.PUT;
            final double spot = random.nextDouble(40.0, 250.0);
            final double years = random.nextDouble(0.01, 2.0);
            set(spot, years, random.nextDouble(0.1, 1.0), side, random.nextDouble(0, 0.1), random.nextDouble(0, 0.1));
            final double value = american.value(Greek.PRICE);

            assertThat(value).as("%s", american).isGreaterThanOrEqualTo(european.value(Greek.PRICE));
            assertThat(value).isGreaterThanOrEqualTo(Math.max(side * (spot - STRIKE), 0.0) - 1e-9 * STRIKE);
            american.with("T", 1.1 * years);
            assertThat(american.value(Greek.PRICE)).isGreaterThanOrEqualTo(value - 1e-9 * STRIKE);
        }
    }

    @Test
    void shouldBeTheEuropeanOptionWhereEarlyExerciseEarnsNothing() {
        final double[][] never = {
            {Input.CALL, 0.05, 0.0},
            {Input.CALL, 0.0, 0.0},
            {Input.CALL, 0.0, -0.03},
            {Input.PUT, 0.0, 0.04},
            {Input.PUT, 0.0, 0.0},
            {Input.PUT, -0.02, -0.01},
        };
        for (final double[] terms : never) {
            set(90.0, 0.5, 0.6, terms[0], terms[1], terms[2]);

            for (final Greek greek : Greek.values()) {
                assertThat(american.value(greek)).as("%s %s", greek, american).isEqualTo(european.value(greek));
            }
        }
    }

    @Test
    void shouldTendToThePerpetualOption() {
        // R. Merton (1973): (K - B) (S/B)^m with B = K m/(m-1).
        final double vol = 0.3;
        final double rate = 0.06;
        final double half = 0.5 - rate / (vol * vol);
        final double power = half - Math.sqrt(half * half + 2.0 * rate / (vol * vol));
        final double boundary = STRIKE * power / (power - 1.0);

        set(100.0, 200.0, vol, Input.PUT, rate, 0.0);

        assertThat(american.value(Greek.PRICE))
                .isCloseTo((STRIKE - boundary) * Math.pow(100.0 / boundary, power), within(1e-4));
    }

    @Test
    void shouldTakeTheBestMomentOfACertainPrice() {
        // Without volatility: at once, at the end, or where K exp(-rt) - S exp(-qt) is largest between.
        set(100.0, 40.0, 0.0, Input.PUT, 0.01, 0.5);
        american.with("strike", 120.0);
        assertThat(american.value(Greek.PRICE)).isCloseTo(108.9809045611846, within(1e-11));

        set(80.0, 1.0, 0.0, Input.PUT, 0.05, 0.01);
        assertThat(american.value(Greek.PRICE)).isEqualTo(20.0);

        set(120.0, 1.0, 0.0, Input.PUT, 0.05, 0.3);
        assertThat(american.value(Greek.PRICE)).isCloseTo(100 * Math.exp(-0.05) - 120 * Math.exp(-0.3), within(1e-11));

        set(200.0, 1.0, 0.0, Input.PUT, 0.05, 0.1);
        assertThat(american.value(Greek.PRICE)).isEqualTo(0.0);
    }

    @Test
    void shouldHoldItsLimitsOnBothSides() {
        set(90.0, 0.0, 0.4, Input.PUT, 0.05, 0.0);
        assertThat(american.value(Greek.PRICE)).isEqualTo(10.0);
        set(90.0, 1e-9, 0.4, Input.PUT, 0.05, 0.0);
        assertThat(american.value(Greek.PRICE)).isCloseTo(10.0, within(1e-7));

        // |r - q| sqrt(T) / vol is 16 at a volatility of 0.00625.
        set(100.0, 1.0, 0.0063, Input.PUT, 0.1, 0.0);
        assertThat(american.evaluate()).isTrue();
        set(100.0, 1.0, 0.0062, Input.PUT, 0.1, 0.0);
        assertThat(american.evaluate()).isFalse();

        set(100.0, 1.0, 0.3, Input.PUT, -0.02, -0.02);
        assertThat(american.evaluate()).isTrue();
        set(100.0, 1.0, 0.3, Input.PUT, -0.02, -0.03);
        assertThat(american.evaluate()).as("two boundaries").isFalse();
        set(100.0, 1.0, 0.3, Input.PUT, Double.NaN, 0.0);
        assertThat(american.evaluate()).isFalse();
    }

    @Test
    void shouldGiveTheSameBitsWhetherTheBoundaryIsKnownOrNot() {
        set(90.0, 0.5, 0.6, Input.PUT, 0.05, 0.01);
        final double alone = american.value(Greek.VOLGA);

        set(110.0, 0.5, 0.6, Input.PUT, 0.05, 0.01);
        american.value(Greek.PRICE);
        set(90.0, 0.5, 0.6, Input.PUT, 0.05, 0.01);
        assertThat(american.value(Greek.VOLGA)).isEqualTo(alone);
        set(90.0, 0.5, 0.7, Input.CALL, 0.05, 0.01);
        american.value(Greek.PRICE);
        set(90.0, 0.5, 0.6, Input.PUT, 0.05, 0.01);
        assertThat(american.value(Greek.VOLGA)).isEqualTo(alone);
    }

    private void set(
            final double spot,
            final double years,
            final double vol,
            final double side,
            final double rate,
            final double yield) {
        for (final Valuation model : new Valuation[] {american, european}) {
            model.at(spot, STRIKE, years, vol).side(side).with("rate", rate).with("carry", rate - yield);
        }
    }

    private double premium() {
        return american.value(Greek.PRICE) - european.value(Greek.PRICE);
    }

    private double boundary(final double[] market) {
        double exercised = 1e-3;
        double held = STRIKE;
        for (int i = 0; i < 80; i++) {
            final double middle = 0.5 * (exercised + held);
            set(middle, market[0], market[1], Input.PUT, market[2], market[3]);
            if (american.value(Greek.GAMMA) == 0.0) {
                exercised = middle;
            } else {
                held = middle;
            }
        }
        return held;
    }

    /** Last step by the closed form, two sizes extrapolated: M. Broadie and J. Detemple (1996), "BBSR". */
    private double extrapolatedTree(
            final double spot,
            final double years,
            final double vol,
            final double side,
            final double rate,
            final double yield) {
        final double coarse = tree(500, spot, years, vol, side, rate, yield);
        return 2.0 * tree(1000, spot, years, vol, side, rate, yield) - coarse;
    }

    private static double tree(
            final int steps,
            final double spot,
            final double years,
            final double vol,
            final double side,
            final double rate,
            final double yield) {
        final double step = years / steps;
        final double up = Math.exp(vol * Math.sqrt(step));
        final double discount = Math.exp(-rate * step);
        final double rises = (Math.exp((rate - yield) * step) - 1.0 / up) / (up - 1.0 / up);
        final Valuation last =
                Valuation.of("black-scholes").side(side).with("rate", rate).with("carry", rate - yield);
        final double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            final double price = spot * Math.pow(up, 2.0 * i - (steps - 1));
            values[i] = Math.max(last.at(price, STRIKE, step, vol).value(Greek.PRICE), side * (price - STRIKE));
        }
        for (int depth = steps - 2; depth >= 0; depth--) {
            for (int i = 0; i <= depth; i++) {
                final double held = discount * (rises * values[i + 1] + (1.0 - rises) * values[i]);
                values[i] = Math.max(held, side * (spot * Math.pow(up, 2.0 * i - depth) - STRIKE));
            }
        }
        return values[0];
    }
}
