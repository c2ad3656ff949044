package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LiquidationTest {
    @Test
    void shouldBeWhereEquityMeetsMaintenance() {
        final long seed = 12;
        final Random random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 500; round++) {
            final double notional = (random.nextBoolean() ? 1 : -1) * 1e5 * (0.1 + random.nextDouble());
            final double entry = 20_000 + 60_000 * random.nextDouble();
            final double margin = 3 * random.nextDouble();
            final double maintenance = 0.05 * random.nextDouble();
            final double excess = excess(notional, entry, margin, maintenance, entry);

            final double price = Liquidation.inversePrice(notional, entry, margin, maintenance);

            if (excess > 0) {
                final double root = root(notional, entry, margin, maintenance);
                found += root < 1e12 ? 1 : 0;
                assertThat(root < 1e12 ? price : Math.min(price, 1e12))
                        .as("seed %d round %d", seed, round)
                        .isCloseTo(root, within(1e-9 * root));
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private static double excess(
            final double notional,
            final double entry,
            final double margin,
            final double maintenance,
            final double price) {
        return margin + notional * (1 / entry - 1 / price) - maintenance * Math.abs(notional) / price;
    }

    /** By bisection on the account itself; 1e12 where nothing below it liquidates. */
    private static double root(
            final double notional, final double entry, final double margin, final double maintenance) {
        double safe = entry;
        double bad = notional > 0 ? 1e-3 : 1e12;
        if (excess(notional, entry, margin, maintenance, bad) > 0) {
            return bad;
        }
        for (int i = 0; i < 300; i++) {
            final double middle = Math.sqrt(safe * bad);
            if (excess(notional, entry, margin, maintenance, middle) > 0) {
                safe = middle;
            } else {
                bad = middle;
            }
        }
        return safe;
    }

    @Test
    void shouldNeverLiquidateAShortThatItsCollateralCovers() {
        assertThat(Liquidation.inversePrice(-50_000, 50_000, 1, 0.01)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Liquidation.distance(50_000, Double.POSITIVE_INFINITY, false, 0.6, 0.001))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldMeetMaintenanceWhenThePositionIsLinear() {
        for (final double coins : new double[] {2, -2}) {
            final double price = Liquidation.linearPrice(coins, 50_000, 9_000, 0.02);

            assertThat(9_000 + coins * (price - 50_000)).isCloseTo(0.02 * 2 * price, within(1e-7));
        }
        assertThat(Liquidation.linearPrice(1, 50_000, 60_000, 0.02)).isZero();
        assertThat(Liquidation.distance(50_000, 0, true, 0.6, 0.001)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldMeasureTheDistanceInStandardDeviations() {
        final double hour = 1.0 / 8_760;
        final double down = Liquidation.distance(50_000, 45_000, true, 0.6, hour);

        assertThat(down).isCloseTo(Math.log(50.0 / 45) / (0.6 * Math.sqrt(hour)), within(1e-10));
        assertThat(Liquidation.distance(50_000, 55_000, false, 0.6, hour)).isPositive();
        assertThat(Liquidation.distance(44_000, 45_000, true, 0.6, hour)).isNegative();
        assertThat(Liquidation.distance(45_000, 45_000, true, 0.6, hour)).isZero();
    }

    @Test
    void shouldAllowWhatKeepsTheDistance() {
        for (final int side : new int[] {1, -1}) {
            final double size = Liquidation.largestInverse(side, 50_000, 0.5, 0.01, 0.2);

            final double price = Liquidation.inversePrice(side * size, 50_000, 0.5, 0.01);

            assertThat(Math.abs(Math.log(price / 50_000))).isCloseTo(0.2, within(1e-12));
        }
        assertThat(Liquidation.largestInverse(-1, 50_000, 0.5, 0.3, 0.2)).isPositive();
    }

    @Test
    void shouldGiveNoNumberWhenArgumentsMeanNothing() {
        assertThat(Liquidation.inversePrice(0, 1, 1, 0)).isNaN();
        assertThat(Liquidation.inversePrice(1, 0, 1, 0)).isNaN();
        assertThat(Liquidation.inversePrice(1, 1, Double.NaN, 0)).isNaN();
        assertThat(Liquidation.linearPrice(1, 1, Double.NaN, 0)).isNaN();
        assertThat(Liquidation.linearPrice(1, 1, 1, 1)).isNaN();
        assertThat(Liquidation.distance(1, Double.NaN, true, 1, 1)).isNaN();
        assertThat(Liquidation.largestInverse(1, 1, 0, 0, 1)).isNaN();
    }
}
