package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpliedNormalVolTest {
    private static final long SEED = 20_261_123L;
    private static final double EPSILON = Math.ulp(1.0);
    private static final double ROOT_TWO_PI = 2.5066282746310002;

    private final ImpliedVol implied = new ImpliedVol();

    /** Fifty digits; forwards and strikes of either sign, from the money to 36 standard deviations away. */
    @Test
    void shouldMatchFiftyDigitsOverTheWholeRange() {
        final ReferenceTable table = ReferenceTable.ownTable("bachelier-implied-vols.csv");

        for (int row = 0; row < table.size(); row++) {
            final double vol = table.number(row, "vol");
            final double bound = EPSILON * (12.0 + 3.0 * table.number(row, "conditioning"));
            assertThat(implied.solveBachelier(
                            table.isCall(row),
                            table.number(row, "forward"),
                            table.number(row, "strike"),
                            table.number(row, "T"),
                            table.number(row, "price")))
                    .isTrue();
            assertThat(implied.vol()).as("row %d", row + 2).isCloseTo(vol, within(bound * vol));
        }
        assertThat(table.size()).isEqualTo(160);
    }

    @Test
    void shouldBeTheClosedFormAtTheMoney() {
        assertThat(implied.solveBachelier(true, -3.5, -3.5, 0.25, 2.0)).isTrue();

        assertThat(implied.vol()).isEqualTo(4.0 * ROOT_TWO_PI);
    }

    @Test
    void shouldFollowTheScaleOfThePriceWhereverItLies() {
        final SplittableRandom random = new SplittableRandom(SEED);

        for (int i = 0; i < 50_000; i++) {
            final double strike = random.nextDouble(-5.0, 5.0);
            final double price = Math.exp(random.nextDouble(-690.0, 30.0)) + Math.max(-strike, 0.0);
            if (implied.solveBachelier(true, 0.0, strike, 1.0, price)) {
                final double vol = implied.vol();
                assertThat(vol)
                        .as("strike=%s price=%s seed=%d", strike, price, SEED)
                        .isPositive()
                        .isFinite();
                implied.solveBachelier(true, 0.0, strike * 0x1p300, 1.0, price * 0x1p300);
                assertThat(implied.vol()).isCloseTo(vol * 0x1p300, within(4.0 * EPSILON * vol * 0x1p300));
            }
        }
    }

    @Test
    void shouldNeverFallWhenThePriceRises() {
        double previous = 0.0;
        for (int i = -60_000; i < 10_000; i++) {
            assertThat(implied.solveBachelier(false, 10.0, 9.0, 1.0, Math.exp(i * 1e-2)))
                    .isTrue();
            assertThat(implied.vol()).as("i=%d", i).isGreaterThan(previous);
            previous = implied.vol();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,5,-5,1,10,AT_INTRINSIC",
        "true,5,-5,1,10.000000000000002,OK",
        "true,5,-5,1,9,BELOW_INTRINSIC",
        "false,5,-5,1,0,AT_INTRINSIC",
        "false,5,-5,1,1e300,OK",
        "false,5,-5,1e-30,1e300,INVALID",
        "false,5,-5,1,4.9e-324,OK",
        "false,5,-5,0,1,EXPIRED",
        "true,NaN,-5,1,1,INVALID",
        "true,1e308,-1e308,1,1,INVALID",
        "true,Infinity,-5,1,1,INVALID",
        "true,5,-5,1,Infinity,INVALID",
        "true,5,-5,NaN,11,INVALID"
    })
    void shouldSayWhyThereIsNoVol(
            final boolean isCall,
            final double forward,
            final double strike,
            final double years,
            final double price,
            final ImpliedVolStatus status) {
        final boolean found = implied.solveBachelier(isCall, forward, strike, years, price);

        assertThat(implied.status()).isEqualTo(status);
        assertThat(found).isEqualTo(status == ImpliedVolStatus.OK);
        assertThat(implied.vol() > 0.0).isEqualTo(found);
    }
}
