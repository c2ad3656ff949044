package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Black76Test {
    private static final long SEED = 760_307L;
    private static final double REFERENCE_TOLERANCE = 1e-14;

    private final OptionGreeks greeks = new OptionGreeks();
    private final OptionGreeks other = new OptionGreeks();

    @Test
    void shouldMatchSixtyDigitValuesOnEachOutputsNaturalScale() {
        final ReferenceTable table = ReferenceTable.load("black76_mpmath_60dps.csv");

        for (int row = 0; row < table.size(); row++) {
            final double forward = table.number(row, "forward");
            final double strike = table.number(row, "strike");
            final double years = table.number(row, "T");
            final double vol = table.number(row, "vol");
            final double rootTime = Math.sqrt(years);
            final String at = "row " + row;
            assertThat(Black76.evaluate(table.isCall(row), forward, strike, years, vol, greeks))
                    .as(at)
                    .isTrue();
            near(at, greeks.price(), table.number(row, "price"), Math.max(forward, strike));
            near(at, greeks.delta(), table.number(row, "delta_F"), 1.0);
            near(at, greeks.gamma(), table.number(row, "gamma_F"), 0.4 / (forward * vol * rootTime));
            near(at, greeks.vega(), table.number(row, "vega_per_1.00"), 0.4 * forward * rootTime);
            final double theta = table.number(row, "theta_dV_dt_at_fixed_F_per_year");
            near(at, greeks.theta(), theta, 0.2 * forward * vol / rootTime);
            near(at, greeks.vanna(), table.number(row, "vanna_d2V_dFdvol"), 0.4 / vol);
            near(at, greeks.volga(), table.number(row, "volga_d2V_dvol2"), 0.4 * forward * rootTime / vol);
            near(at, greeks.charm(), table.number(row, "charm_dDelta_dt_per_year"), 0.4 / years);
        }
        assertThat(table.size()).isEqualTo(1000);
    }

    @Test
    void shouldMatchStratasPublishedCallPrices() {
        final ReferenceTable table = ReferenceTable.load("strata_black76_call_prices.csv");

        for (int row = 0; row < table.size(); row++) {
            evaluate(true, table.number(row, "forward"), table.number(row, "strike"), table, row);
            assertThat(greeks.price())
                    .as("row %d", row)
                    .isCloseTo(table.number(row, "undiscounted_call_price"), within(1e-12));
        }
        assertThat(table.size()).isEqualTo(63);
    }

    @Test
    void shouldMatchStratasSpotFormulaWhenTheForwardCarriesTheSpotAndTheRateDiscounts() {
        final ReferenceTable table = ReferenceTable.load("strata_black_scholes_4p5y.csv");

        for (int row = 0; row < table.size(); row++) {
            final double years = table.number(row, "T");
            final double forward = table.number(row, "spot") * Math.exp(table.number(row, "carry_b") * years);
            evaluate(true, forward, table.number(row, "strike"), table, row);
            assertThat(Math.exp(-table.number(row, "r") * years) * greeks.price())
                    .as("row %d", row)
                    .isCloseTo(table.number(row, "value"), within(1e-11));
        }
        assertThat(table.size()).isEqualTo(441);
    }

    @Test
    void shouldMatchHaugsTableWhenTheForwardCarriesTheSpotAndTheRateDiscounts() {
        final ReferenceTable table = ReferenceTable.load("haug_european_values.csv");

        for (int row = 0; row < table.size(); row++) {
            final double years = table.number(row, "T");
            final double rate = table.number(row, "r");
            final double forward = table.number(row, "spot") * Math.exp((rate - table.number(row, "q")) * years);
            evaluate(table.isCall(row), forward, table.number(row, "strike"), table, row);
            assertThat(Math.exp(-rate * years) * greeks.price())
                    .as("row %d", row)
                    .isCloseTo(table.number(row, "value"), within(table.number(row, "abs_tol")));
        }
        assertThat(table.size()).isEqualTo(43);
    }

    @Test
    void shouldMatchVollibsSpotGreeksWhenTransformedFromTheForward() {
        final ReferenceTable table = ReferenceTable.load("vollib_black_scholes_greeks.csv");

        for (int row = 0; row < table.size(); row++) {
            final double years = table.number(row, "T");
            final double rate = table.number(row, "r");
            final double spot = table.number(row, "spot");
            final double growth = Math.exp(rate * years);
            for (final String side : new String[] {"call", "put"}) {
                evaluate(side.equals("call"), spot * growth, table.number(row, "strike"), table, row);
                // V(S,t) = e^(-rT) B(S e^(rT), T): each derivative by the chain rule.
                final double theta =
                        (greeks.theta() + rate * greeks.price() - rate * spot * growth * greeks.delta()) / growth;
                vollib(table, row, side + "_price", greeks.price() / growth);
                vollib(table, row, side + "_delta", greeks.delta());
                vollib(table, row, side + "_gamma", greeks.gamma() * growth);
                vollib(table, row, side + "_vega_per_1.00_vol", greeks.vega() / growth);
                vollib(table, row, side + "_theta_per_year", theta);
            }
        }
        assertThat(table.size()).isEqualTo(101);
    }

    @Test
    void shouldMatchQuantLibsCalculator() {
        final ReferenceTable table = ReferenceTable.load("quantlib_blackcalculator.csv");

        int compared = 0;
        for (int row = 0; row < table.size(); row++) {
            evaluate(
                    table.isCall(row),
                    table.number(row, "forward"),
                    table.number(row, "strike"),
                    1.0,
                    table.number(row, "stddev"));
            final double mine = quantLib(table, row);
            if (!Double.isNaN(mine)) {
                assertThat(mine)
                        .as("row %d %s", row, table.text(row, "quantity"))
                        .isCloseTo(table.number(row, "value"), within(table.number(row, "abs_tol")));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(17);
    }

    @Test
    void shouldKeepPutCallParityAndBoundsWhateverTheInputs() {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 200_000; i++) {
            final double forward = wide(random, -3, 6);
            final double strike = forward * wide(random, -1, 1);
            final double years = wide(random, -9, 1.5);
            final double vol = wide(random, -2, 0.7);
            final String at = "seed=" + SEED + " draw=" + i;
            assertThat(Black76.evaluate(true, forward, strike, years, vol, greeks))
                    .as(at)
                    .isTrue();
            assertThat(Black76.evaluate(false, forward, strike, years, vol, other))
                    .as(at)
                    .isTrue();
            final double scale = Math.max(forward, strike);
            close(at, greeks.price() - other.price(), forward - strike, 4e-16 * scale);
            close(at, greeks.delta() - other.delta(), 1.0, 2.3e-16);
            assertThat(greeks.price()).as(at).isBetween(Math.max(forward - strike, 0.0), forward);
            assertThat(other.price()).as(at).isBetween(Math.max(strike - forward, 0.0), strike);
            assertThat(greeks.delta()).as(at).isBetween(0.0, 1.0);
            assertThat(other.delta()).as(at).isBetween(-1.0, 0.0);
            assertThat(greeks.gamma()).as(at).isNotNegative().isEqualTo(other.gamma());
            assertThat(greeks.vega()).as(at).isNotNegative().isEqualTo(other.vega());
            assertThat(greeks.theta()).as(at).isNotPositive().isEqualTo(other.theta());
            assertThat(greeks.vanna()).as(at).isEqualTo(other.vanna());
            assertThat(greeks.volga()).as(at).isEqualTo(other.volga());
            assertThat(greeks.charm()).as(at).isEqualTo(other.charm());
        }
    }

    @Test
    void shouldNotHoldNegativeZeroOrAnythingNotFiniteWhenInputsAreExtreme() {
        final double[] extremes = {
            Double.MIN_VALUE,
            1e-300,
            1e-150,
            1e-12,
            1e-9,
            0.01,
            1.0,
            3.0,
            60_000.0,
            1e12,
            1e150,
            1e300,
            Double.MAX_VALUE
        };
        for (final double forward : extremes) {
            for (final double strike : extremes) {
                for (final double years : extremes) {
                    for (final double vol : extremes) {
                        final boolean valued = Black76.evaluate(true, forward, strike, years, vol, greeks);
                        final String at = forward + " " + strike + " " + years + " " + vol;
                        for (final double output : outputs(greeks)) {
                            assertThat(Double.isFinite(output)).as(at).isTrue();
                            assertThat(Double.doubleToRawLongBits(output))
                                    .as(at)
                                    .isNotEqualTo(Long.MIN_VALUE);
                            assertThat(valued || output == 0.0).as(at).isTrue();
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,1,1,1",
        "0,1,1,1",
        "-1,1,1,1",
        "Infinity,1,1,1",
        "-Infinity,1,1,1",
        "1,NaN,1,1",
        "1,0,1,1",
        "1,-1,1,1",
        "1,Infinity,1,1",
        "1,-Infinity,1,1",
        "1,1,NaN,1",
        "1,1,Infinity,1",
        "1,1,-Infinity,1",
        "1,1,1,NaN",
        "1,1,1,Infinity",
        "1,1,1,-Infinity",
        // In range each, but gamma is not.
        "1e-300,1e-300,1e-20,1"
    })
    void shouldRefuseAndLeaveZerosWhenAnInputIsNoNumberOfThisWorld(
            final double forward, final double strike, final double years, final double vol) {
        evaluate(true, 100.0, 90.0, 0.5, 0.6);

        assertThat(Black76.evaluate(true, forward, strike, years, vol, greeks)).isFalse();

        assertThat(outputs(greeks)).containsOnly(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "true,110,100,10,1", "true,90,100,0,0", "true,100,100,0,0.5",
        "false,110,100,0,0", "false,90,100,10,-1", "false,100,100,0,-0.5"
    })
    void shouldBeIntrinsicWhenNoTimeOrNoVolatilityIsLeft(
            final boolean isCall, final double forward, final double strike, final double price, final double delta) {
        final double[][] spent = {
            {0.0, 0.6}, {-0.0, 0.6}, {-1.0, 0.6}, {0.5, 0.0}, {0.5, -0.3}, {0.0, 0.0}, {-1.0, -1.0}
        };
        for (final double[] timeAndVol : spent) {
            evaluate(isCall, forward, strike, timeAndVol[0], timeAndVol[1]);

            assertThat(outputs(greeks)).containsExactly(price, delta, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        }
    }

    @Test
    void shouldChangeFromLiveToExpiredAtTheSmallestDeviation() {
        final double smallest = Black76.MIN_STD_DEV;

        evaluate(true, 100.0, 100.0, 1.0, smallest);
        assertThat(greeks.gamma()).isCloseTo(0.3989422804014327 / (100.0 * smallest), within(1.0));
        assertThat(greeks.delta()).isCloseTo(0.5, within(1e-12));

        evaluate(true, 100.0, 100.0, 1.0, Math.nextDown(smallest));
        assertThat(greeks.gamma()).isEqualTo(0.0);
        assertThat(greeks.delta()).isEqualTo(0.5);
    }

    @Test
    void shouldTendToTheExpiredOptionWhenTimeRunsOut() {
        for (final double forward : new double[] {99.0, 100.0, 101.0}) {
            evaluate(true, forward, 100.0, 0.0, 0.6);
            final double price = greeks.price();
            final double delta = greeks.delta();

            evaluate(true, forward, 100.0, 1e-12, 0.6);

            assertThat(greeks.price()).isCloseTo(price, within(1e-4));
            assertThat(greeks.delta()).isCloseTo(delta, within(1e-6));
        }
    }

    @Test
    void shouldTendToTheWholeForwardWhenVolatilityIsEnormous() {
        evaluate(true, 100.0, 120.0, 1.0, 1e6);
        assertThat(outputs(greeks)).containsExactly(100.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);

        evaluate(false, 100.0, 120.0, 1.0, 1e6);
        assertThat(outputs(greeks)).containsExactly(120.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNeverLoseValueWhenVolatilityRises(final boolean isCall) {
        for (final double strike : new double[] {20_000, 59_999, 60_000, 60_001, 150_000}) {
            double previous = 0.0;
            for (double vol = 0.0; vol <= 3.0; vol += 0.001) {
                final double price = price(isCall, 60_000, strike, 1.0 / 365, vol);
                assertThat(price).as("strike=%s vol=%s", strike, vol).isGreaterThanOrEqualTo(previous - 1e-11);
                previous = price;
            }
        }
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhenEvaluating() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = sumOfGreeks(20_000);

        final long before = threads.getCurrentThreadAllocatedBytes();
        sum += sumOfGreeks(200_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isFinite();
        assertThat(allocated).isLessThan(200_000);
    }

    /** Taken from JDK 17's interpreter; the compilers and later JDKs have to give the same bits. */
    @Test
    void shouldGiveTheSameBitsOnEveryVirtualMachine() {
        long hash = 0L;
        for (int i = 1; i <= 100_000; i++) {
            final double forward = 1_000.0 + 0.7 * i;
            evaluate((i & 1) == 0, forward, 30_000.0, (i % 997) / 365.0, (i % 211) * 0.01);
            for (final double output : outputs(greeks)) {
                hash = (hash ^ Double.doubleToRawLongBits(output)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
        }

        assertThat(hash).isEqualTo(7618305439827269551L);
    }

    private double sumOfGreeks(final int evaluations) {
        double sum = 0.0;
        for (int i = 0; i < evaluations; i++) {
            evaluate(true, 20_000.0 + i, 60_000.0, 0.1, 0.6);
            sum += greeks.delta();
        }
        return sum;
    }

    private double quantLib(final ReferenceTable table, final int row) {
        final double discount = table.number(row, "discount");
        final double price = discount * greeks.price();
        final double forwardDelta = discount * greeks.delta();
        if (table.text(row, "quantity").equals("value")) {
            return price;
        }
        final double forwardPerSpot = table.number(row, "forward") / table.number(row, "spot");
        return switch (table.text(row, "quantity")) {
            case "Delta" -> forwardDelta * forwardPerSpot;
            case "DeltaFwd" -> forwardDelta;
            case "Gamma" -> discount * greeks.gamma() * forwardPerSpot * forwardPerSpot;
            case "GammaFwd" -> discount * greeks.gamma();
            case "Vega" -> discount * greeks.vega();
            case "Vanna" -> discount * greeks.vanna() * forwardPerSpot;
            case "Volga" -> discount * greeks.volga();
            case "ElasticityFwd" -> forwardDelta * table.number(row, "forward") / price;
            default -> Double.NaN;
        };
    }

    private void evaluate(
            final boolean isCall,
            final double forward,
            final double strike,
            final ReferenceTable table,
            final int row) {
        evaluate(isCall, forward, strike, table.number(row, "T"), table.number(row, "vol"));
    }

    private void evaluate(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        if (!Black76.evaluate(isCall, forward, strike, years, vol, greeks)) {
            throw new AssertionError("refused: forward=" + forward + ", strike=" + strike);
        }
    }

    private double price(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        Black76.evaluate(isCall, forward, strike, years, vol, other);
        return other.price();
    }

    private static double[] outputs(final OptionGreeks of) {
        return new double[] {
            of.price(), of.delta(), of.gamma(), of.vega(), of.theta(), of.vanna(), of.volga(), of.charm()
        };
    }

    private static double wide(final SplittableRandom random, final double fromPower, final double toPower) {
        return Math.pow(10.0, random.nextDouble(fromPower, toPower));
    }

    private static void near(final String at, final double actual, final double expected, final double scale) {
        assertThat(actual).as(at).isCloseTo(expected, within(REFERENCE_TOLERANCE * scale));
    }

    private static void close(final String at, final double actual, final double expected, final double tolerance) {
        assertThat(actual).as(at).isCloseTo(expected, within(tolerance));
    }

    private static void vollib(final ReferenceTable table, final int row, final String column, final double actual) {
        assertThat(actual).as("row %d %s", row, column).isCloseTo(table.number(row, column), within(1e-6));
    }
}
