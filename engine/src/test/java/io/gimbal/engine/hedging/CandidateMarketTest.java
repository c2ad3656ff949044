package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is measured of one candidate, against worlds whose figures are known. */
class CandidateMarketTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * SECOND_NS;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final double YEAR = 365.0 * 86_400;
    private static final double DAYS = 1 / 365.0;

    private final CandidateMarket market = new CandidateMarket();

    private double gaussian(final Mix random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.unit();
        }
        return sum;
    }

    @Test
    void shouldMeasureTheVarianceOfTheBasis() {
        market.halfLife(DAY_NS);
        final Mix random = new Mix(5);
        final double perStep = 1e-5;
        double log = 0;
        for (int i = 0; i < 30_000; i++) {
            log += perStep * gaussian(random);
            market.onPrice(30_000 * Math.exp(log), 30_000, i * 10L * SECOND_NS);
        }

        final double perYear = perStep * perStep * YEAR / 10;
        assertThat(market.basisVariance()).as("seed 5").isCloseTo(perYear, within(0.1 * perYear));
        assertThat(market.priceOverIndex()).isCloseTo(Math.exp(log), within(1e-12));
    }

    @Test
    void shouldNotTakeTheGrainOfTwoFeedsForVariance() {
        market.halfLife(DAY_NS);
        market.onPrice(30_000, 30_000, 0);
        market.onPrice(30_300, 30_000, SECOND_NS);
        market.onPrice(30_000, 30_000, CandidateMarket.SAMPLE_NS);

        assertThat(market.basisVariance()).isZero();
    }

    @Test
    void shouldExpectNoFundingBeforeARateAndTheRateItselfWhileItIsSteady() {
        assertThat(market.expectedFunding(DAYS)).isZero();
        for (int i = 0; i < 100; i++) {
            market.onFunding(0.0001, i * HOUR_NS);
        }

        assertThat(market.expectedFunding(DAYS)).as("three times a day").isCloseTo(0.0003, within(1e-12));
        assertThat(market.fundingError(DAYS)).isZero();
    }

    @Test
    void shouldExpectARateToComeBackToItsMean() {
        for (int i = 0; i < 24 * 60; i++) {
            market.onFunding(0.0001, i * HOUR_NS);
        }
        for (int i = 24 * 60; i < 24 * 60 + 12; i++) {
            market.onFunding(-0.001, i * HOUR_NS);
        }

        final double hour = market.expectedFunding(1.0 / (365 * 24)) * 8;
        final double month = market.expectedFunding(30 * DAYS) / 90;
        assertThat(hour).isCloseTo(-0.001, within(5e-5));
        assertThat(month).isBetween(-0.0002, 0.0001);
        assertThat(market.fundingError(DAYS)).isPositive();
    }

    @Test
    void shouldCountACoinForACoinUntilReturnsSayOtherwise() {
        market.halfLife(DAY_NS);
        assertThat(market.minimumVarianceWeight()).isEqualTo(1);
        market.onPrice(30_000, 30_000, 0);
        market.onPrice(30_300, 30_300, SECOND_NS);

        assertThat(market.minimumVarianceWeight()).isCloseTo(1, within(0.01));
    }

    @Test
    void shouldHoldAnAbsurdRatioWithinBounds() {
        market.halfLife(DAY_NS);
        final Mix random = new Mix(9);
        double index = 30_000;
        double price = 30_000;
        for (int i = 0; i < 5_000; i++) {
            final double move = (random.unit() - 0.5) * 1e-3;
            index *= 1 + move;
            price *= 1 + 10 * move;
            market.onPrice(price, index, i * SECOND_NS);
        }

        assertThat(market.minimumVarianceWeight()).as("a tenth would do").isEqualTo(2);
    }

    @Test
    void shouldBeginAnewWithAnotherHalfLife() {
        market.halfLife(DAY_NS);
        market.onPrice(30_000, 30_000, 0);
        market.onPrice(30_300, 30_000, 20 * SECOND_NS);
        assertThat(market.basisVariance()).isPositive();
        final long before = market.mixInto(1);
        market.halfLife(2 * DAY_NS);

        assertThat(market.basisVariance()).isZero();
        assertThat(market.mixInto(1)).isNotEqualTo(before);
    }
}
