package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArbitrageCheckTest {
    private static final long SEED = 14_062L;

    private final ArbitrageCheck check = new ArbitrageCheck();
    private final SviParameters slice = new SviParameters();
    private final SviParameters other = new SviParameters();

    @Test
    void shouldFindNoButterflyWhenSsviKeepsItsConditions() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            final double theta = Math.exp(random.nextDouble(-9.0, 1.0));
            final double rho = random.nextDouble(-0.99, 0.99);
            final double phi = random.nextDouble(0.001, 0.9999) * SsviForm.largestPhi(theta, rho);
            SsviForm.toSvi(theta, rho, phi, slice);
            final String at = "seed=" + SEED + " theta=" + theta + " rho=" + rho + " phi=" + phi;

            assertThat(SsviForm.isFreeOfButterflies(theta, rho, phi)).as(at).isTrue();
            assertThat(check.isFreeOfButterflies(slice)).as(at).isTrue();
        }
    }

    @Test
    void shouldWriteSsviAsTheFormulaSays() {
        final double theta = 0.09;
        final double rho = -0.4;
        final double phi = 1.7;
        SsviForm.toSvi(theta, rho, phi, slice);

        for (double k = -1.0; k <= 1.0; k += 0.125) {
            final double root = Math.sqrt((phi * k + rho) * (phi * k + rho) + 1.0 - rho * rho);
            final double w = 0.5 * theta * (1.0 + rho * phi * k + root);
            assertThat(Math.abs(slice.totalVariance(k) - w)).isLessThan(1e-15);
        }
        assertThat(SsviForm.isFreeOfButterflies(theta, rho, 4.0 / (theta * 1.4)))
                .isFalse();
        assertThat(SsviForm.isFreeOfButterflies(theta, rho, 1.001 * SsviForm.largestPhi(theta, rho)))
                .isFalse();
    }

    @Test
    void shouldRefuseAWingOnlyWhenItIsSteeperThanTwo() {
        slice.set(2.0, 1.0, 0.98, 0.0, 1.0);
        assertThat(check.isFreeOfButterflies(slice)).isTrue();

        slice.set(2.0, 1.02, 0.98, 0.0, 1.0);
        assertThat(slice.rightWing()).isGreaterThan(ArbitrageCheck.STEEPEST_WING);
        assertThat(check.isFreeOfButterflies(slice)).isFalse();
        assertThat(slice.durrleman(1e6)).isNegative();
    }

    @Test
    void shouldAgreeWithASlowSearchWhenSlicesAreRandom() {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        int withArbitrage = 0;
        for (int i = 0; i < 400; i++) {
            slice.set(
                    random.nextDouble(-0.02, 0.05),
                    random.nextDouble(0.01, 0.6),
                    random.nextDouble(-0.95, 0.95),
                    random.nextDouble(-0.5, 0.5),
                    random.nextDouble(0.02, 0.6));
            if (!slice.isValid()) {
                continue;
            }
            double least = Double.POSITIVE_INFINITY;
            for (int j = -30_000; j <= 30_000; j++) {
                least = Math.min(least, slice.durrleman(j * 2e-4));
            }
            check.isFreeOfButterflies(slice);
            withArbitrage += least < 0.0 ? 1 : 0;

            assertThat(check.leastDensity()).as("seed=" + SEED + " draw=" + i).isLessThanOrEqualTo(least + 1e-6);
        }
        assertThat(withArbitrage).as("slices with arbitrage").isBetween(40, 360);
    }

    @Test
    void shouldStayFreeOfButterfliesWhenTimePasses() {
        final SplittableRandom random = new SplittableRandom(SEED + 2);
        int aged = 0;
        for (int i = 0; i < 2_000; i++) {
            final double a = random.nextDouble(-0.02, 0.05);
            final double b = random.nextDouble(0.01, 0.6);
            final double rho = random.nextDouble(-0.9, 0.9);
            final double m = random.nextDouble(-0.5, 0.5);
            final double sigma = random.nextDouble(0.05, 0.6);
            slice.set(a, b, rho, m, sigma);
            if (!check.isFreeOfButterflies(slice)) {
                continue;
            }
            aged++;
            final double left = random.nextDouble();
            slice.set(left * a, left * b, rho, m, sigma);

            assertThat(check.isFreeOfButterflies(slice))
                    .as("seed=" + SEED + " draw=" + i)
                    .isTrue();
        }
        assertThat(aged).isGreaterThan(200);
    }

    @Test
    void shouldFindACalendarSpreadInEitherWingAndInTheMiddle() {
        slice.set(0.02, 0.1, -0.3, 0.0, 0.2);

        other.set(0.021, 0.11, -0.3, 0.0, 0.2);
        assertThat(check.isFreeOfCalendars(slice, other)).isTrue();
        assertThat(check.isFreeOfCalendars(other, slice)).isFalse();
        assertThat(check.leastGap()).isNegative();

        other.set(0.05, 0.1, -0.31, 0.0, 0.2);
        assertThat(check.isFreeOfCalendars(slice, other))
                .as("right wing, far out")
                .isFalse();
        other.set(0.05, 0.1, -0.29, 0.0, 0.2);
        assertThat(check.isFreeOfCalendars(slice, other))
                .as("left wing, far out")
                .isFalse();

        other.set(0.0199, 0.15, -0.3, 0.0, 0.1);
        assertThat(check.isFreeOfCalendars(slice, other)).as("at the money").isFalse();
        assertThat(Math.abs(check.leastGapAt())).isLessThan(0.1);
    }

    @Test
    void shouldAcceptASliceBesideItself() {
        slice.set(0.02, 0.1, -0.3, 0.05, 0.2);

        assertThat(check.isFreeOfCalendars(slice, slice)).isTrue();
        assertThat(check.leastGap()).isZero();
    }

    @Test
    void shouldCallNothingFreeWhenASliceIsNotValid() {
        slice.set(0.02, 0.1, -0.3, 0.05, 0.2);
        other.set(Double.NaN, 0.1, -0.3, 0.05, 0.2);

        assertThat(check.isFreeOfButterflies(other)).isFalse();
        assertThat(check.isFreeOfCalendars(slice, other)).isFalse();
        assertThat(check.isFreeOfCalendars(other, slice)).isFalse();
        assertThat(check.leastGap()).isNaN();
    }
}
