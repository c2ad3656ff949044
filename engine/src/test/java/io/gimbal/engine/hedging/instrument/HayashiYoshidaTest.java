package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HayashiYoshidaTest {
    private record Tick(long timeNs, double value) {}

    @Test
    void shouldBeTheCovarianceWhenPricesTickTogether() {
        final HayashiYoshida estimate = new HayashiYoshida(0);
        final Random random = new Random(8);
        double x = 0;
        double y = 0;
        double products = 0;
        double squares = 0;
        estimate.tick(HayashiYoshida.HEDGE, 0, y);
        estimate.tick(HayashiYoshida.EXPOSURE, 0, x);
        for (int i = 1; i < 500; i++) {
            final double common = random.nextGaussian();
            final double dx = common + 0.3 * random.nextGaussian();
            final double dy = common;
            x += dx;
            y += dy;
            products += dx * dy;
            squares += dy * dy;
            // Whichever ticks first at an instant, both belong to it.
            estimate.tick(i % 2 == 0 ? HayashiYoshida.EXPOSURE : HayashiYoshida.HEDGE, i, i % 2 == 0 ? x : y);
            estimate.tick(i % 2 == 0 ? HayashiYoshida.HEDGE : HayashiYoshida.EXPOSURE, i, i % 2 == 0 ? y : x);
        }

        assertThat(estimate.covariance()).isCloseTo(products, within(1e-9 * products));
        assertThat(estimate.variance(HayashiYoshida.HEDGE)).isCloseTo(squares, within(1e-9 * squares));
        assertThat(estimate.ratio()).isCloseTo(products / squares, within(1e-9));
    }

    @Test
    void shouldSumAllOverlappingPairsWhateverTheTimes() {
        final long seed = 99;
        final Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            final List<Tick> exposures = new ArrayList<>();
            final List<Tick> hedges = new ArrayList<>();
            final HayashiYoshida estimate = new HayashiYoshida(0);
            long time = 0;
            for (int i = 0; i < 60; i++) {
                time += random.nextInt(3);
                final int series = random.nextInt(2);
                final List<Tick> ticks = series == HayashiYoshida.EXPOSURE ? exposures : hedges;
                final double value = random.nextGaussian();
                if (!ticks.isEmpty() && ticks.get(ticks.size() - 1).timeNs() == time) {
                    continue;
                }
                ticks.add(new Tick(time, value));
                assertThat(estimate.tick(series, time, value)).isTrue();
            }

            assertThat(estimate.covariance())
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(allPairs(exposures, hedges), within(1e-9));
        }
    }

    private static double allPairs(final List<Tick> a, final List<Tick> b) {
        double sum = 0;
        for (int i = 1; i < a.size(); i++) {
            for (int j = 1; j < b.size(); j++) {
                final long begin = Math.max(a.get(i - 1).timeNs(), b.get(j - 1).timeNs());
                final long end = Math.min(a.get(i).timeNs(), b.get(j).timeNs());
                if (begin < end) {
                    sum += (a.get(i).value() - a.get(i - 1).value())
                            * (b.get(j).value() - b.get(j - 1).value());
                }
            }
        }
        return sum;
    }

    @Test
    void shouldKeepTheCorrelationThatAGridLoses() {
        final long seed = 3;
        final Random random = new Random(seed);
        final HayashiYoshida estimate = new HayashiYoshida(0);
        final PairMoments grid = new PairMoments();
        double x = 0;
        double y = 0;
        double seenX = 0;
        double seenY = 0;
        double gridX = 0;
        double gridY = 0;
        for (int i = 1; i <= 60_000; i++) {
            final double common = random.nextGaussian();
            x += common;
            y += 0.8 * common + 0.6 * random.nextGaussian();
            if (random.nextInt(6) == 0) {
                seenX = x;
                estimate.tick(HayashiYoshida.EXPOSURE, i, x);
            }
            if (random.nextInt(9) == 0) {
                seenY = y;
                estimate.tick(HayashiYoshida.HEDGE, i, y);
            }
            if (i % 6 == 0) {
                grid.add(seenX - gridX, seenY - gridY);
                gridX = seenX;
                gridY = seenY;
            }
        }

        assertThat(estimate.correlation()).as("seed %d", seed).isCloseTo(0.8, within(0.03));
        assertThat(grid.correlation()).as("seed %d", seed).isLessThan(0.5);
    }

    @Test
    void shouldHalveTheWeightInTheHalfLife() {
        final HayashiYoshida estimate = new HayashiYoshida(1_000);
        estimate.tick(HayashiYoshida.EXPOSURE, 0, 0);
        estimate.tick(HayashiYoshida.HEDGE, 0, 0);
        estimate.tick(HayashiYoshida.EXPOSURE, 10, 2);
        estimate.tick(HayashiYoshida.HEDGE, 10, 3);
        assertThat(estimate.covariance()).isEqualTo(6);

        estimate.tick(HayashiYoshida.HEDGE, 1_010, 3);

        assertThat(estimate.covariance()).isCloseTo(3, within(1e-12));
        assertThat(estimate.variance(HayashiYoshida.EXPOSURE)).isCloseTo(2, within(1e-12));
    }

    @Test
    void shouldLeaveOutTicksThatCannotBe() {
        final HayashiYoshida estimate = new HayashiYoshida(0);

        assertThat(estimate.tick(HayashiYoshida.HEDGE, 10, 1)).isTrue();
        assertThat(estimate.tick(HayashiYoshida.EXPOSURE, 9, 1)).isFalse();
        assertThat(estimate.tick(HayashiYoshida.EXPOSURE, 11, Double.NaN)).isFalse();

        assertThat(estimate.refused()).isEqualTo(2);
        assertThat(estimate.count()).isZero();
        assertThat(estimate.ratio()).isNaN();
        assertThat(estimate.correlation()).isNaN();
    }
}
