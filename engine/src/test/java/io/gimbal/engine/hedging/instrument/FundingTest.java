package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FundingTest {
    private static final double INDEX = 10_000;

    @ParameterizedTest
    @CsvSource({
        "0.00025, 0",
        "-0.00025, 0",
        "0.0002, 0",
        "0, 0",
        "0.00026, 0.00001",
        "-0.00026, -0.00001",
        "0.001, 0.00075",
        "-0.001, -0.00075",
        "0.01, 0.005",
        "-0.01, -0.005",
    })
    void shouldChargeNothingInTheDeadZoneAndTheRestUpToTheCap(final double premium, final double rate) {
        assertThat(Funding.deribitRate(INDEX * (1 + premium), INDEX, 0.005)).isCloseTo(rate, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0001, 0.0001",
        "0.0001, 0.0001, 0.0001",
        "0.0006, 0.0001, 0.0001",
        "0.0007, 0.0001, 0.0002",
        "-0.0005, 0.0001, 0",
        "-0.002, 0.0001, -0.0015",
    })
    void shouldHoldTheInterestUnlessThePremiumIsFarFromIt(
            final double premium, final double interest, final double rate) {
        assertThat(Funding.interestRate(premium, interest)).isCloseTo(rate, within(1e-17));
    }

    @Test
    void shouldTurnSidesWithTheSignOfThePremium() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("funding sides, seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            final double premium = 0.002 * random.nextGaussian();
            final double cap = 0.005 * random.nextDouble();
            final double rate = Funding.deribitRate(INDEX * (1 + premium), INDEX, cap);

            assertThat(Funding.deribitRate(INDEX * (1 - premium), INDEX, cap)).isCloseTo(-rate, within(1e-14));
            assertThat(Math.abs(rate)).isLessThanOrEqualTo(cap);
            assertThat(Math.abs(rate)).isLessThanOrEqualTo(Math.abs(premium) + 1e-15);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1", "NaN, 1", "1, NaN"})
    void shouldHaveNoRateWherePricesAreNone(final double mark, final double index) {
        assertThat(Funding.deribitRate(mark, index, 1)).isNaN();
    }
}
