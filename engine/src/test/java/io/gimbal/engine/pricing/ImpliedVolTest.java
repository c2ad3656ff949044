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

/**
 * The tables hold volatilities of the very doubles that stand there as prices, solved for with 60 digits; {@code
 * conditioning} is |price / (vol vega)|, by which a relative error of the price is multiplied on its way to the
 * volatility.
 */
class ImpliedVolTest {
    private static final long SEED = 20_261_122L;
    private static final double EPSILON = Math.ulp(1.0);

    private final ImpliedVol implied = new ImpliedVol();

    @Test
    void shouldMatchSixtyDigitsOverTheWholeRangeWhenStartedCold() {
        final ReferenceTable table = ReferenceTable.ownTable("black-implied-vols.csv");

        for (int row = 0; row < table.size(); row++) {
            assertThat(solveRow(table, row, 0.0)).as("row %d", row + 2).isTrue();
            assertThat(implied.vol())
                    .as("row %d, steps=%d", row + 2, implied.steps())
                    .isCloseTo(table.number(row, "vol"), within(bound(table, row)));
            assertThat(implied.steps()).as("row %d", row + 2).isLessThanOrEqualTo(2);
        }
        assertThat(table.size()).isEqualTo(454);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 1.001, 0.95, 1.3, 0.5, 3.0, 1e-3, 1e3, 1e-9, 1e9, 1e-300, 1e300})
    void shouldEndWithTheSameAccuracyWhereverItStarts(final double factor) {
        final ReferenceTable table = ReferenceTable.ownTable("black-implied-vols.csv");

        for (int row = 0; row < table.size(); row++) {
            final double vol = table.number(row, "vol");
            assertThat(solveRow(table, row, factor * vol)).as("row %d", row + 2).isTrue();
            assertThat(implied.vol()).as("row %d", row + 2).isCloseTo(vol, within(bound(table, row)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-5,1", "-1e-5,1", "0.002,2", "-0.03,2", "0.03,2", "0.3,3", "-0.2,3", "1e6,3"})
    void shouldSettleInFewStepsWhenTheLastVolIsNear(final double shift, final int steps) {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 20_000; i++) {
            final double vol = random.nextDouble(0.3, 1.2);
            final double years = random.nextDouble(1.0, 365.0) / 365.0;
            final double strike = 60_000.0 * Math.exp(random.nextDouble(-2.0, 2.0) * vol * Math.sqrt(years));
            final double price = priceOf(strike > 60_000.0, 60_000.0, strike, years, vol);

            assertThat(implied.solveBlack(strike > 60_000.0, 60_000.0, strike, years, price, vol * (1.0 + shift)))
                    .isTrue();
            assertThat(implied.steps())
                    .as("strike=%s years=%s vol=%s seed=%d", strike, years, vol, SEED)
                    .isLessThanOrEqualTo(steps);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {Double.NaN, -1.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE})
    void shouldIgnoreAStartThatIsNoVolatility(final double start) {
        implied.solveBlack(true, 100.0, 120.0, 0.5, 3.0);
        final double cold = implied.vol();

        assertThat(implied.solveBlack(true, 100.0, 120.0, 0.5, 3.0, start)).isTrue();
        assertThat(implied.vol()).isCloseTo(cold, within(4e-16 * cold));
    }

    /** Forty orders of magnitude of forwards, any moneyness, time values from 1e-300 of the bound to all but 1e-16. */
    @Test
    void shouldSettleInTwoStepsForEveryPriceThatIsOne() {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 400_000; i++) {
            final double forward = Math.exp(random.nextDouble(-46.0, 46.0));
            final double sign = random.nextBoolean() ? 1.0 : -1.0;
            final double moneyness = Math.exp(random.nextDouble(-36.0, 6.5));
            final double strike = forward * Math.exp(sign * moneyness);
            final double share = random.nextBoolean()
                    ? Math.exp(-random.nextDouble(0.0, random.nextBoolean() ? 690.0 : 5.0))
                    : -Math.expm1(-random.nextDouble(0.0, 36.0));
            final double price = share * Math.min(forward, strike);
            if (price > 1e-300) {
                final String option = "forward=" + forward + " strike=" + strike + " price=" + price + " seed=" + SEED;
                assertThat(implied.solveBlack(strike > forward, forward, strike, 1.0, price))
                        .as(option)
                        .isTrue();
                assertThat(implied.steps()).as(option).isLessThanOrEqualTo(2);
                assertThat(implied.vol()).as(option).isPositive().isFinite();
            }
        }
    }

    @Test
    void shouldGiveBackThePriceWhenTheVolIsPutIntoTheFormula() {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 100_000; i++) {
            final boolean isCall = random.nextBoolean();
            final double stdDev = Math.exp(random.nextDouble(-6.0, 1.5));
            final double strike = 1_000.0 * Math.exp(random.nextDouble(-4.0, 4.0) * stdDev);
            final double years = Math.exp(random.nextDouble(-7.0, 2.0));
            final double price = priceOf(isCall, 1_000.0, strike, years, stdDev / Math.sqrt(years));

            if (implied.solveBlack(isCall, 1_000.0, strike, years, price)) {
                assertThat(priceOf(isCall, 1_000.0, strike, years, implied.vol()))
                        .as("strike=%s years=%s stdDev=%s seed=%d", strike, years, stdDev, SEED)
                        .isCloseTo(price, within(2e-14 * Math.max(strike, 1_000.0)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {100.0, 100.0001, 101.0, 130.0, 271.7, 271.9, 2_000.0, 1e9})
    void shouldNeverFallWhenThePriceRises(final double strike) {
        double previous = 0.0;
        for (int i = 0; i < 60_000; i++) {
            final double share = 1.0 / (1.0 + Math.exp(30.0 - i * 1e-3));
            assertThat(implied.solveBlack(true, 100.0, strike, 1.0, 100.0 * share))
                    .isTrue();
            assertThat(implied.vol())
                    .as("strike=%s share=%s", strike, share)
                    .isGreaterThan(previous * (1.0 - 4.0 * EPSILON));
            previous = implied.vol();
        }
    }

    @Test
    void shouldFollowTheScaleAndTheSymmetryOfTheFormula() {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 20_000; i++) {
            final double strike = random.nextDouble(20.0, 500.0);
            final double price = random.nextDouble(0.0, 1.0) * Math.min(strike, 100.0);
            final boolean isCall = strike > 100.0;
            assertThat(implied.solveBlack(isCall, 100.0, strike, 1.0, price)).isTrue();
            final double vol = implied.vol();

            implied.solveBlack(isCall, 100.0 * 0x1p40, strike * 0x1p40, 1.0, price * 0x1p40);
            assertThat(implied.vol()).isEqualTo(vol);
            implied.solveBlack(!isCall, strike, 100.0, 1.0, price);
            assertThat(implied.vol()).isCloseTo(vol, within(8.0 * EPSILON * vol));
            implied.solveBlack(isCall, 100.0, strike, 0.25, price);
            assertThat(implied.vol()).isEqualTo(2.0 * vol);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,100,90,0.5,10.000000000000001,OK",
        "true,100,90,0.5,10,AT_INTRINSIC",
        "true,100,90,0.5,9.999999999999998,BELOW_INTRINSIC",
        "false,90,100,0.5,10,AT_INTRINSIC",
        "false,90,100,0.5,-5,BELOW_INTRINSIC",
        "true,90,100,0.5,0,AT_INTRINSIC",
        "true,90,100,0.5,-4.9e-324,BELOW_INTRINSIC",
        "true,90,100,0.5,4.9e-324,OK",
        "true,100,100,0.5,4.9e-324,AT_INTRINSIC",
        "true,1e300,1e308,0.5,4.9e-324,AT_INTRINSIC",
        "true,100,90,0.5,99.99999999999999,OK",
        "true,100,90,0.5,100,ABOVE_MAXIMUM",
        "true,100,90,0.5,1e300,ABOVE_MAXIMUM",
        "false,100,90,0.5,89.99999999999999,OK",
        "false,100,90,0.5,90,ABOVE_MAXIMUM",
        "true,100,90,0,12,EXPIRED",
        "true,100,90,-1,12,EXPIRED",
        "true,100,90,4.9e-324,12,OK",
        "true,100,90,1e308,12,OK",
        "true,NaN,90,0.5,12,INVALID",
        "true,0,90,0.5,12,INVALID",
        "true,-100,90,0.5,12,INVALID",
        "true,Infinity,90,0.5,12,INVALID",
        "true,100,NaN,0.5,12,INVALID",
        "true,100,0,0.5,12,INVALID",
        "true,100,90,NaN,12,INVALID",
        "true,100,90,Infinity,12,INVALID",
        "true,100,90,0.5,NaN,INVALID",
        "true,100,90,0.5,Infinity,INVALID",
        "true,100,90,0.5,-Infinity,INVALID"
    })
    void shouldSayWhyThereIsNoVol(
            final boolean isCall,
            final double forward,
            final double strike,
            final double years,
            final double price,
            final ImpliedVolStatus status) {
        final boolean found = implied.solveBlack(isCall, forward, strike, years, price);

        assertThat(implied.status()).isEqualTo(status);
        assertThat(found).isEqualTo(status == ImpliedVolStatus.OK);
        if (found) {
            assertThat(implied.vol()).isPositive().isFinite();
        } else {
            assertThat(implied.vol()).isEqualTo(0.0);
        }
    }

    @Test
    void shouldForgetTheLastVolWhenTheNextPriceHasNone() {
        assertThat(implied.status()).isEqualTo(ImpliedVolStatus.INVALID);
        implied.solveBlack(true, 100.0, 90.0, 0.5, 12.0);
        assertThat(implied.vol()).isPositive();

        implied.solveBlack(true, 100.0, 90.0, 0.5, 9.0);

        assertThat(implied.vol()).isEqualTo(0.0);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhenSolving() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = sumOfVols(20_000);

        final long before = threads.getCurrentThreadAllocatedBytes();
        sum += sumOfVols(100_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isFinite();
        assertThat(allocated).isLessThan(100_000);
    }

    /** Taken from JDK 17's interpreter; the compilers and later JDKs have to give the same bits. */
    @Test
    void shouldGiveTheSameBitsOnEveryVirtualMachine() {
        long hash = 0L;
        for (int i = 1; i <= 50_000; i++) {
            final boolean isCall = (i & 1) == 0;
            final double forward = 1_000.0 + 1.3 * i;
            final double years = (i % 997) / 365.0;
            final double price = (i % 9_973) * 3.1;
            implied.solveBlack(isCall, forward, 30_000.0, years, price);
            hash = mixed(hash, implied.vol());
            implied.solveBlack(isCall, forward, 30_000.0, years, price, 0.6);
            hash = mixed(hash, implied.vol());
            implied.solveBachelier(isCall, forward, 30_000.0, years, price);
            hash = mixed(hash, implied.vol());
        }

        assertThat(hash).isEqualTo(1158699933371557858L);
    }

    private static long mixed(final long hash, final double value) {
        final long mixed = (hash ^ Double.doubleToRawLongBits(value)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    private double sumOfVols(final int options) {
        double sum = 0.0;
        for (int i = 0; i < options; i++) {
            final double price = 50.0 + i % 4_000;
            implied.solveBlack(true, 60_000.0, 45_000.0 + i % 30_000, 0.1, price);
            sum += implied.vol();
            implied.solveBlack(true, 60_000.0, 45_000.0 + i % 30_000, 0.1, price, 0.6);
            sum += implied.vol();
            implied.solveBachelier(false, 60_000.0, 45_000.0 + i % 30_000, 0.1, price);
            sum += implied.vol();
        }
        return sum;
    }

    private boolean solveRow(final ReferenceTable table, final int row, final double start) {
        return implied.solveBlack(
                table.isCall(row),
                table.number(row, "forward"),
                table.number(row, "strike"),
                table.number(row, "T"),
                table.number(row, "price"),
                start);
    }

    /** Of an absolute error: twelve roundings, and three of the given price. */
    private static double bound(final ReferenceTable table, final int row) {
        return table.number(row, "vol") * EPSILON * (12.0 + 3.0 * table.number(row, "conditioning"));
    }

    private static double priceOf(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        final OptionGreeks greeks = new OptionGreeks();
        Black76.evaluate(isCall, forward, strike, years, vol, greeks);
        return greeks.price();
    }
}
