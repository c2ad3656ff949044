package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ImpactSplitTest {
    private static final int VENUES = 3;
    private static final long MANY = 1_000_000;

    private final ImpactSplit split = new ImpactSplit(VENUES);

    @Test
    void shouldSplitByVolumeWhenFeesAreEqual() {
        // b is one over the root of the volume, so amounts are as volumes: 100, 25, 4.
        split.start(1);
        split.venue(5, 10 / 10.0, 1, MANY, true);
        split.venue(5, 10 / 5.0, 1, MANY, true);
        split.venue(5, 10 / 2.0, 1, MANY, true);

        assertThat(split.solve(1_290)).isEqualTo(SplitStatus.FILLED);

        assertThat(new long[] {split.lots(0), split.lots(1), split.lots(2)}).containsExactly(1_000, 250, 40);
    }

    @Test
    void shouldMakeMarginalCostsEqualWhenLotsAreFine() {
        split.start(1e-4);
        split.venue(1, 3, 1, MANY, true);
        split.venue(2, 1, 1, MANY, true);
        split.venue(0.5, 7, 1, MANY, true);

        split.solve(200_000);

        final double first = 1 + 1.5 * 3 * Math.sqrt(split.lots(0) * 1e-4);
        final double second = 2 + 1.5 * Math.sqrt(split.lots(1) * 1e-4);
        final double third = 0.5 + 1.5 * 7 * Math.sqrt(split.lots(2) * 1e-4);
        assertThat(second).isCloseTo(first, within(0.003));
        assertThat(third).isCloseTo(first, within(0.003));
        assertThat(split.lots(0) + split.lots(1) + split.lots(2)).isEqualTo(200_000);
    }

    @Test
    void shouldAgreeWithEnumeration() {
        final long seed = 31;
        final Random random = new Random(seed);
        for (int round = 0; round < 1_500; round++) {
            final double[] fees = new double[VENUES];
            final double[] impacts = new double[VENUES];
            final long[] mins = new long[VENUES];
            final long[] most = new long[VENUES];
            final boolean[] isOpen = new boolean[VENUES];
            final double lot = 0.5 + random.nextDouble();
            split.start(lot);
            for (int v = 0; v < VENUES; v++) {
                fees[v] = 3 * random.nextDouble() - 0.5;
                impacts[v] = 0.1 + random.nextDouble();
                mins[v] = 1L + random.nextInt(4);
                most[v] = mins[v] + random.nextInt(8);
                isOpen[v] = random.nextInt(8) > 0;
                split.venue(fees[v], impacts[v], mins[v], most[v], isOpen[v]);
            }
            final long wanted = 1L + random.nextInt(20);

            split.solve(wanted);

            double[] best = {0, 0};
            for (int code = 0; code < 20 * 20 * 20; code++) {
                final long[] trial = {code % 20, code / 20 % 20, code / 400};
                final long sum = trial[0] + trial[1] + trial[2];
                boolean isAllowed = sum <= wanted;
                double cost = 0;
                for (int v = 0; v < VENUES; v++) {
                    final double coins = trial[v] * lot;
                    cost += fees[v] * coins + impacts[v] * Math.pow(coins, 1.5);
                    isAllowed &= trial[v] == 0 || (isOpen[v] && trial[v] >= mins[v] && trial[v] <= most[v]);
                }
                if (isAllowed && (sum > best[0] || (sum == best[0] && cost < best[1]))) {
                    best = new double[] {sum, cost};
                }
            }
            final long filled = split.lots(0) + split.lots(1) + split.lots(2);
            assertThat((double) filled).as("seed %d round %d", seed, round).isEqualTo(best[0]);
            assertThat(split.costUsd()).as("seed %d round %d", seed, round).isCloseTo(best[1], within(1e-9));
        }
    }

    @Test
    void shouldAnswerPlainlyWhenNothingCanBeDone() {
        split.start(1);
        assertThat(split.solve(1)).isEqualTo(SplitStatus.NOTHING);

        split.venue(Double.NaN, 1, 1, 10, true);
        split.venue(0, 1, 1, 10, false);
        split.venue(0, 0, 1, 10, true);
        assertThat(split.venue(0, 1, 1, 10, true)).isEqualTo(-1);
        assertThat(split.solve(1)).isEqualTo(SplitStatus.NOTHING);
        assertThat(split.solve(0)).isEqualTo(SplitStatus.INPUT_UNUSABLE);

        split.start(Double.NaN);
        assertThat(split.solve(1)).isEqualTo(SplitStatus.INPUT_UNUSABLE);
    }
}
