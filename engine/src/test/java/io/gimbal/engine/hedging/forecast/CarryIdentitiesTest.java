package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What funding and basis must have in common, whatever the prices: identities, symmetries and both sides of each limit. */
final class CarryIdentitiesTest {
    private static final int ROUNDS = 1_000;

    private static Random random(final String what) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println(what + ", seed=" + seed);
        return new Random(seed);
    }

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
    void shouldChargeNothingInTheDeadZoneAndTheRestBeyondIt(final double premium, final double rate) {
        assertThat(PerpetualFunding.deribitRate(premium, 0.005)).isCloseTo(rate, within(1e-17));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0001, 0.0001",
        "0.0001, 0.0001, 0.0001",
        "0.0005, 0.0001, 0.0001",
        "0.0006, 0.0001, 0.0001",
        "0.0007, 0.0001, 0.0002",
        "-0.0004, 0.0001, 0.0001",
        "-0.0005, 0.0001, 0",
        "-0.002, 0.0001, -0.0015",
    })
    void shouldHoldTheInterestUnlessThePremiumIsFarFromIt(
            final double premium, final double interest, final double rate) {
        assertThat(PerpetualFunding.clampedRate(premium, interest)).isCloseTo(rate, within(1e-17));
    }

    @Test
    void shouldTurnSidesWithTheSignOfThePremium() {
        final Random random = random("funding sides");
        for (int i = 0; i < ROUNDS; i++) {
            final double premium = 0.002 * random.nextGaussian();
            final double cap = 0.005 * random.nextDouble();
            final double rate = PerpetualFunding.deribitRate(premium, cap);

            assertThat(PerpetualFunding.deribitRate(-premium, cap)).isCloseTo(-rate, within(1e-18));
            assertThat(Math.abs(rate)).isLessThanOrEqualTo(cap);
            assertThat(Math.abs(rate)).isLessThanOrEqualTo(Math.abs(premium));
        }
    }

    @Test
    void shouldPayInCoinsWhatItPaysInDollars() {
        final Random random = random("funding payments");
        for (int i = 0; i < ROUNDS; i++) {
            final double rate = 1e-3 * random.nextGaussian();
            final double notional = 1e6 * random.nextGaussian();
            final double index = 1_000 + 60_000 * random.nextDouble();
            final double hours = 24 * random.nextDouble();
            final double usd = PerpetualFunding.payment(rate, notional, hours);

            assertThat(PerpetualFunding.inversePayment(rate, notional, index, hours) * index)
                    .isCloseTo(usd, within(1e-9 * Math.abs(usd)));
            assertThat(PerpetualFunding.payment(rate, notional, hours / 2)
                            + PerpetualFunding.payment(rate, notional, hours / 2))
                    .isCloseTo(usd, within(1e-9 * Math.abs(usd)));
            assertThat(Math.signum(usd)).isEqualTo(Math.signum(rate) * Math.signum(notional));
        }
        assertThat(PerpetualFunding.payment(1e-4, 1_000_000, 8)).isCloseTo(100, within(1e-9));
        assertThat(PerpetualFunding.perYear(1e-4)).isCloseTo(0.1095, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1", "NaN, 1", "1, NaN", "1, Infinity"})
    void shouldHaveNoPremiumWherePricesAreNone(final double mark, final double index) {
        assertThat(PerpetualFunding.premium(mark, index)).isNaN();
    }

    @Test
    void shouldHaveNoPaymentWhereTimeOrPriceIsNone() {
        assertThat(PerpetualFunding.payment(1e-4, 1, -1)).isNaN();
        assertThat(PerpetualFunding.payment(1e-4, 1, 0)).isZero();
        assertThat(PerpetualFunding.inversePayment(1e-4, 1, 0, 1)).isNaN();
        assertThat(PerpetualFunding.deribitRate(1e-4, -1)).isNaN();
        assertThat(PerpetualFunding.deribitRate(0.01, Double.POSITIVE_INFINITY)).isCloseTo(0.00975, within(1e-17));
    }

    @Test
    void shouldAgreeOnASmallBasisHoweverItIsCompounded() {
        final Random random = random("basis");
        for (int i = 0; i < ROUNDS; i++) {
            final double spot = 1_000 + 60_000 * random.nextDouble();
            final double years = 0.01 + random.nextDouble();
            final double rate = 0.3 * random.nextGaussian();
            final double future = spot * Math.exp(rate * years);

            assertThat(Basis.continuous(future, spot, years)).isCloseTo(rate, within(1e-11));
            final double simple = (Math.exp(rate * years) - 1) / years;
            assertThat(Basis.annualised(future, spot, years)).isCloseTo(simple, within(1e-11));
            assertThat(Basis.premium(future, spot)).isCloseTo(simple * years, within(1e-12));
            assertThat(Math.signum(Basis.premium(future, spot))).isEqualTo(Math.signum(rate));
        }
    }

    @Test
    void shouldLoseTheWholePremiumByDeliveryAndItsShareBefore() {
        final double whole = Basis.convergenceCost(2, 51_000, 50_000, 0.25, 0.25);
        assertThat(whole).isCloseTo(2_000, within(1e-9));
        assertThat(Basis.convergenceCost(2, 51_000, 50_000, 0.25, 0.1)).isCloseTo(800, within(1e-9));
        assertThat(Basis.convergenceCost(2, 51_000, 50_000, 0.25, 9))
                .as("not more")
                .isEqualTo(whole);
        assertThat(Basis.convergenceCost(2, 51_000, 50_000, 0.25, 0)).isZero();
        assertThat(Basis.convergenceCost(-2, 51_000, 50_000, 0.25, 0.25))
                .as("short earns")
                .isEqualTo(-whole);
        assertThat(Basis.convergenceCost(2, 49_000, 50_000, 0.25, 0.25))
                .as("backwardation")
                .isEqualTo(-whole);
    }

    @Test
    void shouldPriceALaterFutureFromTheCurve() {
        final Random random = random("curve");
        for (int i = 0; i < ROUNDS; i++) {
            final double spot = 1_000 + 60_000 * random.nextDouble();
            final double nearYears = random.nextDouble();
            final double laterYears = nearYears + random.nextDouble();
            final double nearRate = 0.2 * random.nextGaussian();
            final double laterRate = 0.2 * random.nextGaussian();
            final double near = spot * Math.exp(nearRate * nearYears);

            final double later = Basis.laterFuture(near, nearRate, nearYears, laterRate, laterYears);

            assertThat(later / spot).isCloseTo(Math.exp(laterRate * laterYears), within(1e-12 * later));
        }
        assertThat(Basis.laterFuture(100, 0.1, 0.5, 0.1, 0.4)).as("earlier").isNaN();
        assertThat(Basis.laterFuture(100, 0.1, 0.5, 0.1, 0.5)).as("the same").isEqualTo(100);
        assertThat(Basis.laterFuture(0, 0.1, 0.5, 0.1, 0.6)).isNaN();
        assertThat(Basis.laterFuture(100, 0.1, -0.5, 0.1, 0.6)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void shouldHaveNoBasisWhereAnArgumentIsNone(final double none) {
        assertThat(Basis.premium(none, 1)).isNaN();
        assertThat(Basis.premium(1, none)).isNaN();
        assertThat(Basis.annualised(1, 1, none)).isNaN();
        assertThat(Basis.continuous(none, 1, 1)).isNaN();
        assertThat(Basis.continuous(1, none, 1)).isNaN();
        assertThat(Basis.continuous(1, 1, none)).isNaN();
        assertThat(Basis.convergenceCost(1, none, 1, 1, 1)).isNaN();
        assertThat(Basis.convergenceCost(1, 1, none, 1, 1)).isNaN();
        assertThat(Basis.convergenceCost(1, 1, 1, none, 1)).isNaN();
    }

    @Test
    void shouldHaveNoBasisBeyondAllPrices() {
        assertThat(Basis.continuous(Double.POSITIVE_INFINITY, 1, 1)).isNaN();
        assertThat(Basis.continuous(1, Double.POSITIVE_INFINITY, 1)).isNaN();
        assertThat(Basis.convergenceCost(1, 1, 1, 1, -1)).isNaN();
        assertThat(Basis.convergenceCost(1, 1, 1, 1, Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "1e70, true, true",
        "1.0000001e70, false, false",
        "1e-70, true, true",
        "9.99e-71, true, false",
        "0, true, false",
        "-1, true, false",
        "-1e70, true, false",
        "-1.1e70, false, false",
        "NaN, false, false",
        "Infinity, false, false",
    })
    void shouldTakeOnlyValuesWhoseSquaresStayFarFromOverflow(
            final double value, final boolean isNumber, final boolean isPositive) {
        assertThat(Usable.isNumber(value)).isEqualTo(isNumber);
        assertThat(Usable.isPositive(value)).isEqualTo(isPositive);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 1", "5, 5, 0.5", "10, 5, 0.25", "2.5, 5, 0.70710678118654752"})
    void shouldHalveOncePerHalfLife(final double passed, final double halfLife, final double left) {
        assertThat(EwmaVariance.decay(passed, halfLife)).isCloseTo(left, within(1e-15));
    }
}
