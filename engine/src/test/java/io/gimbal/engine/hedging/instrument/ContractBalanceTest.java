package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContractBalanceTest {
    private static final long MANY = 1_000_000_000L;

    private final ContractBalance balance = new ContractBalance(5);

    @Test
    void shouldUndoLevelAndSlopeWhateverTheBook() {
        final long seed = 44;
        final Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            balance.clear();
            for (int i = 0; i < 5; i++) {
                balance.contract(10, 0.02 + 0.1 * i + 0.05 * random.nextDouble(), random.nextDouble(), MANY);
            }
            final double level = 1e6 * random.nextGaussian();
            final double slope = 2e5 * random.nextGaussian();

            assertThat(balance.solve(level, slope)).isEqualTo(BalanceStatus.BALANCED);

            assertThat(balance.isWithin(20, 10))
                    .as("seed %d round %d", seed, round)
                    .isTrue();
            assertThat(balance.levelLeftUsd()).isCloseTo(level + 10.0 * lots(), within(1e-6));
        }
    }

    private long lots() {
        long sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += balance.lots(i);
        }
        return sum;
    }

    @Test
    void shouldCostNoMoreThanAnyThirdContractCouldSave() {
        // Against a grid of three contracts: the third in steps, the other two solved for.
        final double[] years = {0.0, 0.2, 0.7};
        final double[] costs = {1, 0.4, 2.5};
        balance.clear();
        for (int i = 0; i < 3; i++) {
            balance.contract(1, years[i], costs[i], MANY);
        }
        final double level = -3_000;
        final double slope = -1_400;
        balance.solve(level, slope);

        double least = Double.POSITIVE_INFINITY;
        for (int third = -20_000; third <= 20_000; third++) {
            final double rest = -level - third;
            final double first = -(-slope - third * years[2] - rest * years[1]) / (years[1] - years[0]);
            final double second = rest - first;
            least = Math.min(
                    least, costs[0] * Math.abs(first) + costs[1] * Math.abs(second) + costs[2] * Math.abs(third));
        }

        assertThat(balance.costUsd()).isLessThanOrEqualTo(least + 5);
    }

    @Test
    void shouldRespectCaps() {
        balance.clear();
        balance.contract(1, 0, 1, 100);
        balance.contract(1, 0.5, 1, MANY);
        balance.contract(1, 0.25, 50, MANY);

        assertThat(balance.solve(-1_000, -100)).isEqualTo(BalanceStatus.BALANCED);

        assertThat(balance.lots(0)).isZero();
        assertThat(balance.isWithin(1, 1)).isTrue();
    }

    @Test
    void shouldSayWhyABookCannotBeBalanced() {
        balance.clear();
        assertThat(balance.solve(1, 1)).isEqualTo(BalanceStatus.TOO_FEW_CONTRACTS);

        balance.contract(1, 0.5, 1, 10);
        balance.contract(1, 0.5, 1, 10);
        balance.contract(Double.NaN, 0.7, 1, 10);
        balance.contract(1, 0.9, 1, 0);
        assertThat(balance.solve(1, 1)).isEqualTo(BalanceStatus.TOO_FEW_CONTRACTS);

        balance.contract(1, 0, 1, 10);
        assertThat(balance.contract(1, 0, 1, 10)).isEqualTo(-1);
        assertThat(balance.solve(1_000, 0)).isEqualTo(BalanceStatus.BEYOND_CAPS);
        assertThat(balance.lots(0)).isZero();
        assertThat(balance.isWithin(999, 999)).isFalse();
        assertThat(balance.solve(Double.NaN, 0)).isEqualTo(BalanceStatus.INPUT_UNUSABLE);
        assertThat(balance.isWithin(1e9, 1e9)).isFalse();
    }
}
