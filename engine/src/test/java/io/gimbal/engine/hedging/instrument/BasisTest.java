package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BasisTest {
    private final BasisCurve curve = new BasisCurve(4);

    @Test
    void shouldBeTheRateThatTurnsSpotIntoTheFuture() {
        final double premium = Basis.premium(61_000, 60_000, 0.25);

        assertThat(premium).isCloseTo(Math.log(61.0 / 60) / 0.25, within(1e-15));
        assertThat(Basis.future(60_000, premium, 0.25)).isCloseTo(61_000, within(1e-9));
    }

    @Test
    void shouldConvergeByWhatTheFutureIsExpectedToLose() {
        final double spot = 60_000;
        final double premium = 0.08;
        final double loss = Basis.future(spot, premium, 0.25) - Basis.future(spot, premium, 0.15);

        assertThat(Basis.convergence(Basis.future(spot, premium, 0.25), premium, 0.1))
                .isCloseTo(loss, within(1e-9));
        assertThat(Basis.convergence(100, -0.1, 0.5)).isNegative();
        assertThat(Basis.convergence(100, 0.1, 0)).isZero();
    }

    @Test
    void shouldPriceACalendarSpreadAsTheDifferenceOfFairFutures() {
        final double near = Basis.future(60_000, 0.06, 0.1);
        final double far = Basis.future(60_000, 0.09, 0.35);

        assertThat(Basis.calendarSpread(near, 0.06, 0.1, 0.09, 0.35)).isCloseTo(far - near, within(1e-9));
    }

    @Test
    void shouldReadLevelSlopeAndShapeOfACurve() {
        curve.start(60_000);
        for (final double years : new double[] {0.1, 0.25, 0.5}) {
            assertThat(curve.add(Basis.future(60_000, 0.05 + 0.04 * years, years), years, 1 + years))
                    .isTrue();
        }

        assertThat(curve.slope()).isCloseTo(0.04, within(1e-12));
        assertThat(curve.level()).isBetween(0.054, 0.070);
        assertThat(curve.shape(0.01)).isEqualTo(CurveShape.CONTANGO);
        assertThat(curve.shape(0.2)).isEqualTo(CurveShape.FLAT);
        assertThat(curve.count()).isEqualTo(3);
        assertThat(curve.premium(1)).isCloseTo(0.06, within(1e-12));
    }

    @Test
    void shouldPassThroughTheFuturesAndExtendTheOuterPremiums() {
        curve.start(100);
        curve.add(99, 0.1, 1);
        curve.add(97, 0.4, 1);

        assertThat(curve.fairFuture(0.1)).isCloseTo(99, within(1e-12));
        assertThat(curve.fairFuture(0.4)).isCloseTo(97, within(1e-12));
        assertThat(curve.fairFuture(0.25)).isCloseTo(Math.sqrt(99 * 97), within(1e-10));
        assertThat(curve.premiumAt(0.01)).isEqualTo(curve.premium(0));
        assertThat(curve.premiumAt(2)).isEqualTo(curve.premium(1));
        assertThat(curve.shape(0)).isEqualTo(CurveShape.BACKWARDATION);
    }

    @Test
    void shouldLeaveOutFuturesThatCannotBe() {
        curve.start(100);
        assertThat(curve.level()).isNaN();
        assertThat(curve.slope()).isNaN();
        assertThat(curve.fairFuture(1)).isNaN();
        assertThat(curve.shape(0)).isEqualTo(CurveShape.UNKNOWN);

        assertThat(curve.add(Double.NaN, 1, 1)).isFalse();
        assertThat(curve.add(100, 0, 1)).isFalse();
        assertThat(curve.add(101, 1, 0)).isFalse();
        assertThat(curve.add(101, 1, 1)).isTrue();
        assertThat(curve.add(101, 0.5, 1)).isFalse();

        assertThat(curve.slope()).isZero();
        assertThat(curve.premiumAt(0)).isNaN();
    }

    @Test
    void shouldGiveNoNumberWhenArgumentsMeanNothing() {
        assertThat(Basis.premium(1, 0, 1)).isNaN();
        assertThat(Basis.premium(1, 1, Double.NaN)).isNaN();
        assertThat(Basis.future(-1, 0, 1)).isNaN();
        assertThat(Basis.convergence(1, 0, -1)).isNaN();
        assertThat(Basis.calendarSpread(1, 0, 2, 0, 1)).isNaN();
    }

    @Test
    void shouldGiveDeribitsFundingRate() {
        assertThat(Funding.deribitRate(10_010, 10_000, 0.005)).isCloseTo(0.00075, within(1e-12));
        assertThat(Funding.deribitRate(9_990, 10_000, 0.005)).isCloseTo(-0.00075, within(1e-12));
        assertThat(Funding.deribitRate(10_002, 10_000, 0.005)).isZero();
        assertThat(Funding.deribitRate(12_000, 10_000, 0.005)).isEqualTo(0.005);
        assertThat(Funding.deribitRate(1, Double.NaN, 1)).isNaN();
        assertThat(Funding.interestRate(0.0004, 0.0001)).isCloseTo(0.0001, within(1e-15));
        assertThat(Funding.interestRate(0.002, 0.0001)).isCloseTo(0.0015, within(1e-15));
    }

    @Test
    void shouldExpectWhatTheDecayingRateAddsUpTo() {
        final double speed = Math.log(2) * 365;
        double sum = 0;
        final int steps = 100_000;
        for (int i = 0; i < steps; i++) {
            final double time = (i + 0.5) * 0.02 / steps;
            sum += (0.0001 + 0.0009 * Math.exp(-speed * time)) * Funding.PERIODS_PER_YEAR * 0.02 / steps;
        }

        assertThat(Funding.expected(0.001, 0.0001, speed, 0.02)).isCloseTo(sum, within(1e-9));
        assertThat(Funding.expected(0.001, 0.0001, 0, 0.02)).isCloseTo(0.001 * 1095 * 0.02, within(1e-15));
        assertThat(Funding.expected(0.001, 0.0001, speed, 0)).isZero();
        assertThat(Funding.expected(0, 0, -1, 1)).isNaN();
    }
}
